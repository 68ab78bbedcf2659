import type { SilentSteps } from "./silent-steps.ts";

interface Option {
  readonly fired: readonly number[];
  readonly marking: number;
}

/**
 * A way of playing the trace exactly, as transitions in order ending in the final marking, or undefined when there is
 * none or none was met within as many states as the trace has and `limit` more. Depth first, so a way that exists is usually
 * found at once.
 */
export function fittingRun(
  steps: SilentSteps,
  trace: Uint16Array,
  limit = steps.isWide ? 50 : 1_000,
): number[] | undefined {
  const { states } = steps;
  const width = trace.length + 1;
  const seen = new Set<number>();
  const options = (marking: number, position: number, all: boolean): Option[] => {
    if (position === trace.length) return steps.waysHome(marking).filter((way) => way.marking === states.final);
    return (states.byActivity.get(trace[position]!) ?? []).flatMap((t) =>
      (all ? steps.waysTo(marking, t) : steps.waysQuick(marking, t)).map((way) => ({
        fired: [...way.fired, t],
        marking: states.fire(way.marking, t),
      })),
    );
  };
  const entered = (marking: number, position: number, fired: readonly number[]) => ({
    options: options(marking, position, false),
    marking,
    next: 0,
    isAll: !steps.isWide || position === trace.length,
    fired,
  });
  const path = [entered(states.initial, 0, [])];
  while (path.length > 0) {
    const top = path.at(-1)!;
    if (top.next >= top.options.length && !top.isAll) {
      top.options = options(top.marking, path.length - 1, true);
      top.next = 0;
      top.isAll = true;
    }
    const option = top.options[top.next++];
    if (!option) {
      path.pop();
      continue;
    }
    if (path.length === width) return [...path.flatMap(({ fired }) => fired), ...option.fired];
    const key = option.marking * width + path.length;
    if (seen.has(key)) continue;
    if (seen.size >= trace.length + limit) return undefined;
    seen.add(key);
    path.push(entered(option.marking, path.length, option.fired));
  }
  return undefined;
}
