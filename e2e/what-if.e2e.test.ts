import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
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

let house: House;
let org: Organization;
let demo: string;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  house = await openHouse();
  org = await firstOrganization(house.app);
  demo = (await org.owner.client.openDemo()).slug;
  page = await house.visitor();
  complaintsOf(page, complaints);
  await carryOn(page.context(), house, org.owner);
});
afterAll(() => house.close());

const open = (path: string) => page.goto(house.at(`/${demo}${path}`));
const simulated = () => page.getByText(/simulations of the next/).waitFor({ timeout: 60_000 });
const comparison = () => page.getByRole("region", { name: "Alternatives beside each other" });

test("a limit that is changed is simulated beside how things are, and the address holds it for others", async () => {
  await open("/teams/DESK/what-if?runs=30&weeks=4");
  await simulated();
  expect(await page.getByText(/^If nothing changes, 85 % of the items/).isVisible()).toBe(true);
  const limit = page.getByRole("textbox", { name: "First line: WIP limit" });
  await limit.fill("2");
  await limit.press("Enter");
  await page.getByText(/^With “A”/).waitFor({ timeout: 60_000 });
  const columns = await comparison().getByRole("columnheader").allInnerTexts();
  expect(columns.map((text) => text.trim())).toEqual(["Figure", "As today", "A"]);
  const address = page.url();
  expect(new URL(address).searchParams.get("a")).toMatch(/^~limit:[0-9a-f-]+:2$/);

  // Somebody else opens the same address and sees the same figures.
  const figures = await comparison().innerText();
  const other = await house.visitor();
  await carryOn(other.context(), house, org.owner);
  await other.goto(address);
  await other.getByText(/^With “A”/).waitFor({ timeout: 60_000 });
  const seen = await other.getByRole("region", { name: "Alternatives beside each other" }).innerText();
  // What is under way is read anew, so that only the alternative and the form of the answer must be the same.
  expect(seen.split("\n").length).toBe(figures.split("\n").length);
  await other.context().close();

  // Taken off its chip again, nothing is changed any more.
  await page.getByRole("button", { name: /^Remove First line: limit 2/ }).click();
  await page.getByText(/^If nothing changes, 85 % of the items/).waitFor({ timeout: 60_000 });
  expect(await comparison().getByRole("columnheader").count()).toBe(2);
});

test("several alternatives are named and stand beside each other, each in words", async () => {
  await open("/teams/DESK/what-if?runs=30&weeks=4");
  await simulated();
  await page.getByRole("button", { name: "Increase People" }).click();
  await page.getByText(/^With “A”/).waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Add an alternative" }).click();
  await page.getByRole("button", { name: /Name of alternative B/ }).click();
  await page.getByRole("textbox", { name: "Name of alternative B" }).fill("Half as much");
  await page.keyboard.press("Enter");
  const arrivals = page.getByRole("textbox", { name: "All arrivals" });
  await arrivals.fill("50");
  await arrivals.press("Enter");
  await page.getByText(/^With “Half as much”/).waitFor({ timeout: 60_000 });
  const columns = await comparison().getByRole("columnheader").allInnerTexts();
  expect(columns.map((text) => text.trim())).toEqual(["Figure", "As today", "A", "Half as much"]);
  expect(await violations(page)).toEqual([]);
});

test("a simulation that takes long can be cancelled, here and on the server, and begun again", async () => {
  await open("/what-if?runs=60&weeks=52&a=~arrivals:all:95");
  await page.getByText("Simulating").waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText(/^Cancelled/).waitFor();
  expect(await page.getByRole("progressbar").count()).toBe(0);

  await open("/what-if?runs=200&weeks=52&a=~arrivals:all:95");
  await page.getByRole("button", { name: "Simulate on the server" }).click();
  await page.getByText("Simulating on the server").waitFor({ timeout: 30_000 });
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText(/^Cancelled/).waitFor();
  // Cancelled, it makes room: a short one is answered.
  await open("/teams/DESK/what-if?runs=30&weeks=4");
  await simulated();
});

test("where too little has happened it says what is needed, at 360 px too", async () => {
  const narrow = await house.visitor({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  await carryOn(narrow.context(), house, org.owner);
  await narrow.goto(house.at(`/${org.slug}/what-if`));
  await narrow.getByText("There is too little history to simulate").waitFor({ timeout: 30_000 });
  expect(await narrow.getByText(/at least 3 weeks of history/).isVisible()).toBe(true);
  await narrow.goto(house.at(`/${demo}/teams/DESK/what-if?runs=30&weeks=4`));
  await narrow.getByText(/simulations of the next/).waitFor({ timeout: 60_000 });
  await isDrawn(narrow);
  const overflow = await narrow.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  expect(await violations(narrow)).toEqual([]);
  await narrow.context().close();
});

test("nothing was complained about in the console", () => {
  expect(complaints).toEqual([]);
});
