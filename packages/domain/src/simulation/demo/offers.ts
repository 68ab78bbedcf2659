import { sampleLognormal } from "../../numbers/lognormal.ts";
import { MINUTE } from "../../time/civil-date.ts";
import { addWorkingTime } from "../../time/working-time.ts";
import type { Worker } from "./crews.ts";
import { between, oneOf } from "./fill-words.ts";
import type { Job } from "./job.ts";
import { missing } from "./ledger.ts";
import type { ToldHandOff, ToldStage } from "./told.ts";
import type { Workplace } from "./work-floor.ts";

const HOUR = 60 * MINUTE;
/** Half of the offers are decided within two working hours of the team they were made to. */
const answered = { mu: Math.log(2 * HOUR), sigma: 1.1 };
const forgottenShare = 0.03;
const declinedShare = 0.08;

/** What an answered offer leads to on the floor. */
interface Arrivals {
  readonly freed: (stage: ToldStage, at: number) => void;
  readonly queue: (job: Job, at: number) => void;
  readonly begin: (job: Job, worker: Worker, at: number) => void;
  readonly done: (job: Job, at: number) => void;
}

/** An offer someone would take, were there room. */
interface Standing {
  readonly job: Job;
  readonly handOff: ToldHandOff;
  readonly giver: Worker;
  readonly since: number;
}

/** Hand-offs between teams: offered, then accepted where there is room, declined with a reason, or forgotten until they expire. */
export class Offers {
  readonly #of: Workplace;
  readonly #arrivals: Arrivals;
  readonly #expiryHours: ReadonlyMap<string, number>;
  #standing: Standing[] = [];

  constructor(workplace: Workplace, arrivals: Arrivals) {
    this.#of = workplace;
    this.#arrivals = arrivals;
    this.#expiryHours = new Map(workplace.plan.teams.map((team) => [team.key, team.handOffExpiryHours]));
  }

  /** Since when an offer has stood before a stage that had no room; ∞ where none does. */
  standingSince(stage: ToldStage): number {
    return this.#standing.find(({ handOff }) => handOff.to === stage && handOff.state === "offered")?.since ?? Infinity;
  }

  /** Lets someone of the stage's team take the offer that has stood longest before it. */
  takeFirst(stage: ToldStage, at: number): void {
    const first = this.#standing.find(({ handOff }) => handOff.to === stage && handOff.state === "offered");
    if (!first) return;
    const soon = addWorkingTime(this.#of.ledger.calendar(stage.teamId), at, MINUTE);
    this.#of.agenda.at(soon, (then) => this.#decide(first.job, first.handOff, first.giver, then));
  }

  /** The giver owns the item until the other team takes it. */
  offer(job: Job, to: ToldStage, giver: Worker, at: number): void {
    const { ledger, agenda, words } = this.#of;
    const hours = this.#expiryHours.get(ledger.team(to.teamId).key) ?? 72;
    const note = oneOf(job.random, words.offer.notes[to.key] ?? missing());
    job.offers += 1;
    const handOff = ledger.offer(job.item, to, note, at, giver.personId, at + hours * HOUR);
    agenda.at(handOff.expiresAt, (then) => {
      if (handOff.state !== "offered") return;
      ledger.settle(handOff, "expired", then, null);
      this.#again(job, handOff, giver, then);
    });
    if (job.random.nextUniform() < forgottenShare) return;
    const wait = sampleLognormal(job.random, answered) * (job.item.classOfService === "expedite" ? 0.15 : 1);
    const calendar = ledger.calendar(to.teamId);
    agenda.at(addWorkingTime(calendar, at, wait), (then) => this.#decide(job, handOff, giver, then));
  }

  #decide(job: Job, handOff: ToldHandOff, giver: Worker, at: number): void {
    const { ledger, words, crews, scene } = this.#of;
    if (handOff.state !== "offered" || scene.keepsOffered(handOff, at)) return;
    const { to } = handOff;
    const stood = this.#standing.find((one) => one.handOff === handOff);
    if (job.offers === 1 && !stood && to.kind !== "done" && job.random.nextUniform() < declinedShare) {
      const by = crews.someone(to.teamId, job.random);
      ledger.settle(handOff, "declined", at, by, oneOf(job.random, words.offer.declined[to.key] ?? missing()));
      this.#again(job, handOff, giver, at);
      return;
    }
    const worker = to.kind === "active" ? crews.free(to.teamId, job.random) : null;
    if (to.kind === "active" && (!worker || !ledger.hasRoom(to))) {
      if (!stood) this.#standing.push({ job, handOff, giver, since: at });
      const later = addWorkingTime(ledger.calendar(to.teamId), at, between(job.random, [25, 90]) * MINUTE);
      this.#of.agenda.at(later, (then) => this.#decide(job, handOff, giver, then));
      return;
    }
    const by = worker?.personId ?? crews.someone(to.teamId, job.random);
    const from = job.item.stage;
    this.#standing = this.#standing.filter((one) => one !== stood);
    ledger.settle(handOff, "accepted", at, by);
    ledger.move(job.item, to, at, by, by);
    job.place += 1;
    job.worker = null;
    if (worker) this.#arrivals.begin(job, worker, at);
    else if (to.kind === "queue") this.#arrivals.queue(job, at);
    else this.#arrivals.done(job, at);
    this.#arrivals.freed(from, at);
  }

  /** The giver says what was missing, and offers it once more. */
  #again(job: Job, { to }: ToldHandOff, giver: Worker, at: number): void {
    const { ledger, agenda } = this.#of;
    const calendar = ledger.calendar(giver.teamId);
    const wait = between(job.random, [40, 300]) * MINUTE;
    agenda.at(addWorkingTime(calendar, at, wait), (then) => {
      if (job.item.blockedSince === null && job.item.offer === null) this.offer(job, to, giver, then);
    });
  }
}
