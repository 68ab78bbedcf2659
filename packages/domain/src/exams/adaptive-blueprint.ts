import { RefusedInput } from "../numbers/refused-input.ts";

/** What an adaptive exam must contain at every length at which it may stop. */
export interface Blueprint {
  /** Share of the questions per domain; they sum to 1. */
  readonly shares: Readonly<Record<string, number>>;
  /** How many questions a domain may be off its share beyond rounding; 0 if absent. */
  readonly slack?: number;
}

/** A blueprint worked out for exams of `shortest` to `longest` questions. Counts are per domain, in the order of `domains`. */
export interface BlueprintPlan {
  readonly domains: readonly string[];
  /** True when the exam with these counts can still be completed, and stopped at any allowed length, within the blueprint. */
  readonly canBeCompleted: (counts: Uint8Array | readonly number[]) => boolean;
}

export type BlueprintRefusal =
  | "bad_share"
  | "bad_length"
  | "too_few_questions"
  | "blueprint_too_wide"
  | "blueprint_impossible";

/** Most vectors of counts looked at per length. Six domains without slack need 64. */
const WIDEST = 200_000;

/**
 * The shadow of every complete exam: which counts per domain can still lead to one. The content part of van der Linden's
 * shadow-test approach ("Linear Models for Optimal Test Design", 2005, chapter 9), exact for count constraints: at each
 * length every domain holds between the rounded-down and the rounded-up of its share. `supply` is how many questions a
 * domain can contribute to one exam. Refuses a blueprint that the bank cannot fill, naming the domain that is short.
 */
export function planBlueprint(
  blueprint: Blueprint,
  supply: ReadonlyMap<string, number>,
  shortest: number,
  longest: number,
): BlueprintPlan {
  const domains = Object.keys(blueprint.shares);
  const slack = blueprint.slack ?? 0;
  requireBlueprint(blueprint, domains, slack, shortest, longest);
  const bounds = (domain: string, length: number): [number, number] => {
    const exact = length * blueprint.shares[domain]!;
    return [
      Math.max(Math.floor(exact + 1e-9) - slack, 0),
      Math.min(Math.ceil(exact - 1e-9) + slack, supply.get(domain) ?? 0),
    ];
  };
  for (const domain of domains) {
    const needed = Math.max(Math.floor(longest * blueprint.shares[domain]! + 1e-9) - slack, 0);
    const held = supply.get(domain) ?? 0;
    if (held < needed) {
      throw new RefusedInput<BlueprintRefusal>(
        "too_few_questions",
        `The blueprint needs ${needed} questions of “${domain}” in an exam of ${longest}; the bank can give ${held}.`,
      );
    }
  }
  // From the longest length down: counts within the blueprint from which one more question stays within it.
  const stops: Map<string, readonly number[]>[] = [];
  for (let length = longest; length >= shortest; length--) {
    const next = stops[length + 1];
    const here = new Map<string, readonly number[]>();
    for (const counts of vectorsWithin(
      domains.map((domain) => bounds(domain, length)),
      length,
    )) {
      if (!next || counts.some((_, d) => next.has(counts.map((n, e) => (e === d ? n + 1 : n)).join())))
        here.set(counts.join(), counts);
    }
    stops[length] = here;
  }
  const atShortest = Array.from(stops[shortest]!.values());
  if (atShortest.length === 0) {
    throw new RefusedInput<BlueprintRefusal>(
      "blueprint_impossible",
      `No choice of questions keeps every domain within its share at every length from ${shortest} to ${longest}; allow some slack or add questions.`,
    );
  }
  return {
    domains,
    canBeCompleted: (counts) => {
      let length = 0;
      for (const n of counts) length += n;
      if (length > longest) return false;
      if (length >= shortest) return stops[length]!.has(counts.join());
      return atShortest.some((final) => final.every((n, d) => counts[d]! <= n));
    },
  };
}

function requireBlueprint(
  { shares }: Blueprint,
  domains: readonly string[],
  slack: number,
  shortest: number,
  longest: number,
): void {
  let total = 0;
  for (const domain of domains) {
    const share = shares[domain]!;
    if (!(share > 0 && share <= 1))
      throw new RefusedInput<BlueprintRefusal>(
        "bad_share",
        `The share of “${domain}” must be above 0 and at most 1; it is ${share}.`,
      );
    total += share;
  }
  if (!(Math.abs(total - 1) < 1e-6))
    throw new RefusedInput<BlueprintRefusal>(
      "bad_share",
      `The shares of the domains must sum to 1; they sum to ${total}.`,
    );
  if (!Number.isInteger(slack) || slack < 0)
    throw new RefusedInput<BlueprintRefusal>(
      "bad_share",
      `The slack must be a whole number of questions; it is ${slack}.`,
    );
  if (
    !Number.isInteger(shortest) ||
    !Number.isInteger(longest) ||
    shortest < 1 ||
    longest < shortest ||
    longest > 250
  ) {
    throw new RefusedInput<BlueprintRefusal>(
      "bad_length",
      `An adaptive exam runs from 1 or more to at most 250 questions; ${shortest} to ${longest} is no such range.`,
    );
  }
}

/** All vectors with entries within `bounds` that sum to `total`. */
function vectorsWithin(bounds: readonly (readonly [number, number])[], total: number): number[][] {
  const leastAfter = Array.from({ length: bounds.length + 1 }, () => 0);
  const mostAfter = Array.from({ length: bounds.length + 1 }, () => 0);
  for (let d = bounds.length - 1; d >= 0; d--) {
    leastAfter[d] = leastAfter[d + 1]! + bounds[d]![0];
    mostAfter[d] = mostAfter[d + 1]! + bounds[d]![1];
  }
  const found: number[][] = [];
  const extend = (vector: number[], left: number): void => {
    const d = vector.length;
    if (d === bounds.length) {
      if (found.push(vector) > WIDEST) {
        throw new RefusedInput<BlueprintRefusal>(
          "blueprint_too_wide",
          `The blueprint allows more than ${WIDEST} mixtures of domains; use fewer domains or less slack.`,
        );
      }
      return;
    }
    const from = Math.max(bounds[d]![0], left - mostAfter[d + 1]!);
    const to = Math.min(bounds[d]![1], left - leastAfter[d + 1]!);
    for (let n = from; n <= to; n++) extend([...vector, n], left - n);
  };
  extend([], total);
  return found;
}
