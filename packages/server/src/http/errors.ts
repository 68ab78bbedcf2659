import { endpointNames, endpoints } from "@throughline/contract/endpoints";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import pg from "pg";
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
  if (error instanceof pg.DatabaseError) return ofDatabase(error);
  const code = "code" in error ? String(error.code) : "";
  if (
    ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOTFOUND"].includes(code) ||
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
      error.message,
    )
  ) {
    return new Refusal("unavailable", "The database is restarting; try again in a moment");
  }
  const status = "statusCode" in error ? error.statusCode : undefined;
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return new Refusal("too_large");
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE")
    return new Refusal("unsupported_media", "Send JSON (content-type: application/json)");
  if (status === 429) return new Refusal("too_many_requests", error.message);
  if (status === 503) return new Refusal("unavailable");
  if (status !== undefined && status >= 400 && status < 500) return new Refusal("invalid_input", error.message);
  return new Refusal("failed");
}

/** Constraints are the net beneath the checks of handlers: what falls into it is still told in plain words. */
function ofDatabase(error: pg.DatabaseError): Refusal {
  switch (error.code) {
    case "23503":
      return new Refusal("unknown_reference", "Something this refers to does not exist in this organization");
    case "23505":
      return new Refusal("conflict", "Something with the same key or name exists already");
    case "23514":
    case "22001":
    case "22003":
    case "22007":
    case "22008":
    case "22P02":
    case "22021":
    case "22P05":
      return new Refusal("invalid_input", "A value is outside what can be stored");
    case "55P03":
    case "40001":
    case "40P01":
      return new Refusal("busy");
    case "57014":
      return new Refusal("unavailable", "This took too long and was stopped; nothing was changed");
    case "53300":
    case "57P01":
    case "57P02":
    case "57P03":
    case "08006":
    case "25P03":
      return new Refusal("unavailable", "The database is restarting; try again in a moment");
    default:
      return new Refusal("failed");
  }
}
