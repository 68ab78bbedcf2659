import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refusals, type Problem } from "@throughline/contract/refusals";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp, type TestOrganization } from "../testing/app.ts";

let app: TestApp;
let org: TestOrganization;
let workflowId: string;
beforeAll(async () => {
  // With pages as well, which answer any address outside the interface.
  const pages = await mkdtemp(join(tmpdir(), "throughline-pages-"));
  await mkdir(join(pages, "assets"));
  await writeFile(join(pages, "index.html"), "<title>Pages</title>");
  app = await testApp({}, { webFolder: pages });
  org = await app.organization();
  workflowId = (await org.workflow((await org.team("OPS")).teamId)).workflowId;
});
afterAll(() => app.stop());

interface Answer {
  readonly status: number;
  readonly problem: Problem;
  readonly type: string;
}

/** What comes back for a request as it is written here, with the owner's key unless told otherwise. */
async function ask(
  method: string,
  path: string,
  body?: string | object,
  headers: Record<string, string> = { "content-type": "application/json" },
): Promise<Answer> {
  const response = await fetch(`${app.address}${path}`, {
    method,
    headers: { authorization: `Bearer ${org.owner.key}`, ...(body === undefined ? {} : headers) },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const type = response.headers.get("content-type") ?? "";
  return { status: response.status, type, problem: (type.includes("json") ? JSON.parse(text) : {}) as Problem };
}

/** A request written byte by byte: for what a client library would not send. */
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(app.address);
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on("data", (chunk) => (answer += chunk.toString()));
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}

const create = (body: object) => ask("POST", "/api/v1/items", body);
const count = async () => (await org.owner.client.listItemIds({ state: "all" })).total;

describe("a refusal", () => {
  test("is problem details with a stable code, its status, a title, an address and the request's id", async () => {
    const { status, type, problem } = await ask("GET", `/api/v1/items/OPS-99`);
    expect(status).toBe(404);
    expect(type).toContain("application/problem+json");
    expect(problem).toMatchObject({
      type: "/api/docs#not_found",
      title: refusals.not_found[1],
      status: 404,
      code: "not_found",
    });
    expect(problem.detail).toMatch(/no such item/);
    expect(problem.request).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("names every field that is wrong, at any depth, and what is not known by its name", async () => {
    const { status, problem } = await create({
      title: "",
      workflowId: "not-an-id",
      checklist: [{ id: crypto.randomUUID(), text: "ok", done: "yes" }],
      effortLow: -1,
      colour: "blue",
    });
    expect(status).toBe(400);
    expect(Object.keys(problem.fields ?? {}).toSorted()).toEqual([
      "checklist.0.done",
      "colour",
      "effortLow",
      "title",
      "workflowId",
    ]);
    expect(problem.fields?.["colour"]).toContain("Nothing called colour is known here");
  });

  test("meets unknown query parameters and bodies where none belongs", async () => {
    expect((await ask("GET", "/api/v1/items?colour=blue")).problem).toMatchObject({
      code: "invalid_input",
      fields: { colour: expect.any(String) as string },
    });
    const item = await org.owner.client.createItem({ title: "Read me", workflowId });
    expect((await ask("GET", `/api/v1/items/${item.key}?deep=1`)).status).toBe(400);
    const label = await org.owner.client.createLabel({ name: "Has no body" });
    expect((await ask("POST", "/api/v1/academy-nonsense", {})).problem.code).toBe("no_such_route");
    expect((await ask("PATCH", `/api/v1/labels/${label.labelId}`, { revision: 1, shade: 3 })).status).toBe(400);
  });

  test("meets an address nobody serves, a method an address does not answer, and an address that cannot be read", async () => {
    expect((await ask("GET", "/api/v1/nothing-here")).problem).toMatchObject({ code: "no_such_route", status: 404 });
    for (const [method, path] of [
      ["DELETE", "/api/v1/items"],
      ["PUT", "/api/v1/items/OPS-1"],
      ["PATCH", `/api/v1/items/OPS-1/move`],
      ["POST", "/api/v1/health"],
    ] as const)
      expect([method, path, (await ask(method, path)).problem.code]).toEqual([method, path, "method_not_allowed"]);
    expect((await ask("POST", "/api/v1/nothing-here")).problem.code).toBe("no_such_route");
    expect((await ask("GET", "/any/page")).type).toContain("text/html");
    expect((await ask("POST", "/any/page")).problem.code).toBe("method_not_allowed");
    const unreadable = await ask("GET", "/api/v1/items/%E0%A4%A");
    expect(unreadable.status).toBe(400);
    expect(unreadable.problem.code).toBe("invalid_input");
    expect(unreadable.type).toContain("application/problem+json");
    expect((await ask("GET", `/api/v1/items/${"x".repeat(500)}`)).status).toBeLessThan(500);
  });

  test("meets bodies that are not JSON, not objects, too large, or of another kind", async () => {
    for (const body of ["{", "", "[]", "5", '"text"', "null", '{"title":', "\u0000"])
      expect([body, (await ask("POST", "/api/v1/items", body)).problem.code]).toEqual([body, "invalid_input"]);
    expect((await ask("POST", "/api/v1/items", "title=x", { "content-type": "text/plain" })).problem.code).toBe(
      "unsupported_media",
    );
    expect(
      (await ask("POST", "/api/v1/items", "title=x", { "content-type": "application/x-www-form-urlencoded" })).status,
    ).toBe(415);
    expect((await create({ title: "x", workflowId, description: "a".repeat(3_000_000) })).problem.code).toBe(
      "too_large",
    );
    expect((await ask("POST", `/api/v1/items/OPS-1/attachments`, {})).problem.code).toBe("unsupported_media");
  });

  test("of a request without sign-in says so before anything else is looked at", async () => {
    for (const authorization of ["Bearer nonsense", "Bearer tl_x_y", "Basic YTpi", "Bearer"]) {
      const response = await fetch(`${app.address}/api/v1/items`, { headers: { authorization } });
      expect([authorization, response.status]).toEqual([authorization, 401]);
    }
    expect((await fetch(`${app.address}/api/v1/items`)).status).toBe(401);
    // Control: the same address with the key answers.
    expect((await ask("GET", "/api/v1/items")).status).toBe(200);
  });
});

describe("hostile input is refused, never a fault of ours, and writes nothing", () => {
  const text = "\u0000";
  const surrogate = "\ud800";

  test("JSON nested without end", async () => {
    const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
    for (const levels of [25, 1_000, 100_000]) {
      const answer = await ask(
        "POST",
        "/api/v1/items",
        `{"title":"x","workflowId":"${workflowId}","fields":${deep(levels)}}`,
      );
      expect([levels, answer.problem.code]).toEqual([levels, "invalid_input"]);
    }
    const nested = `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`;
    expect((await ask("POST", "/api/v1/views", `{"name":"x","layout":"list","definition":${nested}}`)).status).toBe(
      400,
    );
  });

  test("keys that reach for an object's prototype", async () => {
    for (const body of [
      `{"title":"x","workflowId":"${workflowId}","__proto__":{"admin":true}}`,
      `{"title":"x","workflowId":"${workflowId}","constructor":{"prototype":{"admin":true}}}`,
      `{"title":"x","workflowId":"${workflowId}","fields":{"__proto__":"x"}}`,
      `{"title":"x","workflowId":"${workflowId}","toString":"x"}`,
      `{"name":"x","layout":"list","definition":{"__proto__":"x"}}`,
    ]) {
      const path = body.includes("layout") ? "/api/v1/views" : "/api/v1/items";
      expect([body, (await ask("POST", path, body)).status]).toEqual([body, 400]);
    }
    for (const query of ["__proto__=x", "constructor=x", "sort=constructor", "group=__proto__", "toString=1"])
      expect([query, (await ask("GET", `/api/v1/item-ids?${query}`)).status]).toEqual([query, 400]);
    expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
  });

  test("NUL and halves of characters, wherever text goes", async () => {
    const field = await org.owner.client.createField({ name: "Free text", kind: "text" });
    const item = await org.owner.client.createItem({ title: "Target", workflowId });
    const before = await count();
    for (const bad of [`a${text}b`, `a${surrogate}b`, `a\udc00b`]) {
      const writes: [string, string, object][] = [
        ["POST", "/api/v1/items", { title: bad, workflowId }],
        ["POST", "/api/v1/items", { title: "x", workflowId, description: bad }],
        ["POST", "/api/v1/items", { title: "x", workflowId, kind: bad }],
        ["POST", "/api/v1/items", { title: "x", workflowId, fields: { [field.fieldId]: bad } }],
        ["POST", "/api/v1/items", { title: "x", workflowId, checklist: [{ id: item.itemId, text: bad, done: false }] }],
        ["PATCH", `/api/v1/items/${item.key}`, { revision: 1, title: bad }],
        ["POST", `/api/v1/items/${item.key}/comments`, { body: bad }],
        ["POST", `/api/v1/items/${item.key}/block`, { revision: 1, reason: bad }],
        ["POST", `/api/v1/items/${item.key}/block`, { revision: 1, reason: "x", waitingFor: bad }],
        ["POST", "/api/v1/labels", { name: bad }],
        ["POST", "/api/v1/fields", { name: bad, kind: "text" }],
        ["POST", "/api/v1/views", { name: bad, layout: "list", definition: {} }],
        ["POST", "/api/v1/views", { name: "x", layout: "list", definition: { text: bad } }],
        ["POST", "/api/v1/requests", { teamId: crypto.randomUUID(), title: bad }],
        ["POST", "/api/v1/bulk-edits", { itemIds: [item.itemId], change: { kind: bad } }],
      ];
      for (const [method, path, body] of writes) {
        const { status } = await ask(method, path, body);
        expect([method, path, JSON.stringify(body), status >= 400 && status < 500]).toEqual([
          method,
          path,
          JSON.stringify(body),
          true,
        ]);
      }
    }
    const bad = encodeURIComponent(text);
    for (const path of [
      `/api/v1/items?text=${bad}`,
      `/api/v1/items?kind=${bad}`,
      `/api/v1/items?field=${field.fieldId}:${bad}`,
      `/api/v1/items?after=${bad}`,
      `/api/v1/search?text=a${bad}`,
      `/api/v1/requests?text=${bad}`,
      `/api/v1/people?search=${bad}`,
      `/api/v1/items/${bad}`,
      `/api/v1/forms/${bad}/x`,
      `/api/v1/tracking/${bad}`,
      `/api/v1/lessons/${bad}`,
    ])
      expect([path, (await ask("GET", path)).status < 500]).toEqual([path, true]);
    expect(await count()).toBe(before);
    expect(await org.owner.client.readItem({ item: item.key })).toMatchObject({ title: "Target", revision: 1 });
    // Control: text that merely looks odd is kept as it is.
    const odd = "x\u200d🧭 ‮Ω\u0301 ' \" \\ %00 ${a} <b>";
    const kept = await create({ title: odd, workflowId, description: `${odd}\n\t${odd}` });
    expect(kept.status).toBe(200);
    expect(kept.problem).toMatchObject({ title: odd, description: `${odd}\n\t${odd}` });
  });

  test("cursors that are not this list's", async () => {
    const cursor = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString("base64url");
    const item = await org.owner.client.createItem({ title: "Has a history", workflowId });
    for (const parts of [
      "x",
      [],
      [null, null],
      ["not a time", item.itemId],
      ["9".repeat(300), item.itemId],
      ["2026-01-01", "not an id"],
      ["infinity", item.itemId],
      [{}, {}],
      [1, 2],
      ["x", "y", "z"],
    ]) {
      for (const path of [
        "/api/v1/items?sort=created&",
        "/api/v1/items?sort=value&",
        "/api/v1/items?sort=due&",
        "/api/v1/items?sort=stage&",
        `/api/v1/items/${item.key}/comments?`,
        `/api/v1/items/${item.key}/history?`,
        "/api/v1/audit-events?",
        "/api/v1/requests?",
        "/api/v1/hand-offs?",
        "/api/v1/people?",
      ]) {
        const { status } = await ask("GET", `${path}after=${cursor(parts)}`);
        expect([path, parts, status < 500]).toEqual([path, parts, true]);
      }
    }
  });

  test("numbers and days past what can be stored", async () => {
    for (const [name, value] of [
      ["value", 1e300],
      ["value", -0.01],
      ["effortLow", 1e9],
      ["dueOn", "2026-02-30"],
      ["dueOn", "0000-01-01"],
      ["dueOn", "12026-01-01"],
      ["revision", 1.5],
    ] as const)
      expect([name, value, (await create({ title: "x", workflowId, [name]: value })).status]).toEqual([
        name,
        value,
        400,
      ]);
    for (const query of [
      "dueBefore=0000-01-01",
      "createdAfter=2026-13-01",
      "limit=0",
      "limit=1e9",
      "limit=NaN",
      "descending=perhaps",
      "state=gone",
    ])
      expect([query, (await ask("GET", `/api/v1/items?${query}`)).status < 500]).toEqual([query, true]);
    expect((await ask("GET", "/api/v1/items?limit=0")).status).toBe(400);
  });

  test("requests no client library would send", async () => {
    const end = `\r\nHost: x\r\nConnection: close\r\n\r\n`;
    for (const line of [
      "GET /api/v1/items/%00 HTTP/1.1",
      "GET /api/v1/../../../../etc/passwd HTTP/1.1",
      "GET /assets/..%2f..%2fetc%2fpasswd HTTP/1.1",
      "NONSENSE / HTTP/1.1",
      "GET / HTTP/9.9",
    ])
      expect([line, /^HTTP\/1\.1 4\d\d/.test(await raw(`${line}${end}`))]).toEqual([line, true]);
    expect(await raw(`GET // HTTP/1.1${end}`)).toMatch(/^HTTP\/1\.1 [24]\d\d/);
    expect(await raw(`GET /api/v1/health HTTP/1.1${end}`)).toMatch(/^HTTP\/1\.1 200/);
  });
});
