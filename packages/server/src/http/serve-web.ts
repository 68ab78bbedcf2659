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
  // What lies beside the page, such as its icon: a route for each file there is, asked for anew each time.
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    globIgnore: ["assets/**", "index.html"],
    cacheControl: false,
    setHeaders: (reply) => void reply.header("cache-control", "no-cache"),
    decorateReply: false,
  });
  app.get("/*", async (request, reply) => {
    if (request.url.startsWith("/api/") || request.url.startsWith("/assets/"))
      return sendProblem(request, reply, new Refusal("no_such_route"));
    return reply.type("text/html; charset=utf-8").header("cache-control", "no-cache").send(page);
  });
}
