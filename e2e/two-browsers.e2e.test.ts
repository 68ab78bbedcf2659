/** Two people, two browsers, one board: what one does the other sees, and a full stage lets nobody in. */
import type { Workflow } from "@throughline/contract/workflows";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { complaintsOf, firstOrganization, openHouse, signIn, type House, type Organization } from "./app.ts";

let house: House;
let org: Organization;
let workflow: Workflow;
let mine: Page;
let theirs: Page;
const complaints: string[][] = [];
let board: string;

beforeAll(async () => {
  house = await openHouse();
  org = await firstOrganization(house.app);
  const other = await org.join("Second Member");
  const stage = (name: string, kind: "queue" | "active" | "done", limit: number | null = null) => ({
    stageId: crypto.randomUUID(),
    teamId: org.operations.teamId,
    name,
    kind,
    wipLimit: limit,
    wipHard: limit !== null,
  });
  workflow = await org.owner.client.createWorkflow({
    teamId: org.operations.teamId,
    name: "Repairs",
    stages: [stage("Waiting", "queue"), stage("Bench", "active", 1), stage("Testing", "active"), stage("Done", "done")],
  });
  board = house.at(`/${org.slug}/teams/${org.operations.key}/board?workflow=${workflow.workflowId}`);
  mine = await house.visitor();
  theirs = await house.visitor();
  complaints.push(complaintsOf(mine), complaintsOf(theirs));
  await signIn(mine, house, org.owner.email);
  await signIn(theirs, house, other.email);
});

afterAll(() => house?.close());

/** Two items of its own for each test, both waiting, both boards open. */
let first: string;
let second: string;
beforeEach(async () => {
  const { client } = org.owner;
  const { ids } = await client.listItemIds({ workflow: workflow.workflowId });
  for (const item of ids) {
    const { revision } = await client.readItem({ item });
    await client.archiveItem({ item, revision });
  }
  const make = async (title: string) => (await client.createItem({ title, workflowId: workflow.workflowId })).itemId;
  first = await make("Pump with a worn seal");
  second = await make("Fan that rattles");
  for (const page of [mine, theirs]) {
    // Only a fresh page is loaded: an open board shows by itself what was archived and what is new.
    if (page.url() !== board) await page.goto(board);
    await card(page, "Waiting", second).waitFor();
  }
});

const column = (page: Page, stage: string): Locator => page.getByRole("region", { name: stage, exact: true });
const card = (page: Page, stage: string, itemId: string): Locator =>
  column(page, stage).locator(`[data-item="${itemId}"]`);

async function drag(page: Page, itemId: string, from: string, to: string): Promise<void> {
  await card(page, from, itemId).dragTo(column(page, to), { targetPosition: { x: 140, y: 320 } });
}

/** `m` opens the stages, a few letters choose one. */
async function moveByKeys(page: Page, itemId: string, from: string, to: string): Promise<void> {
  await card(page, from, itemId).getByRole("button").focus();
  await page.keyboard.press("m");
  await page.getByRole("combobox", { name: "Move to" }).waitFor();
  await page.keyboard.type(to.slice(0, 4));
  await page.keyboard.press("Enter");
}

describe("a move in one browser appears in the other, which does nothing", () => {
  test("by drag", async () => {
    await drag(mine, first, "Waiting", "Testing");
    await card(theirs, "Testing", first).waitFor();
    expect(await card(theirs, "Waiting", first).count()).toBe(0);
  });

  test("by keyboard, the other way about", async () => {
    await moveByKeys(theirs, first, "Waiting", "Bench");
    await card(mine, "Bench", first).waitFor();
    await mine.getByText("1/1 full").waitFor();
  });

  test("a new title and a block show on the card as well", async () => {
    const { revision } = await org.owner.client.readItem({ item: first });
    await org.owner.client.changeItem({ item: first, revision, title: "Pump, seal ordered" });
    await card(theirs, "Waiting", first).getByText("Pump, seal ordered").waitFor();
    await card(mine, "Waiting", first).getByRole("button").focus();
    await mine.keyboard.press("b");
    await mine.getByRole("textbox", { name: /Why it cannot go on/ }).fill("The seal is on its way");
    await mine.getByRole("dialog").getByRole("button", { name: "Block" }).click();
    await card(theirs, "Waiting", first).getByText("Blocked").waitFor();
  });

  test("control: without its stream the other browser would not know", async () => {
    const context = theirs.context();
    const deaf = await context.newPage();
    await deaf.route("**/api/v1/events**", (route) => route.abort());
    await deaf.goto(board);
    await card(deaf, "Waiting", first).waitFor();
    await theirs.close();
    // The tab that led the stream is gone; this one cannot open it.
    await moveByKeys(mine, first, "Waiting", "Testing");
    await card(mine, "Testing", first).waitFor();
    await deaf.waitForTimeout(1500);
    expect(await card(deaf, "Waiting", first).count()).toBe(1);
    theirs = await context.newPage();
    complaints.push(complaintsOf(theirs));
    await deaf.close();
  });
});

describe("a full stage", () => {
  beforeEach(async () => {
    await moveByKeys(mine, first, "Waiting", "Bench");
    await theirs.getByText("1/1 full").waitFor();
  });

  test("refuses a drag: the card slides back and says why", async () => {
    await drag(theirs, second, "Waiting", "Bench");
    await card(theirs, "Waiting", second).getByText(/Bench/).waitFor();
    expect(await card(theirs, "Bench", second).count()).toBe(0);
    await theirs
      .getByRole("region", { name: "Notices" })
      .getByText(/was not moved/)
      .waitFor();
  });

  test("refuses the keyboard as well, and lets the next in once there is room", async () => {
    await moveByKeys(theirs, second, "Waiting", "Bench");
    await card(theirs, "Waiting", second).getByText(/Bench/).waitFor();
    await moveByKeys(mine, first, "Bench", "Testing");
    await card(theirs, "Testing", first).waitFor();
    await moveByKeys(theirs, second, "Waiting", "Bench");
    await card(mine, "Bench", second).waitFor();
    expect((await org.owner.client.readItem({ item: second })).stageId).toBe(workflow.stages[1]?.stageId);
  });
});

test("nothing of this made a browser complain but what was refused", () => {
  const refused = /the server responded with a status of 409|net::ERR_FAILED/;
  expect(complaints.flat().filter((complaint) => !refused.test(complaint))).toEqual([]);
});
