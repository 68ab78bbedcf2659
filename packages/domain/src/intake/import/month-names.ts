/**
 * Months as exports write them, by their first letters, in English, German, French, Spanish, Italian, Portuguese and
 * Dutch. No beginning means two different months in these languages.
 */
const BEGINNINGS: readonly (readonly string[])[] = [
  ["jan", "ene", "gen"],
  ["feb", "fev", "fév"],
  ["mar", "mär", "mrz", "maa", "mrt"],
  ["apr", "avr", "abr"],
  ["may", "mai", "mag", "mei"],
  ["jun", "juin", "giu"],
  ["jul", "juil", "lug"],
  ["aug", "aoû", "aou", "ago"],
  ["sep", "set"],
  ["oct", "okt", "ott", "out"],
  ["nov"],
  ["dec", "déc", "dez", "dic"],
];

/** The month a word names, 1 to 12, or null. Case and a final dot do not matter. */
export function monthNamed(word: string): number | null {
  const text = word.toLowerCase();
  const index = BEGINNINGS.findIndex((starts) => starts.some((start) => text.startsWith(start)));
  return index < 0 ? null : index + 1;
}
