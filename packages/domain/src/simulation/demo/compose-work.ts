import { lognormalByRange, sampleLognormal } from "../../numbers/lognormal.ts";
import type { RandomStream } from "../../numbers/random.ts";
import type { ClassOfService } from "../../priority/queue-policy.ts";
import { DAY, dayNumber, writtenDate } from "../../time/civil-date.ts";
import { localTime } from "../../time/zone-offsets.ts";
import type { WorkingCalendar } from "../../time/working-calendar.ts";
import type { DemoContent, WorkflowPlan, WorkPlan } from "./content.ts";
import type { Directory } from "./directory.ts";
import { between, byShare, fillWords, oneOf, type Filled } from "./fill-words.ts";
import type { Job } from "./job.ts";
import { missing } from "./ledger.ts";
import type { ToldItem, ToldStage } from "./told.ts";

const WORKING_DAY = 8 * 3_600_000;

/** A piece of work with all of its words chosen, before anybody has accepted it. */
export interface Composed {
  readonly title: string;
  /** The same told by someone else. */
  readonly otherTitle: string;
  readonly about: string;
  readonly notes: readonly string[];
  readonly remark: string;
  /** The words its slots were filled with. */
  readonly filled: Filled;
  readonly kind: string;
  readonly classOfService: ClassOfService;
  readonly checklist: readonly string[];
  readonly effortLow: number;
  readonly effortHigh: number;
  readonly value: number | null;
  readonly dueInDays: number | null;
  readonly labelIds: readonly string[];
  /** Fields of custom values, given the day it is made. */
  readonly fields: Readonly<Record<string, string>>;
  readonly route: readonly ToldStage[];
  /** Working milliseconds it takes in truth. */
  readonly truth: number;
}

/** Chooses words and measures for work, and never the same title twice while there are others. */
export class Composer {
  readonly #content: DemoContent;
  readonly #directory: Directory;
  readonly #used = new Set<string>();

  constructor(content: DemoContent, directory: Directory) {
    this.#content = content;
    this.#directory = directory;
  }

  compose(workflow: WorkflowPlan, random: RandomStream, calendar: WorkingCalendar, at: number): Composed {
    const templates = this.#content.work[workflow.key] ?? missing();
    for (let attempt = 1; ; attempt += 1) {
      const template = byShare(
        random,
        templates.map((one) => [one, one.weight] as const),
      );
      const filled: Filled = new Map([["month", this.#lastMonth(calendar, at)]]);
      const composed = this.#fill(workflow, template, filled, random);
      if (this.#used.has(composed.title) && attempt < 12) continue;
      this.#used.add(composed.title);
      return composed;
    }
  }

  #fill(workflow: WorkflowPlan, template: WorkPlan, filled: Filled, random: RandomStream): Composed {
    const { words } = this.#content;
    const fill = (text: string) => fillWords(text, filled, words, random);
    const [low = 0.1, high = low] = template.effort;
    const classOfService = byShare(
      random,
      Object.entries(template.classes ?? { standard: 0.96, intangible: 0.04 }) as [ClassOfService, number][],
    );
    const first = random.nextInt(template.titles.length);
    const guess = 0.8 + 0.4 * random.nextUniform();
    return {
      title: fill(template.titles[first] ?? missing()),
      otherTitle: fill(template.titles[(first + 1) % template.titles.length] ?? missing()),
      about: fill(template.about),
      notes: template.notes.map(fill),
      remark: fill(oneOf(random, words.remarks.general[workflow.key] ?? missing())),
      filled,
      kind: template.kind,
      classOfService,
      checklist: template.checklist ?? [],
      effortLow: round(low * guess),
      effortHigh: round(high * guess),
      value: template.value === null ? null : Math.round(between(random, template.value) / 10) * 10,
      dueInDays: classOfService === "fixed_date" ? Math.round(between(random, template.dueInDays ?? [3, 10])) : null,
      labelIds: this.labelIds(template.labels),
      fields: Object.fromEntries(Object.entries(template.fields).map(([key, value]) => [key, fill(value)])),
      route: this.route(workflow, random, template.through ?? []),
      truth: sampleLognormal(random, lognormalByRange(low, high)) * WORKING_DAY,
    };
  }

  /** One of the workflow's ways that leads through the stages named. */
  route(workflow: WorkflowPlan, random: RandomStream, through: readonly string[]): readonly ToldStage[] {
    const able = workflow.routes.filter(({ stages }) => through.every((stage) => stages.includes(stage)));
    const { stages } = byShare(
      random,
      able.map((route) => [route, route.share] as const),
    );
    return stages.map((key) => this.#directory.stages.get(key) ?? missing());
  }

  labelIds(keys: readonly string[]): string[] {
    return keys
      .map((key) => (this.#directory.labels.find((label) => label.key === key) ?? missing()).labelId)
      .toSorted();
  }

  /** Values of custom fields by id, as the product stores them. */
  fieldValues(values: Readonly<Record<string, string | number>>, day: number): ToldItem["fields"] {
    return Object.fromEntries(
      Object.entries(values).map(([key, value]) => {
        const field = this.#directory.fields.find((one) => one.key === key) ?? missing();
        const plan = this.#content.organization.fields.find((one) => one.key === key) ?? missing();
        return [field.fieldId, storedValue(plan.kind, field.choices, value, day)];
      }),
    );
  }

  /** The month before, by name: what accounts of this month are about. */
  #lastMonth(calendar: WorkingCalendar, at: number): string {
    const month = Number(dayOf(calendar, at).slice(5, 7));
    return this.#content.words.slots["month"]?.[(month + 10) % 12] ?? missing();
  }
}

function storedValue(
  kind: string,
  choices: readonly { readonly id: string; readonly name: string }[],
  value: string | number,
  day: number,
): string | number {
  if (kind === "number") return Number(value);
  if (kind === "date") return writtenDate(day + Number(String(value).replace("day+", "")));
  if (kind === "choice") return (choices.find((choice) => choice.name === value) ?? missing()).id;
  return value;
}

const round = (days: number): number => Math.max(0.05, Math.round(days * 20) / 20);

/** The day an instant falls on where a team is, `YYYY-MM-DD`. */
export const dayOf = (calendar: WorkingCalendar, at: number): string =>
  writtenDate(Math.floor(localTime(calendar.zone, at) / DAY));

/** A day some days later. */
export const laterDay = (day: string, days: number): string => writtenDate(dayNumber(day) + days);

/** A job on an item that stands at the beginning of its way. */
export const jobOf = (
  item: ToldItem,
  random: RandomStream,
  { route, truth, notes, remark }: Pick<Composed, "route" | "truth" | "notes" | "remark">,
): Job => ({
  item,
  random,
  route,
  place: 0,
  effort: truth,
  notes,
  remark,
  worker: null,
  isUnderHand: false,
  left: 0,
  beganAt: item.createdAt,
  turn: 0,
  waitsFor: null,
  waitsSince: 0,
  offers: 0,
  aside: null,
  reworked: false,
  stays: false,
  children: [],
});
