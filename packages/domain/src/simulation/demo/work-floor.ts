import { sampleLognormal } from "../../numbers/lognormal.ts";
import { compareQueued } from "../../priority/queue-policy.ts";
import { medianEffort } from "../../priority/queue.ts";
import type { RandomStream } from "../../numbers/random.ts";
import { DAY, MINUTE } from "../../time/civil-date.ts";
import { addWorkingTime, nextWorkingInstant, workingTimeBetween } from "../../time/working-time.ts";
import type { Agenda } from "./agenda.ts";
import type { OrganizationPlan, StagePlan, WordsPlan } from "./content.ts";
import type { Crews, Worker } from "./crews.ts";
import { between, oneOf } from "./fill-words.ts";
import { nextStage, type Job } from "./job.ts";
import { missing, type Ledger } from "./ledger.ts";
import { Offers } from "./offers.ts";
import { speakWhileWorking } from "./speaking.ts";
import type { Scene } from "./scene.ts";
import type { ToldItem, ToldStage } from "./told.ts";

const HOUR = 60 * MINUTE;
/** Work on two things at once takes each of them longer. */
const drag = 1.3;
/** How long items are blocked: half of them longer than five working hours. */
const blockedFor = { mu: Math.log(5 * HOUR), sigma: 1.2 };

export interface Workplace {
  readonly plan: OrganizationPlan;
  readonly words: WordsPlan;
  readonly ledger: Ledger;
  readonly agenda: Agenda;
  readonly crews: Crews;
  readonly scene: Scene;
  readonly random: RandomStream;
}

/** Where items are pulled, worked on, blocked, put aside, sent back and finished, by hands and under limits. */
export class WorkFloor {
  readonly #of: Workplace;
  readonly #offers: Offers;
  readonly #stages: ReadonlyMap<string, StagePlan>;
  readonly #rework: ReadonlyMap<string, { readonly to: string; readonly share: number }>;
  readonly #queued = new Map<string, Set<Job>>();
  readonly #waiting: Job[] = [];
  readonly #pulling = new Set<string>();
  readonly #whenDone: ((item: ToldItem, at: number) => void)[] = [];
  readonly jobs: Job[] = [];

  constructor(workplace: Workplace) {
    this.#of = workplace;
    this.#offers = new Offers(workplace, {
      freed: (stage, at) => this.#freed(stage, at),
      queue: (job, at) => this.#queue(job, at),
      begin: (job, worker, at) => this.#begin(job, worker, at),
      done: (job, at) => this.#done(job, at),
    });
    this.#stages = new Map(workplace.plan.workflows.flatMap(({ stages }) => stages.map((stage) => [stage.key, stage])));
    this.#rework = new Map(workplace.plan.workflows.flatMap(({ rework }) => rework.map((back) => [back.from, back])));
  }

  whenDone(tell: (item: ToldItem, at: number) => void): void {
    this.#whenDone.push(tell);
  }

  /** A new item stands in the queue its way begins with. */
  arrive(job: Job, at: number): void {
    this.jobs.push(job);
    this.#queue(job, at);
  }

  /** An item is put away from its queue. */
  leaveQueue(job: Job): void {
    this.#queued.get(job.item.stage.teamId)?.delete(job);
  }

  /** The items that wait in a team's queues, in the order it should pull. */
  queueOf(teamId: string): Job[] {
    const waiting = [...(this.#queued.get(teamId) ?? [])];
    const efforts = waiting.flatMap(({ item: { effortLow, effortHigh } }) =>
      effortLow === null || effortHigh === null ? [] : [(effortLow + effortHigh) / 2],
    );
    const median = medianEffort(efforts);
    const queued = (job: Job) => ({
      ...job.item,
      rank: String(job.item.place + 1e6).padStart(9, "0"),
      held: job.item.blockedSince === null ? (job.item.offer ? ("offered" as const) : null) : ("blocked" as const),
    });
    return waiting.toSorted((a, b) => compareQueued(queued(a), queued(b), median).order);
  }

  /** Ends the work on a job where it is, sooner than it would have been. */
  finishNow(job: Job, at: number): void {
    this.#finish(job, at);
  }

  #queue(job: Job, at: number): void {
    const { teamId } = job.item.stage;
    const queue = this.#queued.get(teamId) ?? new Set();
    this.#queued.set(teamId, queue.add(job));
    if (job.item.classOfService !== "expedite") return this.#nudge(teamId, at, [3, 40]);
    const soon = addWorkingTime(this.#of.ledger.calendar(teamId), at, 4 * MINUTE);
    this.#of.agenda.at(soon, (then) => this.#pull(teamId, then));
  }

  /** Someone of the team will look at the queue in a while. */
  #nudge(teamId: string, at: number, minutes: readonly number[]): void {
    if (this.#pulling.has(teamId)) return;
    this.#pulling.add(teamId);
    const wait = between(this.#of.random, minutes) * MINUTE;
    this.#of.agenda.at(addWorkingTime(this.#of.ledger.calendar(teamId), at, wait), (then) => {
      this.#pulling.delete(teamId);
      this.#pull(teamId, then);
    });
  }

  #pull(teamId: string, at: number): void {
    for (const job of this.queueOf(teamId)) {
      if (job.stays || job.item.blockedSince !== null || job.item.offer) continue;
      const next = nextStage(job);
      if (next.teamId !== teamId || next.kind !== "active") continue;
      const urgent = job.item.classOfService === "expedite";
      let worker = this.#hasRoom(next, job) ? this.#of.crews.free(teamId, job.random) : null;
      if (!worker && urgent) worker = this.#putAsideFor(job, next, at);
      if (!worker) continue;
      this.leaveQueue(job);
      this.#of.ledger.move(job.item, next, at, worker.personId, worker.personId);
      job.place += 1;
      if (job.random.nextUniform() < 0.16)
        this.#of.ledger.comment(
          job.item,
          oneOf(job.random, this.#of.words.remarks.pulled[job.item.workflow.key] ?? missing()),
          at,
          worker.personId,
        );
      this.#begin(job, worker, at);
      this.#nudge(teamId, at, [2, 15]);
      return;
    }
  }

  /** Room under the limit; now and then a soft limit is passed. */
  #hasRoom(stage: ToldStage, job: Job): boolean {
    const { ledger } = this.#of;
    if (ledger.hasRoom(stage)) return true;
    return !stage.wipHard && ledger.wip(stage) === stage.wipLimit && job.random.nextUniform() < 0.08;
  }

  /** Sends the item that was begun last back to its queue, for one that cannot wait. */
  #putAsideFor(urgent: Job, stage: ToldStage, at: number): Worker | null {
    const victims = this.jobs.filter(
      ({ item, isUnderHand, route, place }) =>
        item.stage === stage &&
        isUnderHand &&
        item.classOfService !== "expedite" &&
        item.classOfService !== "fixed_date" &&
        route[place - 1]?.kind === "queue" &&
        route[place - 1]?.teamId === stage.teamId,
    );
    const victim = victims.toSorted((a, b) => b.item.stageEnteredAt - a.item.stageEnteredAt)[0];
    const worker = victim?.worker;
    const queue = victim?.route[victim.place - 1];
    if (!victim || !worker || !queue) return null;
    this.#stop(victim, at);
    victim.aside = { stageId: stage.stageId, left: victim.left };
    this.#of.ledger.move(victim.item, queue, at, worker.personId);
    victim.place -= 1;
    const words = oneOf(victim.random, this.#of.words.remarks.aside).replaceAll("{other}", urgent.item.key);
    this.#of.ledger.comment(victim.item, words, at, worker.personId);
    this.#queue(victim, at);
    return worker;
  }

  #begin(job: Job, worker: Worker, at: number, left?: number): void {
    const { ledger } = this.#of;
    const stage = job.item.stage;
    const plan = this.#stages.get(stage.key) ?? missing();
    const aside = job.aside?.stageId === stage.stageId ? job.aside.left : undefined;
    const isFresh = left === undefined && aside === undefined;
    job.aside = null;
    worker.busy += 1;
    job.worker = worker;
    job.isUnderHand = true;
    job.beganAt = at;
    job.left = left ?? aside ?? Math.max(4 * MINUTE, job.effort * (plan.share ?? 1) * drag);
    const calendar = ledger.calendar(stage.teamId);
    this.#foresee(job, addWorkingTime(calendar, at, job.left), (then) => this.#finish(job, then));
    if (!isFresh) return;
    speakWhileWorking(job, this.#of, (part, act) => {
      this.#foresee(job, addWorkingTime(calendar, at, job.left * part), act);
    });
    if (job.children.length === 0 && job.random.nextUniform() < (plan.blocked ?? 0)) {
      const part = 0.15 + 0.7 * job.random.nextUniform();
      this.#foresee(job, addWorkingTime(calendar, at, job.left * part), (then) => this.#block(job, then));
    }
  }

  /** Something that happens unless the job takes another turn before. */
  #foresee(job: Job, instant: number, act: (at: number) => void): void {
    const { turn } = job;
    this.#of.agenda.at(instant, (at) => {
      if (job.turn === turn) act(at);
    });
  }

  /** Hands off: what is left stays left, what was foreseen is off. */
  #stop(job: Job, at: number): void {
    const calendar = this.#of.ledger.calendar(job.item.stage.teamId);
    job.left = Math.max(MINUTE, job.left - workingTimeBetween(calendar, job.beganAt, at));
    job.turn += 1;
    if (!job.worker || !job.isUnderHand) return;
    job.isUnderHand = false;
    job.worker.busy -= 1;
    this.#nudge(job.worker.teamId, at, [2, 25]);
  }

  #block(job: Job, at: number): void {
    const { ledger, agenda, words, scene } = this.#of;
    const { worker } = job;
    const reasons = words.blocks[job.item.stage.key];
    if (!worker || !reasons) return;
    const { teamId } = job.item.stage;
    const [reason = "", waitingFor = ""] = oneOf(job.random, reasons);
    this.#stop(job, at);
    job.worker = null;
    ledger.block(job.item, reason, waitingFor, at, worker.personId);
    const until = addWorkingTime(ledger.calendar(teamId), at, sampleLognormal(job.random, blockedFor));
    agenda.at(until, (then) => {
      if (scene.keepsBlocked(job.item, then)) return;
      ledger.unblock(job.item, then, worker.personId);
      if (job.random.nextUniform() < 0.35)
        ledger.comment(job.item, oneOf(job.random, words.remarks.unblocked), then, worker.personId);
      this.#begin(job, worker, then, job.left);
    });
  }

  #finish(job: Job, at: number): void {
    const { agenda } = this.#of;
    const { worker } = job;
    if (!worker || this.#of.scene.keepsFull(job.item.stage, at)) return;
    if (job.children.some((child) => child.item.finishedAt === null)) {
      // A tree's root is nobody's hand: it stands in its stage until the last child is done.
      this.#stop(job, at);
      const calendar = this.#of.ledger.calendar(job.item.stage.teamId);
      const nextDay = (then: number) => nextWorkingInstant(calendar, then + DAY);
      const look = (then: number) =>
        job.children.some((child) => child.item.finishedAt === null)
          ? agenda.at(nextDay(then), look)
          : this.#advance(job, nextStage(job), then);
      agenda.at(nextDay(at), look);
      return;
    }
    this.#stop(job, at);
    const back = this.#rework.get(job.item.stage.key);
    if (back && !job.reworked && job.random.nextUniform() < back.share && this.#sendBack(job, worker, back.to, at))
      return;
    const next = nextStage(job);
    if (next.kind === "done") this.#tickRest(job, worker, at);
    this.#advance(job, next, at);
  }

  /** Nobody leaves a list half ticked behind what is done. */
  #tickRest({ item }: Job, worker: Worker, at: number): void {
    const checklist = item.checklist.map((line) => ({ ...line, done: true }));
    if (item.checklist.some((line) => !line.done)) this.#of.ledger.change(item, { checklist }, at, worker.personId);
  }

  #sendBack(job: Job, worker: Worker, key: string, at: number): boolean {
    const { ledger, words } = this.#of;
    const place = job.route.findIndex((stage) => stage.key === key);
    const to = job.route[place];
    const from = job.item.stage;
    if (!to || !ledger.hasRoom(to)) return false;
    job.reworked = true;
    const remarks =
      from.key === "approve"
        ? words.remarks.returned
        : from.key === "review"
          ? words.remarks.review
          : words.remarks.reopened;
    ledger.move(job.item, to, at, worker.personId);
    ledger.comment(job.item, oneOf(job.random, remarks), at, worker.personId);
    job.place = place;
    job.worker = null;
    this.#freed(from, at);
    if (to.kind === "queue") this.#queue(job, at);
    else this.#begin(job, worker, at, Math.max(10 * MINUTE, job.effort * 0.4));
    return true;
  }

  #advance(job: Job, next: ToldStage, at: number): void {
    const { ledger } = this.#of;
    const { worker } = job;
    const from = job.item.stage;
    if (!worker) return;
    if (next.teamId !== from.teamId) {
      this.#offers.offer(job, next, worker, at);
      return;
    }
    if (next.kind !== "done" && !this.#hasRoom(next, job)) {
      job.waitsFor = next;
      job.waitsSince = at;
      if (!this.#waiting.includes(job)) this.#waiting.push(job);
      return;
    }
    ledger.move(job.item, next, at, worker.personId);
    job.place += 1;
    if (next.kind === "done") this.#done(job, at);
    else this.#begin(job, worker, at);
    this.#freed(from, at);
  }

  #done(job: Job, at: number): void {
    job.worker = null;
    for (const tell of this.#whenDone) tell(job.item, at);
  }

  /** A place has become free: whoever waited longest for it comes in, then the queue before it is looked at. */
  #freed(stage: ToldStage, at: number): void {
    const { agenda, ledger } = this.#of;
    const first = this.#waiting.find((job) => job.waitsFor === stage);
    if (this.#offers.standingSince(stage) < (first?.waitsSince ?? Infinity)) this.#offers.takeFirst(stage, at);
    else if (first) {
      agenda.at(addWorkingTime(ledger.calendar(stage.teamId), at, MINUTE), (then) => {
        if (first.waitsFor !== stage || !ledger.hasRoom(stage)) return;
        first.waitsFor = null;
        this.#waiting.splice(this.#waiting.indexOf(first), 1);
        this.#advance(first, stage, then);
      });
    }
    this.#nudge(stage.teamId, at, [2, 25]);
  }
}
