import { endpointNames, endpoints } from "@throughline/contract/endpoints";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refusalOfDatabase } from "./refusal-of-database.ts";
import { Refusal } from "./refusal.ts";

/** Every way a request can fail, turned into problem details in this one place. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | Error, request, reply) => {
    const refusal = asRefusal(error);
    if (refusal.code === "failed") request.log.error({ err: error }, "request failed");
    return sendProblem(request, reply, refusal);
  });
  const addresses = endpointNames.map(
    (name) => new RegExp(`^/api/v1${endpoints[name].path.replaceAll(/:[A-Za-z]+/g, "[^/]+")}$`),
  );
  app.setNotFoundHandler((request, reply) => {
    const url = request.url.split("?")[0] ?? "";
    // The app's pages answer every address but the interface's: there, only what the contract names counts.
    const elsewhere = url.startsWith("/api/")
      ? addresses.some((address) => address.test(url))
      : request.method !== "GET" && app.findRoute({ method: "GET", url }) !== null;
    return sendProblem(request, reply, new Refusal(elsewhere ? "method_not_allowed" : "no_such_route"));
  });
}

/** What goes wrong before there is a route, such as an address that cannot be decoded. */
export const answerFrameworkError = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void =>
  void sendProblem(request, reply, asRefusal(error));

export function sendProblem(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const problem = refusal.problem(request.id);
  if (problem.status === 503 || problem.status === 429)
    void reply.header("retry-after", Number(problem.facts?.["retryAfter"] ?? 1));
  return reply.code(problem.status).type("application/problem+json; charset=utf-8").send(JSON.stringify(problem));
}

function asRefusal(error: FastifyError | Error): Refusal {
  if (error instanceof Refusal) return error;
  const ofDatabase = refusalOfDatabase(error);
  if (ofDatabase) return ofDatabase;
  const code = "code" in error ? String(error.code) : "";
  const status = "statusCode" in error ? error.statusCode : undefined;
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return new Refusal("too_large");
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE")
    return new Refusal("unsupported_media", "Send JSON (content-type: application/json)");
  if (status === 429) return new Refusal("too_many_requests", error.message);
  if (status === 503) return new Refusal("unavailable");
  if (status !== undefined && status >= 400 && status < 500) return new Refusal("invalid_input", error.message);
  return new Refusal("failed");
}
