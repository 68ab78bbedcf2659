/**
 * In which order a team should pull: what was put ahead on purpose, then class of service (expedite, fixed date by due,
 * standard, intangible), then cost of delay over effort, then age, then the rank given by hand.
 *
 * Cost of delay over effort is weighted shortest job first (D. Reinertsen, "The Principles of Product Development Flow",
 * 2009, E14): of two jobs of one class, the one that saves more cost of waiting for each day of effort goes first.
 */

export type ClassOfService = "expedite" | "fixed_date" | "standard" | "intangible";

/** What the order looks at. Instants in milliseconds. */
export interface QueuedItem {
  readonly itemId: string;
  readonly key: string;
  readonly classOfService: ClassOfService;
  /** `YYYY-MM-DD` */
  readonly dueOn: string | null;
  /** Cost of delay: what one more week of waiting costs. */
  readonly value: number | null;
  /** Working days, both ends or neither. */
  readonly effortLow: number | null;
  readonly effortHigh: number | null;
  readonly createdAt: number;
  readonly rank: string;
  /** Someone put it ahead of the policy. */
  readonly override: { readonly reason: string; readonly at: number } | null;
  /** Why it cannot be pulled now; it keeps its place. */
  readonly held: "blocked" | "offered" | null;
}

/** What decided between two items. */
export type Criterion = "override" | "class" | "due" | "value" | "cost_over_effort" | "age" | "rank";

export const classOrder: readonly ClassOfService[] = ["expedite", "fixed_date", "standard", "intangible"];

/** Shorter work than this counts as this long, so that no estimate of nothing outweighs everything. In working days. */
const leastEffort = 0.1;

/** Days of effort the order counts with: the mean of the range, or `median` where it is not estimated. */
export function effortOf({ effortLow, effortHigh }: QueuedItem, median: number): number {
  const mean = effortLow === null || effortHigh === null ? median : (effortLow + effortHigh) / 2;
  return Math.max(mean, leastEffort);
}

/** What a week of waiting costs for each day of effort, to 12 digits (the rest is noise of the division); null without a value. */
export const costOverEffort = (item: QueuedItem, median: number): number | null =>
  item.value === null ? null : Number((item.value / effortOf(item, median)).toPrecision(12));

const sign = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
/** What is there goes before what is not. */
const present = (a: unknown, b: unknown): number => sign(a === null ? 1 : 0, b === null ? 1 : 0);

/**
 * Which of two goes first (negative: `a`) and what decided it. A total order: never 0 for two different items.
 * @param median effort of the team's work in working days, taken where an item has none
 */
export function compareQueued(
  a: QueuedItem,
  b: QueuedItem,
  median: number,
): { readonly order: number; readonly criterion: Criterion } {
  const overridden = present(a.override, b.override) || sign(b.override?.at ?? 0, a.override?.at ?? 0);
  if (overridden !== 0) return { order: overridden, criterion: "override" };
  const service = sign(classOrder.indexOf(a.classOfService), classOrder.indexOf(b.classOfService));
  if (service !== 0) return { order: service, criterion: "class" };
  if (a.classOfService === "fixed_date" && a.dueOn !== b.dueOn) {
    const due = present(a.dueOn, b.dueOn) || ((a.dueOn ?? "") < (b.dueOn ?? "") ? -1 : 1);
    return { order: due, criterion: "due" };
  }
  const valued = present(a.value, b.value);
  if (valued !== 0) return { order: valued, criterion: "value" };
  const cost = sign(costOverEffort(b, median) ?? 0, costOverEffort(a, median) ?? 0);
  if (cost !== 0) return { order: cost, criterion: "cost_over_effort" };
  const age = sign(a.createdAt, b.createdAt);
  if (age !== 0) return { order: age, criterion: "age" };
  return { order: a.rank === b.rank ? (a.itemId < b.itemId ? -1 : 1) : a.rank < b.rank ? -1 : 1, criterion: "rank" };
}
