/** What the values of one column look like over the rows of a sample. */
import { type DateVerdict, judgeDates, noDateEvidence, weighDate } from "./date-evidence.ts";
import { speaksOfTime } from "./role-words.ts";
import { isCode, readNumber } from "./read-number.ts";
import type { SourceRow } from "./source-row.ts";

export interface ColumnProfile {
  readonly column: string;
  /** Rows in which the column has a value. */
  readonly filled: number;
  /** Values in all, more than `filled` where the column is repeated. */
  readonly values: number;
  /** Each different value with how often it came, commonest first, at most 200. */
  readonly commonest: readonly (readonly [value: string, count: number])[];
  readonly distinct: number;
  readonly averageLength: number;
  readonly longest: number;
  /** Shares of the values, 0 to 1. */
  readonly numbers: number;
  readonly commaNumbers: number;
  readonly addresses: number;
  readonly flags: number;
  readonly spaced: number;
  /** Ids such as CHG0000132: no blanks, several digits. */
  readonly codes: number;
  readonly lists: Readonly<Record<"," | ";" | "|", number>>;
  readonly dates: DateVerdict | null;
  /** Up to three values to show, cut to 80 characters. */
  readonly samples: readonly string[];
}

const FLAG = /^(true|false|yes|no|y|n)$/i;
const CODE = /^[^\s@]*\d{3}[^\s@]*$/;
const ADDRESS = /^https?:\/\/\S+$/i;

export function profileColumn(
  column: string,
  rows: readonly SourceRow[],
  isMissing: (text: string) => boolean,
): ColumnProfile {
  const counts = new Map<string, number>();
  const evidence = noDateEvidence();
  const seen = {
    filled: 0,
    values: 0,
    length: 0,
    longest: 0,
    points: 0,
    commas: 0,
    addresses: 0,
    flags: 0,
    spaced: 0,
    codes: 0,
  };
  const lists = { ",": 0, ";": 0, "|": 0 };
  for (const row of rows) {
    const values = row.values(column).filter((value) => !isMissing(value));
    if (values.length > 0) seen.filled++;
    for (const value of values) {
      seen.values++;
      seen.length += value.length;
      seen.longest = Math.max(seen.longest, value.length);
      counts.set(value, (counts.get(value) ?? 0) + 1);
      weighDate(evidence, value);
      if (!isCode(value)) {
        if (readNumber(value, "point") !== null) seen.points++;
        if (readNumber(value, "comma") !== null) seen.commas++;
      }
      if (ADDRESS.test(value)) seen.addresses++;
      if (FLAG.test(value)) seen.flags++;
      if (/\S\s+\S/.test(value)) seen.spaced++;
      if (value.length <= 60 && CODE.test(value)) seen.codes++;
      for (const mark of [",", ";", "|"] as const) if (value.includes(mark)) lists[mark]++;
    }
  }
  const share = (count: number) => (seen.values === 0 ? 0 : count / seen.values);
  return {
    column,
    filled: seen.filled,
    values: seen.values,
    commonest: [...counts].sort((a, b) => b[1] - a[1]).slice(0, 200),
    distinct: counts.size,
    averageLength: seen.values === 0 ? 0 : seen.length / seen.values,
    longest: seen.longest,
    numbers: share(seen.points),
    commaNumbers: share(seen.commas),
    addresses: share(seen.addresses),
    flags: share(seen.flags),
    spaced: share(seen.spaced),
    codes: share(seen.codes),
    lists: { ",": share(lists[","]), ";": share(lists[";"]), "|": share(lists["|"]) },
    dates: judgeDates(evidence, speaksOfTime(column)),
    samples: [...counts.keys()].slice(0, 3).map((value) => (value.length > 80 ? `${value.slice(0, 79)}…` : value)),
  };
}
