import type { Endpoint } from "@throughline/contract/endpoint";
import { z } from "zod";

type Schema = { readonly [key: string]: unknown };

/** Ids to use wherever a schema asks for one, by the name of its property; `fallback` for the rest. */
export type SampleIds = Readonly<Record<string, string>> & { readonly fallback: string };

/**
 * A valid input of an endpoint, made from its schemas: every required property, and every optional one that refers to
 * something, so that each reference of the contract is tried.
 */
export function sampleInput(
  endpoint: Endpoint,
  ids: SampleIds,
): { readonly params: Record<string, unknown>; readonly query: Record<string, unknown>; readonly body: unknown } {
  const made = (schema: z.ZodObject | undefined) =>
    schema
      ? (sample(
          z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "inline" }) as Schema,
          "",
          ids,
        ) as Record<string, unknown>)
      : {};
  return { params: made(endpoint.params), query: made(endpoint.query), body: made(endpoint.body) };
}

const refersToSomething =
  /(Id|Ids|item|request|team|workflow|stage|owner|person|label|parent|itemIds|tracking|actor|subject|from|to|intoItem)$/;

function sample(schema: Schema, name: string, ids: SampleIds): unknown {
  if ("const" in schema) return schema["const"];
  const values = schema["enum"] as unknown[] | undefined;
  if (values) return values[0];
  const variants = (schema["anyOf"] ?? schema["oneOf"]) as Schema[] | undefined;
  if (variants)
    return sample(
      variants.find((variant) => variant["format"] === "uuid") ??
        variants.find((variant) => variant["type"] !== "null") ??
        variants[0] ??
        {},
      name,
      ids,
    );
  switch (schema["type"]) {
    case "object": {
      const properties = (schema["properties"] ?? {}) as Record<string, Schema>;
      const required = new Set(schema["required"] as string[] | undefined);
      return Object.fromEntries(
        Object.entries(properties).flatMap(([key, inner]) =>
          required.has(key) || refersToSomething.test(key) ? [[key, sample(inner, key, ids)]] : [],
        ),
      );
    }
    case "array": {
      const prefix = schema["prefixItems"] as Schema[] | undefined;
      if (prefix) return prefix.map((inner) => sample(inner, name, ids));
      const least = Math.max(Number(schema["minItems"] ?? 0), refersToSomething.test(name) ? 1 : 0);
      return Array.from({ length: least }, () =>
        sample((schema["items"] ?? {}) as Schema, name.replace(/s$/, ""), ids),
      );
    }
    case "integer":
    case "number":
      return Math.max(1, Number(schema["minimum"] ?? 1));
    case "boolean":
      return false;
    case "string":
      return sampleText(schema, name, ids);
    default:
      return refersToSomething.test(name) ? idFor(name, ids) : "sample";
  }
}

function sampleText(schema: Schema, name: string, ids: SampleIds): string {
  if (schema["format"] === "uuid" || (refersToSomething.test(name) && !schema["pattern"])) return idFor(name, ids);
  if (schema["format"] === "date") return "2026-03-14";
  if (schema["format"] === "date-time") return "2026-03-14T09:00:00Z";
  if (schema["format"] === "email" || name === "email") return "someone@example.org";
  if (name === "timeZone") return "UTC";
  if (/[kK]ey$/.test(name)) return "ZZZ";
  if (/[sS]lug$/.test(name)) return ids[name] ?? "sample";
  if (/assword/.test(name)) return "a long enough password";
  if (name === "token" || name === "tracking") return ids[name] ?? "x".repeat(43);
  return ids[name] ?? "sample".padEnd(Math.min(40, Number(schema["minLength"] ?? 1)), "x");
}

const idFor = (name: string, ids: SampleIds): string =>
  ids[name] ??
  ids[`${name.replace(/s$/, "")}Id`] ??
  ids[
    name.replace(
      /^(to|from|into|after|before|parent|owner|requester|contributor|watcher)(.)/,
      (_, _prefix: string, letter: string) => letter.toLowerCase(),
    )
  ] ??
  ids.fallback;
