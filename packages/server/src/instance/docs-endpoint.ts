import type { Endpoint } from "@throughline/contract/endpoint";
import type { RefusalCode } from "@throughline/contract/refusals";
import { deeds } from "@throughline/domain/access/can";
import { z } from "zod";
import { html, joined, withCode, type Html, type Part } from "./html.ts";
import { schemaRows, schemaWords, type Schema, type SchemaRow } from "./schema-rows.ts";

/** Answered by any endpoint, listed once instead of everywhere. */
export const anywhere: readonly RefusalCode[] = ["invalid_input", "unavailable", "failed"];

const schemaOf = (schema: z.ZodType, io: "input" | "output"): Schema =>
  z.toJSONSchema(schema, { target: "draft-2020-12", io, unrepresentable: "any", reused: "inline" }) as Schema;

/** Who may call it, in words. */
export function accessWords({ access }: Pick<Endpoint, "access">): string {
  if (access === "anyone") return "Anyone, signed in or not";
  if (access === "account") return "Anyone signed in with a session; not with a key";
  const roles: readonly string[] = deeds[access];
  return roles.length === 4 ? "Every role, within what it may see" : `Roles ${roles.join(", ")}`;
}

/** One endpoint: what it does, who may, what it takes, what it gives, how it says no, an example. */
export function endpointSection(name: string, endpoint: Endpoint): Html {
  const { method, path, summary, params, query, body, output } = endpoint;
  const no = [...endpoint.refusals].filter((code) => !anywhere.includes(code));
  return html`<section class="endpoint" id="${name}">
    <h3>
      <a href="#${name}"
        ><span class="method ${method.toLowerCase()}">${method}</span> <span class="path">${pathWords(path)}</span></a
      >
    </h3>
    <p class="summary">${withCode(summary)}</p>
    <p class="facts">
      <span>${accessWords(endpoint)}</span><span>Name <code>${name}</code></span>
    </p>
    ${params ? fields("In the path", schemaRows(schemaOf(params, "input"))) : null}
    ${query ? fields("In the query", queryRows(query)) : null}
    ${body ? fields(endpoint.upload ? "As multipart form data, with the files" : "In the body, as JSON", schemaRows(schemaOf(body, "input"))) : null}
    ${answer(output)} ${no.length === 0 ? null : html`<p class="small">Says no with ${codeLinks(no)}</p>`}
    ${
      endpoint.events && endpoint.events.length > 0
        ? html`<p class="small">
            Records
            ${joined(
              endpoint.events.map((event) => html`<code>${event}</code>`),
              ", ",
            )}
          </p>`
        : null
    }
    <details>
      <summary>Example</summary>
      <pre tabindex="0"><code>${example(endpoint)}</code></pre>
    </details>
  </section> `;
}

/** Refusals by their codes, each leading to where it is explained. */
export const codeLinks = (codes: readonly RefusalCode[], between = ", "): readonly Part[] =>
  joined(
    codes.map((code) => html`<a href="#${code}"><code>${code}</code></a>`),
    between,
  );

const pathWords = (path: string): Html =>
  html`/api/v1${path.split(/(:[A-Za-z]+)/).map((part, at) => (at % 2 === 0 ? html`${part}` : html`<var>{${part.slice(1)}}</var>`))}`;

/** In a query everything is text; the types are those it is read as, and a list is written with commas. */
function queryRows(query: z.ZodObject): SchemaRow[] {
  const required = new Set(schemaOf(query, "input").required ?? []);
  return schemaRows(schemaOf(query, "output")).map((row) => ({
    ...row,
    words: row.words.startsWith("list of ") ? `${row.words}; with commas between` : row.words,
    isRequired: required.has(row.name),
  }));
}

function fields(title: string, rows: readonly SchemaRow[]): Html | null {
  if (rows.length === 0) return null;
  return html`<table>
    <caption>
      ${title}
    </caption>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            <th scope="row">
              <code>${row.name}</code>${row.isRequired ? html`<span class="needed">needed</span>` : null}
            </th>
            <td>
              ${withCode(row.words)}${row.default === null ? null : html`, <code>${row.default}</code> without it`}${row.description === null ? null : html`<br /><span class="about">${withCode(row.description)}</span>`}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function answer(output: Endpoint["output"]): Html {
  if (output === "stream") return html`<p class="small">Answers with server-sent events.</p>`;
  if (output === "file") return html`<p class="small">Answers with a file.</p>`;
  const schema = schemaOf(output, "output");
  const rows = schemaRows(schema);
  if (rows.length === 0)
    return html`<p class="small">
      Answers with ${schema.properties ? "an empty object" : withCode(schemaWords(schema))}.
    </p>`;
  return html`<details>
    <summary>Answer</summary>
    ${fields(
      "In the answer",
      rows.map((row) => ({ ...row, isRequired: false, default: null })),
    )}
  </details>`;
}

/** A call as one would type it; `$TL` and `$KEY` are set once, above. */
function example({ method, path, access, query, body, upload, output }: Endpoint): string {
  const needed = query ? schemaRows(schemaOf(query, "input")).filter((row) => row.isRequired) : [];
  const address = `$TL/api/v1${path.replace(/:([A-Za-z]+)/g, (_, name: string) => sample(name, "id"))}${
    needed.length === 0 ? "" : `?${needed.map((row) => `${row.name}=${sample(row.name, row.words)}`).join("&")}`
  }`;
  const lines = [
    ...(method === "GET" ? [] : [`-X ${method}`]),
    ...(access === "anyone" ? [] : access === "account" ? ["-b cookies.txt"] : ['-H "Authorization: Bearer $KEY"']),
    ...(output === "stream" ? ["-N"] : []),
    ...(upload
      ? ["-F file=@report.pdf"]
      : body
        ? ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(sampleBody(schemaOf(body, "input")))}'`]
        : []),
    `"${address}"`,
  ];
  return `curl ${lines.join(" \\\n  ")}`;
}

/** The least body that could work: what is needed, and one thing more where nothing is. */
function sampleBody(schema: Schema): Record<string, unknown> {
  const entries = Object.entries(schema.properties ?? {});
  const needed = entries.filter(([name]) => schema.required?.includes(name));
  const extra = entries.find(([name]) => name !== "revision" && !schema.required?.includes(name));
  const chosen = needed.every(([name]) => name === "revision") && extra ? [...needed, extra] : needed;
  return Object.fromEntries(chosen.map(([name, field]) => [name, sampleValue(name, field)]));
}

function sampleValue(name: string, schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return sampleValue(name, schema.anyOf.find((option) => option.type !== "null") ?? {});
  switch (schema.type) {
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1);
    case "boolean":
      return true;
    case "array":
      return schema.prefixItems
        ? schema.prefixItems.map((item) => sampleValue(name, item))
        : schema.items
          ? [sampleValue(name, schema.items)]
          : [];
    case "object":
      return sampleBody(schema);
    default:
      return sample(name, schemaWords(schema));
  }
}

const samples: Readonly<Record<string, string>> = {
  email: "name@example.org",
  password: "a few quiet words",
  currentPassword: "the one until now",
  timeZone: "Europe/Lisbon",
  key: "OPS",
  teamKey: "OPS",
  item: "OPS-12",
  toItem: "OPS-7",
  title: "Renew the certificate",
  name: "Operations",
  lesson: "flow%2Fwip%2Flittles-law",
  text: "certificate",
  slug: "ask-the-desk",
  reason: "Waiting for the supplier",
  body: "Looks good to me.",
};

function sample(name: string, words: string): string {
  const known = samples[name];
  if (known) return known;
  if (words === "day") return "2026-03-14";
  if (words === "instant") return "2026-03-14T09:30:00Z";
  if (words === "id" || words.includes("id")) return "…";
  return /^whole number|^number/.test(words) ? "1" : "…";
}
