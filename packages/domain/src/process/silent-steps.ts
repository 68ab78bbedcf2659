import type { NetStates } from "./net-states.ts";

/** Most markings looked at when the direct way fails. */
const SEARCHED = 500;

/**
 * The silent transitions to happen, in order, so that every place of `targets` holds a token; undefined when there is no
 * such way, or none within 500 markings where the direct way fails. First each place's earliest producer is followed
 * back without regard to what producers take from each other, which is right for nets of process trees; then, only if
 * that did not work out, a breadth-first search.
 */
export function silentSteps(states: NetStates, marking: number, targets: readonly number[]): number[] | undefined {
  const marked = (at: number): boolean => targets.every((place) => states.tokens(at)[place]! > 0);
  if (marked(marking)) return [];
  const producers = earliestProducers(states, marking, targets);
  if (!producers) return undefined;
  const steps = chain(states, producers, targets);
  let at = marking;
  for (const t of steps) {
    if (!states.enabled(at).includes(t)) return search(states, marking, marked);
    at = states.fire(at, t);
  }
  return marked(at) ? steps : search(states, marking, marked);
}

/** Activities that can come next, silent steps in between allowed. Exact for nets of process trees, an upper bound elsewhere. */
export function activitiesNext(states: NetStates, marking: number): Set<number> {
  const reached = reachedSilently(states, marking);
  const next = new Set<number>();
  for (const { activity, from } of states.net.transitions) {
    if (activity !== undefined && from.every((place) => reached.has(place))) next.add(activity);
  }
  return next;
}

/** Places that can hold a token after silent steps, with the transition that first puts one there (−1: it is there now). */
function reachedSilently(states: NetStates, marking: number): Map<number, number> {
  const reached = new Map<number, number>();
  for (const [place, count] of states.tokens(marking).entries()) if (count > 0) reached.set(place, -1);
  for (let grown = true; grown; ) {
    grown = false;
    const before = new Set(reached.keys());
    for (const [t, { activity, from, to }] of states.net.transitions.entries()) {
      if (activity !== undefined || !from.every((place) => before.has(place))) continue;
      for (const place of to) {
        if (reached.has(place)) continue;
        reached.set(place, t);
        grown = true;
      }
    }
  }
  return reached;
}

function earliestProducers(states: NetStates, marking: number, targets: readonly number[]): Map<number, number> | undefined {
  const reached = reachedSilently(states, marking);
  return targets.every((place) => reached.has(place)) ? reached : undefined;
}

/** The producers of `targets` and of what they need, each after its needs. */
function chain(states: NetStates, producers: ReadonlyMap<number, number>, targets: readonly number[]): number[] {
  const steps: number[] = [];
  const seen = new Set<number>();
  const visit = (place: number): void => {
    const t = producers.get(place)!;
    if (t < 0 || seen.has(t)) return;
    seen.add(t);
    for (const need of states.net.transitions[t]!.from) visit(need);
    steps.push(t);
  };
  for (const place of targets) visit(place);
  return steps;
}

function search(states: NetStates, marking: number, done: (at: number) => boolean): number[] | undefined {
  const cameBy = new Map<number, { before: number; t: number } | undefined>([[marking, undefined]]);
  const queue = [marking];
  for (let i = 0; i < queue.length && queue.length < SEARCHED; i++) {
    const at = queue[i]!;
    if (done(at)) {
      const steps: number[] = [];
      for (let back = cameBy.get(at), here = at; back; here = back.before, back = cameBy.get(here)) steps.push(back.t);
      return steps.toReversed();
    }
    for (const t of states.enabled(at)) {
      if (states.net.transitions[t]!.activity !== undefined) continue;
      const next = states.fire(at, t);
      if (cameBy.has(next)) continue;
      cameBy.set(next, { before: at, t });
      queue.push(next);
    }
  }
  return undefined;
}
