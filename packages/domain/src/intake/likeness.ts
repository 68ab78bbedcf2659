/** What two pieces of work are compared by. */
export interface Described {
  readonly title: string;
  /** May be empty. */
  readonly details: string;
}

/**
 * From this likeness on, two are shown to a person as possible duplicates; the person decides, so a needless suggestion
 * costs less than a missed one. Unrelated titles stay below 0.15; the same matter in other word order or with a misspelling
 * reaches 0.45 and more. The same matter in altogether other words ("Website is down", "Shop shows error 502") is not found.
 */
export const likenessThreshold = 0.3;

/** Only the beginning of a long text is compared. */
const comparedCharacters = 2000;

/**
 * How alike `subject` is to each candidate, from 0 to 1: the mean of
 * - the share of three-letter pieces that their titles have in common (Jaccard's index over trigrams of padded words, which
 *   forgives inflection and misspelling), and
 * - the cosine between their words, each weighted by how rare it is among all that are compared (inverse document frequency,
 *   so that "please" counts for little), words of the title counted twice.
 *
 * Two equal titles are fully alike whatever their details say. Linear in the length of all texts together.
 */
export function likenesses(subject: Described, candidates: readonly Described[]): number[] {
  const [one, ...others] = [subject, ...candidates].map(prepare);
  if (!one) return [];
  const rarity = inverseFrequencies([one, ...others]);
  return others.map((other) => {
    if (one.title !== "" && one.title === other.title) return 1;
    return (jaccard(one.trigrams, other.trigrams) + cosine(one.words, other.words, rarity)) / 2;
  });
}

interface Prepared {
  readonly title: string;
  readonly trigrams: ReadonlySet<string>;
  readonly words: ReadonlyMap<string, number>;
}

function prepare({ title, details }: Described): Prepared {
  const titleWords = wordsOf(title);
  const words = new Map<string, number>();
  for (const word of titleWords) words.set(word, (words.get(word) ?? 0) + 2);
  for (const word of new Set(wordsOf(details.slice(0, comparedCharacters))))
    words.set(word, (words.get(word) ?? 0) + 1);
  return { title: titleWords.join(" "), trigrams: trigramsOf(titleWords), words };
}

/** Letters and digits without case and accents; compatibility forms (ﬁ, full width) are folded. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function trigramsOf(words: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const word of words) {
    const padded = [" ", " ", ...Array.from(word), " "];
    for (let at = 0; at + 3 <= padded.length; at += 1) found.add(padded.slice(at, at + 3).join(""));
  }
  return found;
}

function inverseFrequencies(all: readonly Prepared[]): (word: string) => number {
  const holders = new Map<string, number>();
  for (const { words } of all) for (const word of words.keys()) holders.set(word, (holders.get(word) ?? 0) + 1);
  return (word) => Math.log(1 + all.length / (holders.get(word) ?? 1));
}

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const piece of one) if (other.has(piece)) shared += 1;
  const either = one.size + other.size - shared;
  return either === 0 ? 0 : shared / either;
}

function cosine(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
  rarity: (word: string) => number,
): number {
  let product = 0;
  for (const [word, count] of one) product += count * (other.get(word) ?? 0) * rarity(word) ** 2;
  const length = (words: ReadonlyMap<string, number>): number => {
    let sum = 0;
    for (const [word, count] of words) sum += (count * rarity(word)) ** 2;
    return Math.sqrt(sum);
  };
  const lengths = length(one) * length(other);
  return lengths === 0 ? 0 : Math.min(1, product / lengths);
}
