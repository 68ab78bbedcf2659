import { type RandomStream } from "../../numbers/random.ts";
import type { WordsPlan } from "./content.ts";

/** The words chosen for one piece of work: a slot keeps its filling in title, description, comments and fields. */
export type Filled = Map<string, string>;

/** One of a list, each equally likely. Throws for an empty list. */
export function oneOf<T>(random: RandomStream, list: readonly T[]): T {
  const one = list[random.nextInt(Math.max(1, list.length))];
  if (one === undefined) throw new Error("There is nothing to choose from");
  return one;
}

/** One of several by their shares. */
export function byShare<T>(random: RandomStream, list: readonly (readonly [T, number])[]): T {
  let left = random.nextUniform() * list.reduce((sum, [, share]) => sum + share, 0);
  for (const [one, share] of list) {
    left -= share;
    if (left < 0) return one;
  }
  const last = list.at(-1);
  if (!last) throw new Error("There is nothing to choose from");
  return last[0];
}

/** Uniform between the two ends of a range. */
export const between = (random: RandomStream, [low = 0, high = low]: readonly number[]): number =>
  low + (high - low) * random.nextUniform();

/**
 * Text with its `{slots}` filled; what is not chosen yet is chosen now. A sentence that begins with a plain word gets its
 * capital letter.
 */
export function fillWords(text: string, filled: Filled, words: WordsPlan, random: RandomStream): string {
  const written = text.replaceAll(/\{([A-Za-z]+)\}/g, (_, slot: string) => {
    const known = filled.get(slot);
    if (known !== undefined) return known;
    const chosen = chooseWord(slot, words, random);
    filled.set(slot, chosen);
    return chosen;
  });
  return written.replaceAll(
    /(^|[.!?:]\s+|\n)([a-z])(?=[a-z]* )/g,
    (_, before: string, letter: string) => `${before}${before.startsWith(":") ? letter : letter.toUpperCase()}`,
  );
}

function chooseWord(slot: string, words: WordsPlan, random: RandomStream): string {
  const list = words.slots[slot];
  if (list) return oneOf(random, list);
  const range = words.ranges[slot];
  if (range) return String(Math.round(between(random, range)));
  const pattern = words.patterns[slot];
  if (pattern !== undefined) return pattern.replaceAll("#", () => String(1 + random.nextInt(9)));
  throw new Error(`No words for the slot {${slot}}`);
}

/** The slots a text has. */
export const slotsOf = (text: string): string[] =>
  [...text.matchAll(/\{([A-Za-z]+)\}/g)].map((match) => match[1] ?? "");
