import type { NetStates } from "./net-states.ts";

/**
 * A way of playing the trace exactly, as transitions in order ending in the final marking, or undefined when there is
 * none or none was met within `limit` states. Depth first, so a way that exists is usually found at once.
 */
export function fittingRun(states: NetStates, trace: Uint16Array, limit = 1_000): number[] | undefined {
  const width = trace.length + 1;
  const seen = new Set<number>([states.initial * width]);
  const path: { marking: number; position: number; options: readonly number[]; next: number; by: number }[] = [];
  const enter = (marking: number, position: number, by: number): void => {
    const wanted = trace[position];
    const enabled = states.enabled(marking);
    const shown = enabled.filter((t) => states.net.transitions[t]!.activity === wanted && wanted !== undefined);
    const silent = enabled.filter((t) => states.net.transitions[t]!.activity === undefined);
    path.push({ marking, position, options: [...shown, ...silent], next: 0, by });
  };
  enter(states.initial, 0, -1);
  while (path.length > 0) {
    const top = path.at(-1)!;
    if (top.position === trace.length && top.marking === states.final) return path.slice(1).map(({ by }) => by);
    const t = top.options[top.next++];
    if (t === undefined) {
      path.pop();
      continue;
    }
    const marking = states.fire(top.marking, t);
    const position = top.position + (states.net.transitions[t]!.activity === undefined ? 0 : 1);
    const key = marking * width + position;
    if (seen.has(key)) continue;
    if (seen.size >= limit) return undefined;
    seen.add(key);
    enter(marking, position, t);
  }
  return undefined;
}
