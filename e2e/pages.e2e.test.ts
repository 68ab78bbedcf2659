/**
 * Every page of the app, as the routes list them: it opens without a complaint, axe finds nothing and nothing is cut, covered,
 * unnamed or too small to touch, light and dark, wide and narrow.
 */
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
import { addressOf, routes, signedOut, states } from "./every-page.ts";
import { closeLook } from "./look-closely.ts";
import { furnish, type Furnished } from "./furnish.ts";

let house: House;
let org: Organization;
let there: Furnished;

beforeAll(async () => {
  house = await openHouse();
  org = await firstOrganization(house.app);
  there = await furnish(org);
});
afterAll(() => house?.close());

const fill = (route: string) => addressOf(route, org, there);

/** A refused read of a link that is made up, or of figures from too little history, is an answer, not a fault. */
const expected = /status of 4(04|10|00|22)/;

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
    expect(await closeLook(page)).toEqual([]);
  }

  test.each(routes)("%s", (route) => look(signedOut.has(route) ? outside : within, fill(route)));
  test.each(Object.keys(states))("%s", (name) => look(within, fill(states[name] ?? "/")));
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

test("control: text that is cut, runs off the page, lies under a bar or is too small to touch is found out", async () => {
  const page = await house.visitor({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await page.goto(house.at("/sign-in"));
  await isDrawn(page);
  expect(await closeLook(page)).toEqual([]);
  await page.evaluate(() => {
    const add = (html: string) => document.querySelector("main")?.insertAdjacentHTML("beforeend", html);
    const box = (style: string, text: string) => {
      const element = document.createElement("p");
      element.style.cssText = style;
      element.textContent = text;
      document.querySelector("main")?.append(element);
    };
    box("width: 4rem; overflow: hidden; white-space: nowrap", "words that do not fit in there");
    box("white-space: nowrap; margin-left: 12rem", "words that run off the page to the right of it");
    add('<button style="width: 20px; height: 20px"></button>');
    const list = document.createElement("div");
    list.style.cssText = "height: 200px; overflow-y: auto";
    for (let at = 0; at < 20; at += 1)
      list.append(Object.assign(document.createElement("p"), { textContent: `Row ${at}` }));
    const bar = document.createElement("div");
    bar.style.cssText = "position: relative; margin-top: -60px; height: 80px; background: red";
    document.querySelector("main")?.append(list, bar);
  });
  const found = (await closeLook(page)).map((line) => line.split(":")[0]);
  expect(new Set(found)).toEqual(new Set(["sideways", "cut", "beyond the edge", "unnamed", "small", "hidden"]));
  await page.context().close();
});
