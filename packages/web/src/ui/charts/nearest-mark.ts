import type { Mark } from "./plot.ts";

/** How far from a mark the pointer may be, pixels. */
const reach = 28;

/**
 * The mark the pointer is at: the nearest in both directions within reach, or, for marks that each stand for a moment or
 * a column (a row), the nearest along x (y) wherever the pointer is. −1 where there is none.
 */
export function nearestMark(marks: readonly Mark[], x: number, y: number, by: "x" | "y" | "xy"): number {
  let nearest = -1;
  let least = by === "xy" ? reach * reach : Infinity;
  for (let at = 0; at < marks.length; at += 1) {
    const mark = marks[at]!;
    const away = (by === "y" ? 0 : (mark.x - x) ** 2) + (by === "x" ? 0 : (mark.y - y) ** 2);
    if (away < least) {
      least = away;
      nearest = at;
    }
  }
  return nearest;
}

/** Where a key leads from mark number `at` (−1: none yet), among `count`; undefined for a key that does not lead. */
export function markAfterKey(key: string, at: number, count: number): number | undefined {
  const last = count - 1;
  const leap = Math.max(1, Math.round(count / 10));
  const within = (next: number) => Math.max(0, Math.min(last, next));
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return within(at + 1);
    case "ArrowLeft":
    case "ArrowDown":
      return at < 0 ? last : within(at - 1);
    case "PageUp":
      return within(at + leap);
    case "PageDown":
      return at < 0 ? last : within(at - leap);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}
