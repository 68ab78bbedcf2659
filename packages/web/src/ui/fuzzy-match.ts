/**
 * Finds what was meant from a few typed letters. Every typed character must occur in order; what starts a word, follows
 * the last hit or stands early counts more, so `mw` finds "My work" before "Team workload".
 */

export type Match = {
  /** Higher is better; 0 for an empty query, which matches everything. */
  readonly score: number;
  /** Positions in the text that were hit, for emphasis. */
  readonly hits: readonly number[];
};

const startOfText = 12;
const startOfWord = 9;
const inARow = 10;
const anywhere = 1;
/** Texts longer than this are matched by their beginning: the search is quadratic. */
const longest = 200;

/** The best way to find a query in a text, or null. Case, accents and spaces in the query do not matter. */
export function fuzzyMatch(query: string, text: string): Match | null {
  const wanted = fold(query).replace(/\s+/g, "");
  const letters = fold(text.slice(0, longest));
  if (wanted === "") return { score: 0, hits: [] };
  if (wanted.length > letters.length) return null;

  // best[j]: the best score with the query's first i characters matched and the last of them at j.
  type Way = { score: number; hits: number[] } | null;
  let ways: Way[] = Array.from({ length: letters.length }, () => null);
  for (let i = 0; i < wanted.length; i += 1) {
    const next: Way[] = Array.from({ length: letters.length }, () => null);
    let before: Way = i === 0 ? { score: 0, hits: [] } : (ways[i - 1] ?? null);
    for (let j = i; j < letters.length; j += 1) {
      if (letters[j] === wanted[i]) {
        const follows: Way = i === 0 ? null : (ways[j - 1] ?? null);
        const jumped = before === null ? null : { score: before.score + weight(letters, j), hits: [...before.hits, j] };
        const chained =
          follows === null
            ? null
            : { score: follows.score + Math.max(inARow, weight(letters, j)), hits: [...follows.hits, j] };
        next[j] = chained !== null && (jumped === null || chained.score >= jumped.score) ? chained : jumped;
      }
      const ended = i === 0 ? null : (ways[j] ?? null);
      if (ended !== null && (before === null || ended.score > before.score)) before = ended;
    }
    ways = next;
  }
  let best: Way = null;
  for (const way of ways) if (way !== null && (best === null || way.score > best.score)) best = way;
  // Of two equal finds the shorter text is the likelier one.
  return best === null ? null : { score: best.score - letters.length / 1_000, hits: best.hits };
}

/** The candidates that match, best first; equals keep their order. A candidate may be found by any of its texts. */
export function bestMatches<T>(
  query: string,
  candidates: readonly T[],
  textsOf: (candidate: T) => readonly string[],
): T[] {
  if (query.trim() === "") return [...candidates];
  return candidates
    .flatMap((candidate) => {
      const scores = textsOf(candidate).flatMap((text, at) => {
        const match = fuzzyMatch(query, text);
        // The first text is the name; a find in another one counts for less.
        return match === null ? [] : [at === 0 ? match.score : match.score * 0.6];
      });
      return scores.length === 0 ? [] : [{ candidate, score: Math.max(...scores) }];
    })
    .sort((a, b) => b.score - a.score)
    .map(({ candidate }) => candidate);
}

function weight(letters: string, at: number): number {
  if (at === 0) return startOfText;
  return /[^\p{L}\p{N}]/u.test(letters[at - 1] ?? "") ? startOfWord : anywhere;
}

/** Lower case without accents, one character for one character so that positions stay true. */
function fold(text: string): string {
  return Array.from(text, (character) => {
    const plain = character.normalize("NFD")[0] ?? character;
    const lower = plain.toLowerCase();
    return lower.length === character.length ? lower : character;
  }).join("");
}
