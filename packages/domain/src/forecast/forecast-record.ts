/**
 * What was forecast on any day, made again from what was known on that day: nothing needs to be stored, for what happened does
 * not change. See docs/methods/forecast-over-time.md.
 */
import type { FlowHistory } from "../flow/history.ts";
import { countUpTo } from "../flow/window.ts";
import { RefusedInput, requireCount, requireProbability } from "../numbers/refused-input.ts";
import type { Seed } from "../numbers/random.ts";
import { daysToEmpty, headway, passedWith, type Headway } from "./backlog-growth.ts";
import { standingAt } from "./known-then.ts";
import { leastFrom } from "./near-search.ts";
import type { TeamDays } from "./team-days.ts";
import { chanceOf, forecastThroughput, FURTHEST, type ThroughputForecast } from "./throughput-forecast.ts";
import { throughputTrials, type Trials } from "./throughput-trials.ts";
import { meanAWeek } from "./weekly-pace.ts";

/** Days since the first finished item that a forecast needs. */
export const LEAST_DAYS = 14;
/** Latest days that are learnt from: the throughput model looks no further back. */
const MOST_DAYS = 2200;
/** Days ahead over which the team's days off are told to the model. */
const KNOWN_AHEAD = 400;
/** With arrivals counted: futures drawn, and days each reaches. */
const TRIALS = 1000;
const REACH = 364;
/** Without: dates are told up to four times as far as the pace leads to expect, and so many days at least. */
const LEAST_AHEAD = 56;

export interface ForecastAsked {
  readonly history: FlowHistory;
  readonly days: TeamDays;
  /** So many of whatever is finished; or these items, as long as they are open. */
  readonly wanted: number | ((item: string) => boolean);
  /** Whose finishes make the pace; everything in the history unless told. */
  readonly pace?: ((item: string) => boolean) | undefined;
  /** Whether wanted items that arrive meanwhile must be finished too. */
  readonly growing?: boolean | undefined;
  readonly seed: Seed;
}

/** What a date follows from; each may be as it was on a day of its own. */
export interface Setting {
  /** The day that counts as the first one ahead. */
  readonly start: number;
  readonly count: number;
  /** Days at whose beginning what the pace, and what arrivals, are learnt from was known. */
  readonly pace: number;
  readonly arrivals: number;
}

/** A day and the instant on it from which is looked: its beginning, or now. */
export interface Point {
  readonly day: number;
  readonly at: number;
}

export class ForecastRecord {
  readonly asked: ForecastAsked;
  readonly #finishing = new Map<string, ThroughputForecast>();
  readonly #arriving = new Map<string, ThroughputForecast>();
  readonly #trials = new WeakMap<ThroughputForecast, Trials>();
  readonly #ahead = new WeakMap<ThroughputForecast, Map<string, number | undefined>>();
  readonly #offBy = new Map<number, number>();
  readonly #headways = new Map<string, Headway>();
  readonly #passed = new Map<string, Float64Array>();

  /** Refuses a number wanted that is not whole or negative (`not_count`). */
  constructor(asked: ForecastAsked) {
    if (typeof asked.wanted === "number") requireCount(asked.wanted, "The number of items");
    this.asked = asked;
  }

  /** Of what was wanted, how many were still to be finished on that day; those finished on it before the instant included. */
  countAt({ day, at }: Point): number {
    return this.#count(at, this.asked.days.start(day));
  }

  /** How many of them were open at that very instant. */
  openAt({ at }: Point): number {
    return this.#count(at, at);
  }

  #count(at: number, morning: number): number {
    const { history, wanted } = this.asked;
    if (typeof wanted === "number") return wanted;
    let count = 0;
    for (const flow of history.items) {
      if (!wanted(flow.item)) continue;
      const { state, finishedAt } = standingAt(flow, at);
      if (state === "open" || (state === "finished" && finishedAt >= morning)) count += 1;
    }
    return count;
  }

  /**
   * The throughput forecast from what was known as `known` began, for the days from `from` on.
   * Refuses where nothing was finished (`nothing_finished`), or too lately (`short_history`).
   */
  finishing(known: number, from = known): ThroughputForecast {
    return this.#model(this.#finishing, known, from, () => this.finishedDaily(known));
  }

  /** The same for wanted items that arrive. */
  arriving(known: number, from = known): ThroughputForecast {
    return this.#model(this.#arriving, known, from, () => this.arrivedDaily(known));
  }

  /** Items finished on each day up to the one that begins at `known`, the first being that of the first finish. */
  finishedDaily(known: number): Int32Array {
    const { history, days, pace = () => true } = this.asked;
    const at = days.start(known);
    const finishes: number[] = [];
    for (const flow of history.items) {
      if (!pace(flow.item)) continue;
      const { finishedAt } = standingAt(flow, at);
      if (finishedAt !== undefined) finishes.push(finishedAt);
    }
    if (finishes.length === 0) {
      throw new RefusedInput(
        "nothing_finished",
        `Nothing was finished yet. A forecast needs ${LEAST_DAYS} days since the first item was finished.`,
      );
    }
    const daily = perDay(finishes, days, known);
    const missing = LEAST_DAYS - daily.length;
    if (missing > 0) {
      throw new RefusedInput(
        "short_history",
        `A forecast needs ${LEAST_DAYS} days since the first item was finished; there are ${daily.length}. Ask again in ${missing} ${missing === 1 ? "day" : "days"}.`,
      );
    }
    return daily;
  }

  /**
   * Wanted items that arrived on each day after the first one did: what there was to begin with is no growth. Seven days at least.
   */
  arrivedDaily(known: number): Int32Array {
    const { history, days, wanted } = this.asked;
    const at = days.start(known);
    const arrivals: number[] = [];
    let first = known;
    for (const { item, arrivedAt } of history.items) {
      if (arrivedAt >= at || (typeof wanted !== "number" && !wanted(item))) continue;
      arrivals.push(arrivedAt);
      first = Math.min(first, days.of(arrivedAt));
    }
    return perDay(arrivals, days, known, Math.min(first + 1, known - 7)).map((count, i, { length }) =>
      known - length + i > first ? count : 0,
    );
  }

  /** P(what is wanted is finished within so many days). */
  chanceWithin(setting: Setting, ahead: number): number {
    if (setting.count === 0) return 1;
    if (!this.asked.growing) return chanceOf(this.finishing(setting.pace, setting.start), setting.count, ahead);
    const passed = this.#passages(setting);
    return countUpTo(passed, ahead) / passed.length;
  }

  /** The day by whose end what is wanted is finished with this confidence; undefined where that is too far to tell. */
  dayOf(setting: Setting, confidence: number): number | undefined {
    requireProbability(confidence, "The confidence");
    if (setting.count === 0) return setting.start - 1;
    const ahead = this.asked.growing
      ? passedWith(this.#passages(setting), confidence)
      : this.#daysAhead(setting, confidence);
    return ahead === undefined ? undefined : setting.start + ahead - 1;
  }

  /**
   * As `whenDone`, up to four times what the pace leads to expect, searched for from there as far off as it was the last time: a step
   * asks for many dates near each other, and each horizon of a forecast costs milliseconds once.
   */
  #daysAhead({ start, count, pace }: Setting, confidence: number): number | undefined {
    const forecast = this.finishing(pace, start);
    const key = `${count} ${confidence}`;
    let known = this.#ahead.get(forecast);
    if (known === undefined) this.#ahead.set(forecast, (known = new Map<string, number | undefined>()));
    if (known.has(key)) return known.get(key);
    const expected = (7 * count) / Math.max(0.05, meanAWeek(forecast));
    const enough = (days: number): boolean => chanceOf(forecast, count, days) >= confidence - 1e-12;
    const furthest = Math.min(FURTHEST, Math.max(LEAST_AHEAD, Math.ceil(4 * expected)));
    const days = leastFrom(expected * (this.#offBy.get(confidence) ?? 1), furthest, enough);
    if (days !== undefined) this.#offBy.set(confidence, days / expected);
    known.set(key, days);
    return days;
  }

  /** Days ahead that can be told. */
  get reach(): number {
    return this.asked.growing ? REACH : FURTHEST;
  }

  #passages({ start, count, pace, arrivals }: Setting): Float64Array {
    const pair = `${start} ${pace} ${arrivals}`;
    const key = `${pair} ${count}`;
    let passed = this.#passed.get(key);
    if (passed === undefined) {
      let drawn = this.#headways.get(pair);
      if (drawn === undefined) {
        const finishing = this.#drawn(this.finishing(pace, start), "finished");
        drawn = headway(finishing, this.#drawn(this.arriving(arrivals, start), "arrived"));
        // A story goes on by steps and needs the pairs of its latest only; each holds a megabyte and more.
        if (this.#headways.size >= 16) this.#headways.clear();
        this.#headways.set(pair, drawn);
      }
      passed = daysToEmpty(drawn, count);
      this.#passed.set(key, passed);
    }
    return passed;
  }

  #drawn(forecast: ThroughputForecast, what: string): Trials {
    let trials = this.#trials.get(forecast);
    if (trials === undefined) {
      trials = throughputTrials(forecast, { days: REACH, trials: TRIALS, seed: `${this.asked.seed} ${what}` });
      this.#trials.set(forecast, trials);
    }
    return trials;
  }

  #model(kept: Map<string, ThroughputForecast>, known: number, from: number, read: () => Int32Array) {
    const { share } = this.asked.days;
    const ahead = (day: number) => Array.from({ length: KNOWN_AHEAD }, (_, i) => share(day + i));
    const plain = from === known || (ahead(known).every(isUsual) && ahead(from).every(isUsual));
    const key = plain ? String(known) : `${known} ${from}`;
    let forecast = kept.get(key);
    if (forecast === undefined) {
      const daily = read();
      const first = known - daily.length;
      const past = Array.from(daily, (_, i) => share(first + i));
      forecast = forecastThroughput(daily, { exposure: [...past, ...ahead(from)] });
      kept.set(key, forecast);
    }
    return forecast;
  }
}

const isUsual = (share: number): boolean => share === 1;

/** Counts of each day from `first` (that of the first instant unless told) up to the one before `known`. */
function perDay(instants: readonly number[], days: TeamDays, known: number, first?: number): Int32Array {
  const on = instants.map((at) => days.of(at));
  let begin = first ?? known;
  if (first === undefined) for (const day of on) begin = Math.min(begin, day);
  begin = Math.max(begin, known - MOST_DAYS);
  const daily = new Int32Array(known - begin);
  for (const day of on) if (day >= begin) daily[day - begin]! += 1;
  return daily;
}
