/** Those who design forms and routines: order by drag and by keys, nobody's words lost, and times shown that will be. */
import type { Channel } from "@throughline/contract/channels";
import type { Workflow } from "@throughline/contract/workflows";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { carryOn, complaintsOf, firstOrganization, isDrawn, openHouse, type House, type Organization } from "./app.ts";

let house: House;
let org: Organization;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  house = await openHouse();
  org = await firstOrganization(house.app);
  page = await house.visitor();
  complaints = complaintsOf(page);
  await carryOn(page.context(), house, org.owner);
});
afterAll(() => house?.close());

const inside = (path: string) => house.at(`/${org.slug}${path}`);
const saved = (what: string) =>
  page.getByRole("region", { name: "Notices" }).getByText(`${what} is saved`).last().waitFor();

describe("a form", () => {
  let channel: Channel;
  let count = 0;

  beforeEach(async () => {
    count += 1;
    const question = (label: string) => ({ id: crypto.randomUUID(), label, kind: "line" as const });
    channel = await org.owner.client.createChannel({
      teamId: org.operations.teamId,
      name: `Form ${count}`,
      slug: `form-${count}`,
      questions: [question("Where"), question("When"), question("Who")],
    });
    await page.goto(inside(`/channels/${channel.channelId}`));
    await isDrawn(page);
  });

  const read = async () => {
    const { rows } = await org.owner.client.listChannels();
    return rows.find((row) => row.channelId === channel.channelId);
  };
  const order = async () => (await read())?.questions.map((question) => question.label);
  const grip = (label: string) => page.getByRole("button", { name: new RegExp(`^Move ${label},`) });

  test("puts its questions in order by keys and by drag, and shows it so at once", async () => {
    await grip("Where").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const list = page.getByRole("list", { name: "Questions" }).getByRole("listitem");
    await expect.poll(() => list.nth(2).textContent()).toContain("Where");
    expect(await grip("Where").evaluate((button) => button === document.activeElement)).toBe(true);
    await grip("Who").dragTo(list.first(), { targetPosition: { x: 120, y: 3 } });
    await expect.poll(() => list.first().textContent()).toContain("Who");
    const preview = page.getByRole("region", { name: "Preview" }).getByRole("textbox");
    const labels = await preview.evaluateAll((fields) =>
      fields.map((field) => (field instanceof HTMLInputElement ? (field.labels?.[0]?.textContent ?? "") : "")),
    );
    expect(labels.filter((label) => ["Who", "When", "Where"].includes(label))).toEqual(["Who", "When", "Where"]);
    await page.keyboard.press("Control+s");
    await saved("Form 1");
    expect(await order()).toEqual(["Who", "When", "Where"]);
  });

  test("keeps what one wrote when another was quicker, and lets one choose", async () => {
    await page.getByRole("textbox", { name: "Introduction" }).fill("Mine, not saved yet");
    await org.owner.client.changeChannel({
      channelId: channel.channelId,
      revision: channel.revision,
      introduction: "Theirs",
    });
    await page.getByText("Someone changed this form since you began").waitFor();
    await page.reload();
    await page.getByText("Someone changed this form since you began").waitFor();
    expect(await page.getByRole("textbox", { name: "Introduction" }).inputValue()).toBe("Mine, not saved yet");
    await page.getByRole("button", { name: "Save mine over it" }).click();
    await saved("Form 2");
    expect((await read())?.introduction).toBe("Mine, not saved yet");
  });

  test("opens at the question that is wrong instead of saving it", async () => {
    await page.getByRole("button", { name: "Add a question" }).click();
    await page.getByRole("menuitem", { name: "Choice" }).click();
    await page.getByRole("textbox", { name: "Question" }).fill("Which colour?");
    await page.getByRole("button", { name: /^Which colour/ }).click();
    await page.getByRole("button", { name: /^Save/ }).click();
    await page.getByRole("list", { name: "Questions" }).getByText("Give at least one choice").waitFor();
    await expect
      .poll(() => page.getByRole("textbox", { name: "Choices" }).evaluate((field) => field === document.activeElement))
      .toBe(true);
    expect(await order()).toEqual(["Where", "When", "Who"]);
  });
});

describe("a routine", () => {
  let workflow: Workflow;
  beforeAll(async () => {
    const { rows } = await org.owner.client.listWorkflows();
    if (!rows[0]) throw new Error("The set-up made no workflow");
    workflow = rows[0];
  });
  const shown = () =>
    page
      .getByRole("region", { name: "What it will do" })
      .locator("time")
      .evaluateAll((times) => times.map((time) => time.getAttribute("datetime")));

  test("shows before it is saved the very times at which it will come up", async () => {
    await page.goto(inside("/routines?routine=new"));
    await page.getByRole("textbox", { name: "Name" }).fill("Two-weekly stock count");
    await page.getByRole("textbox", { name: "Title" }).fill("Count the stock, {week}");
    await page.getByRole("textbox", { name: "Every" }).fill("2");
    await page.getByRole("button", { name: "Thu" }).click();
    await page.getByLabel("At", { exact: true }).fill("14:30");
    await page.getByRole("heading", { name: "Every 2 weeks on Monday and Thursday at 14:30" }).waitFor();
    await page.getByText(/Count the stock, \d{4}-W\d{2}/).waitFor();
    const before = await shown();
    expect(before).toHaveLength(5);
    await page.keyboard.press("Control+s");
    await saved("Two-weekly stock count");
    const { rows } = await org.owner.client.listRoutines();
    expect(rows[0]?.recurrence).toBe("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;BYHOUR=14;BYMINUTE=30");
    expect(rows[0]?.nextTimes).toEqual(before);
  });

  test("is run by hand, paused, and put away with a way back", async () => {
    const routine = await org.owner.client.createRoutine({
      workflowId: workflow.workflowId,
      name: "Water the plants",
      trigger: "after_done",
      afterDays: 3,
      startsOn: "2031-01-01",
      template: { title: "Water the plants of {date}" },
    });
    const now = async () =>
      (await org.owner.client.listRoutines()).rows.find((row) => row.routineId === routine.routineId);
    await page.goto(inside(`/routines?routine=${routine.routineId}`));
    await page.getByRole("button", { name: "Run now" }).click();
    const notices = page.getByRole("region", { name: "Notices" });
    await notices.getByText(/Water the plants made OPE-\d+/).waitFor();
    await page.getByRole("switch").press("Space");
    await notices.getByText("Water the plants is paused").waitFor();
    await expect.poll(async () => (await now())?.isActive).toBe(false);
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Archive" }).click();
    await notices.getByText("Water the plants is archived").waitFor();
    await notices.getByRole("button", { name: "Undo" }).last().click();
    await notices.getByText("Water the plants is restored").waitFor();
    expect((await now())?.archivedAt).toBeNull();
  });
});

test("nothing of this made the browser complain", () => {
  expect(complaints).toEqual([]);
});
