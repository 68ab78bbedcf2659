/** Figures of the mined process as short words that fit on a map. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const figure = (value: number): string => value.toLocaleString("en", { maximumFractionDigits: value < 9.95 ? 1 : 0 });

/** "40 s", "12 min", "3.4 h", "2.1 d": one figure and its unit. Working time is never counted in days of 24 hours. */
export function shortTime(milliseconds: number, isWorking: boolean): string {
  if (milliseconds < minute) return `${Math.round(milliseconds / 1000)} s`;
  if (milliseconds < hour) return `${figure(milliseconds / minute)} min`;
  if (isWorking || milliseconds < 2 * day) return `${figure(milliseconds / hour)} h`;
  return `${figure(milliseconds / day)} d`;
}

export const count = (value: number): string => value.toLocaleString("en");

/** "1 item", "31 items". */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** Short for a map: "18.4k" from ten thousand on. */
export const shortCount = (value: number): string => (value < 10_000 ? count(value) : `${figure(value / 1000)}k`);

/** The text in at most two lines of a width, broken between words; with … where it does not fit. */
export function wrapText(text: string, width: number, size: number): string[] {
  if (textWidth(text, size) <= width) return [text];
  const words = text.split(" ");
  let first = "";
  let at = 0;
  for (; at < words.length; at++) {
    const longer = first === "" ? (words[at] ?? "") : `${first} ${words[at] ?? ""}`;
    if (textWidth(longer, size) > width) break;
    first = longer;
  }
  const rest = words.slice(at).join(" ");
  return first === "" || rest === "" ? [fitText(text, width, size)] : [first, fitText(rest, width, size)];
}

const textWidth = (text: string, size: number): number =>
  Array.from(text).reduce((sum, letter) => sum + letterWidth(letter) * size, 0);

/** The text cut to what fits, by the usual width of its letters at a size; with … where something is cut. */
export function fitText(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  const widths = Array.from(text, (letter) => letterWidth(letter) * size);
  let used = size * 0.8;
  let at = 0;
  for (; at < widths.length; at++) {
    used += widths[at] ?? 0;
    if (used > width) break;
  }
  return `${Array.from(text).slice(0, at).join("").trimEnd()}…`;
}

/** In ems, of the interface's letters; a little too wide rather than too narrow. */
function letterWidth(letter: string): number {
  if ("iljtf.,:;'|!()[] ".includes(letter)) return 0.32;
  if ("mwMW@%".includes(letter)) return 0.9;
  return /\p{Lu}|\p{Lo}/u.test(letter) ? 0.7 : 0.58;
}
