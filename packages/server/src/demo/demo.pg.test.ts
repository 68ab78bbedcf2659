import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp } from "../testing/app.ts";
import { openBrowser, setUpOwner, type Browser } from "../testing/browser.ts";

let app: TestApp;
let owner: Browser;
beforeAll(async () => {
  app = await testApp();
  owner = (await setUpOwner(app)).browser;
});
afterAll(() => app.stop());

describe("the demo", () => {
  test("opens", async () => {
    const t = performance.now();
    const made = await owner.client.openDemo();
    console.log(performance.now() - t, made);
    const browser = openBrowser(app, { organization: made.slug });
    browser.setCookie(owner.cookie());
    const c = browser.client;
    console.log((await c.listItemIds()).total, await c.readMyWork());
    for (const team of (await c.listTeams()).rows) {
      const q = await c.readQueue({ teamId: team.teamId });
      console.log(
        team.name,
        q.total,
        q.inProgress,
        q.entries.slice(0, 6).map((e) => e.reason.sentence),
      );
    }
  });
});
