import { RefusedInput } from "../numbers/refused-input.ts";

/** A right answer, a wrong one, and a question that was not put to the person. */
export type Answer = 0 | 1 | null;

export const NOT_GIVEN = 2;

/** Distinct rows of answers and how many people gave each. Everything about a calibration depends on these alone. */
export interface ResponsePatterns {
  readonly items: number;
  /** Row-major, patterns × items: 0 wrong, 1 right, `NOT_GIVEN` not put. */
  readonly answers: Uint8Array;
  /** People per pattern, above zero. */
  readonly people: Float64Array;
}

export type ResponseRefusal = "no_responses" | "ragged_responses" | "bad_answer" | "bad_people" | "nothing_answered";

/**
 * Collapses rows of answers, one person each (or `people[i]` persons for row i), into distinct patterns.
 * Refuses rows of unequal length, answers other than 0, 1 or null, and rows in which nothing was answered.
 */
export function responsePatterns(rows: readonly (readonly Answer[])[], people?: readonly number[]): ResponsePatterns {
  const items = rows[0]?.length ?? 0;
  if (items === 0) throw new RefusedInput<ResponseRefusal>("no_responses", "There are no answers to work with.");
  if (people && people.length !== rows.length) {
    throw new RefusedInput<ResponseRefusal>(
      "bad_people",
      `There are ${rows.length} rows of answers and ${people.length} counts of people.`,
    );
  }
  const seen = new Map<string, number>();
  const distinct: Uint8Array[] = [];
  const counts: number[] = [];
  for (const [at, row] of rows.entries()) {
    const count = people?.[at] ?? 1;
    if (!(count >= 0 && count < Infinity)) {
      throw new RefusedInput<ResponseRefusal>(
        "bad_people",
        `Row ${at}: the number of people must be zero or more; it is ${count}.`,
        at,
      );
    }
    if (count === 0) continue;
    const coded = codeRow(row, items, at);
    const key = String.fromCharCode(...coded);
    const known = seen.get(key);
    if (known === undefined) {
      seen.set(key, distinct.length);
      distinct.push(coded);
      counts.push(count);
    } else counts[known]! += count;
  }
  if (distinct.length === 0)
    throw new RefusedInput<ResponseRefusal>("no_responses", "No row of answers stands for anybody.");
  const answers = new Uint8Array(distinct.length * items);
  for (const [p, row] of distinct.entries()) answers.set(row, p * items);
  return { items, answers, people: Float64Array.from(counts) };
}

function codeRow(row: readonly Answer[], items: number, at: number): Uint8Array {
  if (row.length !== items) {
    throw new RefusedInput<ResponseRefusal>(
      "ragged_responses",
      `Row ${at} has ${row.length} answers where the first has ${items}.`,
      at,
    );
  }
  const coded = new Uint8Array(items);
  let given = 0;
  for (let j = 0; j < items; j++) {
    const answer = row[j];
    if (answer !== 0 && answer !== 1 && answer !== null) {
      throw new RefusedInput<ResponseRefusal>(
        "bad_answer",
        `Row ${at}, question ${j}: an answer is 1, 0 or null; it is ${String(answer)}.`,
        at,
      );
    }
    coded[j] = answer === null ? NOT_GIVEN : answer;
    if (answer !== null) given++;
  }
  if (given === 0) {
    throw new RefusedInput<ResponseRefusal>("nothing_answered", `Row ${at} answers no question; leave it out.`, at);
  }
  return coded;
}
