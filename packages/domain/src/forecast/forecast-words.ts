/** Forecasts and what moved them, in working words. */
import { wholeShares } from "../numbers/shapley.ts";
import { writtenDate } from "../time/civil-date.ts";
import type { ForecastMove } from "./forecast-move.ts";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** "14 March"; with its year where that is not `today`'s. */
export function dayInWords(day: number, today: number): string {
  const [year, month, date] = writtenDate(day).split("-");
  const name = `${Number(date)} ${MONTHS[Number(month) - 1]}`;
  return year === writtenDate(today).slice(0, 4) ? name : `${name} ${year}`;
}

/** "85 % likely by 14 March". */
export function likelyBy(confidence: number, day: number | undefined, today: number): string {
  const chance = `${Math.round(confidence * 100)} %`;
  return day === undefined
    ? `${chance} likely only beyond what can be told`
    : `${chance} likely by ${dayInWords(day, today)}`;
}

export type ReasonKind = "progress" | "added" | "dropped" | "pace" | "arrivals";

/** One reason why a date moved, and by how many whole days; later is positive. */
export interface Reason {
  readonly kind: ReasonKind;
  readonly days: number;
  readonly text: string;
}

/**
 * The reasons of a move, the strongest first; their whole days add up to the move. Time passing and work finished in it are told
 * as one, for each without the other says nothing: five finished in a week that was to bring five is no news.
 */
export function reasonsOf(move: ForecastMove): Reason[] {
  const { parts, changes, pace, arrivals } = move;
  if (parts === undefined) return [];
  const exact: { kind: ReasonKind; share: number; text: string }[] = [
    { kind: "progress", share: parts.time + parts.finished, text: progressText(move, parts.time + parts.finished > 0) },
    {
      kind: "added",
      share: parts.added,
      text: addedText(changes?.added.length ?? 0, changes?.cameBack.length ?? 0),
    },
    { kind: "dropped", share: parts.dropped, text: `${items(changes?.dropped.length ?? 0)} dropped` },
    { kind: "pace", share: parts.pace, text: paceText(pace, parts.pace) },
    { kind: "arrivals", share: parts.arrivals, text: arrivals ? arrivalsText(arrivals, parts.arrivals) : "" },
  ];
  const whole = wholeShares(exact.map(({ share }) => share));
  return exact
    .map(({ kind, text }, i) => ({ kind, text, days: whole[i]! }))
    .filter(({ kind, days }) => days !== 0 || happened(kind, move))
    .sort((a, b) => Math.abs(b.days) - Math.abs(a.days));
}

/** "85 % likely by 14 March; was 9 March; two items were added (+4 days), the pace rose from 3 to 3.4 a week (−1 day)". */
export function moveInWords(move: ForecastMove, confidence: number): string {
  const { before, after } = move.when;
  if (move.count.after === 0) return "nothing is left to do";
  const said = likelyBy(confidence, after, move.to);
  if (before === undefined) return after === undefined ? `${said}, as before` : `${said}; was beyond what can be told`;
  if (after === undefined) return `${said}; was ${dayInWords(before, move.to)}`;
  const reasons = reasonsOf(move)
    .filter(({ days }) => days !== 0)
    .map(({ text, days }) => `${text} (${signedDays(days)})`);
  const was = move.count.before === 0 ? "nothing to do" : dayInWords(before, move.to);
  const head = before === after ? `${said}, as before` : `${said}; was ${was}`;
  return reasons.length === 0 ? head : `${head}; ${reasons.join(", ")}`;
}

/** "+4 days", "−1 day", "no change". */
export function signedDays(days: number): string {
  if (days === 0) return "no change";
  const count = Math.abs(days);
  return `${days > 0 ? "+" : "−"}${count} ${count === 1 ? "day" : "days"}`;
}

/** A figure a week with one decimal where that says something: "12", "3.4". */
export const aWeek = (items: number): string =>
  items >= 9.95 ? grouped(Math.round(items)) : String(Math.round(items * 10) / 10);

/** "1,200": thousands parted, as everywhere in the product. */
export const grouped = (count: number): string => String(count).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, ",");

function happened(kind: ReasonKind, { changes }: ForecastMove): boolean {
  if (changes === undefined) return false;
  if (kind === "progress") return changes.finished.length > 0;
  if (kind === "added") return changes.added.length + changes.cameBack.length > 0;
  return kind === "dropped" && changes.dropped.length > 0;
}

function progressText({ from, to, changes }: ForecastMove, isBehind: boolean): string {
  const days = to - from;
  const passed = days === 7 ? "a week" : `${days} ${days === 1 ? "day" : "days"}`;
  if (changes === undefined) return `${passed} passed`;
  const only = isBehind && changes.finished.length > 0 ? "only " : "";
  return `${only}${items(changes.finished.length)} finished in ${passed}`;
}

function addedText(added: number, cameBack: number): string {
  const back = `${number(cameBack)} came back`;
  if (added === 0) return cameBack === 1 ? "one item came back" : `${number(cameBack)} items came back`;
  return cameBack === 0 ? `${items(added)} added` : `${items(added)} added and ${back}`;
}

function paceText({ before, after }: ForecastMove["pace"], share: number): string {
  const [was, is] = [aWeek(before), aWeek(after)];
  if (share > 0 && after < before && was !== is) return `the pace fell from ${was} to ${is} a week`;
  if (share < 0 && after > before && was !== is) return `the pace rose from ${was} to ${is} a week`;
  // The same pace told with another spread.
  return share > 0 ? `the pace of ${is} a week became less certain` : `the pace of ${is} a week became more certain`;
}

function arrivalsText({ before, after }: { before: number; after: number }, share: number): string {
  const [was, is] = [aWeek(before), aWeek(after)];
  if (was === is) return share > 0 ? "what arrives became less certain" : "what arrives became more certain";
  return `${is} a week arrive, ${was} did`;
}

/** "one item was", "two items were", "12 items were". */
const items = (count: number): string => (count === 1 ? "one item was" : `${number(count)} items were`);

const number = (count: number): string => NUMBERS[count] ?? grouped(count);
