/** What a forecast says and rests on, in words. */
import { aWeek, dayInWords, grouped, likelyBy } from "@throughline/domain/forecast/forecast-words";

/** Figures the words are made of; days as numbers. */
export interface Told {
  readonly today: number;
  readonly count: number;
  readonly kind: "open" | "count" | "parent" | "items" | "view";
  readonly order: "first" | "own" | "last";
  readonly growing: boolean;
  readonly likely: number | undefined;
  readonly perWeek: number;
  readonly arriving: number | undefined;
}

const likelyShare = 0.85;
/** Items a week. */
const nextToNothing = 0.1;

/** "85 % likely by 14 March: all 12 open items." */
export function whenSentence({ today, count, kind, growing, likely, perWeek, arriving }: Told): string {
  if (count === 0)
    return kind === "open" ? "Nothing is open: there is nothing to wait for." : "All of these are finished.";
  const what = whatIsWanted(kind, count);
  const meanwhile = growing ? ", and what arrives meanwhile," : "";
  if (likely !== undefined)
    return `${capital(what)}${meanwhile} ${count === 1 ? "is" : "are"} ${likelyBy(likelyShare, likely, today).replace("likely by", "likely to be done by")}.`;
  return growing && arriving !== undefined && arriving >= perWeek
    ? `${capital(what)}${meanwhile} ${count === 1 ? "is" : "are"} not likely to be done: ${aWeek(arriving)} a week arrive and ${aWeek(perWeek)} are finished.`
    : perWeek < nextToNothing
      ? `No day can be told for ${what}${meanwhile}: next to nothing was finished lately.`
      : `No day is 85 % likely for ${what}${meanwhile} yet: the history is too short or too uneven to tell.`;
}

/** "At least 12 items by 14 March, with 85 %; as likely as not 17." */
export function howManySentence(today: number, by: number, [middle = 0, likely = 0]: readonly number[]): string {
  const date = dayInWords(by, today);
  const items = likely === 1 ? "one item is" : `${grouped(likely)} items are`;
  if (middle === 0) return `By ${date} it is more likely than not that nothing is finished.`;
  return likely === 0
    ? `By ${date} it is not sure that anything is finished; as likely as not ${grouped(middle)}.`
    : `By ${date} at least ${items} 85 % likely to be finished; as likely as not ${grouped(middle)}.`;
}

/** What the forecast takes for granted, a sentence each. */
export function assumptionsOf(
  { kind, order, growing, count, perWeek, arriving }: Told,
  {
    days,
    finished,
    daysOff,
    held,
  }: {
    readonly days: number;
    readonly finished: number;
    readonly daysOff: number;
    readonly held: { readonly days: number; readonly of: number; readonly likely: number };
  },
): string[] {
  const weeks = Math.round(days / 7);
  const lines = [
    `Work goes on at the pace of late: about ${aWeek(perWeek)} a week, learnt from ${grouped(finished)} finished ${finished === 1 ? "item" : "items"} in ${weeks} weeks.`,
  ];
  if (kind !== "open" && count > 0) {
    lines.push(
      {
        first: "They are done before anything else: all that is finished counts toward them.",
        own: "They go on at the pace such work had: only what was finished of it counts.",
        last: "They are done after everything else that is open.",
      }[order],
    );
  }
  lines.push(
    growing
      ? `What arrives meanwhile is counted: about ${aWeek(arriving ?? 0)} a week.`
      : "What arrives meanwhile is not counted: it waits behind.",
  );
  if (daysOff > 0)
    lines.push(
      `${daysOff} ${daysOff === 1 ? "day" : "days"} off in the coming year ${daysOff === 1 ? "is" : "are"} left out.`,
    );
  lines.push(
    held.of === 0
      ? `No forecast is old enough yet to be held against what happened: that takes ${held.days} days.`
      : `Of the last ${held.of} weekly forecasts of ${held.days / 7} weeks, ${held.likely} held what they said with 85 %.`,
  );
  return lines;
}

function whatIsWanted(kind: Told["kind"], count: number): string {
  if (kind === "open") return count === 1 ? "the one open item" : `all ${grouped(count)} open items`;
  if (kind === "count") return count === 1 ? "the next item" : `the next ${grouped(count)} items`;
  return count === 1 ? "the one item left" : `the ${grouped(count)} items left`;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
