import type { Endpoint } from "@throughline/contract/endpoint";
import { endpoints, type EndpointName } from "@throughline/contract/endpoints";
import { refusals } from "@throughline/contract/refusals";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { uuidV7 } from "../db/uuid-v7.ts";
import { testApp, type TestApp, type TestOrganization } from "../testing/app.ts";

/** Whatever is asked of what the engine answers, the answer is of the declared shape or a refusal that says what to do. */
const asked = [
  "readFlow",
  "readForecast",
  "readItemForecasts",
  "readItemForecast",
  "readForecastDays",
  "readProcess",
  "readProcessModel",
  "alignProcess",
  "listProcessItems",
  "readWhatIfBase",
  "runWhatIf",
] as const satisfies readonly EndpointName[];

const runs = 60;
const HOUR = 3_600_000;
const start = Date.UTC(2026, 0, 5, 9);
let time = start;
let app: TestApp;
let org: TestOrganization;
let known: Readonly<Record<string, readonly string[]>>;

beforeAll(async () => {
  app = await testApp({ ENGINE_THREADS: "1" }, { now: () => new Date(time) });
  org = await app.organization();
  const other = await app.organization();
  const { teamId } = await org.team("OPS");
  const { teamId: theirs } = await other.team("NET");
  const { workflowId, stages } = await org.workflow(teamId);
  const { workflowId: theirWorkflow } = await other.workflow(theirs);
  const [, doing = "", done = ""] = stages.map(({ stageId }) => stageId);
  const { client } = org.owner;
  const move = async (item: string, stageId: string) => {
    const { revision } = await client.readItem({ item });
    await client.moveItem({ item, stageId, revision });
  };
  const items: string[] = [];
  for (let day = 0; day < 30; day++) {
    time = start + day * 24 * HOUR;
    const { key } = await client.createItem({ title: "Daily", workflowId });
    time += HOUR;
    await move(key, doing);
    time += HOUR;
    if (day < 28) await move(key, done);
    items.push(key);
  }
  const { viewId } = await client.createView({ name: "Mine", layout: "list", definition: {}, shared: false });
  known = {
    team: [teamId, theirs],
    workflow: [workflowId, theirWorkflow],
    view: [viewId],
    parent: [items[0]!, items.at(-1)!],
    item: [items[0]!, items.at(-1)!, "OPS-999"],
    items: [items[0]!],
    stage: [doing, done],
    key: [doing, `${doing}~${done}`, "__proto__"],
    zone: oddZones,
    class: ["standard", "expedite,standard"],
    kind: ["task", "Bug,task"],
    label: [uuidV7(8)],
    waiting: ["true", "false"],
    growing: ["true", "false"],
    channel: ["api"],
    ...Object.fromEntries(["count", "weeks", "history", "limit", "after", "days"].map((name) => [name, oddNumbers])),
    ...Object.fromEntries(["stages", "ways", "infrequent"].map((name) => [name, ["0", "0.2", "1", "-0", "1e-300"]])),
  };
}, 60_000);
afterAll(() => app.stop());

const oddTexts = [
  "",
  " ",
  "0",
  "-1",
  "1e309",
  "NaN",
  "Infinity",
  "0.5",
  "9007199254740993",
  "true",
  "null",
  "[]",
  "__proto__",
  "constructor",
  "\u0000",
  "\ud800",
  "%ZZ",
  "a,b,,c",
  "'; select 1 --",
  "x".repeat(300),
  uuidV7(7),
];
const oddDays = [
  "0000-01-01",
  "0001-01-01",
  "1583-01-01",
  "1969-12-31",
  "2026-02-30",
  "2026-01-20",
  "2026-02-04",
  "2026-03-01",
  "9999-12-31",
  "-000001-01-01",
  "10000-01-01",
];
const oddZones = [
  "UTC",
  "utc",
  "Europe/Lisbon",
  "Pacific/Apia",
  "Africa/Monrovia",
  "Etc/GMT+12",
  "+05:30",
  "-00:01",
  "EST5EDT",
  "Factory",
  "Mars/Base",
];
const oddNumbers = ["0", "1", "2", "4", "12", "26", "100", "1000000", "-0", "1.5"];

interface Schema {
  readonly [key: string]: unknown;
}

/** Some value for a property: one that fits more often than not. */
function textFor(name: string, schema: Schema): fc.Arbitrary<string> {
  const variants = (schema["anyOf"] ?? [schema]) as Schema[];
  const fitting: string[] = [...(known[name] ?? [])];
  for (const variant of variants) {
    fitting.push(...((variant["enum"] as string[] | undefined) ?? []));
    if (variant["format"] === "date") fitting.push(...oddDays);
  }
  const odd = fc.constantFrom(...oddTexts);
  return fitting.length === 0
    ? odd
    : fc.oneof({ weight: 24, arbitrary: fc.constantFrom(...fitting) }, { weight: 1, arbitrary: odd });
}

const schemaOf = (schema: z.ZodObject | undefined) =>
  schema ? (z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "inline" }) as Schema) : {};

/** Some of the properties, required ones always. */
function recordOf<T>(schema: Schema, value: (name: string, schema: Schema) => fc.Arbitrary<T>) {
  const properties = (schema["properties"] ?? {}) as Record<string, Schema>;
  const names = Object.keys(properties);
  const isRequired = (name: string) => (schema["required"] as string[] | undefined)?.includes(name) === true;
  const record = (chosen: readonly string[]) =>
    fc.record(Object.fromEntries(chosen.map((name) => [name, value(name, properties[name]!)])));
  const free = names.filter((name) => !isRequired(name));
  return fc
    .subarray(free, { maxLength: Math.min(4, free.length) })
    .chain((some) => record([...names.filter(isRequired), ...some]));
}

const oddValues = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 0.5, 1.5, 12, 1e9, 1e308, -1e308, 5e-324, "", "\ud800", [], {}),
  fc.constantFrom(...oddTexts),
);

/** A JSON value for a property of a body: one that fits more often than not. */
function valueFor(name: string, schema: Schema): fc.Arbitrary<unknown> {
  const fitting = (): fc.Arbitrary<unknown> => {
    const variants = (schema["anyOf"] ?? schema["oneOf"]) as Schema[] | undefined;
    if (name in known) return fc.constantFrom(...known[name]!);
    if (variants) return fc.oneof(...variants.map((variant) => valueFor(name, variant)));
    if ("const" in schema) return fc.constant(schema["const"]);
    if (schema["enum"]) return fc.constantFrom(...(schema["enum"] as string[]));
    switch (schema["type"]) {
      case "object":
        return recordOf(schema, valueFor);
      case "array":
        return fc.array(valueFor(name, (schema["items"] ?? {}) as Schema), { maxLength: 3 });
      case "integer":
      case "number":
        return name === "runs" ? fc.constantFrom(2, 3) : fc.constantFrom(0, 1, 2, 4, 10, 40, 99.5, -100, 1e4);
      case "string":
        return fc.constantFrom(...(known[name] ?? ["A name"]));
      default:
        return oddValues;
    }
  };
  return fc.oneof({ weight: 40, arbitrary: fitting() }, { weight: 1, arbitrary: oddValues });
}

const problem = z.object({
  code: z.enum(Object.keys(refusals) as [string]),
  title: z.string().min(1),
  detail: z.string().min(1).optional(),
});

async function ask(endpoint: Endpoint, path: string, body: unknown) {
  const headers: Record<string, string> = { authorization: `Bearer ${org.owner.key}` };
  const response = await fetch(`${app.address}/api/v1${path}`, {
    method: endpoint.method,
    headers: endpoint.method === "POST" ? { ...headers, "content-type": "application/json" } : headers,
    ...(endpoint.method === "POST" ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (!(response.headers.get("content-type") ?? "").startsWith("text/event-stream"))
    return { status: response.status, data: JSON.parse(text) as unknown };
  const last = text.trim().split("\n\n").at(-1) ?? "";
  const data = JSON.parse(last.slice(last.indexOf("\ndata: ") + 7)) as { readonly status?: number };
  return { status: last.startsWith("event: refused") ? (data.status ?? 500) : 200, data };
}

describe("whatever is asked", () => {
  test.each(asked)(
    "%s answers or refuses, and never fails",
    async (name) => {
      const endpoint: Endpoint = endpoints[name];
      const repeated = (property: string, schema: Schema) =>
        fc.oneof(
          { weight: 24, arbitrary: textFor(property, schema).map((text) => [text]) },
          { weight: 1, arbitrary: fc.array(textFor(property, schema), { minLength: 2, maxLength: 2 }) },
        );
      const [params, query, body] = [schemaOf(endpoint.params), schemaOf(endpoint.query), schemaOf(endpoint.body)];
      const seen: Record<number, number> = {};
      await fc.assert(
        fc.asyncProperty(
          recordOf(params, textFor),
          recordOf(query, repeated),
          recordOf(body, valueFor),
          async (path, search, json) => {
            const filled = endpoint.path.replace(/:([A-Za-z]+)/g, (_, param: string) =>
              encodeURIComponent((path[param] ?? "").toWellFormed()),
            );
            const parameters = new URLSearchParams(
              Object.entries(search).flatMap(([key, values]) =>
                (values ?? []).map((value): [string, string] => [key, value]),
              ),
            );
            const { status, data } = await ask(endpoint, `${filled}?${parameters.toString()}`, json);
            seen[status] = (seen[status] ?? 0) + 1;
            if (status !== 200) {
              expect(problem.safeParse(data).error).toBeUndefined();
              expect((data as { code: string }).code).not.toBe("failed");
            } else if (endpoint.output !== "stream")
              expect((endpoint.output as z.ZodType).safeParse(data).error).toBeUndefined();
          },
        ),
        { numRuns: Number(process.env["ODD_RUNS"] ?? runs), seed: Number(process.env["ODD_SEED"] ?? 20260105) },
      );
      // A control: some of it was answered, so that the shape of answers was held to something.
      expect(Object.keys(seen)).toContain("200");
    },
    400_000,
  );
});
