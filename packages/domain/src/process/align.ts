import { FlatHeap } from "../numbers/flat-heap.ts";
import { RefusedInput } from "../numbers/refused-input.ts";
import { MarkingEquation } from "./marking-equation.ts";
import { NetStates } from "./net-states.ts";
import { SilentSteps } from "./silent-steps.ts";
import { SuffixCounts } from "./suffix-counts.ts";
import { variantsOf } from "./variants.ts";
import type { EventLog } from "./event-log.ts";
import type { PetriNet } from "./petri-net.ts";

/** One step of an alignment: trace and net together, the trace alone, or the net alone. What the net does silently is left out. */
export type Move =
  | { readonly kind: "both"; readonly activity: number; readonly transition: number }
  | { readonly kind: "trace"; readonly activity: number }
  | { readonly kind: "net"; readonly activity: number; readonly transition: number };

export interface Alignment {
  readonly moves: readonly Move[];
  /** Steps of the trace alone plus visible steps of the net alone. */
  readonly cost: number;
  /** 1 − cost ÷ the cost of dropping the whole trace and playing the net's shortest way. */
  readonly fitness: number;
  /** False where the search was cut short, or the net is wide, and the alignment is good but perhaps not the cheapest. */
  readonly optimal: boolean;
}

/** Bounds kept for states met again; beyond that memory matters more. */
const MOST_KNOWN = 50_000;

export type AlignRefusal = "never_ends";

interface SearchNode {
  readonly marking: number;
  readonly position: number;
  readonly cost: number;
  readonly depth: number;
  readonly before: SearchNode | undefined;
  readonly move: Move | undefined;
  /** Lower bound of the cost still to come; exact as to the marking equation where `firings` or `plan` is set. */
  bound: number;
  firings: Float64Array | undefined;
  /** What the state before foresaw, and what of it has happened since: `firings` once they are needed. */
  plan: { readonly firings: Float64Array; readonly fired: readonly number[] } | undefined;
}

/**
 * Cheapest alignments of traces with a net: A* over (marking, place in the trace) with the marking equation as lower
 * bound (Adriansyah, "Aligning Observed and Modeled Behavior", 2014). A bound's solution is handed on along the
 * moves it foresaw, and only a state reached otherwise asks for a new one. A move of the net includes the silent steps it
 * needs and no others (see `SilentSteps`), so that orders of unrelated silent steps are not told apart. After `limit` states the bound is weighted, which
 * ends soon with an alignment marked as not proven cheapest.
 */
export class Aligner {
  readonly #states: NetStates;
  readonly #steps: SilentSteps;
  readonly #equation: MarkingEquation;
  readonly #open = new FlatHeap(4096);
  readonly #known = new Map<string, { cost: number; firings: Float64Array }>();
  readonly #shortest: number;
  readonly #limit: number;
  #looked = 0;
  #allWays = true;

  /** Refuses a net whose final marking cannot be reached (`never_ends`). */
  constructor(net: PetriNet, limit = 200_000) {
    this.#states = new NetStates(net);
    this.#steps = new SilentSteps(this.#states);
    this.#equation = new MarkingEquation(net);
    this.#limit = limit;
    this.#shortest = 0;
    const empty = this.#search(new Uint16Array(0), 1, limit) ?? this.#search(new Uint16Array(0), 1, limit * 10);
    if (!empty)
      throw new RefusedInput<AlignRefusal>(
        "never_ends",
        "The net cannot reach its end from its beginning, so nothing can be aligned with it.",
      );
    this.#shortest = empty.cost;
  }

  /** Cost of the net's cheapest way from beginning to end. */
  get shortestCost(): number {
    return this.#shortest;
  }

  /** States looked at so far, over all traces. */
  get looked(): number {
    return this.#looked;
  }

  align(trace: Uint16Array, limit = this.#limit): Alignment {
    // Of a wide net one way to each step is looked at, and what costs something is not proven to be the cheapest.
    this.#allWays = !this.#steps.isWide;
    let found = this.#search(trace, 1, limit);
    const optimal = found !== undefined && (this.#allWays || found.cost === 0);
    for (let weight = 2; !found; weight *= 2) {
      this.#allWays ||= weight > 1000;
      found = this.#search(trace, weight, weight > 1000 ? Infinity : limit + trace.length);
    }
    const most = trace.length + this.#shortest;
    const moves: Move[] = [];
    for (let node: SearchNode | undefined = found; node; node = node.before) if (node.move) moves.push(node.move);
    return { moves: moves.toReversed(), cost: found.cost, fitness: most === 0 ? 1 : 1 - found.cost / most, optimal };
  }

  #search(trace: Uint16Array, weight: number, limit: number): SearchNode | undefined {
    const states = this.#states;
    const width = trace.length + 1;
    const left = new SuffixCounts(trace);
    const open = this.#open;
    open.clear();
    const nodes: SearchNode[] = [];
    const best = new Map<number, number>();
    const offer = (node: SearchNode): void => {
      if (node.bound === Infinity) return;
      const key = node.marking * width + node.position;
      const known = best.get(key);
      if (known !== undefined && known <= node.cost) return;
      best.set(key, node.cost);
      nodes.push(node);
      open.push(this.#rank(node, weight), nodes.length - 1);
    };
    offer({
      marking: states.initial,
      position: 0,
      cost: 0,
      depth: 0,
      before: undefined,
      move: undefined,
      bound: 0,
      firings: undefined,
      plan: undefined,
    });
    let expanded = 0;
    while (open.size > 0) {
      const node = nodes[open.pop()]!;
      if (best.get(node.marking * width + node.position)! < node.cost) continue;
      if (node.position === trace.length && node.marking === states.final) return node;
      if (node.plan) {
        node.firings = after(node.plan);
        node.plan = undefined;
      } else if (!node.firings) {
        const { cost, firings } = this.#boundOf(node.marking, left, node.position);
        node.firings = firings;
        if (cost === Infinity) continue;
        if (cost > node.bound) {
          node.bound = cost;
          nodes.push(node);
          open.push(this.#rank(node, weight), nodes.length - 1);
          continue;
        }
      }
      this.#looked++;
      if (++expanded > limit) return undefined;
      this.#expand(node, trace, left, offer);
    }
    return undefined;
  }

  /**
   * Least promise first; of equal ones the one whose bound is sure, then the one further along. Without the last, equal
   * orders of silent steps in parallel branches are all tried before any is finished: 175 s became 1 s on one log.
   */
  #rank(node: SearchNode, weight: number): number {
    return (
      node.cost +
      weight * node.bound -
      node.position * 1e-6 -
      node.depth * 1e-9 -
      (node.firings || node.plan ? 1e-3 : 0)
    );
  }

  #expand(node: SearchNode, trace: Uint16Array, left: SuffixCounts, offer: (node: SearchNode) => void): void {
    const states = this.#states;
    const wanted = trace[node.position];
    const shownBy = (activity: number): number =>
      states.byActivity.get(activity)!.reduce((sum, t) => sum + node.firings![t]!, 0);
    const step = (
      marking: number,
      position: number,
      cost: number,
      move: Move | undefined,
      fired: readonly number[] | undefined,
    ): void =>
      offer({
        marking,
        position,
        cost: node.cost + cost,
        depth: node.depth + 1,
        before: node,
        move,
        bound: Math.max(node.bound - cost, 0),
        firings: undefined,
        plan: fired && { firings: node.firings!, fired },
      });
    // Steps of the trace alone and of the net alone could come in any order; only those of the net first are looked at.
    const netMayMove = node.move?.kind !== "trace";
    for (const transition of this.#steps.visibleNext(node.marking)) {
      const activity = states.net.transitions[transition]!.activity!;
      if (!netMayMove && activity !== wanted) continue;
      const ways = this.#allWays
        ? this.#steps.waysTo(node.marking, transition)
        : this.#steps.waysQuick(node.marking, transition);
      for (const way of ways) {
        const next = states.fire(way.marking, transition);
        const fired = foreseen(node.firings!, way.fired, transition) ? [...way.fired, transition] : undefined;
        if (activity === wanted) step(next, node.position + 1, 0, { kind: "both", activity, transition }, fired);
        if (!netMayMove) continue;
        // The equation foresees the net moving alone where it shows the activity more often than the trace still does.
        const alone = fired && shownBy(activity) >= left.of(activity, node.position) + 1 - 1e-6 ? fired : undefined;
        step(next, node.position, 1, { kind: "net", activity, transition }, alone);
      }
    }
    if (wanted !== undefined) {
      const shown = states.byActivity.has(wanted) ? shownBy(wanted) : 0;
      const dropped = shown <= left.of(wanted, node.position) - 1 + 1e-6 ? [] : undefined;
      step(node.marking, node.position + 1, 1, { kind: "trace", activity: wanted }, dropped);
    } else if (
      node.marking !== states.final &&
      this.#steps.waysHome(node.marking).some((way) => way.marking === states.final)
    ) {
      step(states.final, node.position, 0, undefined, []);
    }
  }

  #boundOf(marking: number, left: SuffixCounts, position: number): { cost: number; firings: Float64Array } {
    const counts = left.at(position);
    let key = `${marking}`;
    for (let i = 0; i < counts.length; i++) if (counts[i]! > 0) key += ` ${left.activities[i]}:${counts[i]}`;
    let known = this.#known.get(key);
    if (!known) {
      const { cost, firings } = this.#equation.bound(this.#states.tokens(marking), left.activities, counts);
      // Costs are whole numbers, so a fractional bound may be rounded up.
      known = { cost: Math.max(Math.ceil(cost - 1e-5), 0), firings };
      if (this.#known.size >= MOST_KNOWN) this.#known.clear();
      this.#known.set(key, known);
    }
    return known;
  }
}

/** Whether a solution foresees these silent steps and then the transition. */
function foreseen(firings: Float64Array, silent: readonly number[], transition: number): boolean {
  return firings[transition]! >= 1 - 1e-6 && silent.every((t) => firings[t]! >= 1 - 1e-6);
}

/** What a solution still foresees after some of it has happened. */
function after({
  firings,
  fired,
}: {
  readonly firings: Float64Array;
  readonly fired: readonly number[];
}): Float64Array {
  if (fired.length === 0) return firings;
  const rest = firings.slice();
  for (const t of fired) rest[t]! -= 1;
  return rest;
}

export interface LogAlignment {
  /** Share of the cases that were aligned: 1 but where a net of hundreds of activities would take too long. The rest is of these. */
  readonly alignedShare: number;
  /** Share without any deviation. */
  readonly fittingShare: number;
  /** Mean fitness. */
  readonly fitness: number;
  /** Per variant, in the order of `variantsOf`, the commonest first. */
  readonly variants: readonly Alignment[];
  readonly allOptimal: boolean;
}

/** States looked at over a whole log, of which one variant may take a tenth of what is left: so none uses up what others need. */
const MOST_OF_LOG = 1_000_000;
const LEAST_OF_VARIANT = 200;
/** The same in places × transitions × states, which is what a bound costs: a minute or two. */
const MOST_WORK = 1e10;

/** Aligns every variant of a log with a net, once each, those of most cases first. `limit`: states for one variant. */
export function alignLog(log: EventLog, net: PetriNet, limit = 200_000): LogAlignment {
  const aligner = new Aligner(net, limit);
  const variants = variantsOf(log);
  const most = Math.min(MOST_OF_LOG, MOST_WORK / (net.places * net.transitions.length));
  const alignments: Alignment[] = [];
  for (const { trace } of variants) {
    if (aligner.looked * net.places * net.transitions.length > MOST_WORK && alignments.length > 0) break;
    const tenth = Math.floor((most - aligner.looked) / 10);
    alignments.push(aligner.align(trace, Math.max(LEAST_OF_VARIANT, Math.min(limit, tenth))));
  }
  let fitting = 0;
  let fitness = 0;
  let cases = 0;
  for (const [v, { cost, fitness: own }] of alignments.entries()) {
    const { count } = variants[v]!;
    cases += count;
    if (cost === 0) fitting += count;
    fitness += count * own;
  }
  return {
    alignedShare: cases / log.cases.length,
    fittingShare: fitting / cases,
    fitness: fitness / cases,
    variants: alignments,
    allOptimal: alignments.every(({ optimal }) => optimal),
  };
}
