import { Refused } from "@throughline/contract/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Refusal } from "../http/refusal.ts";
import { testApp, type TestApp } from "../testing/app.ts";
import { Engine } from "./engine.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "answered",
    (error: unknown) =>
      error instanceof Refusal || error instanceof Refused ? error.code : ((error as Error).name ?? String(error)),
  );

const oneThread = () => new Engine({ databaseUrl: app.databaseUrl, threads: 1, log: app.running.means.log });

/** A question about an organization, as a handler asks it. */
async function question() {
  const org = await app.organization();
  const actor = {
    personId: org.owner.personId,
    kind: "person",
    name: "Owner",
    role: "owner",
    accountId: null,
    via: "key",
    credentialId: org.owner.keyId,
  } as const;
  return {
    scope: { organizationId: org.organizationId, actor },
    from: undefined,
    to: undefined,
    now: 1_800_000_000_000,
  };
}

describe("the engine", () => {
  test("answers from its own thread, under the organization's row security", async () => {
    const engine = oneThread();
    try {
      const own = await question();
      expect(await engine.ask("flow", own)).toMatchObject({ items: 0, firstAt: null });
      const org = await app.organization();
      const { workflowId } = await org.workflow((await org.team("OPS")).teamId);
      await org.owner.client.createItem({ title: "One", workflowId });
      const asked = { ...own, scope: { ...own.scope, organizationId: org.organizationId } };
      expect(await engine.ask("flow", asked)).toMatchObject({ items: 1 });
      // The thread goes on from one organization to the other and sees nothing of the first.
      expect(await engine.ask("flow", own)).toMatchObject({ items: 0 });
    } finally {
      await engine.close();
    }
  });

  test("stops at the limit of time, and when whoever asked is gone, and answers the next one", async () => {
    const engine = oneThread();
    try {
      const asked = await question();
      expect(await codeOf(engine.ask("flow", asked, { limitMs: 1 }))).toBe("took_too_long");
      const asker = new AbortController();
      const answer = codeOf(engine.ask("flow", asked, { signal: asker.signal }));
      asker.abort();
      expect(await answer).toBe("AbortError");
      expect(await engine.ask("flow", asked)).toMatchObject({ items: 0 });
    } finally {
      await engine.close();
    }
  });

  test("refuses when too many wait already, and says so", async () => {
    const engine = oneThread();
    try {
      const asked = await question();
      const codes = await Promise.all(
        Array.from({ length: 90 }, (_, nth) => {
          const actor = { ...asked.scope.actor, personId: `person ${nth}` };
          return codeOf(engine.ask("flow", { ...asked, scope: { ...asked.scope, actor } }));
        }),
      );
      expect(codes).toContain("unavailable");
      expect(codes.filter((code) => code === "answered").length).toBeGreaterThanOrEqual(64);
      expect(new Set(codes)).toEqual(new Set(["answered", "unavailable"]));
    } finally {
      await engine.close();
    }
  });

  test("refuses one person's many while it answers another's", async () => {
    const engine = oneThread();
    try {
      const asked = await question();
      const many = Promise.all(Array.from({ length: 20 }, () => codeOf(engine.ask("flow", asked))));
      expect(await codeOf(engine.ask("flow", await question()))).toBe("answered");
      expect(new Set(await many)).toEqual(new Set(["answered", "too_many_requests"]));
    } finally {
      await engine.close();
    }
  });

  test("tells what the database refuses in a thread, and goes on with the next", async () => {
    const engine = oneThread();
    try {
      const asked = await question();
      const scope = { ...asked.scope, filter: { kind: ["\u0000"] } };
      expect(await codeOf(engine.ask("flow", { ...asked, scope }))).toBe("invalid_input");
      expect(await engine.ask("flow", asked)).toMatchObject({ items: 0 });
    } finally {
      await engine.close();
    }
  });

  test("ends with the server: what waits is refused, and nothing is begun any more", async () => {
    const engine = oneThread();
    const asked = await question();
    const waiting = [codeOf(engine.ask("flow", asked)), codeOf(engine.ask("flow", asked))];
    await engine.close();
    expect(await Promise.all(waiting)).toEqual(["unavailable", "unavailable"]);
    expect(await codeOf(engine.ask("flow", asked))).toBe("unavailable");
  });
});
