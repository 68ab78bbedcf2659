import type { FastifyReply } from "fastify";
import type { FileAnswer } from "./handler.ts";

/** Sends bytes with a name that cannot break out of its header, and never sniffed into something that runs. */
export function sendFile(reply: FastifyReply, file: FileAnswer): FastifyReply {
  const plain = file.name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  void reply
    .type(file.mediaType)
    .header(
      "content-disposition",
      `${file.inline ? "inline" : "attachment"}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    )
    .header("x-content-type-options", "nosniff")
    .header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .header("cache-control", "private, no-store");
  if (file.size !== undefined) void reply.header("content-length", file.size);
  return reply.send(file.content);
}
