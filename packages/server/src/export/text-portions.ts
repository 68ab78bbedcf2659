/** Joins small texts into portions worth sending. */

/** Characters to gather before a portion is given on. */
const PORTION = 64 * 1024;

export type Rows<T> = AsyncIterable<T> | Iterable<T>;

export async function* inPortions(texts: Rows<string>): AsyncGenerator<string> {
  let portion = "";
  for await (const text of texts) {
    portion += text;
    if (portion.length < PORTION) continue;
    yield portion;
    portion = "";
  }
  if (portion !== "") yield portion;
}
