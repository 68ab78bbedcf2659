/** A described organisation that a candidate runs: complete enough that a simulator needs nothing else. */
import { z } from "zod";
import { audiences, slug, text, topicId } from "./vocabulary.ts";

const id = slug;
const hours = z.number().gt(0);
const share = z.number().min(0).max(1);
const amount = z.number().min(0);
/** Simulated day, 0 the first; parts of a day allowed. */
const day = z.number();
/** Least, likeliest, most: triangular, mean = sum ÷ 3. */
const triangle = z
  .tuple([amount, amount, amount])
  .refine(([a, b, c]) => a <= b && b <= c, "must rise: least, likeliest, most");
const clockTime = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/);

const team = z.strictObject({
  id,
  name: text,
  place: text,
  /** Hours from UTC, fixed: no change of clocks falls into a scenario. */
  utcOffset: z.number().min(-12).max(14),
  calendar: z.strictObject({
    /** 1 Monday … 7 Sunday. */
    days: z.array(z.int().min(1).max(7)).min(1),
    from: clockTime,
    to: clockTime,
    holidays: z.array(z.iso.date()),
  }),
  /** How simulated colleagues of this team choose what is next until the candidate sets a policy. */
  pulls: z.enum(["first-come", "newest-first", "loudest-first", "by-class-then-age", "cost-over-duration"]),
});

const person = z.strictObject({
  id,
  /** A role, never an invented name. */
  role: text,
  team: id,
  /** 1 is ordinary speed; 0.5 takes twice as long. */
  skills: z.record(id, z.number().gt(0).max(2)),
  hoursPerWeek: hours,
  /** Share of hours up to which planned load is safe. */
  safeLoad: share,
  playedBy: z.enum(["candidate", "simulated"]),
  /** Hours a week that go to what no item shows, and the skill with which another could take it over. */
  alsoDoes: z.array(z.strictObject({ what: text, hoursPerWeek: hours, couldBeDoneWith: id.nullable() })),
});

const channel = z.strictObject({
  id,
  name: text,
  kind: z.enum(["form", "email", "phone", "api", "hand-off", "routine"]),
  arrivals: z.discriminatedUnion("process", [
    z.strictObject({
      process: z.literal("poisson"),
      perWeek: hours,
      /** Share of a week's arrivals on each weekday, Monday first. */
      byWeekday: z.tuple([share, share, share, share, share, share, share]),
      fromDay: day,
      toDay: day,
    }),
    z.strictObject({ process: z.literal("batches"), every: z.int().min(1), size: triangle, fromDay: day, toDay: day }),
    z.strictObject({ process: z.literal("fixed"), at: z.array(z.strictObject({ day, count: z.int().min(1) })).min(1) }),
  ]),
  mix: z.array(z.strictObject({ type: id, share })).min(1),
  incomplete: share,
  duplicates: share,
  wrongTeam: share,
});

const delay = z.discriminatedUnion("curve", [
  z.strictObject({ curve: z.literal("linear"), perWeek: amount }),
  z.strictObject({ curve: z.literal("step"), dueAfterDays: triangle, atDue: amount, perWeekAfter: amount }),
  z.strictObject({ curve: z.literal("expiring"), worth: amount, expiresAfterDays: triangle }),
  z.strictObject({ curve: z.literal("slow-start"), quietDays: amount, perWeekAfter: amount }),
]);

const itemType = z.strictObject({
  id,
  name: text,
  class: z.enum(["expedite", "fixed date", "standard", "intangible"]),
  work: z.array(z.strictObject({ stage: id, skill: id, hours: triangle })).min(1),
  delay,
  /** Share of items that a stage sends back, and to where. */
  returns: z.array(z.strictObject({ from: id, to: id, share })),
});

const stage = z.strictObject({
  id,
  name: text,
  team: id,
  kind: z.enum(["queue", "active", "done"]),
  limit: z.strictObject({ items: z.int().min(1), kind: z.enum(["soft", "hard"]) }).nullable(),
  entry: z.array(text),
  expectation: z.strictObject({ share, workingHours: hours }).nullable(),
});

const handOff = z.strictObject({
  from: id,
  to: id,
  needs: z.array(text),
  acceptWorkingHours: triangle,
  expiresAfterWorkingHours: hours,
  declinedIfIncomplete: share,
});

/** What a happening does to the model. A wish does nothing by itself; the candidate decides. */
const effect = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("arrive"),
    type: id,
    count: z.int().min(1),
    channel: id.nullable(),
    duplicates: z.int().min(0),
  }),
  z.strictObject({ kind: z.literal("wish"), from: text, hours: amount }),
  z.strictObject({ kind: z.literal("block"), type: id, stage: id, days: amount, unless: id.nullable() }),
  z.strictObject({
    kind: z.literal("return"),
    type: id,
    count: z.int().min(1),
    from: id,
    to: id,
    unless: id.nullable(),
  }),
  z.strictObject({ kind: z.literal("delay"), type: id, count: z.int().min(1), times: amount }),
  z.strictObject({ kind: z.literal("postpone"), type: id, count: z.int().min(1), days: amount }),
  z.strictObject({ kind: z.literal("lose-owner"), type: id, count: z.int().min(1) }),
  z.strictObject({ kind: z.literal("returns-share"), type: id, from: id, to: id, share }),
  /** A field moves in these channels' forms: rules that read it by place misfire from then on. */
  z.strictObject({ kind: z.literal("form-change"), channels: z.array(id).min(1) }),
]);

/**
 * Something the candidate may do to how work is done. `costs` falls on each item at the stage; each change multiplies
 * one figure of what it names (an item type, `*` for all, a channel, a team, a person or a skill), 0 removing it; for
 * `second-holder` and `second-skill`, `times` is the speed at which a second person then has the skill.
 */
const lever = z.strictObject({
  id,
  what: text,
  costs: z.strictObject({ stage: id, skill: id, hours: triangle }).nullable(),
  changes: z
    .array(
      z.strictObject({
        of: z.union([z.literal("*"), id]),
        figure: z.enum([
          "returns",
          "hours",
          "incomplete",
          "arrivals",
          "count",
          "delay",
          "declines",
          "acceptHours",
          "also",
          "block",
          "second-holder",
          "second-skill",
        ]),
        times: amount,
        at: id.nullable(),
      }),
    )
    .min(1),
});

/** What an item waits for: a stage of its own, some days from the start, another item of a type, or hours of a place. */
const need = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("stage"), stage: id }),
  z.strictObject({ kind: z.literal("days"), days: triangle }),
  z.strictObject({ kind: z.literal("item"), type: id }),
  z.strictObject({ kind: z.literal("hours"), place: text, from: clockTime, to: clockTime }),
]);

/** Rules over the product's own words: `when` an event, `if` a condition on what the actor can see, `do` a command. */
const rule = z.strictObject({ when: text, if: text, do: text, because: text });
const policy = z.strictObject({ words: text, rules: z.array(rule).min(1) });

const measure = z.strictObject({
  id,
  name: text,
  unit: text,
  better: z.enum(["lower", "higher"]),
  /** How it is read from events, so that two programs get the same figure. */
  from: text,
  weightPercent: z.number().gt(0).max(100),
});

const common = {
  id,
  number: z.int().min(1).max(8),
  title: text,
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  situation: text,
  topics: z.array(topicId).min(3),
  audiences,
  minutes: z.int().min(20).max(90),
};

export const scenario = z.strictObject({
  ...common,
  clock: z.strictObject({
    startsAt: z.iso.datetime(),
    days: z.int().min(3).max(84),
    warmUpDays: z.int().min(0),
    simulatedMinutesPerMinute: z.int().min(1),
    decisionsEvery: text,
  }),
  seeds: z.strictObject({
    practice: z.array(z.int()).min(3),
    hiddenInExam: z.int().min(1),
    commonRandomNumbers: z.array(text).min(1),
  }),
  teams: z.array(team).min(1),
  skills: z.array(z.strictObject({ id, name: text })).min(1),
  people: z.array(person).min(2),
  channels: z.array(channel).min(1),
  itemTypes: z.array(itemType).min(1),
  workflow: z.strictObject({ stages: z.array(stage).min(3), moves: z.array(z.tuple([id, id])).min(2) }),
  handOffs: z.array(handOff),
  start: z.strictObject({
    /** What is there when the candidate arrives. */
    items: z.array(
      z.strictObject({
        type: id,
        stage: id,
        count: z.int().min(1),
        ageDays: triangle,
        owner: z.enum(["assigned", "none", "absent"]),
      }),
    ),
    notes: z.array(text),
  }),
  absences: z.array(z.strictObject({ person: id, fromDay: day, toDay: day, knownFromDay: day, why: text })),
  /** How those who asked answer a question: hours by the clock, and the share that never does. */
  requesters: z.strictObject({ answerHours: triangle, never: share }),
  levers: z.array(lever),
  happenings: z.array(
    z.strictObject({ day, what: text, effect: text, knownToCandidate: z.boolean(), does: z.array(effect).min(1) }),
  ),
  dependencies: z.array(
    z.strictObject({
      item: text,
      needs: text,
      hiddenUntil: text,
      applies: z.strictObject({ type: id, share }),
      waitsFor: need,
    }),
  ),
  candidate: z.strictObject({
    role: text,
    sees: z.array(text).min(2),
    hidden: z.array(text).min(1),
    may: z.array(text).min(3),
    mayNot: z.array(text).min(1),
  }),
  /** Use of each skill that the numbers above come to in the busiest span; recomputed by the check. */
  design: z.strictObject({
    use: z.array(z.strictObject({ skill: id, from: z.number(), to: z.number(), spanDays: z.tuple([day, day]) })).min(1),
    why: text,
  }),
  measures: z.array(measure).min(3),
  gates: z.array(z.strictObject({ id, rule: text, fails: text })).min(3),
  scoring: z.strictObject({
    outcomePercent: z.literal(60),
    evidencePercent: z.literal(30),
    communicationPercent: z.literal(10),
    evidence: z.array(z.strictObject({ id, what: text, from: text, weightPercent: z.number().gt(0) })).min(3),
    communication: z.array(z.strictObject({ prompt: text, good: text, poor: text })).min(1),
  }),
  policies: z.strictObject({
    nothing: policy,
    expert: policy,
    careless: z.array(policy.extend({ name: text })).min(2),
  }),
  limits: z.array(text).min(1),
});
export type Scenario = z.infer<typeof scenario>;
