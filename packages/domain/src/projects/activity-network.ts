/**
 * The critical path method over activities with calendars, links of all four kinds with lags, and constraints, kept up
 * to date edit by edit: an edit recomputes only what it can reach, in topological order. See docs/methods/networks.md.
 */
import { RefusedInput } from "../numbers/refused-input.ts";
import type { WorkingCalendar } from "../time/working-calendar.ts";
import { earliestAt, latestAt, workClock } from "../time/working-time.ts";
import { earliestStart, isDirect, latestStart, type LinkEnd } from "./link-bound.ts";
import { LinkTable } from "./link-table.ts";
import {
  checkDate,
  checkDuration,
  checkLag,
  type LinkKind,
  NetworkCycle,
  type NetworkPlan,
  type NetworkRefusal,
  type PlannedActivity,
  type PlannedLink,
} from "./network-plan.ts";
import { TopologicalOrder } from "./topological-order.ts";

export interface ActivityTimes {
  readonly name: string;
  /** Instants. Early and late, start and finish. */
  readonly earlyStart: number;
  readonly earlyFinish: number;
  readonly lateStart: number;
  readonly lateFinish: number;
  /** Working time by which it may slip before the project's finish, or a date that must be kept, does. */
  readonly totalFloat: number;
  /** Working time by which it may slip before any other activity's early dates do. */
  readonly freeFloat: number;
  /** Whether there is no total float. */
  readonly critical: boolean;
}

interface Activity extends LinkEnd {
  readonly name: string;
  /** The calendar while there is work to do; a milestone falls on an instant, working time or not. */
  clock: WorkingCalendar | undefined;
  /** Which of the network's clocks it is. */
  clockId: number;
  calendar: WorkingCalendar | undefined;
  duration: number;
  notBefore: number | undefined;
  mustFinishBy: number | undefined;
}

/** Limits what one network may hold, so that no plan can stall whoever asks. */
const MOST_ACTIVITIES = 200_000;
const MOST_LINKS = 1_000_000;

/**
 * A computed network. Refusals of the constructor and of edits: `NetworkCycle` (the ring is named), `duplicate_name`,
 * `unknown_name`, `bad_duration`, `bad_lag`, `bad_date`, `too_many`. A refused edit changes nothing.
 */
export class ActivityNetwork {
  readonly #start: number;
  readonly #activities: Activity[] = [];
  readonly #index = new Map<string, number>();
  readonly #links = new LinkTable();
  readonly #order = new TopologicalOrder(this.#links);
  /** Per link: whether both ends read one clock, and then how far the successor's start lies behind at least. */
  readonly #direct: boolean[] = [];
  readonly #distance: number[] = [];
  /** Readings of early and late start on each activity's own clock, and whether they must be computed again. */
  readonly #early: number[] = [];
  readonly #late: number[] = [];
  readonly #earlyStale: boolean[] = [];
  readonly #lateStale: boolean[] = [];
  #finish: number;
  /** The plan's start and the project's finish as readings of each clock. */
  readonly #clocks: (WorkingCalendar | undefined)[] = [undefined];
  readonly #starts: number[];
  #finishes: number[];
  #recomputed = 0;

  constructor(plan: NetworkPlan) {
    checkDate(plan.start, "The start of the plan");
    if (plan.activities.length > MOST_ACTIVITIES || plan.links.length > MOST_LINKS) {
      const message = `A network holds at most ${MOST_ACTIVITIES} activities and ${MOST_LINKS} links.`;
      throw new RefusedInput<NetworkRefusal>("too_many", message);
    }
    this.#start = plan.start;
    this.#finish = plan.start;
    this.#starts = [plan.start];
    this.#finishes = [plan.start];
    for (const activity of plan.activities) this.#append(activity);
    for (const link of plan.links) this.#attach(link);
    const ring = this.#order.build();
    if (ring) throw this.#cycle(ring);
    this.#update([]);
  }

  get size(): number {
    return this.#activities.length;
  }

  /** The plan's start. */
  get start(): number {
    return this.#start;
  }

  /** How many early and late dates the last edit computed: what being incremental is worth. */
  get recomputed(): number {
    return this.#recomputed;
  }

  get names(): readonly string[] {
    return this.#activities.map((activity) => activity.name);
  }

  /** The instant at which the last activity finishes; the plan's start when there is none. */
  get finish(): number {
    return this.#finish;
  }

  /** An activity's planned duration. */
  durationOf(name: string): number {
    return this.#activities[this.#find(name)]!.duration;
  }

  /** One activity's dates and floats. */
  times(name: string): ActivityTimes {
    return this.#times(this.#find(name));
  }

  /** All activities' dates and floats, as they were given. */
  allTimes(): ActivityTimes[] {
    return this.#activities.map((_, i) => this.#times(i));
  }

  /** Names of activities that finish after the date they must keep, with the working time by which they miss it. */
  missedDates(): { name: string; by: number }[] {
    const missed: { name: string; by: number }[] = [];
    for (const [i, activity] of this.#activities.entries()) {
      if (activity.mustFinishBy === undefined) continue;
      const by = this.#early[i]! + activity.duration - onClock(activity.clock, activity.mustFinishBy);
      if (by > this.#tolerance()) missed.push({ name: activity.name, by });
    }
    return missed;
  }

  /**
   * One longest chain, from the first activity to the one that finishes last: each is held by the one before it. It
   * begins with an activity that the plan's start or its own not-before date holds.
   */
  criticalPath(): string[] {
    let last = -1;
    let latest = -Infinity;
    for (let i = 0; i < this.size; i++) {
      const finish = finishInstant(this.#activities[i]!, this.#early[i]!);
      if (finish > latest || (finish === latest && this.#order.places[i]! > this.#order.places[last]!)) {
        last = i;
        latest = finish;
      }
    }
    const path: string[] = [];
    for (let i = last; i >= 0;) {
      path.push(this.#activities[i]!.name);
      i = this.#drivers(i)[0] ?? -1;
    }
    return path.toReversed();
  }

  /** Names of the predecessors that hold an activity's early start where it is; none when a date does. */
  drivenBy(name: string): string[] {
    return this.#drivers(this.#find(name)).map((i) => this.#activities[i]!.name);
  }

  /**
   * One pass forward with other durations (by index, in the order of `names`), which changes nothing here: early starts
   * go to `early` as readings, `critical[i]` (where asked for) is set to 1 for every activity on a longest chain. Gives
   * the finish.
   */
  tryDurations(durations: ArrayLike<number>, early: Float64Array, critical?: Uint8Array): number {
    const { nodes } = this.#order;
    for (const i of nodes) early[i] = this.#computeEarly(i, early, durations);
    const finish = this.#latestFinish(early, durations);
    if (!critical) return finish;
    const slack = TOLERANCE * Math.max(1, finish - this.#start);
    const finishes = this.#clocks.map((clock) => onClock(clock, finish));
    critical.fill(0);
    for (let place = nodes.length - 1; place >= 0; place--) {
      const i = nodes[place]!;
      const last = finishes[this.#activities[i]!.clockId]!;
      if (early[i]! + durations[i]! >= last - slack) critical[i] = 1;
      if (critical[i] === 1) for (const driver of this.#drivers(i, early, durations, slack)) critical[driver] = 1;
    }
    return finish;
  }

  setDuration(name: string, duration: number): void {
    checkDuration(duration, name);
    const i = this.#find(name);
    const activity = this.#activities[i]!;
    activity.duration = duration;
    this.#wind(activity);
    this.#update([i]);
  }

  setCalendar(name: string, calendar: WorkingCalendar | undefined): void {
    const i = this.#find(name);
    const activity = this.#activities[i]!;
    activity.calendar = calendar;
    this.#wind(activity);
    this.#update([i]);
  }

  setNotBefore(name: string, instant: number | undefined): void {
    checkDate(instant, `The not-before date of "${name}"`);
    const i = this.#find(name);
    this.#activities[i]!.notBefore = instant;
    this.#update([i]);
  }

  setMustFinishBy(name: string, instant: number | undefined): void {
    checkDate(instant, `The date by which "${name}" must finish`);
    const i = this.#find(name);
    this.#activities[i]!.mustFinishBy = instant;
    this.#update([i]);
  }

  /** Adds an activity without links. */
  addActivity(planned: PlannedActivity): void {
    this.#append(planned);
    this.#update([this.size - 1]);
  }

  /** Adds a link; a `NetworkCycle` names the ring it would close. */
  addLink(planned: PlannedLink): void {
    checkLag(planned);
    const [from, to] = [this.#find(planned.from), this.#find(planned.to)];
    const ring = this.#order.admit(from, to);
    if (ring) throw this.#cycle(ring);
    this.#attach(planned);
    this.#update([from, to]);
  }

  /** Takes away the links from one activity to another, of one kind or of all. Refuses when there is none. */
  removeLink(from: string, to: string, kind?: PlannedLink["kind"]): void {
    const [i, j] = [this.#find(from), this.#find(to)];
    const { to: target, kind: kinds, out } = this.#links;
    const gone = out[i]!.filter((row) => target[row] === j && (kind === undefined || kinds[row] === kind));
    if (gone.length === 0) {
      const what = kind ? `${kind} link` : "link";
      throw new RefusedInput<NetworkRefusal>("unknown_name", `There is no ${what} from "${from}" to "${to}".`);
    }
    for (const row of gone) this.#links.remove(row);
    this.#update([i, j]);
  }

  #append(planned: PlannedActivity): void {
    const { name, duration, calendar, notBefore, mustFinishBy } = planned;
    if (this.#index.has(name)) {
      throw new RefusedInput<NetworkRefusal>("duplicate_name", `Two activities are named "${name}".`);
    }
    checkDuration(duration, name);
    checkDate(notBefore, `The not-before date of "${name}"`);
    checkDate(mustFinishBy, `The date by which "${name}" must finish`);
    this.#index.set(name, this.#order.addNode());
    this.#links.addActivity();
    const activity: Activity = { name, duration, calendar, clock: undefined, clockId: 0, notBefore, mustFinishBy };
    this.#wind(activity);
    this.#activities.push(activity);
    this.#early.push(0);
    this.#late.push(0);
    this.#earlyStale.push(true);
    this.#lateStale.push(true);
  }

  /** Sets the clock that an activity's readings are of. */
  #wind(activity: Activity): void {
    activity.clock = activity.duration > 0 ? activity.calendar : undefined;
    activity.clockId = this.#clocks.indexOf(activity.clock);
    if (activity.clockId >= 0) return;
    activity.clockId = this.#clocks.push(activity.clock) - 1;
    this.#starts.push(onClock(activity.clock, this.#start));
    this.#finishes.push(onClock(activity.clock, this.#finish));
  }

  #attach(planned: PlannedLink): void {
    checkLag(planned);
    const { from, to, kind = "FS", lag = 0, elapsed = false } = planned;
    this.#measure(this.#links.add(this.#find(from), this.#find(to), kind, lag, elapsed));
  }

  /** Works out what a link demands when both of its ends read one clock: nothing but a distance. */
  #measure(row: number): void {
    const { kind, lag, elapsed } = this.#links;
    const [from, to] = this.#ends(row);
    this.#direct[row] = isDirect(lag[row]!, elapsed[row]!, from, to);
    this.#distance[row] = lag[row]! + startDistance(kind[row]!, from.duration, to.duration);
  }

  #ends(row: number): [Activity, Activity] {
    return [this.#activities[this.#links.from[row]!]!, this.#activities[this.#links.to[row]!]!];
  }

  #find(name: string): number {
    const i = this.#index.get(name);
    if (i === undefined) throw new RefusedInput<NetworkRefusal>("unknown_name", `There is no activity "${name}".`);
    return i;
  }

  #cycle(ring: readonly number[]): NetworkCycle {
    return new NetworkCycle(ring.map((i) => this.#activities[i]!.name));
  }

  /** Brings all dates up to date after `touched` activities, or links at them, changed. */
  #update(touched: readonly number[]): void {
    this.#recomputed = 0;
    for (const i of touched) {
      this.#earlyStale[i] = this.#lateStale[i] = true;
      for (const row of this.#links.into[i]!) this.#measure(row);
      for (const row of this.#links.out[i]!) this.#measure(row);
    }
    this.#passForward(touched);
    const finish = this.#latestFinish();
    if (finish !== this.#finish) {
      this.#finish = finish;
      this.#finishes = this.#clocks.map((clock) => onClock(clock, finish));
      // Every late date hangs on the project's finish.
      this.#lateStale.fill(true);
    }
    this.#passBack(touched);
  }

  #passForward(touched: readonly number[]): void {
    const { out, to } = this.#links;
    const { nodes } = this.#order;
    for (let place = 0; place < nodes.length; place++) {
      const i = nodes[place]!;
      if (!this.#earlyStale[i]) continue;
      this.#earlyStale[i] = false;
      this.#recomputed++;
      const start = this.#computeEarly(i);
      if (start === this.#early[i] && !touched.includes(i)) continue;
      this.#early[i] = start;
      for (const row of out[i]!) this.#earlyStale[to[row]!] = true;
    }
  }

  #passBack(touched: readonly number[]): void {
    const { into, from } = this.#links;
    const { nodes } = this.#order;
    for (let place = nodes.length - 1; place >= 0; place--) {
      const i = nodes[place]!;
      if (!this.#lateStale[i]) continue;
      this.#lateStale[i] = false;
      this.#recomputed++;
      const start = this.#computeLate(i);
      if (start === this.#late[i] && !touched.includes(i)) continue;
      this.#late[i] = start;
      for (const row of into[i]!) this.#lateStale[from[row]!] = true;
    }
  }

  #computeEarly(i: number, early: ArrayLike<number> = this.#early, durations?: ArrayLike<number>): number {
    const activity = this.#activities[i]!;
    let least = this.#starts[activity.clockId]!;
    if (activity.notBefore !== undefined) least = Math.max(least, onClock(activity.clock, activity.notBefore));
    for (const row of this.#links.into[i]!) least = Math.max(least, this.#earliestBy(row, early, durations));
    return least;
  }

  /** How early the link's successor may start when the predecessor starts as `early` says. */
  #earliestBy(row: number, early: ArrayLike<number>, durations?: ArrayLike<number>): number {
    const links = this.#links;
    const start = early[links.from[row]!]!;
    if (durations === undefined && this.#direct[row]) return start + this.#distance[row]!;
    const kind = links.kind[row]!;
    const [from, to] = this.#ends(row);
    const fromDuration = durations ? durations[links.from[row]!]! : from.duration;
    const toDuration = durations ? durations[links.to[row]!]! : to.duration;
    if (this.#direct[row]) return start + links.lag[row]! + startDistance(kind, fromDuration, toDuration);
    const rule = { kind, lag: links.lag[row]!, elapsed: links.elapsed[row]! };
    return earliestStart(rule, from, to, start, fromDuration, toDuration);
  }

  #computeLate(i: number): number {
    const activity = this.#activities[i]!;
    let most = this.#finishes[activity.clockId]!;
    if (activity.mustFinishBy !== undefined) most = Math.min(most, onClock(activity.clock, activity.mustFinishBy));
    most -= activity.duration;
    for (const row of this.#links.out[i]!) most = Math.min(most, this.#latestFor(row, this.#late));
    return most;
  }

  /** How late the link's predecessor may start for the successor to start as `starts` says. */
  #latestFor(row: number, starts: ArrayLike<number>): number {
    const links = this.#links;
    const start = starts[links.to[row]!]!;
    if (this.#direct[row]) return start - this.#distance[row]!;
    const [from, to] = this.#ends(row);
    const rule = { kind: links.kind[row]!, lag: links.lag[row]!, elapsed: links.elapsed[row]! };
    return latestStart(rule, from, to, start, from.duration, to.duration);
  }

  #latestFinish(early: ArrayLike<number> = this.#early, durations?: ArrayLike<number>): number {
    // One look-up per calendar: the work clock never runs backwards.
    const last = this.#clocks.map(() => -Infinity);
    for (let i = 0; i < this.size; i++) {
      const { clockId, duration } = this.#activities[i]!;
      const finish = early[i]! + (durations ? durations[i]! : duration);
      if (finish > last[clockId]!) last[clockId] = finish;
    }
    let latest = this.#start;
    for (const [id, finish] of last.entries()) {
      const clock = this.#clocks[id];
      if (finish > -Infinity) latest = Math.max(latest, clock ? earliestAt(clock, finish) : finish);
    }
    return latest;
  }

  #drivers(
    i: number,
    early: ArrayLike<number> = this.#early,
    durations?: ArrayLike<number>,
    slack = this.#tolerance(),
  ): number[] {
    const held = this.#links.into[i]!.filter((row) => this.#earliestBy(row, early, durations) >= early[i]! - slack);
    return held.map((row) => this.#links.from[row]!);
  }

  #times(i: number): ActivityTimes {
    const activity = this.#activities[i]!;
    const { clock, name, duration } = activity;
    const [early, late] = [this.#early[i]!, this.#late[i]!];
    const totalFloat = slackBetween(activity, early, late);
    let free = this.#finishes[activity.clockId]! - duration;
    for (const row of this.#links.out[i]!) free = Math.min(free, this.#latestFor(row, this.#early));
    return {
      name,
      earlyStart: clock ? latestAt(clock, early) : early,
      earlyFinish: finishInstant(activity, early),
      lateStart: clock ? latestAt(clock, late) : late,
      lateFinish: finishInstant(activity, late),
      totalFloat,
      freeFloat: Math.max(0, slackBetween(activity, early, free)),
      critical: totalFloat <= this.#tolerance(),
    };
  }

  #tolerance(): number {
    return TOLERANCE * Math.max(1, this.#finish - this.#start);
  }
}

/** Slack below this share of the project's length is rounding. */
const TOLERANCE = 1e-9;

/** From the predecessor's start to the successor's, when the two points that a link of this kind holds fall together. */
function startDistance(kind: LinkKind, fromDuration: number, toDuration: number): number {
  return (kind === "FS" || kind === "FF" ? fromDuration : 0) - (kind === "FF" || kind === "SF" ? toDuration : 0);
}

function onClock(clock: WorkingCalendar | undefined, instant: number): number {
  return clock ? workClock(clock, instant) : instant;
}

function finishInstant({ clock, duration }: Activity, start: number): number {
  return clock ? earliestAt(clock, start + duration) : start + duration;
}

/** Working time between two readings of an activity's start. */
function slackBetween({ clock, calendar }: Activity, from: number, to: number): number {
  return clock || !calendar ? to - from : workClock(calendar, to) - workClock(calendar, from);
}
