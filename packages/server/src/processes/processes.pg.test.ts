import { Refused } from "@throughline/contract/client";
import type { ProcessAlignment } from "@throughline/contract/processes";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp } from "../testing/app.ts";

/** Monday 2 March 2026, nine in the morning in UTC, when teams begin to work. */
const monday = Date.UTC(2026, 2, 2, 9);
const HOUR = 3_600_000;
let time = monday;
let app: TestApp;
beforeAll(async () => {
  app = await testApp({}, { now: () => new Date(time) });
});
afterAll(() => app.stop());

const names = ["Draft", "Work", "Review", "Done"] as const;
type Name = (typeof names)[number];

/**
 * Five items and the hours after Monday nine at which they entered each stage; the workflow lets work go from Draft to
 * Work, to Review, and from there to Done or back to Work. Drawn only afterwards, since what is drawn holds people.
 */
const stories = {
  straight: [
    [0, "Draft"],
    [1, "Work"],
    [3, "Review"],
    [4, "Done"],
  ],
  loop: [
    [0, "Draft"],
    [2, "Work"],
    [4, "Review"],
    [5, "Work"],
    [6, "Review"],
    [8, "Done"],
  ],
  skip: [
    [0, "Draft"],
    [1, "Work"],
    [5, "Done"],
  ],
  rework: [
    [0, "Draft"],
    [1, "Work"],
    [2, "Review"],
    [3, "Done"],
    [10, "Work"],
    [11, "Review"],
    [12, "Done"],
  ],
  open: [
    [0, "Draft"],
    [1, "Work"],
  ],
} as const satisfies Record<string, readonly (readonly [number, Name])[]>;

async function madeHistory(draw = true) {
  time = monday;
  const org = await app.organization();
  const { teamId } = await org.team("OPS");
  const made = await org.workflow(teamId, [
    { name: "Draft", kind: "queue" },
    { name: "Work", kind: "active" },
    { name: "Review", kind: "active" },
    { name: "Done", kind: "done" },
  ]);
  const stage = Object.fromEntries(made.stages.map(({ name, stageId }) => [name, stageId])) as Record<Name, string>;
  const { client } = await org.join("member");
  const keys: Record<string, string> = {};
  const moves = Object.entries(stories).flatMap(([title, entries]) =>
    entries.map(([hour, name], at) => ({ title, hour, name, at })),
  );
  for (const { title, hour, name, at } of moves.toSorted((a, b) => a.hour - b.hour)) {
    time = monday + hour * HOUR;
    if (at === 0) {
      const { key } = await client.createItem({ title, workflowId: made.workflowId });
      keys[title] = key;
    } else {
      const item = keys[title] ?? "";
      const { revision } = await client.readItem({ item });
      await client.moveItem({ item, stageId: stage[name], revision });
    }
  }
  time = monday + 24 * HOUR;
  const next: Record<Name, Name[]> = { Draft: ["Work"], Work: ["Review"], Review: ["Done", "Work"], Done: [] };
  if (draw)
    await org.owner.client.changeWorkflow({
      workflowId: made.workflowId,
      revision: made.revision,
      name: made.name,
      description: made.description,
      stages: made.stages.map((each) => ({
        ...each,
        nextStageIds: next[each.name as Name].map((name) => stage[name]),
      })),
    });
  const nameOf = new Map(Object.entries(stage).map(([name, id]) => [id, name]));
  return { org, teamId, client, stage, keys, name: (id: string | null) => (id === null ? "" : (nameOf.get(id) ?? id)) };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "answered",
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );

describe("a small history, read by hand", () => {
  test("is a map of stages and ways with how often and how long, hand-offs, returns and what is not drawn", async () => {
    const { client, name } = await madeHistory();
    const process = await client.readProcess({});
    expect(process).toMatchObject({ items: 5, moves: 17, leftOut: 0, endedAt: null, waysLeftOut: 0 });
    expect([process.firstAt, process.lastAt]).toEqual(
      [monday, monday + 12 * HOUR].map((at) => new Date(at).toISOString()),
    );
    expect(process.workflows).toMatchObject([{ name: "Work", items: 5 }]);
    expect(process.returned).toEqual({ items: 2, share: 0.4 });
    expect(process.stages.map((each) => [each.name, each.visits, each.items, each.starts, each.ends])).toEqual([
      ["Draft", 5, 5, 5, 0],
      ["Work", 7, 5, 0, 1],
      ["Review", 5, 3, 0, 0],
      ["Done", 5, 4, 0, 4],
    ]);
    // In Work: 2, 2, 1, 4, 1 and 1 hours; the open item is there still.
    expect(process.stages[1]?.spent).toEqual({
      stays: 6,
      median: 1.5 * HOUR,
      mean: (11 / 6) * HOUR,
      p85: expect.closeTo(2.5 * HOUR, 3),
    });
    const ways = process.ways.map((way) => [
      `${name(way.from)} → ${name(way.to)}`,
      way.moves,
      way.items,
      way.returns,
      way.median / HOUR,
      way.isBack,
      way.isIntended,
    ]);
    expect(ways.toSorted((one, other) => String(one[0]).localeCompare(String(other[0])))).toEqual([
      ["Done → Work", 1, 1, 1, 7, true, false],
      ["Draft → Work", 5, 5, 0, 1, false, true],
      ["Review → Done", 4, 3, 1, 1, false, true],
      ["Review → Work", 1, 1, 1, 1, true, true],
      ["Work → Done", 1, 1, 0, 4, false, false],
      ["Work → Review", 5, 3, 2, 1, false, true],
    ]);
    expect(process.ways.find((way) => name(way.from) === "Work" && name(way.to) === "Done")?.share).toBe(0.2);
    expect(process.ways.every((way) => way.isShown && !way.isHandOff)).toBe(true);
    expect(process.hidden.sentence).toBe("Nothing is hidden.");
  });

  test("says what the shares asked for hide, and keeps all of it in the answer", async () => {
    const { client, name } = await madeHistory();
    const { hidden, ways, stages } = await client.readProcess({ ways: 0 });
    expect(stages.every(({ isShown }) => isShown)).toBe(true);
    // The widest way through is left.
    expect(
      ways
        .filter(({ isShown }) => isShown)
        .map((way) => `${name(way.from)} → ${name(way.to)}`)
        .toSorted(),
    ).toEqual(["Draft → Work", "Review → Done", "Work → Review"]);
    expect(hidden).toMatchObject({ stages: 0, ofStages: 4, ways: 3, ofWays: 6 });
    expect(hidden.sentence).toBe("Hidden: 3 of 6 ways (18 % of moves).");
    expect(await codeOf(client.readProcess({ ways: 1.5 }))).toBe("invalid_input");
  });

  test("is held against the workflow as drawn, in words, with the moves and items behind each", async () => {
    const { client, name, keys, stage } = await madeHistory();
    const { conformance, intended } = await client.readProcess({});
    expect(intended).toMatchObject({ reading: "drawn", isFree: false });
    expect(conformance).toMatchObject({ following: 3, followingShare: 0.6, open: 1, total: 2 });
    expect(
      conformance?.deviations.map(({ kind, sentence, ways, examples }) => [
        kind,
        sentence,
        ways.map((way) => `${name(way.from)} → ${name(way.to)} ${way.times}`),
        examples.map(({ key }) => key),
      ]),
    ).toEqual([
      ["skipped", "20 % skip Review (1 of 5).", ["Work → Done 1"], [keys["skip"]]],
      ["went_back", "20 % go back from Done to Work (1 of 5).", ["Done → Work 1"], [keys["rework"]]],
    ]);
    const behind = async (of: "deviation" | "following", key?: string) =>
      (await client.listProcessItems({ of, ...(key ? { key } : {}) })).rows.map(({ title }) => title).toSorted();
    expect(await behind("deviation", `skipped:${stage.Review}`)).toEqual(["skip"]);
    expect(await behind("deviation", `went_back:${stage.Done}~${stage.Work}`)).toEqual(["rework"]);
    expect(await behind("following")).toEqual(["loop", "open", "straight"]);
  });

  test("read in the order of its stages, holds the allowed loop against it too", async () => {
    const { client } = await madeHistory(false);
    const free = await client.readProcess({});
    expect(free.intended).toMatchObject({ reading: "order", isFree: true });
    expect(free.conformance?.deviations.map(({ sentence }) => sentence).toSorted()).toEqual([
      "20 % go back from Done to Work (1 of 5).",
      "20 % go back from Review to Work (1 of 5).",
      "20 % skip Review (1 of 5).",
    ]);
    // As drawn, any stage may follow any other: nothing can deviate.
    expect((await client.readProcess({ against: "drawn" })).conformance).toMatchObject({ following: 5, total: 0 });
  });

  test("has its variants, the most frequent first, with what they show", async () => {
    const { client, name, keys } = await madeHistory();
    const { variants } = await client.readProcess({});
    expect(variants).toMatchObject({ total: 5, shownShare: expect.closeTo(1, 9) });
    const skip = variants.shown.find(({ examples }) => examples[0]?.key === keys["skip"]);
    expect(skip).toMatchObject({ items: 1, share: 0.2, median: 5 * HOUR, length: 3 });
    expect(skip?.stages.map(name)).toEqual(["Draft", "Work", "Done"]);
    expect(skip?.deviations).toHaveLength(1);
    const { rows, total } = await client.listProcessItems({ of: "variant", key: skip?.key ?? "" });
    expect([total, rows.map(({ title, time }) => [title, time])]).toEqual([1, [["skip", 5 * HOUR]]]);
  });

  test("lists the items of a stage, of a way and of what came back, newest or longest first, a page at a time", async () => {
    const { client, stage } = await madeHistory();
    const titles = async (input: Parameters<typeof client.listProcessItems>[0]) => {
      const { rows, total } = await client.listProcessItems(input);
      return [total, ...rows.map(({ title, time }) => `${title} ${time === null ? "–" : time / HOUR}`)];
    };
    const way = { of: "way", key: `${stage.Work}~${stage.Review}` } as const;
    expect(await titles({ ...way, sort: "longest" })).toEqual([3, "loop 2", "straight 2", "rework 1"]);
    expect(await titles({ ...way, sort: "newest" })).toEqual([3, "rework 1", "loop 1", "straight 2"]);
    expect(await titles({ ...way, sort: "newest", after: 1, limit: 1 })).toEqual([3, "loop 1"]);
    expect(await titles({ of: "ends", key: stage.Work })).toEqual([1, "open –"]);
    expect(await titles({ of: "begins", key: stage.Work })).toEqual([0]);
    expect(await titles({ of: "returned" })).toEqual([2, "rework 12", "loop 8"]);
    expect(await titles({ of: "stage", key: "nowhere" })).toEqual([0]);
  });

  test("counts working hours only where asked: from noon to the next morning is five hours of work", async () => {
    const { client, name } = await madeHistory();
    const { ways } = await client.readProcess({ time: "working" });
    // Done at twelve, back in Work at seven in the evening; the team goes home at five.
    expect(ways.find((way) => name(way.from) === "Done")?.median).toBe(5 * HOUR);
  });

  test("is mined into a model that plays it, loosely, and without the rare more exactly", async () => {
    const { client } = await madeHistory();
    const whole = await client.readProcessModel({ infrequent: 0 });
    expect(whole).toMatchObject({ items: 5, variants: 5, fitness: 1, fittingShare: 1 });
    expect(whole.text.startsWith("→(Draft, ")).toBe(true);
    expect(whole.nodes[0]).toMatchObject({ kind: "sequence", stage: null });
    expect(new Set(whole.nodes.flatMap(({ children }) => children)).size).toBe(whole.nodes.length - 1);
    const usual = await client.readProcessModel({});
    expect(usual.precision).toBeGreaterThanOrEqual(whole.precision);
  });

  test("is aligned with its model while the share that is done is told", async () => {
    const { client } = await madeHistory();
    const stream = await (await client.alignProcess({ infrequent: 0 })).text();
    const events = stream
      .trim()
      .split("\n\n")
      .map((event) => /^event: (\w+)\ndata: (.*)$/.exec(event)?.slice(1) ?? []);
    expect(events.map(([event]) => event)).toEqual([...Array.from(events.slice(1), () => "progress"), "answer"]);
    const shares = events.slice(0, -1).map(([, data]) => (JSON.parse(data ?? "null") as { share: number }).share);
    expect(shares[0]).toBe(0);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    const answer = JSON.parse(events.at(-1)?.[1] ?? "null") as ProcessAlignment;
    expect(answer).toEqual({ fitness: 1, fittingShare: 1, variants: 5, isExact: true });
  });

  test("is narrowed by when items came in; a time that holds none is an empty answer and no model", async () => {
    const { client } = await madeHistory();
    expect(await client.readProcess({ from: "2026-03-02", to: "2026-03-02" })).toMatchObject({ items: 5 });
    // On Monday at nine in London it is still Sunday in Honolulu.
    expect(await client.readProcess({ from: "2026-03-02", zone: "Pacific/Honolulu" })).toMatchObject({ items: 0 });
    expect(await client.readProcess({ to: "2026-03-01", zone: "Pacific/Honolulu" })).toMatchObject({ items: 5 });
    const later = { from: "2026-03-03" };
    expect(await client.readProcess(later)).toMatchObject({
      items: 0,
      stages: [],
      conformance: null,
      workflow: { name: "Work" },
    });
    expect(await client.listProcessItems({ ...later, of: "following" })).toEqual({ total: 0, rows: [] });
    expect(await codeOf(client.readProcessModel(later))).toBe("not_enough_history");
    expect(await (await client.alignProcess(later)).text()).toContain(
      'event: refused\ndata: {"type":"/api/docs#not_enough_history"',
    );
  });

  test("says where a history ended that nothing was added to for long", async () => {
    const { client } = await madeHistory();
    time = monday + 100 * 24 * HOUR;
    expect((await client.readProcess({})).endedAt).toBe(new Date(monday + 12 * HOUR).toISOString());
  });
});

describe("a process through two teams", () => {
  async function twoTeams() {
    time = monday;
    const org = await app.organization();
    const [{ teamId: desk }, { teamId: net }] = [await org.team("DESK"), await org.team("NET")];
    const { workflowId, stages } = await org.workflow(desk, [
      { name: "Queue", kind: "queue" },
      { name: "Doing", kind: "active" },
      { name: "Fixing", kind: "active", teamId: net },
      { name: "Done", kind: "done" },
    ]);
    const { client } = org.owner;
    const { key } = await client.createItem({ title: "There and back", workflowId });
    for (const at of [1, 2, 1, 3]) {
      time += HOUR;
      const { revision } = await client.readItem({ item: key });
      await client.moveItem({ item: key, stageId: stages[at]?.stageId ?? "", revision });
      const [offer] = (await client.listHandOffs({ state: "offered" })).rows;
      if (offer) await client.acceptHandOff({ handOffId: offer.handOffId, revision: offer.revision });
    }
    const nameOf = new Map(stages.map(({ stageId, name }) => [stageId, name]));
    return { client, desk, net, name: (id: string) => nameOf.get(id) ?? id };
  }

  test("marks hand-offs, and stands each stage beside the team that worked it", async () => {
    const { client, desk, net, name } = await twoTeams();
    const plain = await client.readProcess({});
    expect(
      plain.ways
        .filter(({ isHandOff }) => isHandOff)
        .map((way) => `${name(way.from)} ${name(way.to)}`)
        .toSorted(),
    ).toEqual(["Doing Fixing", "Fixing Doing"]);
    const grouped = await client.readProcess({ group: "stage_team" });
    expect(grouped.stages.map((each) => [each.name, each.teamId])).toEqual([
      ["Queue", desk],
      ["Doing", desk],
      ["Fixing", net],
      ["Done", desk],
    ]);
    expect(grouped.conformance).toEqual(plain.conformance);
  });

  test("is for one team its own part, everybody else's being elsewhere", async () => {
    const { client, net, desk, name } = await twoTeams();
    const { stages, ways, conformance, intended } = await client.readProcess({ team: net, against: "drawn" });
    expect(stages.map((each) => each.name)).toEqual(["Fixing", "Other teams"]);
    expect(ways.map((way) => [name(way.from), name(way.to), way.isIntended])).toEqual([["Fixing", "elsewhere", true]]);
    expect(intended?.stages.map(({ key, begins }) => [name(key), begins])).toEqual([
      ["Fixing", true],
      ["elsewhere", false],
    ]);
    expect(conformance).toMatchObject({ following: 1, total: 0 });
    const own = await client.readProcess({ team: desk });
    expect(own.stages.map((each) => [each.name, each.visits])).toEqual([
      ["Queue", 1],
      ["Doing", 2],
      ["Done", 1],
      ["Other teams", 1],
    ]);
  });
});

describe("who may read a process", () => {
  test("members may, guests may not; nothing is there before anything has moved, and not in another's workflow", async () => {
    const org = await app.organization();
    const guest = await org.join("guest");
    const { client } = await org.join("member");
    expect(await client.readProcess({})).toMatchObject({ workflow: null, items: 0, workflows: [] });
    const asked = [
      () => guest.client.readProcess({}),
      () => guest.client.readProcessModel({}),
      () => guest.client.alignProcess({}),
      () => guest.client.listProcessItems({ of: "following" }),
    ];
    for (const ask of asked) expect(await codeOf(ask())).toBe("not_allowed");
    const other = await app.organization();
    const { workflowId } = await other.workflow((await other.team("OPS")).teamId);
    expect(await codeOf(client.readProcess({ workflow: workflowId }))).toBe("not_found");
  });
});
