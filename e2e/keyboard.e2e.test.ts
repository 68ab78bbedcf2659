/** A day without a pointer: making, finding, moving, assigning, blocking, pulling, triaging, and finding out how. */
import type { Workflow } from "@throughline/contract/workflows";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  carryOn,
  complaintsOf,
  firstOrganization,
  isDrawn,
  openHouse,
  type House,
  type Organization,
  type Person,
} from "./app.ts";

let house: House;
let org: Organization;
let colleague: Person;
let workflow: Workflow;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  house = await openHouse();
  org = await firstOrganization(house.app);
  colleague = await org.join("Night Shift");
  const { rows } = await org.owner.client.listWorkflows();
  if (!rows[0]) throw new Error("The set-up made no workflow");
  workflow = rows[0];
  page = await house.visitor();
  complaints = complaintsOf(page);
  await carryOn(page.context(), house, org.owner);
});
afterAll(() => house?.close());

const inside = (path: string) => house.at(`/${org.slug}${path}`);
const board = () => inside(`/teams/${org.operations.key}/board`);
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const focused = () => page.evaluate(() => document.activeElement?.id ?? "");
const dialog = (name: string | RegExp) => page.getByRole("dialog", { name });
const isGone = (name: string | RegExp) => expect.poll(() => dialog(name).count()).toBe(0);
const make = async (title: string) => org.owner.client.createItem({ title, workflowId: workflow.workflowId });

describe("on the board", () => {
  beforeEach(async () => {
    await page.goto(board());
    await isDrawn(page);
  });

  test("c makes an item, and Esc leaves it unmade with what was typed kept", async () => {
    await press("c");
    await dialog("New item").waitFor();
    await page.keyboard.type("Count the life jackets");
    await press("Escape");
    await isGone("New item");
    await press("c");
    await dialog("New item").waitFor();
    expect(await page.getByRole("textbox", { name: "Title" }).inputValue()).toBe("Count the life jackets");
    await press("Enter");
    await page.getByRole("button", { name: /Count the life jackets$/ }).waitFor();
  });

  test("j and k walk the cards, Enter opens one, Esc comes back to it", async () => {
    await make("Wash the van");
    await page.getByRole("button", { name: /Wash the van$/ }).waitFor();
    await press("j");
    await expect.poll(focused).toMatch(/^card-/);
    const first = await focused();
    await press("j");
    await expect.poll(focused).not.toBe(first);
    await press("k");
    await expect.poll(focused).toBe(first);
    await press("Enter");
    await page.getByRole("complementary").waitFor();
    await press("Escape");
    await expect.poll(() => page.getByRole("complementary").count()).toBe(0);
    expect(await focused()).toBe(first);
  });

  test("m moves, a assigns, p sets the class, b blocks: each on the card that has the focus", async () => {
    const item = await make("Mend the gate");
    const card = page.getByRole("button", { name: new RegExp(`^${item.key} `) });
    await card.waitFor();
    const now = async () => org.owner.client.readItem({ item: item.itemId });
    const pick = async (key: string, label: string, text: string) => {
      await card.focus();
      await press(key);
      await page.getByRole("combobox", { name: label }).waitFor();
      await page.keyboard.type(text);
      await press("Enter");
      await expect.poll(() => page.getByRole("combobox", { name: label }).count()).toBe(0);
    };
    const doing = workflow.stages.find((stage) => stage.kind === "active");
    await pick("m", "Move to", doing?.name ?? "");
    await page
      .getByRole("region", { name: doing?.name ?? "", exact: true })
      .getByRole("button", { name: new RegExp(`^${item.key} `) })
      .waitFor();
    await pick("a", "Assign to", "Night");
    await expect.poll(async () => (await now()).ownerId).toBe(colleague.personId);
    await pick("p", "Class of service", "Exp");
    await expect.poll(async () => (await now()).classOfService).toBe("expedite");
    await card.focus();
    await press("b");
    await dialog(`Block ${item.key}`).waitFor();
    await page.keyboard.type("The hinge is on order");
    await press("Tab", "Tab", "Tab");
    await press("Enter");
    await page.getByRole("listitem").filter({ has: card }).getByText("Blocked", { exact: true }).waitFor();
    await expect.poll(async () => (await now()).block?.reason).toBe("The hinge is on order");
  });

  test("? lists what the keys do here, and Esc closes it", async () => {
    await press("?");
    const sheet = page.getByRole("dialog");
    await sheet.getByText("Move to a stage").waitFor();
    await sheet.getByText("New item").waitFor();
    await press("Escape");
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
  });

  test("letters typed into a field do nothing but write", async () => {
    const field = page.getByRole("searchbox", { name: "Filter cards" });
    await field.focus();
    await page.keyboard.type("campb?");
    expect(await field.inputValue()).toBe("campb?");
    expect(await page.getByRole("dialog").count()).toBe(0);
    await press("Escape");
  });
});

describe("finding", () => {
  test("/ and Ctrl with K open the palette, which finds an item by its words and goes there", async () => {
    const item = await make("Tune the foghorn");
    await page.goto(inside("/my-work"));
    await isDrawn(page);
    await press("/");
    await page.getByRole("dialog").getByRole("combobox").waitFor();
    await press("Escape");
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    await press("Control+k");
    await page.getByRole("dialog").getByRole("combobox").waitFor();
    await page.keyboard.type("foghorn");
    await page.getByRole("option", { name: /Tune the foghorn/ }).waitFor();
    await expect.poll(() => page.getByRole("option", { selected: true }).textContent()).toContain("Tune the foghorn");
    await press("Enter");
    await expect.poll(() => page.url()).toContain(item.key);
  });

  test("g and a letter go to a place", async () => {
    await press("g", "m");
    await page.getByRole("heading", { name: "My work", level: 1 }).waitFor();
    await press("g", "t");
    await page.getByRole("heading", { name: "Triage", level: 1 }).waitFor();
    await press("g", "i");
    await expect.poll(() => page.url()).toMatch(/\/items$/);
  });
});

describe("in the queue", () => {
  test("j goes to a position, w shows its facts, Shift with Enter pulls it", async () => {
    await make("Oil the winch");
    const item = await make("Sort the ropes");
    await page.goto(inside(`/teams/${org.operations.key}/queue`));
    const line = page.locator(`#line-${item.itemId}`);
    await line.waitFor();
    while ((await focused()) !== `line-${item.itemId}`) await press("j");
    await press("w");
    const facts = page.getByRole("region", { name: "Facts of this position" });
    await facts.getByText(item.key, { exact: true }).waitFor();
    await press("w");
    await expect.poll(() => facts.count()).toBe(0);
    await press("Shift+Enter");
    await expect.poll(() => line.count()).toBe(0);
    await expect
      .poll(async () => (await org.owner.client.readItem({ item: item.itemId })).ownerId)
      .toBe(org.owner.personId);
    // The keys go on from where it stood.
    expect(await focused()).toMatch(/^line-/);
  });
});

describe("in triage", () => {
  test("j walks the requests, d declines with the reason, the next one opens; a and Enter accept it", async () => {
    const ask = (title: string) =>
      org.owner.client.createRequest({ teamId: org.operations.teamId, title, details: "Soon, if you can." });
    const first = await ask("A longer ladder");
    const second = await ask("A shorter meeting");
    const third = await ask("More light in the shed");
    await page.goto(inside("/triage"));
    await page.getByRole("heading", { name: "A longer ladder" }).waitFor();
    await press("j");
    await page.getByRole("heading", { name: "A shorter meeting" }).waitFor();
    await press("d");
    await page.getByRole("textbox", { name: "Why it is declined" }).waitFor();
    await page.keyboard.type("Meetings are planned by each team");
    await press("Control+Enter");
    await page.getByRole("heading", { name: "More light in the shed" }).waitFor();
    await expect
      .poll(async () => (await org.owner.client.readRequest({ request: second.requestId })).reason)
      .toBe("Meetings are planned by each team");
    await press("a");
    await page.getByRole("form", { name: `Accept request ${third.number}` }).waitFor();
    await press("Enter");
    await page.getByRole("heading", { name: "A longer ladder" }).waitFor();
    await expect
      .poll(async () => (await org.owner.client.readRequest({ request: third.requestId })).state)
      .toBe("accepted");
    expect((await org.owner.client.readRequest({ request: first.requestId })).state).toBe("new");
  });

  test("a refusal brings the request back with what was typed", async () => {
    const request = await org.owner.client.createRequest({
      teamId: org.operations.teamId,
      title: "A second kettle",
      details: "",
    });
    await page.goto(inside(`/triage?request=${request.requestId}`));
    await page.getByRole("heading", { name: "A second kettle" }).waitFor();
    await press("d");
    await page.getByRole("textbox", { name: "Why it is declined" }).fill("We have one");
    // Somebody else was quicker, and this browser is told only now.
    await page.route("**/api/v1/requests/*/decline", async (route) => {
      await org.owner.client.askRequester({
        request: request.requestId,
        revision: request.revision,
        question: "For which floor?",
      });
      await route.continue();
    });
    await press("Control+Enter");
    const notices = page.getByRole("region", { name: "Notices" });
    await notices.getByText(`Request ${request.number} was not declined`).waitFor();
    await page.unrouteAll();
    await notices.getByRole("button", { name: "Back to it" }).press("Enter");
    await page.getByRole("heading", { name: "A second kettle" }).waitFor();
    expect(await page.getByRole("textbox", { name: "Why it is declined" }).inputValue()).toBe("We have one");
  });
});

test("none of it made the browser complain but what was refused", () => {
  expect(complaints.filter((complaint) => !/status of 409/.test(complaint))).toEqual([]);
});
