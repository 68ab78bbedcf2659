import { Refused } from "@throughline/contract/client";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp, type TestOrganization, type TestPerson } from "../testing/app.ts";

/** Friday 6 March 2026, 15:00 in UTC; teams work Monday to Friday, nine to five. */
const friday = Date.UTC(2026, 2, 6, 15);
const HOUR = 3_600_000;
let time = friday;
let app: TestApp;
beforeAll(async () => {
  app = await testApp({ PUBLIC_URL: "https://work.example.org", TRUST_PROXY: "1" }, { now: () => new Date(time) });
});
afterAll(() => app.stop());

interface Desk {
  readonly org: TestOrganization;
  readonly slug: string;
  readonly teamId: string;
  readonly workflowId: string;
  readonly queueId: string;
  readonly member: TestPerson;
  readonly channelId: string;
}

async function desk(form: Record<string, unknown> = {}): Promise<Desk> {
  time = friday;
  const org = await app.organization("Harbour Office");
  const { teamId } = await org.team("OPS");
  const { workflowId, stages } = await org.workflow(teamId);
  const member = await org.join("member", "Triager");
  const channel = await member.client.createChannel({ teamId, name: "Ask the desk", slug: "ask", ...form });
  const slug = await org.within(async ({ db }) => {
    const { rows } = await sql<{ slug: string }>`select slug from organizations`.execute(db);
    return rows[0]?.slug ?? "";
  });
  return {
    org,
    slug,
    teamId,
    workflowId,
    queueId: stages[0]?.stageId ?? "",
    member,
    channelId: channel.channelId,
  };
}

const visitor = () => app.clientOf("none");
/** Someone without any account, each time from another address. */
const elsewhere = () => ({ "x-forwarded-for": `2001:db8:${(elsewhereCount += 1).toString(16)}::1` });
let elsewhereCount = 0;
async function send(slug: string, body: Record<string, unknown>, headers: Record<string, string> = {}) {
  const response = await fetch(`${app.address}/api/v1/forms/${slug}/ask`, {
    method: "POST",
    headers: { "content-type": "application/json", ...elsewhere(), ...headers },
    body: JSON.stringify({ title: "The door sticks", name: "A visitor", email: "visitor@example.org", ...body }),
  });
  const answer = (await response.json()) as {
    number: number;
    tracking: string;
    code: string;
    fields: object;
    facts: object;
  };
  return { status: response.status, retryAfter: response.headers.get("retry-after"), ...answer };
}
const track = async (tracking: string) =>
  (await (await fetch(`${app.address}/api/v1/tracking/${tracking}`)).json()) as Record<string, unknown>;
const reply = (tracking: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${app.address}/api/v1/tracking/${tracking}/answer`, {
    method: "POST",
    headers: { "content-type": "application/json", ...elsewhere(), ...headers },
    body: JSON.stringify({ body }),
  });
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "allowed",
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );
async function mailOf({ org }: Desk): Promise<string[]> {
  await app.running.means.mailer.idle();
  const { rows } = await org.owner.client.listMail();
  const mails = await Promise.all(rows.map(({ mailId }) => org.owner.client.readMail({ mailId })));
  return mails.map((mail) => `${mail.to}: ${mail.text}`);
}
const namesOf = async ({ org }: Desk) => {
  const { rows } = await org.owner.client.listAuditEvents({ limit: 200 });
  return rows
    .map((event) => event.name)
    .filter((name) => name.startsWith("request.") || name.startsWith("item."))
    .toReversed();
};

describe("a public form", () => {
  test("shows its questions to anyone, by the organization's address and its own", async () => {
    const { slug } = await desk({
      introduction: "What can we do?",
      questions: [{ id: crypto.randomUUID(), label: "Which room?", kind: "line", required: true }],
    });
    const form = await (await fetch(`${app.address}/api/v1/forms/${slug}/ask`)).json();
    expect(form).toMatchObject({
      organization: "Harbour Office",
      team: "Team OPS",
      name: "Ask the desk",
      introduction: "What can we do?",
      isOpen: true,
      questions: [{ label: "Which room?", kind: "line", required: true }],
    });
  });

  test("is found at its own address only, and not once it is archived", async () => {
    const one = await desk();
    const other = await desk();
    const status = async (path: string) => (await fetch(`${app.address}/api/v1/forms/${path}`)).status;
    expect(await status(`${one.slug}/nothing`)).toBe(404);
    expect(await status(`no-such-organization/ask`)).toBe(404);
    await other.member.client.changeChannel({ channelId: other.channelId, archived: true, revision: 1 });
    expect(await status(`${other.slug}/ask`)).toBe(404);
    expect(await status(`${one.slug}/ask`)).toBe(200);
  });

  test("makes a request with a number, the answers as they were asked, and a link that follows it", async () => {
    const question = {
      id: crypto.randomUUID(),
      label: "How many?",
      help: "",
      kind: "number",
      required: true,
      choices: [],
    };
    const place = await desk({ questions: [question] });
    const sent = await send(place.slug, { details: "Since Monday", answers: { [question.id]: "3,5" } });
    expect(sent).toMatchObject({ status: 200, number: 1 });
    expect(sent.tracking).toMatch(/^tr_/);
    const { rows } = await place.member.client.listRequests();
    expect(rows).toMatchObject([{ number: 1, title: "The door sticks", state: "new", requesterName: "A visitor" }]);
    const detail = await place.member.client.readRequest({ request: rows[0]?.requestId ?? "" });
    expect(detail).toMatchObject({ details: "Since Monday", answers: [{ question, answer: 3.5 }] });
    expect(await track(sent.tracking)).toMatchObject({
      number: 1,
      state: "new",
      stage: null,
      organization: "Harbour Office",
    });
    expect((await mailOf(place)).join("\n")).toContain(`https://work.example.org/track/${sent.tracking}`);
  });

  test("says on each field what is wrong, and keeps nothing of it", async () => {
    const [room, kind] = [crypto.randomUUID(), crypto.randomUUID()];
    const place = await desk({
      questions: [
        { id: room, label: "Room", kind: "line", required: true },
        { id: kind, label: "Kind", kind: "choice", choices: ["a", "b"] },
      ],
    });
    const refused = await send(place.slug, { answers: { [kind]: "c", [crypto.randomUUID()]: "x" } });
    expect(refused).toMatchObject({ status: 400, code: "invalid_input" });
    expect(refused.fields).toMatchObject({
      [`answers.${room}`]: "Please answer this",
      [`answers.${kind}`]: "Choose one of the answers offered",
    });
    expect(Object.keys(refused.fields)).toHaveLength(3);
    expect(await send(place.slug, { email: "nobody" })).toMatchObject({
      fields: { email: expect.any(String) as string },
    });
    expect((await place.member.client.listRequests()).rows).toEqual([]);
  });

  test("refuses programs that fill in everything, and says that it is closed", async () => {
    const place = await desk();
    expect(await send(place.slug, { website: "https://spam.example" })).toMatchObject({
      status: 400,
      code: "invalid_input",
    });
    await place.member.client.changeChannel({ channelId: place.channelId, isOpen: false, revision: 1 });
    expect(await send(place.slug, {})).toMatchObject({ status: 409, code: "conflict" });
    expect((await place.member.client.listRequests()).rows).toEqual([]);
  });

  test("sent twice with one idempotency key makes one request and answers the same link", async () => {
    const place = await desk();
    const key = { "idempotency-key": crypto.randomUUID() };
    const [one, two] = await Promise.all([send(place.slug, {}, key), send(place.slug, {}, key)]);
    expect(two).toEqual(one);
    expect(await send(place.slug, { title: "Another" }, key)).toMatchObject({ code: "idempotency_mismatch" });
    expect((await place.member.client.listRequests()).rows).toHaveLength(1);
    const control = await Promise.all([send(place.slug, {}), send(place.slug, {})]);
    expect(new Set(control.map((answer) => answer.number)).size).toBe(2);
  });

  test("knows a sender who is a person here by their address", async () => {
    const place = await desk();
    const guest = await place.org.join("guest", "Known guest");
    await place.org.within(({ db }) =>
      db.updateTable("people").set({ email: "guest@example.org" }).where("person_id", "=", guest.personId).execute(),
    );
    await send(place.slug, { email: "Guest@Example.org" });
    await send(place.slug, { email: "stranger@example.org" });
    const { rows } = await guest.client.listRequests();
    expect(rows.map((row) => row.requesterId)).toEqual([guest.personId]);
    expect((await place.member.client.listRequests()).rows).toHaveLength(2);
  });

  test("takes thirty from one address in a quarter of an hour, then says when to come again", async () => {
    const other = await testApp({}, { now: () => new Date(time) });
    try {
      const org = await other.organization();
      const { teamId } = await org.team("OPS");
      await org.owner.client.createChannel({ teamId, name: "Ask", slug: "ask" });
      const { rows } = await org.within(({ db }) => sql<{ slug: string }>`select slug from organizations`.execute(db));
      const post = () =>
        fetch(`${other.address}/api/v1/forms/${rows[0]?.slug ?? ""}/ask`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ title: "Again", name: "Someone", email: "someone@example.org" }),
        });
      for (let sent = 0; sent < 30; sent += 1) expect((await post()).status).toBe(200);
      const refused = await post();
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get("retry-after"))).toBe(15 * 60);
      time += 16 * 60_000;
      expect((await post()).status).toBe(200);
    } finally {
      await other.stop();
    }
  });

  test("is designed by field: an address twice, a choice without choices, a team that is not there", async () => {
    const { member, teamId } = await desk();
    const make = (more: object) =>
      member.client.createChannel({ teamId, name: "Second", slug: "second", ...more }).catch((error: unknown) => error);
    expect(await make({ slug: "ask" })).toMatchObject({ code: "conflict" });
    expect(await make({ questions: [{ id: crypto.randomUUID(), label: "Kind", kind: "choice" }] })).toMatchObject({
      problem: { fields: { "questions.0.choices": "Give at least one choice" } },
    });
    expect(await make({ teamId: crypto.randomUUID() })).toMatchObject({ code: "unknown_reference" });
    expect(await codeOf(visitor().listChannels())).toBe("signed_out");
  });
});

describe("triage", () => {
  async function received(place: Desk, title = "The door sticks") {
    const sent = await send(place.slug, { title, email: `${crypto.randomUUID()}@example.org` });
    const { rows } = await place.member.client.listRequests({ text: String(sent.number) });
    const row = rows.find((one) => one.number === sent.number);
    if (!row) throw new Error("The request should be listed");
    return { ...row, tracking: sent.tracking };
  }

  test("accepting makes an item in the team's queue that knows where it came from", async () => {
    const place = await desk();
    const request = await received(place);
    const { item, request: accepted } = await place.member.client.acceptRequest({
      request: request.requestId,
      revision: 1,
      workflowId: place.workflowId,
      classOfService: "expedite",
      value: 12,
    });
    expect(item).toMatchObject({
      stageId: place.queueId,
      origin: "form",
      title: "The door sticks",
      classOfService: "expedite",
      value: 12,
    });
    expect(accepted).toMatchObject({
      state: "accepted",
      itemId: item.itemId,
      item: { key: item.key },
      respondBy: null,
    });
    expect(await track(request.tracking)).toMatchObject({ state: "accepted", stage: "Queue", stageKind: "queue" });
    expect(await namesOf(place)).toEqual(["request.received", "item.created", "request.accepted"]);
    const { rows } = await place.member.client.readItemHistory({ item: item.key });
    expect(rows.map((event) => event.name)).toEqual(["request.accepted", "item.created"]);
    expect((await mailOf(place)).join("\n")).toContain("OPS-1");
  });

  test("declining tells the requester why, by mail and by their link", async () => {
    const place = await desk();
    const request = await received(place);
    await place.member.client.declineRequest({
      request: request.requestId,
      revision: 1,
      reason: "Doors are the landlord's",
    });
    expect(await track(request.tracking)).toMatchObject({ state: "declined", reason: "Doors are the landlord's" });
    expect((await mailOf(place)).join("\n")).toContain("Doors are the landlord's");
  });

  test("asking stops the clock and answering starts it again, with what was left of it", async () => {
    const place = await desk({ firstResponseHours: 8 });
    const request = await received(place);
    expect(request.respondBy).toBe("2026-03-09T15:00:00.000Z");
    time = friday + HOUR;
    const asked = await place.member.client.askRequester({
      request: request.requestId,
      revision: 1,
      question: "Which door?",
    });
    expect(asked).toMatchObject({ state: "asked", respondBy: null, firstResponseAt: "2026-03-06T16:00:00.000Z" });
    expect(await track(request.tracking)).toMatchObject({
      state: "asked",
      messages: [{ fromRequester: false, body: "Which door?" }],
    });
    time = Date.UTC(2026, 2, 10, 10);
    const key = { "idempotency-key": crypto.randomUUID() };
    for (let repeat = 0; repeat < 2; repeat += 1)
      expect((await reply(request.tracking, "The blue one", key)).status).toBe(200);
    const answered = await place.member.client.readRequest({ request: request.requestId });
    expect(answered).toMatchObject({ state: "new", respondBy: "2026-03-10T17:00:00.000Z" });
    expect(answered.messages.map((message) => message.body)).toEqual(["Which door?", "The blue one"]);
    await place.member.client.declineRequest({ request: request.requestId, revision: answered.revision, reason: "No" });
    const { rows } = await place.org.owner.client.listAuditEvents({ name: "request.declined" });
    expect(rows[0]?.data).toMatchObject({ waitedHours: 1 });
    expect((await reply(request.tracking, "Why?")).status).toBe(409);
  });

  test("handing over keeps what was said, and the note stays between the teams", async () => {
    const place = await desk();
    const { teamId: other } = await place.org.team("NET");
    const request = await received(place);
    const handed = await place.member.client.handOverRequest({
      request: request.requestId,
      revision: 1,
      teamId: other,
      note: "Looks like yours",
    });
    expect(handed).toMatchObject({ teamId: other, state: "new", number: request.number });
    expect(handed.messages).toMatchObject([{ internal: true, body: "Looks like yours" }]);
    expect(await track(request.tracking)).toMatchObject({ team: "Team NET", messages: [] });
    const { rows } = await place.org.owner.client.listAuditEvents({ name: "request.handed_over" });
    expect(rows[0]?.data).toMatchObject({ fromTeam: place.teamId, toTeam: other });
    const again = place.member.client.handOverRequest({ request: request.requestId, revision: 2, teamId: other });
    expect(await codeOf(again)).toBe("invalid_input");
  });

  test("a duplicate follows the request it was merged into, and its requester watches the item", async () => {
    const place = await desk();
    const guest = await place.org.join("guest", "Second to ask");
    const first = await received(place);
    const second = await guest.client.createRequest({ teamId: place.teamId, title: "Door is stuck" });
    const third = await received(place, "Door again");
    const { client } = place.member;
    await client.mergeRequest({ request: third.requestId, revision: 1, intoRequestId: second.requestId });
    await client.mergeRequest({ request: second.requestId, revision: 1, intoRequestId: first.requestId });
    expect(await client.readRequest({ request: third.requestId })).toMatchObject({
      state: "merged",
      mergedInto: { requestId: first.requestId },
    });
    const { item } = await client.acceptRequest({
      request: first.requestId,
      revision: 1,
      workflowId: place.workflowId,
    });
    expect((await guest.client.readItem({ item: item.key })).watcherIds).toEqual([guest.personId]);
    expect(await track(third.tracking)).toMatchObject({ state: "merged", stage: "Queue" });
    expect((await guest.client.readRequest({ request: second.requestId })).item).toMatchObject({ key: item.key });
  });

  test("a duplicate of an item: whoever asked watches it at once", async () => {
    const place = await desk();
    const guest = await place.org.join("guest");
    const item = await place.member.client.createItem({ title: "Fix the door", workflowId: place.workflowId });
    const request = await guest.client.createRequest({ teamId: place.teamId, title: "Door" });
    expect(await codeOf(guest.client.readItem({ item: item.key }))).toBe("not_found");
    await place.member.client.mergeRequest({ request: request.requestId, revision: 1, intoItem: item.key });
    expect((await guest.client.readItem({ item: item.key })).itemId).toBe(item.itemId);
  });

  test("merging refuses itself, circles, what was declined and what does not exist", async () => {
    const place = await desk();
    const [one, two] = [await received(place, "One"), await received(place, "Two")];
    const merge = (from: string, to: string, revision = 1) =>
      codeOf(place.member.client.mergeRequest({ request: from, revision, intoRequestId: to }));
    expect(await merge(one.requestId, one.requestId)).toBe("would_make_cycle");
    expect(await merge(one.requestId, crypto.randomUUID())).toBe("unknown_reference");
    expect(await codeOf(place.member.client.mergeRequest({ request: one.requestId, revision: 1 }))).toBe(
      "invalid_input",
    );
    await place.member.client.declineRequest({ request: two.requestId, revision: 1, reason: "No" });
    expect(await merge(one.requestId, two.requestId)).toBe("already_decided");
  });

  test("two requests merged into each other at once end in one that stays open", async () => {
    const place = await desk();
    for (let round = 0; round < 5; round += 1) {
      const [one, two] = [await received(place, `One ${round}`), await received(place, `Two ${round}`)];
      const results = await Promise.all([
        codeOf(place.member.client.mergeRequest({ request: one.requestId, revision: 1, intoRequestId: two.requestId })),
        codeOf(place.member.client.mergeRequest({ request: two.requestId, revision: 1, intoRequestId: one.requestId })),
      ]);
      expect(results.filter((result) => result === "allowed")).toHaveLength(1);
      const states = await Promise.all(
        [one, two].map(async (row) => (await place.member.client.readRequest({ request: row.requestId })).state),
      );
      expect(states.toSorted()).toEqual(["merged", "new"]);
    }
  });

  test("suggests what a request may duplicate, among open requests and items of the team", async () => {
    const place = await desk();
    const item = await place.member.client.createItem({
      title: "Blue door sticks in the rain",
      workflowId: place.workflowId,
    });
    await received(place, "Order twelve chairs");
    const request = await received(place, "The blue door sticks when it rains");
    const { possibleDuplicates } = await place.member.client.readRequest({ request: request.requestId });
    expect(possibleDuplicates).toMatchObject([{ kind: "item", id: item.itemId, detail: item.key }]);
  });

  test("on an old revision is refused with the request as it is", async () => {
    const place = await desk();
    const request = await received(place);
    await place.member.client.askRequester({ request: request.requestId, revision: 1, question: "Which?" });
    const refusal = await place.member.client
      .declineRequest({ request: request.requestId, revision: 1, reason: "No" })
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({ problem: { code: "stale", current: { state: "asked", revision: 2 } } });
  });

  test("a guest reads and answers their own requests, and no one else's", async () => {
    const place = await desk();
    const [guest, other] = [await place.org.join("guest"), await place.org.join("guest")];
    const request = await guest.client.createRequest({ teamId: place.teamId, title: "Mine" });
    expect(request.possibleDuplicates).toEqual([]);
    expect(await codeOf(other.client.readRequest({ request: request.requestId }))).toBe("not_found");
    expect(await codeOf(other.client.answerRequest({ request: request.requestId, body: "Hello" }))).toBe("not_found");
    expect((await other.client.listRequests()).rows).toEqual([]);
    expect(await codeOf(guest.client.declineRequest({ request: request.requestId, revision: 1, reason: "x" }))).toBe(
      "not_allowed",
    );
    await place.member.client.askRequester({ request: request.requestId, revision: 1, question: "What?" });
    time += 60_000;
    const answered = await guest.client.answerRequest({ request: request.requestId, body: "This" });
    expect(answered).toMatchObject({ state: "new", messages: [{ fromRequester: false }, { fromRequester: true }] });
  });

  test("lists those that wait first, oldest first, then those decided, latest first, page by page", async () => {
    const place = await desk();
    const ids: string[] = [];
    for (let made = 0; made < 6; made += 1) {
      time = friday + made * HOUR;
      ids.push((await place.member.client.createRequest({ teamId: place.teamId, title: `Number ${made}` })).requestId);
    }
    for (const at of [1, 4]) {
      time += HOUR;
      await place.member.client.declineRequest({ request: ids[at] ?? "", revision: 1, reason: "No" });
    }
    const seen: number[] = [];
    for (let after: string | undefined; ;) {
      const page = await place.member.client.listRequests({ limit: 2, ...(after ? { after } : {}) });
      seen.push(...page.rows.map((row) => row.number));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toEqual([1, 3, 4, 6, 5, 2]);
    expect((await place.member.client.listRequests({ state: "declined" })).rows.map((row) => row.number)).toEqual([
      5, 2,
    ]);
    expect((await place.member.client.listRequests({ text: "number 3" })).rows.map((row) => row.number)).toEqual([4]);
  });

  test("a link that was cut, guessed or is another organization's leads nowhere", async () => {
    const place = await desk();
    const other = await desk();
    const { tracking } = await received(place);
    const [prefix, organization, secret] = tracking.split("_");
    const foreign = (await received(other)).tracking.split("_")[1];
    for (const wrong of [
      `${prefix}_${organization}_${secret?.slice(1)}A`,
      `${prefix}_${foreign}_${secret}`,
      "tr_x",
      "x",
    ])
      expect(await track(wrong)).toMatchObject({ code: "not_found" });
    expect(await track(tracking)).toMatchObject({ state: "new" });
  });
});

describe("two who triage one request at once", () => {
  test("end in exactly one decision", async () => {
    const place = await desk();
    const others = await Promise.all([1, 2, 3, 4].map(() => place.org.join("member")));
    for (let round = 0; round < 8; round += 1) {
      const request = await others[0]?.client.createRequest({ teamId: place.teamId, title: `Round ${round}` });
      const results = await Promise.all(
        others.map(({ client }, at) =>
          codeOf(
            at % 2 === 0
              ? client.acceptRequest({ request: request?.requestId ?? "", revision: 1, workflowId: place.workflowId })
              : client.declineRequest({ request: request?.requestId ?? "", revision: 1, reason: "No" }),
          ),
        ),
      );
      expect(results.toSorted()).toEqual(["allowed", "already_decided", "already_decided", "already_decided"]);
    }
    const decided = (await namesOf(place)).filter((name) => name === "request.accepted" || name === "request.declined");
    expect(decided).toHaveLength(8);
    const { rows } = await place.member.client.listItems({ state: "all", limit: 200 });
    expect(rows).toHaveLength(decided.filter((name) => name === "request.accepted").length);
  });

  test("control: without the lock on the request's row, both see it open and both decide", async () => {
    const place = await desk();
    const request = await place.member.client.createRequest({ teamId: place.teamId, title: "Unlocked" });
    let arrived = 0;
    let open: () => void = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const decide = () =>
      place.org.within(async ({ db }) => {
        const { state } = await db
          .selectFrom("requests")
          .select("state")
          .where("request_id", "=", request.requestId)
          .executeTakeFirstOrThrow();
        arrived += 1;
        if (arrived === 2) open();
        await gate;
        if (state !== "new") return false;
        await db
          .updateTable("requests")
          .set({ state: "declined" })
          .where("request_id", "=", request.requestId)
          .execute();
        return true;
      });
    expect(await Promise.all([decide(), decide()])).toEqual([true, true]);
  });
});
