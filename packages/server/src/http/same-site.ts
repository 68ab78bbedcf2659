import type { FastifyRequest } from "fastify";
import { Refusal } from "./refusal.ts";

/**
 * A write that carries a session cookie must come from our own pages. Browsers say where a request comes from; programs
 * without a browser send neither header and hold no cookie they did not ask for.
 */
export function assertSameSite(request: FastifyRequest): void {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") throw new Refusal("cross_site");
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== `${request.protocol}://${request.host}`) throw new Refusal("cross_site");
}
