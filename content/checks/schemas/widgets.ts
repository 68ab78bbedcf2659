/** The live parts a lesson may show, and what each needs to run the engine's function. */
import { z } from "zod";
import { text } from "./vocabulary.ts";

const count = z.int().min(0);
const some = z.int().min(1);
const amount = z.number().min(0);
const positive = z.number().gt(0);
const share = z.number().min(0).max(1);
const seed = z.int().min(0);
const clockHour = z.number().min(0).max(24);
/** Least, likeliest, most. */
const range = z
  .tuple([amount, amount, amount])
  .refine(([a, b, c]) => a <= b && b <= c, "must rise: least, likeliest, most");
const hours = z.tuple([clockHour, clockHour]).refine(([from, to]) => from < to, "must rise: from, to");

export const WIDGETS = {
  /** Stages from left to right; effort per item and stage in days; a board to pull on by hand or let run. */
  "pull-under-wip-limit": z.strictObject({
    item: text,
    stages: z
      .array(z.strictObject({ name: text, people: some, limit: some.nullable(), effortDays: range }))
      .min(2)
      .max(6),
    arrivalsPerWeek: positive,
    weeks: some,
    seed,
  }),
  /** Wait against use for `servers` alike; cv² is the squared coefficient of variation. */
  "utilisation-against-waiting": z.strictObject({
    item: text,
    servers: some,
    serviceTime: positive,
    unit: z.enum(["minutes", "hours", "days"]),
    arrivalCv2: amount,
    serviceCv2: amount,
    marked: z.array(share).max(4),
  }),
  /** Items to be dragged into order; `rules` are compared by the cost of delay each order incurs. */
  "order-by-cost-of-delay": z.strictObject({
    unit: z.enum(["days", "weeks"]),
    currency: text,
    items: z
      .array(
        z.strictObject({
          name: text,
          costOfDelay: amount,
          duration: positive,
          due: amount.optional(),
          /** linear: from now on; step: all at `due`; expiring: value lost at `due`. */
          curve: z.enum(["linear", "step", "expiring"]).default("linear"),
        }),
      )
      .min(3)
      .max(12),
    rules: z
      .array(z.enum(["first-come", "shortest-first", "highest-cost-first", "cost-over-duration", "earliest-due"]))
      .min(2),
  }),
  /** Items in progress by stage and age, with the percentiles of finished work at each stage. */
  "ageing-chart": z.strictObject({
    unit: z.enum(["days", "working days"]),
    stages: z.array(z.strictObject({ name: text, p50: amount, p85: amount, p95: amount })).min(2),
    items: z
      .array(z.strictObject({ name: text, stage: text, age: amount, blocked: z.boolean().default(false) }))
      .min(3),
  }),
  /** Cumulative counts per period, first band the arrivals, last band the departures. */
  "cumulative-flow-reading": z.strictObject({
    period: z.enum(["day", "week"]),
    bands: z.array(z.strictObject({ name: text, cumulative: z.array(count).min(5) })).min(2),
  }),
  /** Monte Carlo from past throughput; `growth` is the items added per period while the work is under way. */
  "forecast-fan": z.strictObject({
    item: text,
    period: z.enum(["day", "week"]),
    throughput: z.array(count).min(6),
    remaining: some,
    growth: amount,
    likelihoods: z.array(share).min(1).max(4),
    trials: z.int().min(1000).max(20_000),
    seed,
  }),
  /** One item's way: each step's team works `hours` local at `utcOffset`; touch hours; wait to be accepted. */
  "hand-off-clock": z.strictObject({
    item: text,
    startsUtcHour: clockHour,
    steps: z
      .array(
        z.strictObject({
          team: text,
          place: text,
          utcOffset: z.number().min(-12).max(14),
          hours,
          workHours: positive,
          acceptHours: amount,
        }),
      )
      .min(2)
      .max(8),
  }),
  /** A working day with focused work and interruptions; `resumeMinutes` to pick up the thread again. */
  "interruption-cost": z.strictObject({
    dayHours: positive,
    people: some,
    interruptionsPerDay: amount,
    minutesEach: positive,
    resumeMinutes: amount,
    dutyPerson: z.boolean(),
  }),
  /** Finished durations, with mean, median and the share within the expectation. */
  "service-level-against-average": z.strictObject({
    item: text,
    unit: z.enum(["hours", "days", "working days"]),
    durations: z.array(amount).min(10),
    expectation: positive,
    percentile: share,
  }),
  /** Cost per period over batch size: transactions against holding. */
  "batch-size": z.strictObject({
    item: text,
    currency: text,
    period: z.enum(["day", "week", "month", "year"]),
    itemsPerPeriod: positive,
    costPerBatch: positive,
    holdingCostPerItemAndPeriod: positive,
    sizes: z.array(positive).min(3),
  }),
  /** Activities with links; types finish–start, start–start, finish–finish, start–finish. */
  "critical-path-and-float": z.strictObject({
    unit: z.enum(["hours", "days", "weeks"]),
    activities: z
      .array(
        z.strictObject({
          id: text,
          name: text,
          duration: amount,
          range: range.optional(),
          after: z.array(
            z.strictObject({
              id: text,
              type: z.enum(["FS", "SS", "FF", "SF"]).default("FS"),
              lag: z.number().default(0),
            }),
          ),
        }),
      )
      .min(3),
  }),
  /** Per period, cumulative: planned value, earned value, actual cost. */
  "earned-value": z.strictObject({
    currency: text,
    period: z.enum(["week", "month"]),
    budgetAtCompletion: positive,
    planned: z.array(amount).min(3),
    earned: z.array(amount).min(1),
    actual: z.array(amount).min(1),
  }),
  /** Base range and risks (probability, effect range) to a distribution of the total. */
  "risk-to-distribution": z.strictObject({
    unit: text,
    base: range,
    risks: z.array(z.strictObject({ name: text, probability: share, effect: range })).min(1),
    likelihoods: z.array(share).min(1),
    trials: z.int().min(1000).max(20_000),
    seed,
  }),
  /** Arrivals, effort and rules per class; one team's weekly capacity in the same unit as effort. */
  "classes-of-service-queue": z.strictObject({
    capacityPerWeek: positive,
    unit: text,
    weeks: some,
    seed,
    classes: z
      .array(
        z.strictObject({
          name: z.enum(["expedite", "fixed date", "standard", "intangible"]),
          arrivalsPerWeek: amount,
          effort: range,
          limit: some.nullable(),
          share: share.nullable(),
        }),
      )
      .min(2),
  }),
  /** Who can cover which hours; `cover` in UTC; the rule by which duty is spread. */
  "duty-rota": z.strictObject({
    weeks: some,
    cover: hours,
    people: z
      .array(
        z.strictObject({
          name: text,
          place: text,
          utcOffset: z.number().min(-12).max(14),
          hours,
          daysOff: z.array(count),
          skills: z.array(text),
        }),
      )
      .min(2),
    needs: z.array(z.strictObject({ skill: text, people: some })).min(1),
    mostDutyHoursPerWeek: positive,
  }),
  /** The intended path and the paths found, with how often. */
  "playbook-drift": z.strictObject({
    intended: z.array(text).min(3),
    variants: z.array(z.strictObject({ path: z.array(text).min(1), count: some })).min(2),
  }),
  /** Spans in which an item had an owner or none; hours since the item was accepted. */
  "ownerless-work": z.strictObject({
    unit: z.enum(["hours", "working hours"]),
    items: z
      .array(
        z.strictObject({
          name: text,
          spans: z
            .array(z.strictObject({ from: amount, to: positive, owner: text.nullable(), why: text.optional() }))
            .min(1),
        }),
      )
      .min(2),
  }),
  /** Decisions of a service: how often, who decides, who is heard, and the wait for each. */
  "decision-rights": z.strictObject({
    unit: z.enum(["hours", "working days"]),
    people: z.array(text).min(2),
    decisions: z
      .array(
        z.strictObject({ name: text, perMonth: amount, deciders: z.array(text), heard: z.array(text), wait: amount }),
      )
      .min(3),
  }),
  /** Hours a week per person; the hours ongoing work takes each week; the hours a project wants. */
  "shared-capacity": z.strictObject({
    people: z
      .array(
        z.strictObject({
          name: text,
          hoursPerWeek: positive,
          ongoing: z.array(amount).min(4),
          project: z.array(amount).min(4),
        }),
      )
      .min(2),
    rule: z.enum(["ongoing first", "project first", "by cost of delay"]),
  }),
  "littles-law": z.strictObject({ item: text, workInProgress: some, throughputPerWeek: positive }),
} as const;

export type WidgetName = keyof typeof WIDGETS;
export const WIDGET_NAMES = Object.keys(WIDGETS).filter((name): name is WidgetName => name in WIDGETS);
