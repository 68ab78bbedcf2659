import { z } from "zod";
import { endpoint } from "./endpoint.ts";

export const readHealth = endpoint({
  method: "GET",
  path: "/health",
  summary: "Whether the server and its database answer",
  access: "anyone",
  output: z.object({ status: z.literal("ok"), version: z.string(), database: z.string() }),
  refusals: ["unavailable"],
});

export const readOpenapi = endpoint({
  method: "GET",
  path: "/openapi.json",
  summary: "This interface as an OpenAPI 3.1 document",
  access: "anyone",
  output: z.record(z.string(), z.unknown()),
  refusals: [],
});
