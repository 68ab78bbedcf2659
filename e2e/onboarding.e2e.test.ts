/** The first visit: from nothing to a board with work on it, without a pointer and in a few steps. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { complaintsOf, goodPassword, openHouse, type House } from "./app.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

test("an organization and its board stand within ten steps, by keyboard alone", async () => {
  const page = await house.visitor();
  const complaints = complaintsOf(page);
  const steps: string[] = [];
  /** What someone does and thinks of as one thing: filling a field, pressing a button. */
  const step = async (name: string, ...keys: (() => Promise<void>)[]) => {
    steps.push(name);
    for (const key of keys) await key();
  };
  const type = (text: string) => () => page.keyboard.type(text);
  const press = (key: string) => () => page.keyboard.press(key);
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute("name") ?? element?.textContent ?? "";
    });

  await page.goto(house.at("/"));
  await page.getByRole("heading", { name: "Set up Throughline" }).waitFor();
  expect(page.url()).toBe(house.at("/setup"));
  await expect.poll(focused).toBe("name");
  await step("name", type("First Owner"), press("Tab"));
  await step("email", type("owner@example.org"), press("Tab"));
  await step("password", type(goodPassword));
  // On past whatever stands between: a button that shows the password.
  while ((await focused()) !== "organizationName") await page.keyboard.press("Tab");
  await step("organization", type("Harbour Works"), press("Tab"));
  await step("team", type("Operations"), press("Enter"));
  await page.getByRole("heading", { name: "You are ready" }).waitFor();
  const board = page.getByRole("link", { name: "Open Operations" });
  for (let tabs = 0; tabs < 10 && !(await board.evaluate((link) => link === document.activeElement)); tabs += 1)
    await page.keyboard.press("Tab");
  await step("open the board", press("Enter"));
  await page.getByRole("heading", { name: "Operations", level: 1 }).waitFor();
  expect(page.url()).toMatch(/\/harbour-works[^/]*\/teams\/OPE\/board/);
  await step("new item", press("c"));
  await page.getByRole("dialog", { name: "New item" }).waitFor();
  await step("title", type("Paint the bollards"), press("Enter"));
  await page.getByRole("button", { name: /^OPE-1 Paint the bollards/ }).waitFor();
  expect(steps.length).toBeLessThan(10);
  expect(complaints).toEqual([]);
});

test("what was typed stays where the server refuses it, and the field says why", async () => {
  const page = await house.visitor();
  // The house has its owner by now, so the page leads to signing in.
  await page.goto(house.at("/setup"));
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.getByRole("textbox", { name: "Email" }).fill("owner@example.org");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.keyboard.press("Enter");
  await page.getByRole("main").getByText("Email or password is not right").waitFor();
  expect(await page.getByRole("textbox", { name: "Email" }).inputValue()).toBe("owner@example.org");
});
