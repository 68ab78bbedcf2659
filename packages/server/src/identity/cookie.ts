import type { FastifyReply, FastifyRequest } from "fastify";

/** Over HTTPS the cookie carries the `__Host-` prefix; on a plain LAN address browsers would refuse that. */
const secureName = "__Host-throughline";
const plainName = "throughline";

export const sessionDays = 30;

export function readSessionCookie(request: FastifyRequest): string | null {
  const value = request.cookies[request.protocol === "https" ? secureName : plainName];
  return value && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null;
}

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, secret: string | null): void {
  const secure = request.protocol === "https";
  const options = { path: "/", httpOnly: true, sameSite: "lax" as const, secure };
  if (secret === null) void reply.clearCookie(secure ? secureName : plainName, options);
  else void reply.setCookie(secure ? secureName : plainName, secret, { ...options, maxAge: sessionDays * 86_400 });
}
