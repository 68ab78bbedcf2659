import type { Endpoint } from "@throughline/contract/endpoint";
import { endpointNames, endpoints } from "@throughline/contract/endpoints";
import { can, deeds, type Deed } from "@throughline/domain/access/can";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { uuidV7 } from "./db/uuid-v7.ts";
import { testApp, type TestApp, type TestOrganization, type TestPerson } from "./testing/app.ts";
import { fillOrganization } from "./testing/fill-organization.ts";
import { sampleInput, type SampleIds } from "./testing/sample-input.ts";

/**
 * Every endpoint of the contract, asked for what belongs to one organization by everyone who should not get it. A word that
 * only stands in that organization must never come back, and nothing in it may change.
 */
const canary = "xylophone-cobalt-canary";

let app: TestApp;
let org: TestOrganization;
let ids: SampleIds;
let stranger: TestPerson;
let guest: TestPerson;
let removed: TestPerson;
let revoked: TestPerson;

beforeAll(async () => {
  app = await testApp();
  org = await app.organization(`Organization ${canary}`);
  ids = { ...(await fillOrganization(app, org, canary)), fallback: uuidV7(1) };
  const other = await app.organization("Another organization");
  await fillOrganization(app, other, "other");
  stranger = other.owner;
  guest = await org.join("guest");
  removed = await org.join("member");
  revoked = await org.join("admin");
  await org.within(async ({ db, organizationId }) => {
    await db
      .updateTable("people")
      .set({ state: "removed" })
      .where("organization_id", "=", organizationId)
      .where("person_id", "=", removed.personId)
      .execute();
    await db
      .updateTable("keys")
      .set({ revoked_at: new Date(0) })
      .where("organization_id", "=", organizationId)
      .where("key_id", "=", revoked.keyId)
      .execute();
  });
});
afterAll(() => app.stop());

async function ask(endpoint: Endpoint, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  const { params, query, body } = sampleInput(endpoint, ids);
  const path = endpoint.path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined
        ? []
        : [
            [name, Array.isArray(value) ? value.join(",") : JSON.stringify(value).replaceAll('"', "")] as [
              string,
              string,
            ],
          ],
    ),
  );
  const init: RequestInit = { method: endpoint.method, headers: { ...headers } };
  if (endpoint.upload) {
    const form = new FormData();
    form.append("file", new Blob(["text"]), "file.txt");
    init.body = form;
  } else if (endpoint.method !== "GET" && endpoint.method !== "DELETE") {
    init.headers = { ...headers, "content-type": "application/json" };
    init.body = JSON.stringify(body);
  }
  const abort = new AbortController();
  const response = await fetch(`${app.address}/api/v1${path}${search.size > 0 ? `?${search.toString()}` : ""}`, {
    ...init,
    signal: abort.signal,
  });
  if (endpoint.output === "stream" && response.ok) {
    abort.abort();
    return { status: response.status, text: "" };
  }
  return { status: response.status, text: await response.text() };
}

const bearer = (person: TestPerson) => ({ authorization: `Bearer ${person.key}` });
const lastEvent = () =>
  org.within(
    async ({ db, organizationId }) =>
      (
        await db
          .selectFrom("event_counters")
          .select("last_number")
          .where("organization_id", "=", organizationId)
          .executeTakeFirstOrThrow()
      ).last_number,
  );

const all = endpointNames.map((name) => ({ name, endpoint: endpoints[name] as Endpoint }));
const inOrganization = all.filter(({ endpoint }) => endpoint.access in deeds);
/** Public by their nature: a form's address is meant for everyone; a tracking or invitation link is a secret that was handed out. */
const publicByNature = new Set([
  "readForm",
  "submitForm",
  "readTracking",
  "answerTracking",
  "readInvitation",
  "acceptInvitation",
]);

test("the sample of the organization itself is good: its owner gets through nearly everywhere", async () => {
  const results = await Promise.all(
    inOrganization
      .filter(({ endpoint }) => endpoint.method === "GET")
      .map(async ({ name, endpoint }) => ({ name, ...(await ask(endpoint, bearer(org.owner))) })),
  );
  // What is worked out from history may say that the sample's is too short for it.
  const refused = results.filter(({ status, text }) => status !== 200 && !text.includes('"not_enough_history"'));
  expect(refused.map(({ name, status }) => [name, status])).toEqual([]);
});

describe.each([
  ["nobody who is signed in", () => ({}), 401],
  ["a removed member", () => bearer(removed), 401],
  ["a revoked key", () => bearer(revoked), 401],
] as const)("%s", (_, headers, status) => {
  test.each(inOrganization)("gets nothing from $name", async ({ endpoint }) => {
    const answer = await ask(endpoint, headers());
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain(canary);
  });
});

describe("the owner of another organization", () => {
  test.each(inOrganization)("reaches nothing of this one through $name", async ({ endpoint }) => {
    const before = await lastEvent();
    const answer = await ask(endpoint, bearer(stranger));
    expect(answer.text).not.toContain(canary);
    expect(answer.status).not.toBe(500);
    const { params } = sampleInput(endpoint, ids);
    // Lessons are the product's, the same for everyone.
    const namesSomething = Object.entries(params).some(
      ([param, value]) => param !== "lesson" && Object.values(ids).includes(String(value)),
    );
    if (namesSomething) expect(answer.status).toBe(404);
    expect(await lastEvent()).toBe(before);
  });

  test.each(inOrganization)("cannot name this organization for $name", async ({ endpoint }) => {
    const answer = await ask(endpoint, { ...bearer(stranger), "throughline-organization": org.organizationId });
    expect(answer.text).not.toContain(canary);
    expect(answer.status).not.toBe(500);
  });
});

describe("a guest who was shown nothing", () => {
  test.each(inOrganization)("sees and changes nothing through $name", async ({ name, endpoint }) => {
    const before = await lastEvent();
    const answer = await ask(endpoint, bearer(guest));
    expect(answer.status).not.toBe(500);
    if (!can("guest", endpoint.access as Deed)) expect(answer.status).toBe(403);
    if (endpoint.path.startsWith("/items/") && endpoint.params) expect(answer.status).toBeGreaterThanOrEqual(400);
    const namesOnly = [
      "listTeams",
      "listWorkflows",
      "readWorkflow",
      "listWorkflowVersions",
      "readOrganization",
      "listLabels",
      "listFields",
      "listPeople",
    ].includes(name);
    if (!namesOnly) expect(answer.text).not.toContain(canary);
    const ownDoing = ["createRequest", "createView", "leaveOrganization"].includes(name);
    if (!ownDoing) expect(await lastEvent()).toBe(before);
  });
});

describe("endpoints without an organization", () => {
  test.each(all.filter(({ name, endpoint }) => !(endpoint.access in deeds) && !publicByNature.has(name)))(
    "$name says nothing of any",
    async ({ endpoint }) => {
      for (const headers of [{}, bearer(stranger)]) {
        const answer = await ask(endpoint, headers);
        expect(answer.text).not.toContain(canary);
        expect(answer.status).not.toBe(500);
      }
    },
  );
});

test("control: the word is found where it may be seen, so its absence above means something", async () => {
  const answer = await ask(endpoints.readItem, bearer(org.owner));
  expect(answer.text).toContain(canary);
});
