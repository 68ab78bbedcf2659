import { fittingRun } from "./fitting-run.ts";
import { NetStates } from "./net-states.ts";
import { SilentSteps } from "./silent-steps.ts";
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
  let player = new TokenPlayer(new SilentSteps(new NetStates(net)));
  const variants = variantsOf(log);
  const counts = variants.map(({ trace }) => {
    // What was learnt of markings is forgotten before it fills the memory.
    if (player.steps.states.size > MOST_TOKENS / net.places)
      player = new TokenPlayer(new SilentSteps(new NetStates(net)));
    return player.play(trace);
  });
  let [produced, consumed, missing, remaining, fitting] = [0, 0, 0, 0, 0];
  for (const [v, { count }] of variants.entries()) {
    produced += count * counts[v]!.produced;
    consumed += count * counts[v]!.consumed;
    missing += count * counts[v]!.missing;
    remaining += count * counts[v]!.remaining;
    if (counts[v]!.missing === 0 && counts[v]!.remaining === 0) fitting += count;
  }
  return {
    fitness: 0.5 * (1 - missing / consumed) + 0.5 * (1 - remaining / produced),
    fittingShare: fitting / log.cases.length,
    variants: counts,
  };
}

/** Places of all markings that are remembered at once. */
const MOST_TOKENS = 50_000_000;

/** Plays traces on one net. */
export class TokenPlayer {
  readonly steps: SilentSteps;

  constructor(steps: SilentSteps) {
    this.steps = steps;
  }

  /** Plays an activity after the fewest silent steps it needs; undefined where it cannot happen. */
  step(marking: number, activity: number): { readonly marking: number; readonly fired: readonly number[] } | undefined {
    const { states } = this.steps;
    let best: { marking: number; fired: readonly number[] } | undefined;
    for (const t of states.byActivity.get(activity) ?? []) {
      const way = this.steps.waysQuick(marking, t)[0];
      if (way && (!best || way.fired.length + 1 < best.fired.length))
        best = { marking: states.fire(way.marking, t), fired: [...way.fired, t] };
    }
    return best;
  }

  play(trace: Uint16Array): TokenCounts {
    const greedy = this.#playGreedily(trace);
    if (greedy.missing === 0 && greedy.remaining === 0) return greedy;
    const run = fittingRun(this.steps, trace);
    if (!run) return greedy;
    let [produced, consumed] = [1, 1];
    for (const t of run) {
      produced += this.steps.states.net.transitions[t]!.to.length;
      consumed += this.steps.states.net.transitions[t]!.from.length;
    }
    return { produced, consumed, missing: 0, remaining: 0 };
  }

  #playGreedily(trace: Uint16Array): TokenCounts {
    const { states } = this.steps;
    const { net } = states;
    let marking = states.initial;
    let [produced, consumed, missing, unknown] = [1, 1, 0, 0];
    const count = (fired: readonly number[]): void => {
      for (const t of fired) {
        produced += net.transitions[t]!.to.length;
        consumed += net.transitions[t]!.from.length;
      }
    };
    for (const activity of trace) {
      const played = this.step(marking, activity);
      if (played) {
        count(played.fired);
        marking = played.marking;
        continue;
      }
      const shown = states.byActivity.get(activity);
      if (!shown) {
        unknown++;
        continue;
      }
      const tokens = states.tokens(marking).slice();
      const lack = (t: number): number => net.transitions[t]!.from.filter((place) => tokens[place] === 0).length;
      const t = shown.reduce((best, other) => (lack(other) < lack(best) ? other : best));
      for (const place of net.transitions[t]!.from) {
        if (tokens[place]! > 0) continue;
        tokens[place] = 1;
        missing++;
      }
      count([t]);
      marking = states.fire(states.numberOf(tokens), t);
    }
    const home = this.steps.waysHome(marking)[0];
    if (home) {
      count(home.fired);
      marking = home.marking;
    } else missing++;
    const left = states.tokens(marking).reduce((sum, n) => sum + n, 0) - (home ? 1 : 0);
    return {
      produced: produced + unknown,
      consumed: consumed + unknown,
      missing: missing + unknown,
      remaining: left + unknown,
    };
  }
}
