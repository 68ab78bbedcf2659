/** Every page of the app, as the routes list them: it opens without a complaint and axe finds nothing, light and dark, wide and narrow. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  carryOn,
  complaintsOf,
  firstOrganization,
  isDrawn,
  openHouse,
  violations,
  type House,
  type Organization,
} from "./app.ts";
import { furnish, type Furnished } from "./furnish.ts";

const source = await readFile(new URL("../packages/web/src/routes.tsx", import.meta.url), "utf8");
/** The addresses as the router knows them, `$organization` before those inside one. */
const routes = [
  "/",
  ...[...source.matchAll(/\b(page|inside)\("([^"]+)"/g)].map(([, kind, path = ""]) =>
    kind === "inside" ? `/$organization${path === "/" ? "" : path}` : path,
  ),
];

let house: House;
let org: Organization;
let there: Furnished;

beforeAll(async () => {
  house = await openHouse();
  org = await firstOrganization(house.app);
  there = await furnish(org);
});
afterAll(() => house?.close());

/** What stands in a route's parameters. A page with a state worth opening besides gets it here. */
const fill = (route: string): string =>
  route
    .replace("$organization", org.slug)
    .replace("/f/$organization/", `/f/${org.slug}/`)
    .replace("$form", there.formSlug)
    .replace("$tracking", there.tracking)
    .replace("$teamKey", org.operations.key)
    .replace("$item", there.item)
    .replace("$viewId", there.viewId)
    .replace("$workflowId", there.workflowId)
    .replace("$channelId", there.channelId)
    .replace("$lesson", there.lesson)
    .replace("$token", "inv_nothing_that_works_any_more");

/** States of pages that their address opens: a panel, a form, an editor. */
const states: Record<string, () => string> = {
  "a request being accepted": () => `/${org.slug}/triage?team=all&request=${there.requestId}&deed=accept`,
  "a request being merged": () => `/${org.slug}/triage?team=all&request=${there.requestId}&deed=merge`,
  "decided requests": () => `/${org.slug}/triage?team=all&tab=decided`,
  "a new form": () => `/${org.slug}/channels?new=1`,
  "a routine": () => `/${org.slug}/routines?routine=${there.routineId}`,
  "a new routine": () => `/${org.slug}/routines?routine=new`,
  "an item beside the board": () => `/${org.slug}/teams/${org.operations.key}/board?item=${there.item}`,
  "an item beside the queue": () => `/${org.slug}/teams/${org.operations.key}/queue?item=${there.item}`,
};

/** A refused read of a link that is made up is an answer, not a fault. */
const expected = /status of 4(04|10|00)/;
const signedOut = new Set(["/sign-in", "/reset-password", "/reset-password/$token", "/join/$token", "/setup"]);

describe.each([
  { width: 1440, height: 900, colorScheme: "light" as const },
  { width: 360, height: 740, colorScheme: "dark" as const },
])("at $width px, $colorScheme", ({ width, height, colorScheme }) => {
  const looks = {
    viewport: { width, height },
    colorScheme,
    ...(width < 768 ? { hasTouch: true, isMobile: true } : {}),
  };
  let within: Page;
  let outside: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    within = await house.visitor(looks);
    outside = await house.visitor(looks);
    await carryOn(within.context(), house, org.owner);
    for (const page of [within, outside]) complaintsOf(page, complaints);
    return async () => {
      await within.context().close();
      await outside.context().close();
    };
  });

  async function look(page: Page, address: string): Promise<void> {
    complaints.length = 0;
    await page.goto(house.at(address));
    await isDrawn(page);
    expect(complaints.filter((complaint) => !expected.test(complaint))).toEqual([]);
    expect(await violations(page)).toEqual([]);
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beyond).toBeLessThanOrEqual(0);
  }

  test.each(routes)("%s", (route) => look(signedOut.has(route) ? outside : within, fill(route)));
  test.each(Object.keys(states))("%s", (name) => look(within, states[name]?.() ?? "/"));
});

test("every route is known here, so that a new page is looked at too", () => {
  expect(routes.length).toBeGreaterThan(35);
  expect(routes.map(fill).filter((address) => address.includes("$"))).toEqual([]);
});

test("control: a page with an unnamed button, an inline script and an error is found out", async () => {
  const page = await house.visitor();
  const complaints = complaintsOf(page);
  await page.goto(house.at("/sign-in"));
  await isDrawn(page);
  await page.evaluate(() => {
    document.querySelector("main")?.append(document.createElement("button"));
    document.head.append(Object.assign(document.createElement("script"), { textContent: "window.ran = true" }));
    console.error("something is wrong");
  });
  expect((await violations(page)).some((line) => line.startsWith("button-name"))).toBe(true);
  await expect.poll(() => complaints.length).toBeGreaterThanOrEqual(2);
  expect(complaints.some((line) => line.includes("Content Security Policy"))).toBe(true);
  expect(complaints.some((line) => line.includes("something is wrong"))).toBe(true);
});
