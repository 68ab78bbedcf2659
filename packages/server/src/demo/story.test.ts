import { readFileSync } from "node:fs";
import type { DemoHistory } from "@throughline/domain/simulation/demo/told";
import { isWorkingInstant } from "@throughline/domain/time/working-time";
import { describe, expect, test } from "vitest";
import { teamCalendar } from "../calendars/team-calendar.ts";
import { replayItems } from "../testing/replay-items.ts";
import { checkDemoContent, readDemoContent } from "./content.ts";
import { calendarOf, tellDemo } from "./tell.ts";

const content = readDemoContent();
const caller = { personId: "01980000-0000-7000-8000-000000000001", name: "Whoever Opens" };
const wednesday = new Date("2026-05-20T13:07:21.456Z");
const tell = (now: Date, idSeed = "ids") => tellDemo(content, idSeed, now, caller);
const story = tell(wednesday);
const stagesOf = (told: DemoHistory) => told.workflows.flatMap((workflow) => workflow.stages);
const kindsOf = (told: DemoHistory) => new Map(stagesOf(told).map((stage) => [stage.stageId, stage.kind]));
const open = (told: DemoHistory) => told.items.filter((item) => item.finishedAt === null && item.archivedAt === null);

describe("the plan of the demo", () => {
  const raw = (name: string) =>
    JSON.parse(readFileSync(new URL(`../../../../content/demo/${name}.json`, import.meta.url), "utf8")) as Record<
      string,
      unknown
    >;
  const all = () => ({ organization: raw("organization"), work: raw("work"), words: raw("words") });

  test("holds together", () => {
    expect(checkDemoContent(all()).organization.teams).toHaveLength(4);
    expect(new Set(Object.values(content.work).flatMap((kinds) => kinds.map(({ kind }) => kind)))).toEqual(
      new Set(["incident", "request", "change", "maintenance", "improvement"]),
    );
  });

  test("control: a property nobody knows, a missing team, a slot without words would be found", () => {
    const with_ = (change: (plan: ReturnType<typeof all>) => void) => {
      const plan = all();
      change(plan);
      return () => checkDemoContent(plan);
    };
    expect(with_(({ organization }) => Object.assign(organization, { colour: "grey" }))).toThrow(/colour/);
    const workflows = (plan: ReturnType<typeof all>) => plan.organization["workflows"] as { team: string }[];
    expect(with_((plan) => Object.assign(workflows(plan)[0] ?? {}, { team: "NONE" }))).toThrow(/names NONE/);
    const kinds = (plan: ReturnType<typeof all>) => plan.work["support"] as { about: string }[];
    expect(with_((plan) => Object.assign(kinds(plan)[0] ?? {}, { about: "At {nowhere}" }))).toThrow(/names nowhere/);
  });
});

describe("the demo's history", () => {
  test("is the same for the same seed and the same now, ids included, and another for another", () => {
    expect(tell(wednesday)).toEqual(story);
    const otherIds = tell(wednesday, "other ids");
    expect(otherIds.items.map((item) => item.title)).toEqual(story.items.map((item) => item.title));
    expect(otherIds.items[0]?.itemId).not.toBe(story.items[0]?.itemId);
    const later = tell(new Date(wednesday.getTime() + 86_400_000));
    expect(later.items.map((item) => item.title)).not.toEqual(story.items.map((item) => item.title));
  });

  test("is as large as three months of four teams are, ends now and begins thirteen weeks before", () => {
    expect(story.items.length).toBeGreaterThan(600);
    expect(story.items.length).toBeLessThan(900);
    expect(story.events.length).toBeGreaterThan(6_000);
    expect(story.events.length).toBeLessThan(10_000);
    const times = story.events.map((event) => event.occurredAt);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(wednesday.getTime());
    expect(times.at(-1)).toBeGreaterThan(wednesday.getTime() - 3_600_000);
    expect(times[0]).toBeGreaterThanOrEqual(story.startedAt);
    expect(wednesday.getTime() - story.startedAt).toBeGreaterThan(13 * 7 * 86_400_000);
    expect(wednesday.getTime() - story.startedAt).toBeLessThan(14 * 7 * 86_400_000);
  });

  test("agrees with its own events: every item stands where they say", () => {
    const replayed = replayItems(story.events, kindsOf(story));
    expect(replayed.size).toBe(story.items.length);
    for (const item of story.items) {
      expect(replayed.get(item.itemId)).toEqual({
        stageId: item.stage.stageId,
        teamId: item.stage.teamId,
        ownerId: item.ownerId,
        isBlocked: item.blockedSince !== null,
        offeredTo: item.offer?.handOffId ?? null,
        isArchived: item.archivedAt !== null,
        createdAt: item.createdAt,
        stageEnteredAt: item.stageEnteredAt,
        startedAt: item.startedAt,
        finishedAt: item.finishedAt,
        revision: item.revision,
      });
    }
  });

  /** Entries past a limit, and of those the ones nobody was told of. */
  function overLimits(told: DemoHistory, tighter = 0): { readonly hard: number; readonly untold: number } {
    const stages = new Map(stagesOf(told).map((stage) => [stage.stageId, stage]));
    let [hard, untold] = [0, 0];
    replayItems(told.events, kindsOf(told), (event, inStage) => {
      const stage = event.name === "item.moved" ? stages.get(String(event.data["to"])) : undefined;
      if (!stage || stage.wipLimit === null) return;
      const isOver = (inStage.get(stage.stageId) ?? 0) > stage.wipLimit - tighter;
      if (isOver && stage.wipHard) hard += 1;
      if (isOver !== (event.data["overLimit"] === true)) untold += 1;
    });
    return { hard, untold };
  }

  test("keeps every hard limit at every moment, and says so wherever a soft one was passed", () => {
    expect(overLimits(story)).toEqual({ hard: 0, untold: 0 });
    expect(story.events.some((event) => event.data["overLimit"] === true)).toBe(true);
    // Control: limits lower by one would have been broken.
    expect(overLimits(story, 1).hard).toBeGreaterThan(50);
  });

  test("happens in the working hours of those who act", () => {
    const teamOf = new Map(story.teams.flatMap((team) => team.members.map((member) => [member.personId, team.key])));
    const calendars = new Map(
      content.organization.teams.map((team) => [
        team.key,
        teamCalendar(team.timeZone, calendarOf(team, wednesday), wednesday),
      ]),
    );
    const acted = story.events.filter((event) => event.actorId !== null && event.name !== "request.answered");
    const offHours = acted.filter((event) => {
      const calendar = calendars.get(teamOf.get(event.actorId ?? "") ?? "");
      // The last moment of a shift still belongs to it.
      return (
        !calendar ||
        !(isWorkingInstant(calendar, event.occurredAt) || isWorkingInstant(calendar, event.occurredAt - 1_000))
      );
    });
    expect(offHours.map((event) => `${event.name} ${new Date(event.occurredAt).toISOString()}`)).toEqual([]);
    expect(acted.length).toBeGreaterThan(5_000);
  });

  test("reads like work: no slot left open, hardly a title twice, every sentence begun", () => {
    const texts = [
      ...story.items.flatMap((item) => [item.title, item.description, ...item.checklist.map((line) => line.text)]),
      ...story.comments.map((comment) => comment.body),
      ...story.requests.flatMap((request) => [request.title, request.details]),
    ];
    expect(texts.filter((text) => /[{}]|undefined|NaN/.test(text))).toEqual([]);
    const byHandOrForm = story.items.filter((item) => item.origin !== "routine").map((item) => item.title);
    expect(new Set(byHandOrForm).size).toBeGreaterThan(byHandOrForm.length * 0.98);
    expect(byHandOrForm.filter((title) => /^[a-z]+ /.test(title))).toEqual([]);
    expect(story.items.filter((item) => item.description.trim() === "")).toEqual([]);
  });

  test("shows a bit of everything that happens to work", () => {
    const names = new Set(story.events.map((event) => event.name));
    expect([...names].toSorted()).toEqual([
      "hand_off.accepted",
      "hand_off.declined",
      "hand_off.expired",
      "hand_off.offered",
      "item.archived",
      "item.blocked",
      "item.changed",
      "item.commented",
      "item.created",
      "item.linked",
      "item.moved",
      "item.ranked",
      "item.unblocked",
      "request.accepted",
      "request.answered",
      "request.asked",
      "request.declined",
      "request.handed_over",
      "request.merged",
      "request.received",
      "routine.ran",
    ]);
    const putAside = story.comments.filter((comment) =>
      content.words.remarks.aside.some((text) => comment.body.endsWith(text.slice(-20))),
    );
    expect(putAside.length).toBeGreaterThan(0);
    expect(new Set(story.links.map((link) => link.kind))).toEqual(new Set(["blocks", "relates", "duplicates"]));
    expect(story.items.filter((item) => item.parentId !== null).length).toBe(
      content.words.trees.reduce((sum, tree) => sum + tree.children.length, 0),
    );
  });
});

describe("whenever it is opened", () => {
  // In the middle of a shift, at night, on a weekend, after holidays, on the days the clocks change.
  const moments = [
    "2026-05-20T13:07:21Z",
    "2026-05-24T03:00:00Z",
    "2026-05-18T05:30:00Z",
    "2026-01-02T10:00:00Z",
    "2025-12-26T09:00:00Z",
    "2026-03-29T01:30:00Z",
    "2026-10-25T00:59:59Z",
    "2026-08-03T22:00:00Z",
    "2028-02-29T12:00:00Z",
  ];
  test.each(moments)("at %s every screen has something true to show", (text) => {
    const now = new Date(text);
    const told = tell(now);
    const items = open(told);
    const [desk] = told.teams;
    const queued = items.filter((item) => item.stage.kind === "queue" && item.stage.teamId === desk?.teamId);
    expect(new Set(queued.map((item) => item.classOfService))).toEqual(
      new Set(["expedite", "fixed_date", "standard", "intangible"]),
    );
    for (const team of told.teams)
      expect(items.filter((item) => item.stage.teamId === team.teamId).length).toBeGreaterThan(3);
    expect(items.filter((item) => item.blockedSince !== null).length).toBeGreaterThanOrEqual(3);
    expect(items.filter((item) => item.offer?.to.teamId === desk?.teamId).length).toBeGreaterThanOrEqual(1);
    expect(items.filter((item) => item.offer !== null).length).toBeGreaterThanOrEqual(3);
    expect(items.filter((item) => item.offer !== null && item.offer.expiresAt <= now.getTime())).toEqual([]);
    const full = stagesOf(told).filter(
      (stage) => stage.wipHard && items.filter((item) => item.stage === stage).length === stage.wipLimit,
    );
    expect(full.length).toBeGreaterThanOrEqual(1);
    const isLate = ({ stage, stageEnteredAt }: (typeof items)[number]) =>
      stage.serviceLevel !== null && now.getTime() - stageEnteredAt > 2 * stage.serviceLevel.days * 86_400_000;
    expect(items.filter(isLate).length).toBeGreaterThanOrEqual(3);
    expect(items.filter((item) => item.ownerId === caller.personId).length).toBeGreaterThanOrEqual(3);
    expect(told.comments.filter((comment) => comment.mentions.includes(caller.personId)).length).toBeGreaterThanOrEqual(
      3,
    );
    const waiting = (state: string) => told.requests.filter((request) => request.state === state);
    expect(waiting("new").length).toBeGreaterThanOrEqual(5);
    expect(waiting("asked").some((request) => request.requesterId === caller.personId)).toBe(true);
    expect(items.filter((item) => item.override !== null && item.stage.kind === "queue").length).toBe(1);
    expect(told.routines.every((routine) => routine.lastItemId !== null)).toBe(true);
    expect(told.routines.filter((routine) => (routine.nextAt ?? 0) > now.getTime()).length).toBeGreaterThanOrEqual(5);
    expect(told.events.every((event) => event.occurredAt <= now.getTime())).toBe(true);
  });
});
