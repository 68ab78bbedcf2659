import type { Endpoint } from "@throughline/contract/endpoint";
import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import { Refusal } from "./refusal.ts";

const depthLimit = 24;

/**
 * Path, query and body, each checked by its own schema, as one flat object. Unknown properties are refused by name.
 * @throws Refusal `invalid_input` with one message per field.
 */
export function parseInput(
  endpoint: Endpoint,
  request: FastifyRequest,
  formFields: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const { organization: _named, ...query } = request.query as Record<string, unknown>;
  const body = endpoint.upload ? formFields : (request.body ?? {});
  if (tooDeep(body, depthLimit)) throw new Refusal("invalid_input", `Nested deeper than ${depthLimit} levels`);
  // Without a prototype, so that a field called __proto__ is one like any other.
  const fields = Object.create(null) as Record<string, string>;
  const parts = [
    check(endpoint.params, request.params, "params", fields),
    check(endpoint.query, query, "query", fields),
    check(endpoint.body, endpoint.method === "GET" || endpoint.method === "DELETE" ? {} : body, "body", fields),
  ];
  if (Object.keys(fields).length > 0) throw new Refusal("invalid_input", { detail: sentence(fields), fields });
  return Object.assign({}, ...parts) as Record<string, unknown>;
}

function check(schema: z.ZodObject | undefined, value: unknown, part: string, fields: Record<string, string>): object {
  if (!schema) {
    const given = Object.keys((value ?? {}) as object);
    for (const name of given) fields[name] = `Nothing called ${name} is known here (${part})`;
    return {};
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) fields[[...issue.path, key].join(".")] = `Nothing called ${key} is known here`;
    } else fields[issue.path.join(".") || part] ??= issue.message;
  }
  return {};
}

const sentence = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .slice(0, 3)
    .map(([name, message]) => `${name}: ${message}`)
    .join("; ");

function tooDeep(value: unknown, left: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (left === 0) return true;
  return Object.values(value).some((inner) => tooDeep(inner, left - 1));
}
