import type { RandomStream } from "../../numbers/random.ts";
import { fillTemplate } from "../../routines/fill-template.ts";
import { DAY, dayNumber, MINUTE } from "../../time/civil-date.ts";
import { addWorkingTime, nextWorkingInstant } from "../../time/working-time.ts";
import { instantAt, localTime } from "../../time/zone-offsets.ts";
import { type Composer, dayOf, jobOf, laterDay } from "./compose-work.ts";
import type { RoutinePlan, TreePlan, WorkflowPlan } from "./content.ts";
import type { Directory } from "./directory.ts";
import { between, fillWords, oneOf } from "./fill-words.ts";
import type { Job } from "./job.ts";
import { missing } from "./ledger.ts";
import type { ToldItem, ToldRoutine } from "./told.ts";
import type { WorkFloor, Workplace } from "./work-floor.ts";

const WEEK = 7 * DAY;
const WORKING_DAY = 8 * 60 * MINUTE;

/** When a calendar routine came up, and when it will next. */
export interface RoutineTimes {
  readonly times: readonly number[];
  readonly nextAt: number | null;
}

/** What routines make by the calendar or after the last one is done, and trees of work with a root. */
export class PlannedWork {
  readonly #of: Workplace;
  readonly #floor: WorkFloor;
  readonly #directory: Directory;
  readonly #composer: Composer;

  constructor(workplace: Workplace, floor: WorkFloor, directory: Directory, composer: Composer) {
    this.#of = workplace;
    this.#floor = floor;
    this.#directory = directory;
    this.#composer = composer;
  }

  planRoutines(times: ReadonlyMap<string, RoutineTimes>, startedAt: number): void {
    for (const plan of this.#of.plan.routines) {
      const routine = this.#directory.routines.get(plan.key) ?? missing();
      const random = this.#of.random.substream(`routine ${plan.key}`);
      if (plan.trigger === "calendar") {
        const known = times.get(plan.key) ?? missing();
        routine.nextAt = known.nextAt;
        for (const time of known.times) this.#of.agenda.at(time, (at) => this.#run(plan, routine, random, at));
        continue;
      }
      const { zone } = this.#of.ledger.calendar(routine.teamId);
      this.#of.agenda.at(startedAt + 2 * DAY, (at) => this.#run(plan, routine, random, at));
      this.#floor.whenDone((item, at) => {
        if (item.itemId !== routine.lastItemId) return;
        // At the same time of day, some days on.
        const next = instantAt(zone, localTime(zone, at) + (plan.afterDays ?? 0) * DAY);
        routine.nextAt = next;
        this.#of.agenda.at(next, (then) => this.#run(plan, routine, random, then));
      });
    }
  }

  #run(plan: RoutinePlan, routine: ToldRoutine, random: RandomStream, at: number): void {
    const { ledger } = this.#of;
    const { template } = plan;
    const calendar = ledger.calendar(routine.teamId);
    const day = dayOf(calendar, at);
    const { workflow, told } = this.#workflow(plan.workflow);
    const route = this.#composer.route(workflow, random, []);
    const { effortLow, effortHigh } = template;
    const item = ledger.create(
      {
        workflow: told,
        stage: route[0] ?? missing(),
        title: fillTemplate(template.title, day),
        description: fillTemplate(template.description, day),
        kind: template.kind,
        requesterId: null,
        parentId: null,
        classOfService: template.classOfService,
        value: template.value,
        effortLow,
        effortHigh,
        dueOn: laterDay(day, template.dueInDays),
        checklist: template.checklist.map((text) => ({ id: ledger.newId(at), text, done: false })),
        labelIds: this.#composer.labelIds(template.labels),
        fields: {},
        origin: "routine",
        originId: routine.routineId,
      },
      at,
      null,
    );
    Object.assign(routine, { lastItemId: item.itemId, lastMadeAt: at });
    if (plan.trigger === "after_done") routine.nextAt = null;
    const data = { occurrence: new Date(at).toISOString() };
    ledger.record("routine.ran", at, null, routine.routineId, item.itemId, data);
    const truth = between(random, [effortLow, effortHigh]) * WORKING_DAY;
    this.#floor.arrive(
      jobOf(item, random, { route, truth, notes: [], remark: this.#remark(plan.workflow, random) }),
      at,
    );
  }

  planTrees(startedAt: number): void {
    for (const [place, plan] of this.#of.words.trees.entries()) {
      const { told } = this.#workflow(plan.workflow);
      const random = this.#of.random.substream(`tree ${place}`);
      const calendar = this.#of.ledger.calendar(told.teamId);
      const morning = nextWorkingInstant(calendar, startedAt + plan.week * WEEK);
      this.#of.agenda.at(addWorkingTime(calendar, morning, 70 * MINUTE), (at) => this.#plant(plan, random, at));
    }
  }

  /** The root and, in the minutes after it, its children one by one. */
  #plant(plan: TreePlan, random: RandomStream, at: number): void {
    const { told } = this.#workflow(plan.workflow);
    const by = (this.#of.ledger.team(told.teamId).members.find((member) => member.isLead) ?? missing()).personId;
    const description = fillWords(plan.description, new Map(), this.#of.words, random);
    const root = this.#grow(plan, random, at, by, { title: plan.title, description, parent: null });
    for (const [place, [title = "", about = ""]] of plan.children.entries()) {
      this.#of.agenda.at(at + (4 + 3 * place) * MINUTE, (then) => {
        const child = { title, description: about, parent: root.item };
        const before = root.children.at(-1);
        const grown = this.#grow(plan, random.substream(place), then, by, child);
        root.children.push(grown);
        if (plan.inOrder && before) this.#of.ledger.link(before.item, grown.item, "blocks", then, by);
      });
    }
  }

  #grow(
    plan: TreePlan,
    random: RandomStream,
    at: number,
    by: string,
    node: {
      readonly title: string;
      readonly description: string;
      readonly parent: ToldItem | null;
    },
  ): Job {
    const { ledger } = this.#of;
    const { workflow, told } = this.#workflow(plan.workflow);
    const route = this.#composer.route(workflow, random, []);
    const day = dayOf(ledger.calendar(told.teamId), at);
    const [low = 1, high = low] = plan.effort;
    const part = node.parent ? 0.5 : 1;
    const item = ledger.create(
      {
        workflow: told,
        stage: route[0] ?? missing(),
        title: node.title,
        description: node.description,
        kind: plan.kind,
        requesterId: null,
        parentId: node.parent?.itemId ?? null,
        classOfService: "standard",
        value: node.parent ? Math.round(plan.value / plan.children.length / 10) * 10 : plan.value,
        effortLow: low * part,
        effortHigh: high * part,
        dueOn: laterDay(day, plan.dueInDays),
        checklist: [],
        labelIds: this.#composer.labelIds(plan.labels),
        fields: this.#composer.fieldValues(plan.fields, dayNumber(day)),
        origin: "hand",
        originId: null,
      },
      at,
      by,
    );
    const truth = between(random, [low, high]) * part * WORKING_DAY;
    const job = jobOf(item, random, { route, truth, notes: [], remark: this.#remark(plan.workflow, random) });
    this.#floor.arrive(job, at);
    return job;
  }

  #remark(workflow: string, random: RandomStream): string {
    const { words } = this.#of;
    return fillWords(oneOf(random, words.remarks.general[workflow] ?? missing()), new Map(), words, random);
  }

  #workflow(key: string): { readonly workflow: WorkflowPlan; readonly told: Job["item"]["workflow"] } {
    const workflow = this.#of.plan.workflows.find((one) => one.key === key) ?? missing();
    return { workflow, told: this.#directory.workflows.get(key) ?? missing() };
  }
}
