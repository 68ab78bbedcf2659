/** The Forecast page on three months of work: the answer in a sentence, the picture, why it moved, items at risk, and an empty team. */
import type { Output } from "@throughline/contract/endpoint";
import type { readForecast } from "@throughline/contract/forecasts";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../packages/server/src/testing/browser.ts";
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
let told: Output<typeof readForecast>;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  house = await openHouse();
  org = await firstOrganization(house.app);
  demo = (await org.owner.client.openDemo()).slug;
  const browser = openBrowser(house.app, { organization: demo });
  browser.setCookie(org.owner.cookie);
  told = await browser.client.readForecast({});
  page = await house.visitor();
  complaints = complaintsOf(page);
  await carryOn(page.context(), house, org.owner);
});
afterAll(() => house?.close());

const go = async (address: string) => {
  await page.goto(house.at(address));
  await isDrawn(page);
};
const chart = (title: string) => page.getByRole("figure", { name: title });
const part = (name: string) => page.getByRole("region", { name });
const answer = () => part("When it will be done").getByText(/85.% likely/);
const asked = () => new URL(page.url()).searchParams;
const choose = async (label: string, name: string) => {
  await page.getByRole("button", { name: label }).click();
  await page.getByRole("option", { name, exact: true }).click();
  await isDrawn(page);
};

describe("the Forecast page", () => {
  test("answers in a sentence first and in a picture after it, each with its table", async () => {
    await go(`/${demo}/forecast`);
    const sentence = told.when.sentence.replaceAll(" %", "\u00a0%");
    expect(sentence).toMatch(/^All \d+ open items are 85.% likely to be done by \d+ \w+\.$/);
    await part("When it will be done")
      .getByText(sentence.split(" by ")[0] ?? "")
      .waitFor();
    for (const title of ["How likely by which day?", "How many, added up?", "Which date was told when?"])
      expect(await chart(title).getByRole("img").getAttribute("aria-label"), title).toMatch(/\d/);
    await chart("How likely by which day?").hover();
    await page.keyboard.press("t");
    const rows = chart("How likely by which day?").getByRole("row");
    expect(await rows.count()).toBe(told.when.curve.length + 1);
    expect(complaints).toEqual([]);
  });

  test("is asked for a number, its order and a day, all in the address", async () => {
    await go(`/${demo}/forecast`);
    await choose("When will be done", "So many items");
    expect(asked().get("count")).toBe("10");
    await answer().waitFor();
    await page.getByRole("textbox", { name: "How many items" }).fill("25");
    await page.keyboard.press("Enter");
    await part("When it will be done")
      .getByText(/^The next 25.items are 85.% likely/)
      .waitFor();
    await choose("In which order", "After everything else open");
    expect(asked().get("order")).toBe("last");
    const by = told.howMany.fan.at(-2)?.day ?? "";
    await page.getByLabel("How many by").fill(by);
    await page.waitForURL((url) => url.searchParams.get("by") === by);
    await isDrawn(page);
    // Whoever is sent the address sees the same.
    const address = page.url();
    const sentence = await part("How many will be done by a day").getByText(/^By /).textContent();
    await page.goto(address);
    await isDrawn(page);
    expect(await part("How many will be done by a day").getByText(/^By /).textContent()).toBe(sentence);
  });

  test("tells for each week what moved the date, in days that add up, and leads to the items", async () => {
    await go(`/${demo}/forecast`);
    const weeks = page.getByRole("list", { name: "How the date moved" }).locator("> li");
    expect(await weeks.count()).toBe(5);
    await page.getByRole("button", { name: /Show all \d+ weeks/ }).click();
    expect(await weeks.count()).toBe(told.story.length);
    const latest = (await weeks.first().innerText()).replaceAll("\u00a0", " ");
    const days = (text: string) => Number(text.replace("−", "-").replace(/ days?/, ""));
    const [whole = "0"] = /(?<=\()[+−]\d+ days?(?=\))/.exec(latest) ?? [];
    const parts = [...latest.matchAll(/^([+−]\d+ days?)$/gm)].map(([, text]) => days(text ?? ""));
    expect(parts.length).toBeGreaterThan(0);
    expect(parts.reduce((sum, each) => sum + each, 0)).toBe(days(whole));
    const link = weeks.first().getByRole("link").first();
    const key = (await link.textContent()) ?? "";
    await link.click();
    await page.getByRole("complementary", { name: key }).waitFor();
    expect(asked().get("item")).toBe(key);
  });

  test("lists items by risk; each opens with its own forecast and what it rests on", async () => {
    await go(`/${demo}/forecast`);
    const table = page.getByRole("table", { name: /Open items/ });
    const first = table.getByRole("row").nth(1);
    expect(await first.innerText()).toMatch(/overdue|%/);
    const before = await table.getByRole("row").count();
    await page.getByText("Also what is not started").click();
    await page.waitForURL((url) => url.searchParams.get("waiting") === "true");
    await isDrawn(page);
    expect(await table.getByRole("row").count()).toBeGreaterThan(before);
    const link = first.getByRole("link");
    await link.click();
    const panel = page.getByRole("complementary").filter({ has: page.getByRole("button", { name: "Close" }) });
    await panel.getByText(/^85 % likely by .*; (was )?due /).waitFor();
    await panel.getByText(/finished items of this workflow/).waitFor();
  });

  test("puts the likely day on cards and rows without a due day, with one question for all of them", async () => {
    const calls: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("forecast")) calls.push(new URL(request.url()).pathname);
    });
    const browser = openBrowser(house.app, { organization: demo });
    browser.setCookie(org.owner.cookie);
    const { rows } = await browser.client.listTeams();
    await go(`/${demo}/teams/${rows[0]?.key}/list`);
    await page
      .getByText(/^85.% by \d+ \w{3}/)
      .first()
      .waitFor();
    await page.waitForTimeout(300);
    expect(calls.filter((path) => path.startsWith("/api/"))).toEqual(["/api/v1/forecast-days"]);
  });

  test("looks at a past day as it was told then, and offers to look again once something has happened", async () => {
    const then = told.story.at(-3)?.day ?? "";
    await go(`/${demo}/forecast?on=${then}`);
    await page.getByText(/^As it would have been told on /).waitFor();
    expect(await page.getByRole("heading", { name: "Which items are at risk?" }).count()).toBe(0);
    await go(`/${demo}/forecast`);
    const refresh = page.getByRole("button", { name: "Refresh" });
    expect(await refresh.count()).toBe(0);
    const browser = openBrowser(house.app, { organization: demo });
    browser.setCookie(org.owner.cookie);
    const [workflow] = (await browser.client.listWorkflows()).rows;
    await browser.client.createItem({ title: "Something new", workflowId: workflow?.workflowId ?? "" });
    await refresh.waitFor();
    await refresh.click();
    await part("When it will be done")
      .getByText(new RegExp(`^All ${told.wanted.count + 1} open items`))
      .waitFor();
    await refresh.waitFor({ state: "detached" });
  });

  test("says to a team that has finished nothing what is missing", async () => {
    await go(`/${org.slug}/forecast`);
    await page.getByRole("heading", { name: "There is too little history yet" }).waitFor();
    await page.getByText(/A forecast needs 14 days since the first item was finished/).waitFor();
    await page.getByRole("heading", { name: "Nothing is under way" }).waitFor();
  });

  test("holds WCAG with all it shows, wide and narrow, and does not scroll sideways", async () => {
    for (const width of [1440, 360]) {
      const narrow = await house.visitor({ viewport: { width, height: 900 } });
      await carryOn(narrow.context(), house, org.owner);
      await narrow.goto(house.at(`/${demo}/forecast?count=20&order=last`));
      await isDrawn(narrow);
      await narrow.getByRole("list", { name: "How the date moved" }).waitFor();
      expect(await violations(narrow), `${width}`).toEqual([]);
      expect(await narrow.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await narrow.context().close();
    }
  });
});
