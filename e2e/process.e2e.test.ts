/** The mined process on a real history: what the sliders show, what is said of it, and the way from a sentence to an item. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bring, bytesOf, publicLog } from "../packages/server/src/import/testing/run-import.ts";
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

const log = publicLog("Helpdesk.xes.gz");

describe.skipIf(log === null)("the process of a help desk, 4,580 items", () => {
  let house: House;
  let org: Organization;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    house = await openHouse();
    org = await firstOrganization(house.app);
    await bring(org.owner.client, await bytesOf(log ?? ""), { name: "Helpdesk.xes.gz" });
    page = await house.visitor();
    complaints = complaintsOf(page);
    await carryOn(page.context(), house, org.owner);
  });
  afterAll(() => house?.close());

  const open = async (search = "") => {
    await page.goto(house.at(`/${org.slug}/process${search}`));
    await isDrawn(page);
    await map().waitFor();
  };
  const map = () => page.getByRole("group", { name: /^Map of 4,580 items/ });
  const stages = () => map().getByRole("button", { name: /entered/ });
  const parameter = (name: string) => new URL(page.url()).searchParams.get(name);

  test("opens with a map that can be read, says what it hides and where the history ends", async () => {
    await open();
    await page.getByText("History ends on 3 January 2014; shown up to then.").waitFor();
    await map()
      .getByRole("button", { name: /^Resolve ticket; entered 4,729 times by 4,/ })
      .waitFor();
    expect(await stages().count()).toBeLessThan(14);
    await page.getByText(/^Hidden: \d+ of 14 stages/).waitFor();
    await page.getByRole("heading", { name: "As it was meant" }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("shows more as a slider is moved by keys, without asking the server, and keeps it in the address", async () => {
    await open();
    const before = await stages().count();
    const asked: string[] = [];
    const hear = (request: { url(): string }) => asked.push(request.url());
    page.on("request", hear);
    const slider = page.getByRole("slider", { name: "Stages" });
    await slider.focus();
    await page.keyboard.press("End");
    await expect.poll(() => stages().count()).toBe(14);
    expect(before).toBeLessThan(14);
    await expect.poll(() => parameter("stages")).toBe("100");
    await page.keyboard.press("Home");
    await expect.poll(() => stages().count()).toBe(1);
    page.off("request", hear);
    expect(asked.filter((url) => url.includes("/processes"))).toEqual([]);
    // The address alone brings it back.
    await page.reload();
    await expect.poll(() => stages().count()).toBe(1);
  });

  test("leads from a deviation in words to its place on the map and to an item", async () => {
    await open();
    await page.getByRole("button", { name: /^6 % skip Take in charge ticket \(295 of 4,580\)\./ }).click();
    await page.getByRole("heading", { name: "295 items" }).waitFor();
    expect(parameter("at")).toMatch(/^deviation:skipped:/);
    // The moves it shows in are on the map, marked as not meant.
    await map()
      .getByRole("button", { name: /^Assign seriousness to Resolve ticket;.*not meant by the workflow/ })
      .waitFor();
    const item = page
      .getByRole("complementary")
      .getByRole("button", { name: /^HEL-\d+/ })
      .first();
    const key = /HEL-\d+/.exec((await item.textContent()) ?? "")?.[0] ?? "";
    await item.click();
    await page.getByRole("complementary", { name: key }).waitFor();
    expect(parameter("item")).toBe(key);
    await page.keyboard.press("Escape");
    await expect.poll(() => parameter("item")).toBe(null);
  });

  test("can be read and walked by keys alone: a stage, its ways, their items; the map as tables and back", async () => {
    await open();
    const stage = map().getByRole("button", { name: /^Wait;/ });
    await stage.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Wait · Helpdesk" }).waitFor();
    await page.getByRole("button", { name: /^from Take in charge ticket/ }).press("Enter");
    await page.getByRole("heading", { name: "Take in charge ticket to Wait" }).waitFor();
    await page.getByRole("heading", { name: /^[\d,]+ items$/ }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => parameter("at")).toBe(null);
    await page.keyboard.press("t");
    await page.getByRole("region", { name: "Ways, as a table" }).getByRole("cell", { name: "4,558" }).first().waitFor();
    await page.keyboard.press("t");
    await map().waitFor();
    // Nearer by plus, all of it by nought.
    const scale = () => map().locator("svg > g").getAttribute("transform");
    const before = await scale();
    await map().focus();
    await page.keyboard.press("+");
    await expect.poll(scale).not.toBe(before);
  });

  test("is moved by wheel and by drag, which chooses nothing, and brought nearer under the pointer", async () => {
    await open();
    const place = () => map().locator("svg > g").getAttribute("transform");
    await map().scrollIntoViewIfNeeded();
    await map().hover();
    const first = await place();
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -300);
    await page.keyboard.up("Control");
    await expect.poll(place).not.toBe(first);
    const nearer = await place();
    await page.mouse.wheel(0, 60);
    await expect.poll(place).not.toBe(nearer);
    const moved = await place();
    // From the middle of a stage.
    const edge = await map().boundingBox();
    const boxes = await Promise.all((await stages().all()).map((stage) => stage.boundingBox()));
    const middles = boxes.map((box) => [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2]);
    const [x = 0, y = 0] = middles.find(([, at = 0]) => at > (edge?.y ?? 0) + 100 && at < (edge?.y ?? 0) + 400) ?? [];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 60, y - 60, { steps: 4 });
    await page.mouse.up();
    await expect.poll(place).not.toBe(moved);
    expect(parameter("at")).toBe(null);
  });

  test("tells its variants, and aligns its model where that is asked for", async () => {
    await open("?tab=variants");
    await page.getByText("The 100 most frequent of 106 different ways through").waitFor();
    await page
      .getByRole("button", { name: /^\d[\d,]* items · \d+ %.*Assign seriousness, Take in charge ticket/s })
      .first()
      .click();
    expect(parameter("at")).toMatch(/^variant:[0-9a-f]{16}$/);
    await page.getByRole("tab", { name: "Model" }).click();
    await page.getByText("0.989").waitFor();
    await page.getByRole("button", { name: "Work out fitness by alignments" }).click();
    await page.getByText("Fitness by alignments").waitFor();
    await page.getByText("0.980").waitFor();
  });

  test("on a phone the words come first and the map below, with nothing to scroll sideways", async () => {
    const phone = await house.visitor({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    await carryOn(phone.context(), house, org.owner);
    await phone.goto(house.at(`/${org.slug}/process`));
    await isDrawn(phone);
    const words = phone.getByRole("tab", { name: /^Deviations/ });
    const picture = phone.getByRole("group", { name: /^Map of/ });
    await picture.waitFor();
    const top = async (of: typeof words) => (await of.boundingBox())?.y ?? Number.NaN;
    expect(await top(words)).toBeLessThan(await top(picture));
    const beyond = await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond).toBeLessThanOrEqual(0);
    // Two fingers bring the map nearer.
    await picture.scrollIntoViewIfNeeded();
    const scale = async () =>
      Number(/scale\(([\d.]+)\)/.exec((await picture.locator("svg > g").getAttribute("transform")) ?? "")?.[1]);
    const before = await scale();
    const box = await picture.boundingBox();
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + 150];
    const fingers = await phone.context().newCDPSession(phone);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", apart: number) =>
      fingers.send("Input.dispatchTouchEvent", {
        type,
        touchPoints:
          type === "touchEnd"
            ? []
            : [
                { x: x - apart, y, id: 1 },
                { x: x + apart, y, id: 2 },
              ],
      });
    await touch("touchStart", 30);
    for (const apart of [40, 55, 70, 90]) await touch("touchMove", apart);
    await touch("touchEnd", 0);
    await expect.poll(scale).toBeGreaterThan(before * 1.3);
    await phone.context().close();
  });
});
