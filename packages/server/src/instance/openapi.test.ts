import { endpointNames, endpoints } from "@throughline/contract/endpoints";
import type { Endpoint } from "@throughline/contract/endpoint";
import { refusals } from "@throughline/contract/refusals";
import { describe, expect, test } from "vitest";
import { openapiDocument } from "./openapi.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Json }>> };
  readonly responses: Readonly<Record<string, { readonly content: object }>>;
}

const document = openapiDocument("1.2.3");
const paths = document["paths"] as Readonly<Record<string, Readonly<Record<string, Operation>>>>;
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** Every `$ref` in a document that leads to nothing in it. */
function brokenReferences(root: unknown): string[] {
  const broken: string[] = [];
  const resolve = (pointer: string): unknown =>
    pointer
      .slice(2)
      .split("/")
      .reduce<unknown>(
        (at, part) => (at as Record<string, unknown> | undefined)?.[part.replaceAll("~1", "/").replaceAll("~0", "~")],
        root,
      );
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const reference = (value as Record<string, unknown>)["$ref"];
    if (typeof reference === "string" && (!reference.startsWith("#/") || resolve(reference) === undefined))
      broken.push(reference);
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(root);
  return broken;
}

describe("the OpenAPI document", () => {
  test("is plain JSON of version 3.1 and holds every endpoint under its name, once", () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(document["openapi"]).toMatch(/^3\.1\./);
    expect(operations.map(({ operation }) => operation.operationId).toSorted()).toEqual([...endpointNames].toSorted());
  });

  test("has each operation at the method and address of its endpoint, its parameters declared", () => {
    for (const { path, method, operation } of operations) {
      const endpoint: Endpoint = endpoints[operation.operationId as keyof typeof endpoints];
      expect(`${method.toUpperCase()} ${path}`).toBe(
        `${endpoint.method} /api/v1${endpoint.path.replaceAll(/:([A-Za-z]+)/g, "{$1}")}`,
      );
      const inPath = operation.parameters.filter((parameter) => parameter.in === "path");
      expect(inPath.map(({ name }) => name).toSorted()).toEqual(
        [...path.matchAll(/\{([A-Za-z]+)\}/g)].map((match) => String(match[1])).toSorted(),
      );
      expect(inPath.every(({ required }) => required)).toBe(true);
      const names = operation.parameters.map(({ name, in: where }) => `${where} ${name}`);
      expect(new Set(names).size).toBe(names.length);
      expect(operation.security.length).toBeGreaterThan(0);
      expect(Object.keys(operation.responses)).toContain("200");
    }
  });

  test("describes bodies as objects that take nothing unknown", () => {
    for (const { operation } of operations) {
      const json = operation.requestBody?.content["application/json"];
      if (json)
        expect([operation.operationId, json.schema]).toEqual([
          operation.operationId,
          expect.objectContaining({ type: "object", additionalProperties: false }),
        ]);
    }
  });

  test("tells each refusal of an endpoint under its status", () => {
    for (const { operation } of operations) {
      const endpoint: Endpoint = endpoints[operation.operationId as keyof typeof endpoints];
      for (const code of endpoint.refusals)
        expect(Object.keys(operation.responses)).toContain(String(refusals[code][0]));
    }
  });

  test("has no reference that leads nowhere", () => {
    expect(JSON.stringify(document)).toContain("$ref");
    expect(brokenReferences(document)).toEqual([]);
    // Control: such a reference would be found.
    expect(brokenReferences({ a: { $ref: "#/b/c" }, b: {} })).toEqual(["#/b/c"]);
    expect(brokenReferences({ a: { $ref: "#/b/c" }, b: { c: {} } })).toEqual([]);
  });
});
