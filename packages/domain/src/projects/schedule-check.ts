/**
 * Whether a schedule keeps its plan, from the plan alone and in the plainest way: shares nothing with what generates
 * schedules, so that a mistake there cannot hide here.
 */
import type { ResourcePlan, Starts } from "./resource-plan.ts";

/** What is wrong with a schedule, in words, at most ten things; nothing when it keeps every link, date and capacity. */
export function scheduleFaults({ resources, activities, links }: ResourcePlan, starts: Starts): string[] {
  const faults: string[] = [];
  const index = new Map(activities.map(({ name }, j) => [name, j]));
  if (starts.length !== activities.length) return [`${starts.length} starts for ${activities.length} activities`];
  for (const [j, { name, notBefore = 0, begunAt }] of activities.entries()) {
    const start = starts[j]!;
    if (begunAt !== undefined) {
      if (start !== begunAt) faults.push(`${name} starts in ${start}, not in ${begunAt}`);
    } else if (!Number.isInteger(start) || start < notBefore) {
      faults.push(`${name} starts in ${start}, before ${notBefore}`);
    }
  }
  for (const { from, to, kind = "FS", lag = 0 } of links) {
    const [i, j] = [index.get(from)!, index.get(to)!];
    const held = starts[i]! + (kind === "FS" || kind === "FF" ? activities[i]!.duration : 0) + lag;
    const point = starts[j]! + (kind === "FF" || kind === "SF" ? activities[j]!.duration : 0);
    if (point < held) faults.push(`${to} does not keep ${kind} ${lag} from ${from}`);
  }
  const last = Math.max(0, ...activities.map(({ duration }, j) => starts[j]! + duration));
  for (const { name, capacity } of resources) {
    const used = Array.from({ length: last }, () => 0);
    for (const [j, { duration, needs = {} }] of activities.entries()) {
      const units = Object.hasOwn(needs, name) ? needs[name]! : 0;
      for (let t = starts[j]!; t < starts[j]! + duration; t++) used[t]! += units;
    }
    const over = used.findIndex(
      (units, t) => units > (typeof capacity === "number" ? capacity : (capacity[t] ?? capacity.at(-1)!)),
    );
    if (over >= 0) faults.push(`${used[over]} of ${name} are used in period ${over}, more than there are`);
  }
  return faults.slice(0, 10);
}
