import { createHash } from "node:crypto";
import type { Endpoint } from "@throughline/contract/endpoint";
import { endpointNames, endpoints } from "@throughline/contract/endpoints";
import { eventNames } from "@throughline/contract/events";
import { refusals, type RefusalCode } from "@throughline/contract/refusals";
import type { FastifyInstance } from "fastify";
import { anywhere, codeLinks, endpointSection } from "./docs-endpoint.ts";
import { docsStyle } from "./docs-style.ts";
import { compact, html, joined, withCode, type Html } from "./html.ts";

const styleTag = createHash("sha256").update(docsStyle).digest("hex").slice(0, 12);

/** Nouns in the order one meets them, each with the first parts of the paths that belong to it. */
const nouns: readonly (readonly [title: string, ...starts: string[]])[] = [
  ["Items", "items", "item-ids", "item-rows", "boards"],
  ["Comments and files", "comments", "mentions", "attachments"],
  ["Bulk edits", "bulk-edits"],
  ["Queues", "queues"],
  ["Hand-offs", "hand-offs"],
  ["Requests and forms", "requests", "forms", "tracking", "channels"],
  ["Routines", "routines"],
  ["Workflows", "workflows"],
  ["Teams", "teams"],
  ["Fields and labels", "fields", "labels"],
  ["Views", "views"],
  ["Search and my work", "search", "my-work"],
  ["Events", "events", "audit-events"],
  ["People and invitations", "people", "invitations", "invitation-links"],
  ["Keys and agents", "keys", "agents"],
  ["Organizations", "organization", "organizations", "demo"],
  ["Accounts and sessions", "account", "session", "sessions", "password-resets", "setup"],
  ["Imports and exports", "imports", "exports"],
  ["Academy", "lessons"],
  ["Mail", "mail"],
  ["This installation", "health", "openapi.json"],
];

interface Noun {
  readonly title: string;
  readonly anchor: string;
  readonly endpoints: readonly (readonly [name: string, endpoint: Endpoint])[];
}

/** Every endpoint under its noun; one that no noun names stands under its own path. */
function byNoun(): Noun[] {
  const startOf = (endpoint: Endpoint) => endpoint.path.split("/")[1] ?? "";
  const all = endpointNames.map((name): [string, Endpoint] => [name, endpoints[name]]);
  const known = new Set(nouns.flatMap(([, ...starts]) => starts));
  const rest = [...new Set(all.map(([, endpoint]) => startOf(endpoint)).filter((start) => !known.has(start)))];
  const groups = [
    ...nouns,
    ...rest.map((start): readonly [string, ...string[]] => [capital(start.replaceAll("-", " ")), start]),
  ];
  return groups.flatMap(([title, ...starts]) => {
    const own = all.filter(([, endpoint]) => starts.includes(startOf(endpoint)));
    return own.length === 0
      ? []
      : [{ title, anchor: `noun-${title.toLowerCase().replaceAll(" ", "-")}`, endpoints: own }];
  });
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * The interface as a page to read: made from the contract, so it says what the server does. No script.
 * @param origin where this server answers, for the examples.
 */
export function docsPage(version: string, origin: string): string {
  const groups = byNoun();
  return compact(
    `<!doctype html>\n${
      html`<html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>Interface · Throughline</title>
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href="/api/docs.css?${styleTag}" />
        </head>
        <body>
          <a class="skip" href="#main">Skip to the page</a>
          <div class="page">
            <nav aria-label="Contents">
              <a class="mark" href="/"
                ><svg viewBox="0 0 28 12" width="28" height="12" aria-hidden="true">
                  <path d="M9 6h9" stroke="var(--accent-mark)" stroke-width="1.5" />
                  <circle cx="5" cy="6" r="3.5" fill="none" stroke="currentColor" stroke-width="1.5" />
                  <circle cx="22" cy="6" r="4.25" fill="currentColor" /></svg
                >Throughline</a
              >
              <h2>To begin</h2>
              <ul>
                ${beginnings.map(([anchor, title]) => html`<li><a href="#${anchor}">${title}</a></li>`)}
              </ul>
              <h2>Nouns</h2>
              <ul>
                ${groups.map(
                  (noun) =>
                    html`<li>
                      <a href="#${noun.anchor}">${noun.title}<span>${noun.endpoints.length}</span></a>
                    </li>`,
                )}
              </ul>
              <h2>Words</h2>
              <ul>
                <li>
                  <a href="#refusals">Refusals<span>${Object.keys(refusals).length}</span></a>
                </li>
                <li>
                  <a href="#events-recorded">Events recorded<span>${Object.keys(eventNames).length}</span></a>
                </li>
              </ul>
            </nav>
            <main id="main">
              <h1>Interface</h1>
              <p class="lead">
                Everything the app does, a program can do. Version ${version}, made from the contract the server itself
                follows; the same as <a href="/api/v1/openapi.json">OpenAPI 3.1</a>.
              </p>
              ${introduction(origin)}
              ${groups.map(
                (noun) =>
                  html`<section>
                    <h2 id="${noun.anchor}">${noun.title}</h2>
                    ${noun.endpoints.map(([name, endpoint]) => endpointSection(name, endpoint))}
                  </section>`,
              )}
              ${refusalSection()} ${eventSection()}
              <footer>Throughline ${version}, open source under Apache-2.0.</footer>
            </main>
          </div>
        </body>
      </html>`.text
    }\n`,
  );
}

const beginnings = [
  ["sign-in", "Sign in with a key"],
  ["writes", "Writes"],
  ["updates", "Updates"],
  ["lists", "Lists"],
  ["values", "Values"],
  ["following", "Following events"],
] as const;

function introduction(origin: string): Html {
  return html`<section class="introduction">
    <h2 id="sign-in">Sign in with a key</h2>
    <p>
      Make a key in the app under Settings, Keys and agents. A key belongs to one organization and acts as you, or as an
      agent you sponsor. Set two variables and try it:
    </p>
    <pre tabindex="0"><code>export TL=${origin}
export KEY=tl_…
curl -H "Authorization: Bearer $KEY" "$TL/api/v1/session"</code></pre>
    <p>
      A browser's session is sent as a cookie instead. With a session, name the organization in the
      <code>Throughline-Organization</code> header, by id or by the slug in its address; the only one you belong to
      needs no naming.
    </p>
    <h2 id="writes">Writes</h2>
    <p>
      Send JSON; properties nobody knows are refused. Send an <code>Idempotency-Key</code> of your own making with a
      write, and repeating it is safe: the same key with the same request has one effect and is answered the same each
      time.
    </p>
    <h2 id="updates">Updates</h2>
    <p>
      What can change carries a <code>revision</code>. Send the one you read; if someone was quicker, the answer is
      <a href="#stale"><code>stale</code></a> with what is there now under <code>current</code>.
    </p>
    <h2 id="lists">Lists</h2>
    <p>
      A list answers with <code>rows</code> and <code>next</code>. Send <code>next</code> as <code>after</code> for the
      page that follows; null means there is none. Pages neither skip nor repeat a row while others write.
    </p>
    <h2 id="values">Values</h2>
    <p>
      An id is a UUID. An instant is ISO 8601 with its offset, such as <code>2026-03-14T09:30:00Z</code>; a day is
      <code>2026-03-14</code>, without a zone. Items may be named by their key, such as <code>OPS-12</code>. Durations
      say their unit in their name or their description.
    </p>
    <h2 id="following">Following events</h2>
    <p>
      Everything that happens is numbered without gaps within an organization.
      <a href="#streamEvents">Follow the stream</a> and resume from the last number you saw:
    </p>
    <pre tabindex="0"><code>curl -N -H "Authorization: Bearer $KEY" "$TL/api/v1/events?after=0"</code></pre>
  </section>`;
}

function refusalSection(): Html {
  const answeredBy = (code: RefusalCode) =>
    endpointNames.filter((name) => (endpoints[name].refusals as readonly RefusalCode[]).includes(code));
  return html`<section>
    <h2 id="refusals">Refusals</h2>
    <p>
      An expected no is a problem document (RFC 9457, <code>application/problem+json</code>) with a stable
      <code>code</code>. Its <code>detail</code> says what was wrong and what to do; <code>fields</code> holds one
      message per field; <code>facts</code> what belongs to the code. Any endpoint may answer ${codeLinks(anywhere)}.
    </p>
    <table class="codes">
      <tbody>
        ${(Object.keys(refusals) as RefusalCode[]).map((code) => {
          const [status, title] = refusals[code];
          const by = anywhere.includes(code) ? [] : answeredBy(code);
          return html`<tr id="${code}">
            <th scope="row"><span class="status">${status}</span><code>${code}</code></th>
            <td>
              ${title}${
                by.length === 0
                  ? null
                  : html`<details>
                      <summary>Answered by ${by.length}</summary>
                      ${joined(
                        by.map((name) => html`<a href="#${name}">${name}</a>`),
                        ", ",
                      )}
                    </details>`
              }
            </td>
          </tr>`;
        })}
      </tbody>
    </table>
  </section>`;
}

function eventSection(): Html {
  return html`<section>
    <h2 id="events-recorded">Events recorded</h2>
    <p>An event carries ids, codes and the names of changed fields, never what people wrote.</p>
    <table class="codes">
      <tbody>
        ${Object.entries(eventNames).map(
          ([name, meaning]) =>
            html`<tr>
              <th scope="row"><code>${name}</code></th>
              <td>${withCode(meaning)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

const originPlace = "http://origin.invalid";

/** `/api/docs` and its stylesheet. The page is made once; only the address in its examples differs. */
export function serveDocs(
  app: FastifyInstance,
  { version, publicUrl }: { readonly version: string; readonly publicUrl: string | null },
): void {
  let made: string | null = null;
  app.get("/api/docs", async (request, reply) => {
    made ??= docsPage(version, originPlace);
    const origin = publicUrl ?? `${request.protocol}://${request.host}`;
    return reply
      .type("text/html; charset=utf-8")
      .header("cache-control", "no-cache")
      .send(made.replaceAll(originPlace, () => html`${origin}`.text));
  });
  app.get("/api/docs.css", async (_, reply) =>
    reply
      .type("text/css; charset=utf-8")
      .header("cache-control", "public, max-age=31536000, immutable")
      .send(docsStyle),
  );
}
