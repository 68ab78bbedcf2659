/** The Flow page on three months of work: words, pictures, a mark that leads to its item, the table that holds the same numbers. */
import { readFile } from "node:fs/promises";
import type { Flow } from "@throughline/contract/flow";
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
let flow: Flow;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  house = await openHouse();
  org = await firstOrganization(house.app);
  demo = (await org.owner.client.openDemo()).slug;
  const browser = openBrowser(house.app, { organization: demo });
  browser.setCookie(org.owner.cookie);
  page = await house.visitor();
  complaints = complaintsOf(page);
  await carryOn(page.context(), house, org.owner);
  const { account } = await browser.client.readSession();
  flow = await browser.client.readFlow({ zone: account?.timeZone ?? "UTC" });
});
afterAll(() => house?.close());

const go = async (address: string) => {
  await page.goto(house.at(address));
  await isDrawn(page);
};
const chart = (title: string) => page.getByRole("figure", { name: title });
const times = "How long did finished items take?";
const marks = (title: string) => chart(title).getByRole("slider");
const itemPanel = (key: string) => page.getByRole("complementary", { name: key });

describe("the Flow page", () => {
  test("says what matters in words and draws each picture under its question", async () => {
    await go(`/${demo}/flow`);
    const { spread } = flow.finished;
    expect(spread?.count).toBeGreaterThan(300);
    await page.getByText(/^Half of items are done within .+days, 85.% within .+; \d+ are under way/).waitFor();
    for (const title of [
      times,
      "Which open items are older than usual?",
      "How much do times differ?",
      "Where does work pile up?",
      "Does as much get finished as comes in?",
      "How much is under way at once?",
      "Are service levels kept?",
      "How full were the stages?",
      "How much of the time is work worked on?",
      "What blocks work?",
      "How long does work wait between teams?",
    ])
      expect(await chart(title).getByRole("img").getAttribute("aria-label"), title).toMatch(/\d/);
    expect(complaints).toEqual([]);
  });

  test("leads from a mark to its item, by keys and by pointer", async () => {
    await go(`/${demo}/flow`);
    const last = flow.finished.points.at(-1);
    await marks(times).focus();
    await page.keyboard.press("End");
    expect(await marks(times).getAttribute("aria-valuetext")).toContain(`${last?.key} ${last?.title}`);
    await page.keyboard.press("ArrowLeft");
    expect(await marks(times).getAttribute("aria-valuetext")).toContain(flow.finished.points.at(-2)?.key ?? "");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await itemPanel(last?.key ?? "").waitFor();
    expect(new URL(page.url()).searchParams.get("item")).toBe(last?.key);

    await go(`/${demo}/flow`);
    await marks(times).focus();
    await page.keyboard.press("Home");
    const ring = await chart(times).locator("svg circle").boundingBox();
    await page.mouse.move((ring?.x ?? 0) + (ring?.width ?? 0) / 2, (ring?.y ?? 0) + (ring?.height ?? 0) / 2);
    const read = (await chart(times).locator("[data-reading] p").first().textContent()) ?? "";
    const [key = ""] = read.split(" ");
    expect(flow.finished.points.map((point) => point.key)).toContain(key);
    await page.mouse.down();
    await page.mouse.up();
    await itemPanel(key).waitFor();
  });

  test("holds the same numbers in the table behind each picture, and saves them", async () => {
    await go(`/${demo}/flow`);
    await marks(times).focus();
    await page.keyboard.press("t");
    const table = chart(times).getByRole("table");
    await table.waitFor();
    await chart(times)
      .getByRole("button", { name: /^Show all/ })
      .click();
    const rows = await table
      .locator("tbody tr")
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    const { points, spread } = flow.finished;
    const day = 86_400_000;
    expect(rows.map(([key, title]) => [key, title])).toEqual(points.map(({ key, title }) => [key, title]));
    expect(rows.map((row) => Number(row[3]))).toEqual(points.map(({ time }) => expect.closeTo(time / day, 0.9)));
    const sorted = rows.map((row) => Number(row[3])).toSorted((a, b) => a - b);
    const middle = (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
    expect(Math.abs(middle - (spread?.p50 ?? 0) / day)).toBeLessThanOrEqual(0.11);
    expect(await violations(page)).toEqual([]);

    const saving = page.waitForEvent("download");
    await chart(times).getByRole("button", { name: "Save the table as CSV" }).click();
    const text = await readFile(await (await saving).path(), "utf8");
    expect(text.trimEnd().split("\r\n")).toHaveLength(points.length + 1);
    expect(text).toContain(points[0]?.key);

    const throughput = chart("Does as much get finished as comes in?");
    await throughput.getByRole("button", { name: "Show the table" }).click();
    const counts = await throughput
      .locator("tbody tr")
      .evaluateAll((all) => all.map((row) => Number(row.children[2]?.textContent)));
    expect(counts).toEqual(flow.throughput.buckets.map(({ finished }) => finished));
  });

  test("keeps what is chosen in its address, for a team too", async () => {
    const { rows } = await (async () => {
      const browser = openBrowser(house.app, { organization: demo });
      browser.setCookie(org.owner.cookie);
      return browser.client.listTeams();
    })();
    await go(`/${demo}/teams/${rows[0]?.key}/flow`);
    await page.getByRole("button", { name: /How far back/ }).click();
    await page.getByRole("option", { name: "Last 30 days" }).click();
    await page.getByRole("button", { name: /Where times begin/ }).click();
    await page.getByRole("option", { name: "From arrival" }).click();
    await page.getByRole("button", { name: /How time is counted/ }).click();
    await page.getByRole("option", { name: "Working hours" }).click();
    await expect.poll(() => new URL(page.url()).search).toBe("?days=30&clock=arrival&time=working");
    await page
      .getByText(/of working time/)
      .first()
      .waitFor();
    await page.reload();
    await isDrawn(page);
    await page.getByText(/From arrival until done/).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test("offers to count anew when something happened, and does not count by itself for each event", async () => {
    await go(`/${demo}/flow`);
    const refresh = page.getByRole("button", { name: "Refresh" });
    expect(await refresh.count()).toBe(0);
    let asked = 0;
    page.on("request", (request) => {
      if (request.url().includes("/api/v1/flow")) asked += 1;
    });
    const browser = openBrowser(house.app, { organization: demo });
    browser.setCookie(org.owner.cookie);
    const { rows } = await browser.client.listWorkflows();
    for (const title of ["One more", "And another"])
      await browser.client.createItem({ title, workflowId: rows[0]?.workflowId ?? "" });
    await refresh.waitFor();
    expect(asked).toBe(0);
    await refresh.click();
    await expect.poll(() => refresh.count()).toBe(0);
    expect(asked).toBe(1);
  });

  test("is whole and without a fault at 360 pixels in the dark", async () => {
    const narrow = await house.visitor({
      viewport: { width: 360, height: 740 },
      colorScheme: "dark",
      hasTouch: true,
      isMobile: true,
    });
    const heard = complaintsOf(narrow);
    await carryOn(narrow.context(), house, org.owner);
    await narrow.goto(house.at(`/${demo}/flow`));
    await isDrawn(narrow);
    const figure = narrow.getByRole("figure", { name: times });
    await figure.getByRole("slider").tap({ position: { x: 60, y: 200 } });
    expect(await narrow.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await violations(narrow)).toEqual([]);
    expect(heard).toEqual([]);
    await narrow.context().close();
  });

  test("says what it is for where nothing has happened, and what to do where an address is wrong", async () => {
    await go(`/${org.slug}/flow`);
    await page.getByRole("heading", { name: "Nothing has flowed yet" }).waitFor();
    await go(`/${demo}/flow?workflow=00000000-0000-7000-8000-000000000000`);
    await page.getByRole("heading", { name: "This address asks for something that is not there" }).waitFor();
    await page.getByRole("button", { name: "Show everything" }).click();
    await chart(times).waitFor();
  });
});
