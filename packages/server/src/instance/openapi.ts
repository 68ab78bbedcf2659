import type { Endpoint } from "@throughline/contract/endpoint";
import { endpointNames, endpoints } from "@throughline/contract/endpoints";
import { refusals } from "@throughline/contract/refusals";
import { z } from "zod";

const schemaOf = (schema: z.ZodType, io: "input" | "output"): Record<string, unknown> => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    io,
    unrepresentable: "any",
    reused: "inline",
  }) as Record<string, unknown>;
  return rest;
};

/** The contract as an OpenAPI 3.1 document. */
export function openapiDocument(version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const name of endpointNames) {
    const declared: Endpoint = endpoints[name];
    const path = `/api/v1${declared.path.replace(/:([A-Za-z]+)/g, "{$1}")}`;
    (paths[path] ??= {})[declared.method.toLowerCase()] = operation(name, declared);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Throughline",
      version,
      description:
        "Sign in with a session cookie or `Authorization: Bearer tl_…`. Name the organization in the `Throughline-Organization` header (a key belongs to one already). Every write takes an optional `Idempotency-Key`. Refusals are problem details with a stable `code`.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "throughline" },
        key: { type: "http", scheme: "bearer" },
      },
      schemas: { Problem: problemSchema() },
    },
  };
}

function operation(name: string, declared: Endpoint): Record<string, unknown> {
  const parameters = [
    ...parametersOf(declared.params, "path"),
    ...parametersOf(declared.query, "query"),
    ...(declared.method === "GET"
      ? []
      : [{ name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", maxLength: 255 } }]),
  ];
  const content =
    declared.output === "stream"
      ? { "text/event-stream": { schema: { type: "string" } } }
      : declared.output === "file"
        ? { "application/octet-stream": { schema: { type: "string", format: "binary" } } }
        : { "application/json": { schema: schemaOf(declared.output, "output") } };
  const codes = [
    ...new Set(["invalid_input", ...(declared.access === "anyone" ? [] : ["signed_out"]), ...declared.refusals]),
  ] as (keyof typeof refusals)[];
  const byStatus = Map.groupBy(codes, (code) => refusals[code][0]);
  return {
    operationId: name,
    summary: declared.summary,
    tags: [declared.path.split("/")[1] ?? ""],
    security:
      declared.access === "anyone"
        ? [{}]
        : declared.access === "account"
          ? [{ session: [] }]
          : [{ session: [] }, { key: [] }],
    "x-right": declared.access,
    ...(declared.events ? { "x-events": declared.events } : {}),
    parameters,
    ...requestBody(declared),
    responses: {
      200: { description: "Done", content },
      ...Object.fromEntries(
        [...byStatus].map(([status, list]) => [
          status,
          {
            description: list.map((code) => `\`${code}\`: ${refusals[code][1]}`).join(". "),
            content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
          },
        ]),
      ),
    },
  };
}

function requestBody(declared: Endpoint): object {
  if (declared.upload) {
    const fields = declared.body ? (schemaOf(declared.body, "input")["properties"] as object) : {};
    const schema = { type: "object", properties: { ...fields, file: { type: "string", format: "binary" } } };
    return { requestBody: { required: true, content: { "multipart/form-data": { schema } } } };
  }
  if (!declared.body) return {};
  return {
    requestBody: { required: true, content: { "application/json": { schema: schemaOf(declared.body, "input") } } },
  };
}

function parametersOf(schema: z.ZodObject | undefined, where: "path" | "query"): object[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, "input") as {
    properties?: Record<string, { description?: string }>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    ...(property.description ? { description: property.description } : {}),
    schema: property,
  }));
}

const problemSchema = () => ({
  type: "object",
  required: ["type", "title", "status", "code"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", enum: Object.keys(refusals) },
    detail: { type: "string" },
    fields: { type: "object", additionalProperties: { type: "string" }, description: "One message per field" },
    current: { description: "For `stale`: the state as it is now" },
    facts: { type: "object", additionalProperties: true },
    request: { type: "string" },
  },
});
