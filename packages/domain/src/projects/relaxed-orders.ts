/**
 * Orders to start a search for the cheapest schedule from: the plan seen as one server that works as fast as its
 * scarcest resource, sequenced by the rules and the search for one server.
 */
import type { RandomStream } from "../numbers/random.ts";
import { apparentTardinessOrder } from "../priority/sequencing/apparent-tardiness.ts";
import { linearDelay } from "../priority/sequencing/cost-of-delay.ts";
import { search } from "../priority/sequencing/sequence.ts";
import { sequenceCost, sequencingProblem } from "../priority/sequencing/sequencing-problem.ts";
import { smithOrder } from "../priority/sequencing/smith-ratio.ts";
import type { ScheduleProblem } from "./schedule-problem.ts";

/** Most steps spent on the one-server search: a few milliseconds. */
const EFFORT = 1e6;

/** Smith's order, apparent tardiness with short, middling and long look-ahead, and dynasearch from the best of them. */
export function relaxedOrders({ plan, units, duration }: ScheduleProblem, random: RandomStream): Int32Array[] {
  const { activities, resources, links } = plan;
  if (activities.length === 0) return [];
  const load = resources.map(({ capacity }, k) => {
    const lasting = typeof capacity === "number" ? capacity : capacity.at(-1)!;
    return units.map((own, j) => (lasting > 0 ? (own[k]! * duration[j]!) / lasting : 0));
  });
  const sums = load.map((own) => own.reduce((sum, share) => sum + share, 0));
  const scarcest = load[sums.indexOf(Math.max(...sums))] ?? [];
  const before = activities.map(() => new Set<string>());
  const index = new Map(activities.map(({ name }, j) => [name, j]));
  for (const { from, to } of links) before[index.get(to)!]!.add(from);
  const problem = sequencingProblem(
    activities.map(({ name, delay = linearDelay(0) }, j) => ({
      name,
      // What does not use the scarcest resource still takes its turn in the list.
      duration: Math.max(1e-3, scarcest[j] ?? 0),
      delay,
      after: [...before[j]!],
    })),
  );
  const orders = [smithOrder(problem), ...[1, 5, 20].map((k) => apparentTardinessOrder(problem, k))];
  const costs = orders.map((order) => sequenceCost(problem, order));
  const effort = Math.min(EFFORT, 1000 * activities.length ** 2);
  const best = costs.indexOf(Math.min(...costs));
  return [search(problem, orders[best]!, costs[best]!, random, effort), ...orders];
}
