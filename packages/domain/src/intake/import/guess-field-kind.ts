/** Which kind of custom field a column's values make. */
import type { ColumnProfile } from "./column-profile.ts";
import { headerWords } from "./header-name.ts";
import type { FieldKind } from "./import-mapping.ts";
import type { DateFormat } from "./read-date.ts";
import type { DecimalMark } from "./read-number.ts";

export interface FieldGuess {
  readonly kind: FieldKind;
  readonly date?: DateFormat;
  readonly decimal?: DecimalMark;
  readonly confidence: number;
  readonly reason: string;
}

const PEOPLE =
  /^(by|person|user|manager|approver|owner|contact|lead|assignee|reviewer|author|creator|engineer|tester|resource)$/;
/** A choice repeats its values; more of them than this is no list to choose from. */
const MOST_CHOICES = 100;

export function guessFieldKind(profile: ColumnProfile, name: string): FieldGuess {
  const { values, distinct, dates } = profile;
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  if (values === 0)
    return { kind: "text", confidence: 0.3, reason: "empty so far; kept as text where a value turns up" };
  if (dates && dates.share >= 0.9) {
    return {
      kind: "date",
      date: dates.format,
      confidence: dates.ambiguous ? 0.6 : 0.9,
      reason: `${percent(dates.share)} of the values are dates: ${dates.reason}`,
    };
  }
  if (profile.addresses >= 0.9) {
    return { kind: "link", confidence: 0.95, reason: `${percent(profile.addresses)} of the values are web addresses` };
  }
  if (profile.numbers >= 0.97 || profile.commaNumbers >= 0.97) {
    const decimal = profile.commaNumbers > profile.numbers ? "comma" : "point";
    return { kind: "number", decimal, confidence: 0.85, reason: `the values are numbers (decimal ${decimal})` };
  }
  if (profile.flags >= 0.97) return { kind: "choice", confidence: 0.85, reason: "the values are yes or no" };
  if (PEOPLE.test(headerWords(name).at(-1) ?? "") && profile.averageLength <= 60 && profile.codes < 0.5) {
    return { kind: "person", confidence: 0.6, reason: "the name speaks of a person" };
  }
  const repeats = values / distinct;
  if (distinct <= MOST_CHOICES && profile.longest <= 100 && repeats >= (values < 20 ? 1.5 : 3)) {
    return { kind: "choice", confidence: 0.7, reason: `${distinct} different values in ${values}` };
  }
  return { kind: "text", confidence: 0.6, reason: `${distinct} different values in ${values}` };
}
