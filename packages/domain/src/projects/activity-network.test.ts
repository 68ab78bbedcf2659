import { describe, expect, test } from "vitest";
import { type RandomStream, randomStream } from "../numbers/random.ts";
import { type Shift, workingCalendar, type WorkingCalendar } from "../time/working-calendar.ts";
import { addWorkingTime, nextWorkingInstant, workClock, workingTimeBetween } from "../time/working-time.ts";
import { fixedZone } from "../time/zone-offsets.ts";
import { ActivityNetwork, type ActivityTimes } from "./activity-network.ts";
import {
  type LinkKind,
  NetworkCycle,
  type NetworkPlan,
  type PlannedActivity,
  type PlannedLink,
} from "./network-plan.ts";

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(`${text}Z`);
const office: Shift[] = [{ from: 9 * 60, to: 17 * 60 }];
const fiveDays = workingCalendar({
  zone: fixedZone("UTC", 0),
  week: [office, office, office, office, office, [], []],
  exceptions: [{ date: "2026-04-06", shifts: [] }],
});
const weekend = workingCalendar({
  zone: fixedZone("UTC", 0),
  week: [[], [], [], [], office, office, [{ from: 600, to: 720 }]],
  exceptions: [],
});
const days = (network: ActivityNetwork, field: keyof ActivityTimes) => network.allTimes().map((times) => times[field]);

describe("the worked example of docs/methods/networks.md", () => {
  const plan: NetworkPlan = {
    start: 0,
    activities: [
      { name: "dig", duration: 4 },
      { name: "pour", duration: 2 },
      { name: "order", duration: 5 },
      { name: "frame", duration: 6 },
      { name: "wire", duration: 3 },
      { name: "open", duration: 0 },
    ],
    links: [
      { from: "dig", to: "pour" },
      { from: "pour", to: "frame", lag: 3 },
      { from: "order", to: "frame" },
      { from: "frame", to: "wire", kind: "SS", lag: 2 },
      { from: "frame", to: "wire", kind: "FF", lag: 1 },
      { from: "wire", to: "open" },
    ],
  };
  const network = new ActivityNetwork(plan);

  test("finishes on day 16 by dig, pour, frame, wire, open", () => {
    expect(network.finish).toBe(16);
    expect(network.criticalPath()).toEqual(["dig", "pour", "frame", "wire", "open"]);
    expect(days(network, "earlyStart")).toEqual([0, 4, 0, 9, 13, 16]);
    expect(days(network, "lateStart")).toEqual([0, 4, 4, 9, 13, 16]);
    expect(days(network, "totalFloat")).toEqual([0, 0, 4, 0, 0, 0]);
    expect(days(network, "freeFloat")).toEqual([0, 0, 4, 0, 0, 0]);
    expect(network.drivenBy("wire")).toEqual(["frame"]);
  });

  test("moves by one day when frame takes one more, and says which date is missed by how much", () => {
    network.setDuration("frame", 7);
    network.setMustFinishBy("wire", 15);
    expect(network.finish).toBe(17);
    expect(network.times("order")).toMatchObject({ totalFloat: 2, freeFloat: 4 });
    expect(network.times("frame")).toMatchObject({ totalFloat: -2, critical: true });
    expect(network.missedDates()).toEqual([{ name: "wire", by: 2 }]);
  });
});

describe("calendars", () => {
  const start = at("2026-04-02T13:00");
  const plan: NetworkPlan = {
    start,
    activities: [
      { name: "draft", duration: 10 * HOUR, calendar: fiveDays },
      { name: "review", duration: 4 * HOUR, calendar: weekend },
      { name: "done", duration: 0, calendar: fiveDays },
    ],
    links: [
      { from: "draft", to: "review" },
      { from: "review", to: "done" },
    ],
  };

  test("count each activity's work on its own days", () => {
    const network = new ActivityNetwork(plan);
    // Thursday four hours, Friday six; the review begins on the Friday afternoon.
    expect(network.times("draft")).toMatchObject({ earlyStart: start, earlyFinish: at("2026-04-03T15:00") });
    expect(network.times("review")).toMatchObject({
      earlyStart: at("2026-04-03T15:00"),
      earlyFinish: at("2026-04-04T11:00"),
    });
    expect(network.finish).toBe(at("2026-04-04T11:00"));
  });

  test("count lags in the successor's calendar, or around the clock when asked to", () => {
    const lagged = (link: Partial<PlannedLink>) =>
      new ActivityNetwork({ ...plan, links: [{ from: "draft", to: "review", ...link }] }).times("review").earlyStart;
    expect(lagged({ lag: 3 * HOUR })).toBe(at("2026-04-04T10:00"));
    expect(lagged({ lag: 24 * HOUR, elapsed: true })).toBe(at("2026-04-04T15:00"));
    expect(lagged({ lag: -HOUR })).toBe(at("2026-04-03T14:00"));
  });

  test("let nothing start outside them, and no milestone wait for them", () => {
    const friday = at("2026-04-03T17:00");
    const network = new ActivityNetwork({ ...plan, start: friday, links: [] });
    expect(network.times("draft").earlyStart).toBe(at("2026-04-07T09:00"));
    expect(network.times("done").earlyStart).toBe(friday);
  });

  test("give no float across a weekend on which nobody works", () => {
    const { activities } = plan;
    const network = new ActivityNetwork({
      start,
      activities: [activities[0]!, { ...activities[1]!, calendar: fiveDays }, activities[2]!],
      links: plan.links,
    });
    network.setDuration("draft", 12 * HOUR);
    expect(network.times("draft").earlyFinish).toBe(at("2026-04-03T17:00"));
    expect(network.times("review").earlyStart).toBe(at("2026-04-07T09:00"));
    expect(days(network, "critical")).toEqual([true, true, true]);
    expect(network.criticalPath()).toEqual(["draft", "review", "done"]);
  });
});

const kinds: LinkKind[] = ["FS", "SS", "FF", "SF"];

function randomPlan(random: RandomStream, count: number, calendars: (WorkingCalendar | undefined)[]): NetworkPlan {
  const start = at("2026-04-01T00:00");
  const unit = calendars.some(Boolean) ? HOUR : 1;
  const activities: PlannedActivity[] = Array.from({ length: count }, (_, i) => {
    const calendar = calendars[random.nextInt(calendars.length)];
    return {
      name: `a${i}`,
      duration: random.nextInt(12) * unit,
      ...(calendar ? { calendar } : {}),
      ...(random.nextInt(6) === 0 ? { notBefore: start + random.nextInt(60) * unit } : {}),
    };
  });
  const links: PlannedLink[] = [];
  for (let j = 1; j < count; j++) {
    for (let left = random.nextInt(3); left > 0; left--) links.push(randomLink(random, random.nextInt(j), j, unit));
  }
  return { start, activities, links };
}

function randomLink(random: RandomStream, from: number, to: number, unit: number): PlannedLink {
  const lag = random.nextInt(3) === 0 ? (random.nextInt(10) - 3) * unit : 0;
  return { from: `a${from}`, to: `a${to}`, kind: kinds[random.nextInt(4)]!, lag, elapsed: random.nextInt(4) === 0 };
}

/** Straight from the definition, with instants only: every activity as early as its calendar, dates and links allow. */
function earliestByDefinition({
  start,
  activities,
  links,
}: NetworkPlan): Map<string, { start: number; finish: number }> {
  const found = new Map<string, { start: number; finish: number }>();
  for (const { name, duration, calendar, notBefore } of activities) {
    const clock = duration > 0 ? calendar : undefined;
    const read = (instant: number) => (clock ? workClock(clock, instant) : instant);
    let reading = Math.max(read(start), read(notBefore ?? start));
    for (const link of links) {
      if (link.to !== name) continue;
      const before = found.get(link.from)!;
      const [source, target] = [link.kind![0], link.kind![1]];
      let instant = source === "F" ? before.finish : before.start;
      if (link.elapsed || !calendar) instant += link.lag!;
      else instant = addWorkingTime(calendar, instant, link.lag!);
      reading = Math.max(reading, read(instant) - (target === "F" ? duration : 0));
    }
    // From the reading to instants by stepping through whole hours: slow and plain.
    let begun = start - 400 * HOUR;
    if (clock) {
      while (workingTimeBetween(clock, begun, begun + HOUR) === 0 || read(begun) < reading) begun += HOUR;
      found.set(name, { start: begun, finish: addWorkingTime(clock, begun, duration) });
    } else found.set(name, { start: reading, finish: reading + duration });
  }
  return found;
}

describe("on random networks", () => {
  const sets: [string, (WorkingCalendar | undefined)[]][] = [
    ["without calendars", [undefined]],
    ["with one calendar", [fiveDays]],
    ["with three calendars", [fiveDays, weekend, undefined]],
  ];

  test.each(sets)("%s, early dates are those of the definition", (_, calendars) => {
    for (let round = 0; round < 25; round++) {
      const plan = randomPlan(randomStream(`definition ${round}`), 25, calendars);
      const network = new ActivityNetwork(plan);
      const expected = earliestByDefinition(plan);
      for (const times of network.allTimes()) {
        expect({ start: times.earlyStart, finish: times.earlyFinish }).toEqual(expected.get(times.name));
      }
    }
  });

  test.each(sets)("%s, an edited network equals one built anew, and recomputes less", (_, calendars) => {
    const unit = calendars.some(Boolean) ? HOUR : 1;
    for (let round = 0; round < 10; round++) {
      const random = randomStream(`edit ${round}`);
      const count = 40;
      const { start, ...rest } = randomPlan(random, count, calendars);
      const activities = [...rest.activities];
      let links = [...rest.links];
      const network = new ActivityNetwork({ start, activities, links });
      let recomputed = 0;
      for (let edit = 0; edit < 60; edit++) {
        const i = random.nextInt(count);
        const name = `a${i}`;
        const kind = random.nextInt(6);
        if (kind === 0) {
          const duration = random.nextInt(12) * unit;
          activities[i] = { ...activities[i]!, duration };
          network.setDuration(name, duration);
        } else if (kind === 1) {
          const notBefore = start + random.nextInt(80) * unit;
          activities[i] = { ...activities[i]!, notBefore };
          network.setNotBefore(name, notBefore);
        } else if (kind === 2) {
          const mustFinishBy = start + random.nextInt(200) * unit;
          activities[i] = { ...activities[i]!, mustFinishBy };
          network.setMustFinishBy(name, mustFinishBy);
        } else if (kind === 3) {
          // Against the order of names, too: the order must be repaired, or the ring refused.
          const link = randomLink(random, i, random.nextInt(count), unit);
          try {
            network.addLink(link);
            links.push(link);
          } catch (refusal) {
            expect(refusal).toBeInstanceOf(NetworkCycle);
            const { cycle } = refusal as NetworkCycle;
            expect([cycle[0], cycle[1], cycle.at(-1)]).toEqual([link.from, link.to, link.from]);
            for (const [k, from] of cycle.slice(1, -1).entries()) {
              expect(links.some((old) => old.from === from && old.to === cycle[k + 2])).toBe(true);
            }
          }
        } else if (kind === 4 && links.length > 0) {
          const gone = links[random.nextInt(links.length)]!;
          links = links.filter((link) => link.from !== gone.from || link.to !== gone.to);
          network.removeLink(gone.from, gone.to);
        } else {
          const calendar = calendars[random.nextInt(calendars.length)];
          const { calendar: _old, ...bare } = activities[i]!;
          activities[i] = { ...bare, ...(calendar ? { calendar } : {}) };
          network.setCalendar(name, calendar);
        }
        recomputed += network.recomputed;
        expect(network.allTimes()).toEqual(new ActivityNetwork({ start, activities, links }).allTimes());
      }
      expect(recomputed).toBeLessThan(60 * 2 * count);
    }
  });

  test.each(sets)(
    "%s, total float is what an activity can slip, and free float what nobody notices",
    (_, calendars) => {
      const unit = calendars.some(Boolean) ? HOUR : 1;
      for (let round = 0; round < 12; round++) {
        const made = randomPlan(randomStream(`float ${round}`), 15, calendars);
        // Counted from a start, or back, "as late as" can fall in a gap between shifts, which has no last moment.
        const fromFinish = made.links.map((link): PlannedLink => ({
          ...link,
          kind: link.kind![1] === "S" ? "FS" : "FF",
          lag: Math.abs(link.lag!),
        }));
        const links = calendars.some(Boolean) ? fromFinish : made.links;
        const plan = { ...made, links };
        const network = new ActivityNetwork(plan);
        for (const [i, activity] of plan.activities.entries()) {
          const { earlyStart, totalFloat, freeFloat } = network.times(activity.name);
          if (activity.duration === 0) continue;
          const slipped = (by: number) => {
            const from = activity.calendar ? addWorkingTime(activity.calendar, earlyStart, by) : earlyStart + by;
            const notBefore = activity.calendar ? nextWorkingInstant(activity.calendar, from) : from;
            const moved = new ActivityNetwork({
              ...plan,
              activities: plan.activities.with(i, { ...activity, notBefore }),
            });
            const others = moved
              .allTimes()
              .filter((times, k) => k !== i && times.earlyStart !== network.allTimes()[k]!.earlyStart);
            return { finish: moved.finish, others: others.length };
          };
          expect(totalFloat).toBeGreaterThanOrEqual(freeFloat);
          expect(slipped(totalFloat).finish).toBe(network.finish);
          expect(slipped(totalFloat + unit / 4).finish).toBeGreaterThan(network.finish);
          expect(slipped(freeFloat)).toEqual({ finish: network.finish, others: 0 });
          const noticed = slipped(freeFloat + unit / 4);
          expect(noticed.others > 0 || noticed.finish > network.finish).toBe(true);
        }
      }
    },
  );
});

describe("a network that cannot be is refused", () => {
  const a: PlannedActivity = { name: "a", duration: 1 };
  const refusals: [string, string, Partial<NetworkPlan>][] = [
    ["a negative duration", "bad_duration", { activities: [{ ...a, duration: -1 }] }],
    ["a duration that is no number", "bad_duration", { activities: [{ ...a, duration: Number.NaN }] }],
    ["two activities of one name", "duplicate_name", { activities: [a, a] }],
    ["a link to nowhere", "unknown_name", { links: [{ from: "a", to: "z" }] }],
    ["a lag that is no number", "bad_lag", { links: [{ from: "a", to: "a", lag: Number.NaN }] }],
    ["a date that is no number", "bad_date", { activities: [{ ...a, notBefore: Number.NaN }] }],
    ["a start that is no number", "bad_date", { start: Infinity }],
  ];
  test.each(refusals)("%s", (_, code, change) => {
    expect(() => new ActivityNetwork({ start: 0, activities: [a], links: [], ...change })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  test("a ring, by name, and without harm to what was there", () => {
    const names = ["a", "b", "c", "d"];
    const activities = names.map((name) => ({ name, duration: 1 }));
    const links = [
      { from: "a", to: "b" },
      { from: "b", to: "c" },
      { from: "c", to: "d" },
    ];
    const ring = { from: "d", to: "b" };
    const cycle = expect.objectContaining({
      code: "cycle",
      message: expect.stringContaining("b → c → d → b") as string,
    });
    expect(() => new ActivityNetwork({ start: 0, activities, links: [...links, ring] })).toThrow(cycle);
    const network = new ActivityNetwork({ start: 0, activities, links });
    const before = network.allTimes();
    expect(() => network.addLink(ring)).toThrow(expect.objectContaining({ cycle: ["d", "b", "c", "d"] }));
    expect(() => network.addLink({ from: "a", to: "a" })).toThrow(expect.objectContaining({ cycle: ["a", "a"] }));
    expect(() => network.removeLink("a", "d")).toThrow(expect.objectContaining({ code: "unknown_name" }));
    expect(network.allTimes()).toEqual(before);
  });

  test("but an empty one finishes when it starts", () => {
    const network = new ActivityNetwork({ start: 7, activities: [], links: [] });
    expect([network.finish, network.criticalPath(), network.missedDates()]).toEqual([7, [], []]);
    network.addActivity({ name: "a", duration: 2 });
    expect(network.finish).toBe(9);
  });
});
