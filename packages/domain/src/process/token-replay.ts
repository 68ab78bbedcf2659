import { fittingRun } from "./fitting-run.ts";
import { NetStates } from "./net-states.ts";
import { silentSteps } from "./silent-steps.ts";
import { variantsOf } from "./variants.ts";
import type { EventLog } from "./event-log.ts";
import type { PetriNet } from "./petri-net.ts";

/** Tokens counted while a trace was played. */
export interface TokenCounts {
  readonly produced: number;
  readonly consumed: number;
  /** Tokens that had to be lent so that what happened could happen. */
  readonly missing: number;
  /** Tokens left over at the end. */
  readonly remaining: number;
}

export interface ReplayFitness {
  /** ½ (1 − missing / consumed) + ½ (1 − remaining / produced) over all cases. */
  readonly fitness: number;
  /** Share of cases that play without a missing or remaining token. */
  readonly fittingShare: number;
  /** Per variant, in the order of `variantsOf`. */
  readonly variants: readonly TokenCounts[];
}

/**
 * Token replay (Rozinat and van der Aalst, "Conformance checking of processes based on monitoring real behavior",
 * Information Systems 33, 2008): plays every variant on the net and counts the tokens it lacks and leaves. Silent steps
 * happen only where they let the next activity happen. A trace that fits is found to fit. An activity the net does not
 * have counts as one token consumed that was missing and one produced that remains.
 */
export function replayFitness(log: EventLog, net: PetriNet): ReplayFitness {
  const states = new NetStates(net);
  const variants = variantsOf(log);
  const player = new TokenPlayer(states);
  const counts = variants.map(({ trace }) => player.play(trace));
  let [produced, consumed, missing, remaining, fitting] = [0, 0, 0, 0, 0];
  for (const [v, { count }] of variants.entries()) {
    produced += count * counts[v]!.produced;
    consumed += count * counts[v]!.consumed;
    missing += count * counts[v]!.missing;
    remaining += count * counts[v]!.remaining;
    if (counts[v]!.missing === 0 && counts[v]!.remaining === 0) fitting += count;
  }
  return { fitness: 0.5 * (1 - missing / consumed) + 0.5 * (1 - remaining / produced), fittingShare: fitting / log.cases.length, variants: counts };
}

/** How an activity was played from a marking. */
interface Played {
  readonly marking: number;
  readonly fired: readonly number[];
}

export class TokenPlayer {
  readonly #states: NetStates;
  readonly #played = new Map<number, Map<number, Played | undefined>>();

  constructor(states: NetStates) {
    this.#states = states;
  }

  /** Plays an activity after the silent steps it needs; undefined where it cannot happen. */
  step(marking: number, activity: number): Played | undefined {
    let known = this.#played.get(marking);
    if (!known) this.#played.set(marking, (known = new Map()));
    if (known.has(activity)) return known.get(activity);
    let best: number[] | undefined;
    for (const t of this.#states.byActivity.get(activity) ?? []) {
      const steps = silentSteps(this.#states, marking, this.#states.net.transitions[t]!.from);
      if (steps && (!best || steps.length + 1 < best.length)) best = [...steps, t];
    }
    const played = best && { marking: best.reduce((at, t) => this.#states.fire(at, t), marking), fired: best };
    known.set(activity, played);
    return played;
  }

  play(trace: Uint16Array): TokenCounts {
    const greedy = this.#playGreedily(trace);
    if (greedy.missing === 0 && greedy.remaining === 0) return greedy;
    const run = fittingRun(this.#states, trace);
    if (!run) return greedy;
    let [produced, consumed] = [1, 1];
    for (const t of run) {
      produced += this.#states.net.transitions[t]!.to.length;
      consumed += this.#states.net.transitions[t]!.from.length;
    }
    return { produced, consumed, missing: 0, remaining: 0 };
  }

  #playGreedily(trace: Uint16Array): TokenCounts {
    const { net } = this.#states;
    let marking = this.#states.initial;
    let [produced, consumed, missing, unknown] = [1, 1, 0, 0];
    const fire = (t: number): void => {
      produced += net.transitions[t]!.to.length;
      consumed += net.transitions[t]!.from.length;
      marking = this.#states.fire(marking, t);
    };
    for (const activity of trace) {
      const played = this.step(marking, activity);
      if (played) {
        played.fired.forEach(fire);
        continue;
      }
      const shown = this.#states.byActivity.get(activity);
      if (!shown) {
        unknown++;
        continue;
      }
      const tokens = this.#states.tokens(marking).slice();
      const lack = (t: number): number => net.transitions[t]!.from.filter((place) => tokens[place] === 0).length;
      const t = shown.reduce((best, other) => (lack(other) < lack(best) ? other : best));
      for (const place of net.transitions[t]!.from) {
        if (tokens[place]! > 0) continue;
        tokens[place] = 1;
        missing++;
      }
      marking = this.#states.numberOf(tokens);
      fire(t);
    }
    const home = silentSteps(this.#states, marking, [net.sink]);
    home?.forEach(fire);
    if (!home) missing++;
    const left = this.#states.tokens(marking).reduce((sum, n) => sum + n, 0) - (home ? 1 : 0);
    return { produced: produced + unknown, consumed: consumed + unknown, missing: missing + unknown, remaining: left + unknown };
  }
}
