import type { SilentSteps } from "./silent-steps.ts";

/**
 * A way of playing the trace exactly, as transitions in order ending in the final marking, or undefined when there is
 * none or none was met within `limit` states. Depth first, so a way that exists is usually found at once.
 */
export function fittingRun(steps: SilentSteps, trace: Uint16Array, limit = 1_000): number[] | undefined {
  const { states } = steps;
  const width = trace.length + 1;
  const seen = new Set<number>();
  const options = (marking: number, position: number): { fired: readonly number[]; marking: number }[] => {
    if (position === trace.length) return steps.waysHome(marking).filter((way) => way.marking === states.final);
    return (states.byActivity.get(trace[position]!) ?? []).flatMap((t) =>
      steps.waysTo(marking, t).map((way) => ({ fired: [...way.fired, t], marking: states.fire(way.marking, t) })),
    );
  };
  const path = [{ options: options(states.initial, 0), next: 0, fired: [] as readonly number[] }];
  while (path.length > 0) {
    const top = path.at(-1)!;
    const option = top.options[top.next++];
    if (!option) {
      path.pop();
      continue;
    }
    if (path.length === width) return [...path.flatMap(({ fired }) => fired), ...option.fired];
    const key = option.marking * width + path.length;
    if (seen.has(key)) continue;
    if (seen.size >= limit) return undefined;
    seen.add(key);
    path.push({ options: options(option.marking, path.length), next: 0, fired: option.fired });
  }
  return undefined;
}
