import { isApple, type KeyPress, matchesStep, steps } from "./shortcut-keys.ts";

export type Advance = {
  /** The shortcut that is complete with this press, as it was written. */
  readonly matched: string | undefined;
  /** The presses to remember: the beginning of a longer shortcut. */
  readonly pending: readonly KeyPress[];
};

/**
 * What one more key press makes of the shortcuts at hand. A press that ends no sequence begins anew, so `g x` leaves
 * `x` free to act. Where one shortcut is the beginning of a longer one, the longer one is waited for.
 */
export function advance(
  pending: readonly KeyPress[],
  press: KeyPress,
  shortcuts: readonly string[],
  apple: boolean = isApple(),
): Advance {
  const presses = [...pending, press];
  const begun = shortcuts.filter((keys) => begins(steps(keys), presses, apple));
  if (begun.some((keys) => steps(keys).length > presses.length)) return { matched: undefined, pending: presses };
  const matched = begun.find((keys) => steps(keys).length === presses.length);
  if (matched !== undefined) return { matched, pending: [] };
  return pending.length > 0 ? advance([], press, shortcuts, apple) : { matched: undefined, pending: [] };
}

function begins(sequence: readonly string[], presses: readonly KeyPress[], apple: boolean): boolean {
  return presses.every((press, at) => {
    const step = sequence[at];
    return step !== undefined && matchesStep(step, press, apple);
  });
}
