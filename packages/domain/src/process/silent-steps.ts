import type { NetStates } from "./net-states.ts";

/** Most markings a search looks at where the direct way fails, and most different ways kept for one activity. */
const SEARCHED = 500;
const MOST_WAYS = 16;
/** Transitions from which on a net is wide: those mined from fewer than a hundred activities have less. */
const WIDE = 400;

/** Silent transitions in the order they happen, and the marking they lead to. */
export interface SilentWay {
  readonly fired: readonly number[];
  readonly marking: number;
}

/**
 * Silent steps of a net, only where something needs them. In any run, silent steps that the next visible one does not
 * need can wait until after it; so ways from one visible step to the next are all that replay and alignment have to look at.
 *
 * A way is found by following back, from the places that must be marked, the transition that can first mark each,
 * without regard to what transitions take from each other; that is right for nets of process trees and checked by
 * playing it. Where it does not play, a breadth-first search of 500 markings decides. Other ways are found by forbidding,
 * in turn, each transition of those known.
 */
export class SilentSteps {
  readonly states: NetStates;
  /** Silent transitions that take from each place. */
  readonly #takers: readonly (readonly number[])[];
  readonly #next = new Map<number, ReadonlySet<number>>();
  readonly #first = new Map<number, readonly SilentWay[]>();
  readonly #ways = new Map<number, Map<number, readonly SilentWay[]>>();

  constructor(states: NetStates) {
    this.states = states;
    const takers = Array.from({ length: states.net.places }, (): number[] => []);
    for (const [t, { activity, from }] of states.net.transitions.entries()) {
      if (activity === undefined) for (const place of from) takers[place]!.push(t);
    }
    this.#takers = takers;
  }

  /** Visible transitions that can come next, silent steps in between allowed. Exact for nets of process trees, an upper bound elsewhere. */
  visibleNext(marking: number): ReadonlySet<number> {
    let next = this.#next.get(marking);
    if (!next) {
      const producers = this.#producers(marking, NONE);
      const found = new Set<number>();
      for (const [t, { activity, from }] of this.states.net.transitions.entries()) {
        if (activity !== undefined && from.every((place) => producers[place] !== UNREACHED)) found.add(t);
      }
      this.#next.set(marking, (next = found));
    }
    return next;
  }

  /** The different markings with transition `t` enabled that silent steps it needs lead to, the shortest known way to each; shortest first. */
  waysTo(marking: number, t: number): readonly SilentWay[] {
    return this.#waysCached(marking, t, this.states.net.transitions[t]!.from);
  }

  /**
   * `waysTo`, but of a wide net the first way found alone: there each further one costs a walk through hundreds of places, and
   * a log of hundreds of activities took minutes.
   */
  waysQuick(marking: number, t: number): readonly SilentWay[] {
    if (!this.isWide) return this.waysTo(marking, t);
    const key = marking * this.states.net.transitions.length + t;
    let ways = this.#first.get(key);
    if (!ways) {
      const way = this.#way(marking, this.states.net.transitions[t]!.from, NONE);
      this.#first.set(key, (ways = way ? [way] : []));
    }
    return ways;
  }

  /** Whether looking at all ways of every step would take too long. */
  get isWide(): boolean {
    return this.states.net.transitions.length > WIDE;
  }

  /** The same for a token in the sink. */
  waysHome(marking: number): readonly SilentWay[] {
    return this.#waysCached(marking, -1, [this.states.net.sink]);
  }

  #waysCached(marking: number, key: number, targets: readonly number[]): readonly SilentWay[] {
    let known = this.#ways.get(marking);
    if (!known) this.#ways.set(marking, (known = new Map()));
    let ways = known.get(key);
    if (!ways) known.set(key, (ways = this.#findWays(marking, targets)));
    return ways;
  }

  #findWays(marking: number, targets: readonly number[]): SilentWay[] {
    const first = this.#way(marking, targets, NONE);
    if (!first) return [];
    const found = new Map<number, SilentWay>([[first.marking, first]]);
    const open: { way: SilentWay; without: ReadonlySet<number> }[] = [{ way: first, without: NONE }];
    for (let i = 0; i < open.length && found.size < MOST_WAYS; i++) {
      const { way, without } = open[i]!;
      for (const t of way.fired) {
        const less = new Set(without).add(t);
        const other = this.#way(marking, targets, less);
        if (!other || found.has(other.marking)) continue;
        found.set(other.marking, other);
        open.push({ way: other, without: less });
      }
    }
    return [...found.values()].sort((a, b) => a.fired.length - b.fired.length);
  }

  #way(marking: number, targets: readonly number[], without: ReadonlySet<number>): SilentWay | undefined {
    const producers = this.#producers(marking, without, targets);
    if (targets.some((place) => producers[place] === UNREACHED)) return undefined;
    const fired: number[] = [];
    const seen = new Set<number>();
    const visit = (place: number): void => {
      const t = producers[place]!;
      if (t < 0 || seen.has(t)) return;
      seen.add(t);
      for (const need of this.states.net.transitions[t]!.from) visit(need);
      fired.push(t);
    };
    for (const place of targets) visit(place);
    // Played on tokens of their own: the markings on the way would only fill the memory.
    const { net } = this.states;
    const tokens = this.states.tokens(marking).slice();
    for (const t of fired) {
      const { from, to } = net.transitions[t]!;
      if (!from.every((place) => tokens[place]! > 0)) return this.#search(marking, targets, without);
      for (const place of from) tokens[place]!--;
      for (const place of to) tokens[place]!++;
    }
    if (!targets.every((place) => tokens[place]! > 0)) return this.#search(marking, targets, without);
    return { fired, marking: fired.length === 0 ? marking : this.states.numberOf(tokens) };
  }

  #marked(marking: number, targets: readonly number[]): boolean {
    const tokens = this.states.tokens(marking);
    return targets.every((place) => tokens[place]! > 0);
  }

  /**
   * Per place the silent transition that first marks it, `MARKED` where it is marked already, `UNREACHED` where none does. No
   * further than to the first markings of all `targets`, where those are given.
   */
  #producers(marking: number, without: ReadonlySet<number>, targets?: readonly number[]): Int32Array {
    const { net } = this.states;
    const producers = new Int32Array(net.places).fill(UNREACHED);
    let layer: number[] = [];
    for (const [place, count] of this.states.tokens(marking).entries()) {
      if (count === 0) continue;
      producers[place] = MARKED;
      layer.push(place);
    }
    while (layer.length > 0 && targets?.every((place) => producers[place] !== UNREACHED) !== true) {
      const marks: [number, number][] = [];
      for (const place of layer) {
        for (const t of this.#takers[place]!) {
          if (without.has(t)) continue;
          const { from, to } = net.transitions[t]!;
          if (from.every((need) => producers[need] !== UNREACHED)) for (const target of to) marks.push([target, t]);
        }
      }
      // Marked only after the layer is done, so that every place gets an earliest producer.
      layer = [];
      for (const [place, t] of marks) {
        if (producers[place] !== UNREACHED) continue;
        producers[place] = t;
        layer.push(place);
      }
    }
    return producers;
  }

  #search(marking: number, targets: readonly number[], without: ReadonlySet<number>): SilentWay | undefined {
    const { states } = this;
    const cameBy = new Map<number, { before: number; t: number } | undefined>([[marking, undefined]]);
    const queue = [marking];
    for (let i = 0; i < queue.length && queue.length < SEARCHED; i++) {
      const at = queue[i]!;
      if (this.#marked(at, targets)) {
        const fired: number[] = [];
        for (let back = cameBy.get(at); back; back = cameBy.get(back.before)) fired.push(back.t);
        return { fired: fired.toReversed(), marking: at };
      }
      for (const t of states.enabled(at)) {
        if (states.net.transitions[t]!.activity !== undefined || without.has(t)) continue;
        const next = states.fire(at, t);
        if (cameBy.has(next)) continue;
        cameBy.set(next, { before: at, t });
        queue.push(next);
      }
    }
    return undefined;
  }
}

const MARKED = -1;
const UNREACHED = -2;
const NONE: ReadonlySet<number> = new Set();
