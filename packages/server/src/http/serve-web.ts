import { readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { Refusal } from "./refusal.ts";
import { sendProblem } from "./errors.ts";

/** The built web app: hashed files cached for good, every other address its one page. */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  const page = readFileSync(join(folder, "index.html"));
  await app.register(fastifyStatic, {
    root: join(folder, "assets"),
    prefix: "/assets/",
    immutable: true,
    maxAge: "365d",
    decorateReply: false,
  });
  await app.register(fastifyStatic, { root: folder, prefix: "/files/", serve: false });
  app.get("/*", async (request, reply) => {
    if (request.url.startsWith("/api/") || request.url.startsWith("/assets/"))
      return sendProblem(request, reply, new Refusal("no_such_route"));
    return reply.type("text/html; charset=utf-8").header("cache-control", "no-cache").send(page);
  });
}
