/** Which class of service a source's priorities stand for. */
import type { ClassOfService } from "./import-mapping.ts";

const EXPEDITE =
  /\b(expedite|blocker|critical|urgent|emergency|immediate|highest|showstopper|p0|sev ?0|sev ?1)\b|^\s*p ?1\b/i;
const INTANGIBLE = /\b(intangible|lowest|trivial|planning|minor|cosmetic|someday|wish|p5)\b/i;
const FIXED = /\bfixed ?date\b/i;

/**
 * The classes of the priorities given, those that are standard left out. Where more than a third of the work would be
 * expedited the words mean something else here, and nothing is: `counts` says how often each came.
 */
export function guessClasses(
  counts: readonly (readonly [priority: string, count: number])[],
): Record<string, ClassOfService> {
  const classes: Record<string, ClassOfService> = {};
  let total = 0;
  let expedited = 0;
  for (const [priority, count] of counts.slice(0, 200)) {
    total += count;
    const name = priority.trim().replaceAll(/[_-]+/g, " ");
    const one = FIXED.test(name)
      ? "fixed_date"
      : EXPEDITE.test(name)
        ? "expedite"
        : INTANGIBLE.test(name)
          ? "intangible"
          : null;
    if (one === "expedite") expedited += count;
    if (one !== null && priority !== "__proto__") classes[priority] = one;
  }
  if (expedited * 3 <= total) return classes;
  return Object.fromEntries(Object.entries(classes).filter(([, one]) => one !== "expedite"));
}
