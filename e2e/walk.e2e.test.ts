/** One piece of work through all five questions: asked for, ordered with its reason, pulled, handed off, done, and told. */
import type { Team } from "@throughline/contract/teams";
import type { Workflow } from "@throughline/contract/workflows";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  carryOn,
  complaintsOf,
  firstOrganization,
  openHouse,
  type House,
  type Organization,
  type Person,
} from "./app.ts";

let house: House;
let org: Organization;
let finance: Team;
let clerk: Person;
let workflow: Workflow;
let requester: Page;
let lead: Page;
let other: Page;
let complaints: string[];

beforeAll(async () => {
  house = await openHouse();
  org = await firstOrganization(house.app);
  const { client } = org.owner;
  clerk = await org.join("Finance Clerk");
  const made = await client.createTeam({ name: "Finance", key: "FIN" });
  finance = await client.changeTeam({
    teamId: made.teamId,
    revision: made.revision,
    members: [{ personId: clerk.personId }],
  });
  const { operations } = org;
  const stage = (name: string, kind: "queue" | "active" | "done", teamId: string) => ({
    stageId: crypto.randomUUID(),
    teamId,
    name,
    kind,
  });
  workflow = await client.createWorkflow({
    teamId: operations.teamId,
    name: "Asked for",
    stages: [
      stage("Waiting", "queue", operations.teamId),
      stage("In work", "active", operations.teamId),
      stage("Payment", "active", finance.teamId),
      stage("Settled", "done", finance.teamId),
    ],
  });
  requester = await house.visitor();
  lead = await house.visitor();
  other = await house.visitor();
  await carryOn(lead.context(), house, org.owner);
  await carryOn(other.context(), house, clerk);
  complaints = [];
  for (const page of [requester, lead, other]) complaintsOf(page, complaints);
});

afterAll(() => house?.close());

const noticed = (page: Page, text: string) => page.getByRole("region", { name: "Notices" }).getByText(text).waitFor();
const inside = (path: string) => house.at(`/${org.slug}${path}`);

// One walk: each part goes on from the one before.
describe("a request", () => {
  let tracking: string;

  test("is asked for by a form its team designs in the browser", async () => {
    await lead.goto(inside("/channels?new=1"));
    await lead.getByRole("textbox", { name: "Name" }).fill("Ask Operations");
    expect(await lead.getByRole("textbox", { name: "End of its address" }).inputValue()).toBe("ask-operations");
    await lead.getByRole("button", { name: "Make form" }).click();
    await lead.getByRole("heading", { name: "Ask Operations", level: 1 }).waitFor();
    await lead.getByRole("button", { name: "Add a question" }).click();
    await lead.getByRole("menuitem", { name: "Choice" }).click();
    await lead.getByRole("textbox", { name: "Question" }).fill("Which site?");
    await lead.getByRole("textbox", { name: "Choices" }).fill("Harbour\nHill");
    await lead.getByText("An answer is needed").click();
    const preview = lead.getByRole("region", { name: "Preview" });
    await preview.getByText("Which site?").waitFor();
    await preview.getByRole("radio", { name: "Hill" }).waitFor();
    await lead.keyboard.press("Control+s");
    await noticed(lead, "Ask Operations is saved");
  });

  test("is sent by someone without an account; what is missing is said at its field, and nothing typed is lost", async () => {
    const form = house.at(`/f/${org.slug}/ask-operations`);
    await requester.goto(form);
    await requester.getByRole("textbox", { name: "What you need, in one line" }).fill("Pay the crane inspection");
    await requester.getByRole("button", { name: "Send request" }).click();
    await requester.getByText("Please answer this").waitFor();
    await requester.getByText("Tell us who asks").waitFor();
    await requester.reload();
    await expect
      .poll(() => requester.getByRole("textbox", { name: "What you need, in one line" }).inputValue())
      .toBe("Pay the crane inspection");
    await requester.getByRole("radio", { name: "Harbour" }).check({ force: true });
    await requester.getByRole("textbox", { name: "Your name" }).fill("Crane Driver");
    await requester.getByRole("textbox", { name: "Your email" }).fill("crane@example.org");
    await requester.getByRole("button", { name: "Send request" }).click();
    await requester.getByRole("heading", { name: "Operations has your request" }).waitFor();
    tracking = (await requester.getByLabel("Your private link").textContent()) ?? "";
    expect(tracking).toMatch(/\/track\/tr/);
    await requester.goto(tracking);
    await requester.getByRole("heading", { name: "We have it" }).waitFor();
  });

  test("is asked about and answered by the private link, and the clock goes on", async () => {
    await lead.goto(inside("/triage?team=all"));
    await lead.getByRole("heading", { name: "Pay the crane inspection" }).waitFor();
    await lead.getByText("Harbour").waitFor();
    await lead.keyboard.press("q");
    await lead.getByRole("textbox", { name: "What you need to know" }).fill("Which crane is it?");
    await lead.keyboard.press("Control+Enter");
    await noticed(lead, "Request 1 is waiting for Crane Driver");
    await lead.getByRole("heading", { name: "Nothing waits" }).waitFor();
    await requester.reload();
    await requester.getByText("Which crane is it?").waitFor();
    await requester.getByRole("textbox", { name: "Your answer" }).fill("The northern one.");
    await requester.getByRole("button", { name: "Send answer" }).click();
    await requester.getByRole("heading", { name: "We have it" }).waitFor();
    // Back in triage by itself.
    await lead.getByText("The northern one.").waitFor();
  });

  test("is accepted with two keys and what it costs to wait", async () => {
    await lead.keyboard.press("a");
    const form = lead.getByRole("form", { name: "Accept request 1" });
    await form.getByRole("button", { name: /Workflow/ }).click();
    await lead.getByRole("option", { name: /Asked for/ }).click();
    await form.getByRole("textbox", { name: "Cost of delay" }).fill("900");
    await form.getByRole("textbox", { name: "Title" }).press("Enter");
    await noticed(lead, "Request 1 is accepted as OPE-1");
    await lead.getByRole("heading", { name: "Nothing waits" }).waitFor();
    await requester.reload();
    await requester.getByText("It waits for its turn (Waiting).").waitFor();
  });

  test("stands in the queue with its reason, before what costs less to wait", async () => {
    await org.owner.client.createItem({ title: "Sweep the yard", workflowId: workflow.workflowId, value: 10 });
    await lead.goto(inside(`/teams/${org.operations.key}/queue`));
    const lines = lead.getByRole("list", { name: "Queue of Operations" }).getByRole("listitem");
    await lines.nth(1).waitFor();
    await lines.nth(0).getByText("Pay the crane inspection").waitFor();
    await lines
      .nth(0)
      .getByText(/1st, because a week of waiting costs .* more than/)
      .waitFor();
    await lines
      .nth(1)
      .getByText(/2nd, because /)
      .waitFor();
    // Against the policy, and back again: both with the reason in words.
    await lead.keyboard.press("j");
    await lead.keyboard.press("j");
    await lead.keyboard.press("o");
    await lead.getByRole("textbox", { name: /Reason to put it ahead/ }).fill("Visitors come tomorrow");
    await lead.keyboard.press("Enter");
    await lines
      .nth(0)
      .getByText(/put ahead of the policy: Visitors come tomorrow/)
      .waitFor();
    await lead.getByRole("button", { name: "Undo" }).click();
    await lines.nth(0).getByText("Pay the crane inspection").waitFor();
  });

  test("is pulled and belongs to whoever pulled it", async () => {
    await lead.keyboard.press("n");
    await noticed(lead, "OPE-1 is yours, in In work");
    const item = await org.owner.client.readItem({ item: "OPE-1" });
    expect(item.ownerId).toBe(org.owner.personId);
    expect(item.stageId).toBe(workflow.stages[1]?.stageId);
    await requester.reload();
    await requester.getByRole("heading", { name: "Under way" }).waitFor();
  });

  test("is offered to the other team, which accepts it: nothing is thrown over the wall", async () => {
    await other.goto(inside("/my-work"));
    await other.getByRole("heading", { name: "My work", level: 1 }).waitFor();
    await lead.goto(inside(`/teams/${org.operations.key}/board?workflow=${workflow.workflowId}`));
    await lead.getByRole("button", { name: /^OPE-1 / }).focus();
    await lead.keyboard.press("h");
    await lead.getByRole("combobox", { name: "Hand off to" }).waitFor();
    await lead.keyboard.type("Payment");
    await lead.keyboard.press("Enter");
    await lead
      .getByRole("listitem")
      .filter({ has: lead.getByRole("button", { name: /^OPE-1 / }) })
      .getByText(/Offered to Finance/)
      .waitFor();
    expect((await org.owner.client.readItem({ item: "OPE-1" })).ownerId).toBe(org.owner.personId);
    await other.getByText(/Operations offers it to Finance/).waitFor();
    await other.getByRole("button", { name: "Accept" }).click();
    await noticed(other, "OPE-1 is yours now");
    await lead
      .getByRole("region", { name: "Payment" })
      .getByRole("button", { name: /^OPE-1 / })
      .waitFor();
    const item = await org.owner.client.readItem({ item: "OPE-1" });
    expect(item.ownerId).toBe(clerk.personId);
    expect(item.teamId).toBe(finance.teamId);
  });

  test("is done, and whoever asked for it reads so", async () => {
    await other.getByRole("button", { name: /OPE-1/ }).focus();
    await other.keyboard.press("m");
    await other.getByRole("combobox", { name: "Move to" }).waitFor();
    await other.keyboard.type("Settled");
    await other.keyboard.press("Enter");
    await lead
      .getByRole("region", { name: "Settled" })
      .getByRole("button", { name: /^OPE-1 / })
      .waitFor();
    await requester.reload();
    await requester.getByRole("heading", { name: "Done" }).waitFor();
    expect(await requester.getByRole("list", { name: "Where it stands" }).getByText(", not yet").count()).toBe(0);
  });

  test("left its events, in order", async () => {
    const { rows } = await org.owner.client.listAuditEvents({ limit: 200 });
    const expected = [
      "channel.created",
      "request.received",
      "request.asked",
      "request.answered",
      "request.accepted",
      "hand_off.offered",
      "hand_off.accepted",
    ];
    const names = rows.toReversed().map((event) => event.name);
    expect(names.filter((name) => expected.includes(name))).toEqual(expected);
    expect(rows.map((event) => event.number)).toEqual(rows.map((_, at) => (rows[0]?.number ?? 0) - at));
  });

  test("made no browser complain", () => {
    expect(complaints).toEqual([]);
  });
});

test("a form that is closed takes nothing, and says so; a link that leads nowhere says that", async () => {
  const { client } = org.owner;
  const { rows } = await client.listChannels();
  const [channel] = rows;
  if (!channel) throw new Error("There is no form");
  await client.changeChannel({ channelId: channel.channelId, revision: channel.revision, isOpen: false });
  const page = await house.visitor();
  await page.goto(house.at(`/f/${org.slug}/ask-operations`));
  await page.getByText("takes no requests by this form at the moment").waitFor();
  expect(await page.getByRole("textbox").count()).toBe(0);
  await page.goto(house.at("/track/tr_nothing"));
  await page.getByRole("heading", { name: "This link leads to no request" }).waitFor();
});

test("a guest asks from within, sees their own requests alone, and answers what they are asked", async () => {
  const guest = await org.join("Visiting Auditor", "guest");
  const page = await house.visitor();
  const heard = complaintsOf(page);
  await carryOn(page.context(), house, guest);
  await page.goto(inside("/triage"));
  await page.getByRole("heading", { name: "You have no open request" }).waitFor();
  await page.getByRole("button", { name: "New request" }).click();
  await page.getByRole("textbox", { name: "What you need, in one line" }).fill("The ledger of last year");
  await page.getByRole("button", { name: /Team/ }).click();
  await page.getByRole("option", { name: /Finance/ }).click();
  await page.getByRole("button", { name: "Send request" }).click();
  await page.getByRole("heading", { name: "The ledger of last year" }).waitFor();
  expect(await page.getByRole("group", { name: "Decide" }).count()).toBe(0);
  const { rows } = await clerk.client.listRequests({ state: "new" });
  const request = rows.find((row) => row.requesterId === guest.personId);
  if (!request) throw new Error("The guest's request did not arrive");
  await clerk.client.askRequester({
    request: request.requestId,
    revision: request.revision,
    question: "On paper or as a file?",
  });
  await page.reload();
  await page.getByText("On paper or as a file?").waitFor();
  await page.getByRole("textbox", { name: "Your answer" }).fill("As a file, please");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect
    .poll(async () => (await clerk.client.readRequest({ request: request.requestId })).messages.at(-1)?.body)
    .toBe("As a file, please");
  expect(heard).toEqual([]);
});
