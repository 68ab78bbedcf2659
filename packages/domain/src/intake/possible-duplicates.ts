import { type Described, likenesses, likenessThreshold } from "./likeness.ts";

/** How many suggestions a person is shown. */
export const duplicatesShown = 5;

/**
 * The candidates that may be duplicates of `subject`, most alike first, at most {@link duplicatesShown}; of two that are
 * equally alike the one listed first goes first. Likeness is rounded to two decimals.
 */
export function possibleDuplicates<C extends Described>(
  subject: Described,
  candidates: readonly C[],
): { readonly candidate: C; readonly likeness: number }[] {
  const found = likenesses(subject, candidates);
  return candidates
    .map((candidate, at) => ({ candidate, likeness: Math.round((found[at] ?? 0) * 100) / 100 }))
    .filter(({ likeness }) => likeness >= likenessThreshold)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, duplicatesShown);
}
