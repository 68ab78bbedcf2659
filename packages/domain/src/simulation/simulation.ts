import { RefusedInput } from "../numbers/refused-input.ts";
import { addWorkingTime } from "../time/working-time.ts";
import { ANSWER, ARRIVAL, CHANCE, Floor, INTERRUPTION, PERSON, RESTED, SHIFT, UNBLOCKED } from "./floor.ts";
import { admit, answerOffer, arrive, enter, rested, unblock, workStopped } from "./moves.ts";
import { beginAlways, beginShift, endShift, interruptTeam, personRings, pullWork } from "./people.ts";
import { planOrganisation } from "./plan.ts";
import type { Seed } from "../numbers/random.ts";
import type { WorkingCalendar } from "../time/working-calendar.ts";
import type { Watcher } from "./floor.ts";
import type { FinishedItems } from "./finished-items.ts";
import type { Organisation } from "./organisation.ts";

/** An item already under way when the simulation begins. */
export interface ItemUnderWay {
  readonly channel: string;
  readonly stage: string;
  readonly arrivedAt: number;
  readonly serviceClass?: string | undefined;
  /** How long it has been in the stage, in the team's working time: what is left of its visit is drawn accordingly. */
  readonly inStage?: number | undefined;
}

export interface SimulationOptions {
  readonly seed: Seed;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly until: number;
  readonly underWay?: readonly ItemUnderWay[];
  /** Whether those under way at the beginning are reported when they finish; else only what arrives after. */
  readonly reportsUnderWay?: boolean;
  readonly watcher?: Watcher;
}

export interface StageMeasures {
  readonly stage: string;
  /** Over time since measuring began. */
  readonly meanWip: number;
  readonly wip: number;
  readonly entered: number;
  /** From ready to first started, of visits started; undefined where none was. */
  readonly meanWait: number | undefined;
}

export interface PersonMeasures {
  readonly person: string;
  readonly team: string;
  /** Hours at work since measuring began, in milliseconds, and shares of them. */
  readonly shiftTime: number;
  readonly workedShare: number;
  readonly interruptedShare: number;
}

export interface SimulationResult {
  /** Equal for equal runs, to the bit. */
  readonly hash: string;
  /** Changes of stage, hand-offs, blocks, shifts and interruptions. */
  readonly changes: number;
  /** Items that arrived since measuring began and are finished. Columns are shared with the simulation while it goes on. */
  readonly finished: FinishedItems;
  /** Items that arrived since measuring began, those turned away included. */
  readonly arrived: number;
  readonly turnedAway: number;
  /** Items not finished, those that wait outside included. */
  readonly open: number;
  readonly stages: readonly StageMeasures[];
  readonly people: readonly PersonMeasures[];
}

export type SimulationRefusal = "bad_span" | "unknown_stage" | "unknown_channel" | "unknown_class";

/**
 * Runs a described organisation event by event: arrivals by channel, people who come and go, pull, are interrupted and take
 * up again, WIP limits, hand-offs that wait for an answer, blocks, rework. State machines over flat arrays, no
 * generators. One seed gives one run, to the bit; chance is drawn per item and purpose (see `KeyedChance`), so runs with
 * other policies, people or limits face the same work.
 */
export class Simulation {
  readonly #floor: Floor;
  #measuredFrom: number;
  #arrivedBefore = 0;

  /** Refuses an organisation that could not run (see `planOrganisation`) and a span without length. */
  constructor(organisation: Organisation, options: SimulationOptions) {
    const { from, until } = options;
    if (!(Number.isFinite(from) && Number.isFinite(until) && until > from)) {
      throw new RefusedInput<SimulationRefusal>(
        "bad_span",
        `A simulation runs from one instant to a later one, not from ${from} to ${until}.`,
      );
    }
    const plan = planOrganisation(organisation, from, until);
    const floor = new Floor(plan, options.seed, from, until, options.watcher ?? {});
    this.#floor = floor;
    if (options.reportsUnderWay) floor.reportedFrom = -Infinity;
    this.#measuredFrom = from;
    for (let person = 0; person < plan.people.length; person++)
      if (plan.people[person]!.calendar < 0) beginAlways(floor, person);
    for (const [c, { bounds }] of plan.calendars.entries())
      if (bounds.length > 0) floor.schedule(Math.max(bounds[0]!, from), SHIFT, c);
    for (let channel = 0; channel < plan.channels.length; channel++) this.#scheduleArrival(channel);
    for (let source = 0; source < plan.interruptions.length; source++) this.#scheduleInterruption(source);
    for (const item of options.underWay ?? []) this.#placeUnderWay(item);
    this.#settle();
  }

  get now(): number {
    return this.#floor.now;
  }

  /** Items in each stage at this instant, in the organisation's order; those waiting outside are in none. */
  get wip(): Int32Array {
    return this.#floor.wip.slice();
  }

  /** When each item that is not finished arrived, in no particular order. */
  openArrivals(): number[] {
    const { items } = this.#floor;
    const arrivals: number[] = [];
    items.each((item) => arrivals.push(items.arrivedAt[item]!));
    return arrivals;
  }

  /** Goes on until an instant, its own events included; at most until the end. */
  runUntil(time: number): void {
    const floor = this.#floor;
    const end = Math.min(time, floor.until);
    const { events } = floor;
    while (events.firstKey <= end) {
      floor.now = events.firstKey;
      this.#handle(events.pop());
      this.#settle();
    }
    floor.now = Math.max(floor.now, end);
  }

  /** Runs to the end and reports. */
  run(): SimulationResult {
    this.runUntil(this.#floor.until);
    return this.result();
  }

  /** Forgets what was measured so far: the end of a warm-up. Items that arrived before are no longer reported. */
  measureFromNow(): void {
    const floor = this.#floor;
    for (let stage = 0; stage < floor.wip.length; stage++) floor.countWip(stage, 0);
    for (const column of [
      floor.wipArea,
      floor.entered,
      floor.starts,
      floor.waited,
      floor.worked,
      floor.interruptedTime,
      floor.shiftTime,
    ])
      column.fill(0);
    floor.finished.clear();
    floor.turnedAway = 0;
    this.#arrivedBefore = floor.arrived.reduce((sum, n) => sum + n, 0);
    floor.measuredFrom = floor.now;
    floor.reportedFrom = floor.now;
    this.#measuredFrom = floor.now;
  }

  result(): SimulationResult {
    const floor = this.#floor;
    const { plan } = floor;
    const span = floor.now - this.#measuredFrom;
    return {
      hash: floor.hash.text(),
      changes: floor.changes,
      finished: floor.finished,
      arrived: floor.arrived.reduce((sum, n) => sum + n, 0) - this.#arrivedBefore,
      turnedAway: floor.turnedAway,
      open: floor.items.size,
      stages: plan.stages.map(({ name }, s) => {
        floor.countWip(s, 0);
        return {
          stage: name,
          meanWip: span > 0 ? floor.wipArea[s]! / span : floor.wip[s]!,
          wip: floor.wip[s]!,
          entered: floor.entered[s]!,
          meanWait: floor.starts[s]! > 0 ? floor.waited[s]! / floor.starts[s]! : undefined,
        };
      }),
      people: plan.people.map(({ name, team }, p) => {
        const open = floor.atWork[p] === 1 ? floor.now - Math.max(floor.shiftSince[p]!, this.#measuredFrom) : 0;
        const shiftTime = floor.shiftTime[p]! + open;
        const running = floor.clockDue[p]! >= 0 ? floor.now - Math.max(floor.clockSince[p]!, this.#measuredFrom) : 0;
        const interrupted = floor.interrupted[p] === 1;
        const share = (time: number): number => (shiftTime > 0 ? time / shiftTime : 0);
        return {
          person: name,
          team: plan.teams[team]!.name,
          shiftTime,
          workedShare: share(floor.worked[p]! + (interrupted ? 0 : running)),
          interruptedShare: share(floor.interruptedTime[p]! + (interrupted ? running : 0)),
        };
      }),
    };
  }

  #handle(payload: number): void {
    const floor = this.#floor;
    const index = payload >> 3;
    switch (payload & 7) {
      case ARRIVAL:
        this.#scheduleArrival(index);
        arrive(floor, index);
        break;
      case PERSON: {
        const item = personRings(floor, index);
        if (item >= 0) workStopped(floor, item);
        break;
      }
      case ANSWER:
        answerOffer(floor, index);
        break;
      case UNBLOCKED:
        unblock(floor, index);
        break;
      case RESTED:
        rested(floor, index);
        break;
      case SHIFT:
        this.#turnShift(index);
        break;
      case INTERRUPTION: {
        const { team, duration } = floor.plan.interruptions[index]!;
        const chance = floor.interruptionChance[index]!;
        const length = duration(() => chance.nextUniform());
        this.#scheduleInterruption(index);
        interruptTeam(floor, team, length);
      }
    }
  }

  /** Uses room and people that came free, until nothing more follows. */
  #settle(): void {
    const floor = this.#floor;
    for (;;) {
      const stage = floor.freedStages.pop();
      if (stage !== undefined) {
        admit(floor, stage);
        continue;
      }
      const team = floor.dirtyTeams.pop();
      if (team === undefined) return;
      floor.teamDirty[team] = 0;
      pullWork(floor, team);
    }
  }

  #scheduleArrival(channel: number): void {
    const floor = this.#floor;
    const { between, calendar } = floor.plan.channels[channel]!;
    const chance = floor.arrivals[channel]!;
    floor.schedule(
      after(
        floor.now,
        between(() => chance.nextUniform()),
        calendar,
      ),
      ARRIVAL,
      channel,
    );
  }

  #scheduleInterruption(source: number): void {
    const floor = this.#floor;
    const { between, calendar } = floor.plan.interruptions[source]!;
    const chance = floor.interruptionChance[source]!;
    floor.schedule(
      after(
        floor.now,
        between(() => chance.nextUniform()),
        calendar,
      ),
      INTERRUPTION,
      source,
    );
  }

  #turnShift(calendar: number): void {
    const floor = this.#floor;
    const { bounds, people } = floor.plan.calendars[calendar]!;
    const at = floor.nextShift[calendar]!++;
    for (const person of people) {
      if (at % 2 === 0) beginShift(floor, person);
      else endShift(floor, person);
    }
    if (at + 1 < bounds.length) floor.schedule(bounds[at + 1]!, SHIFT, calendar);
  }

  #placeUnderWay(given: ItemUnderWay): void {
    const floor = this.#floor;
    const { plan, items } = floor;
    const find = (
      code: SimulationRefusal,
      what: string,
      names: readonly { readonly name: string }[],
      name: string,
    ): number => {
      const at = names.findIndex((each) => each.name === name);
      if (at < 0)
        throw new RefusedInput<SimulationRefusal>(
          code,
          `An item under way is of ${what} “${name}”, which the organisation does not have.`,
        );
      return at;
    };
    const item = items.take();
    items.channel[item] = find("unknown_channel", "channel", plan.channels, given.channel);
    items.serial[item] = floor.arrived[items.channel[item]]!++;
    items.arrivedAt[item] = given.arrivedAt;
    items.serviceClass[item] =
      given.serviceClass === undefined ? 0 : find("unknown_class", "class", plan.classes, given.serviceClass);
    items.dueAt[item] = Infinity;
    const stage = find("unknown_stage", "stage", plan.stages, given.stage);
    const due = plan.classes[items.serviceClass[item]]?.due;
    if (due) items.dueAt[item] = given.arrivedAt + due(floor.drawFor(item, CHANCE.due));
    enter(floor, item, stage, given.inStage ?? 0);
  }
}

function after(now: number, wait: number, calendar: WorkingCalendar | undefined): number {
  return calendar ? addWorkingTime(calendar, now, wait) : now + wait;
}
