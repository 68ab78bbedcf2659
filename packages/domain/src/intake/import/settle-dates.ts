/** Settles day against month where a sample could not, by what the rest of the column showed. */
import { type DateEvidence, judgeDates } from "./date-evidence.ts";
import { type MappingGuess, datedComments } from "./guess-mapping.ts";

/** The columns whose dates the guess could not put in order. */
export function unsettledDates(guess: MappingGuess): readonly string[] {
  return guess.columns.filter(({ ambiguousDates }) => ambiguousDates).map(({ column }) => column);
}

/**
 * The guess with its unsettled dates judged by `evidence`, weighed over the whole column. Where one column is
 * settled and another still is not, the other follows: one program wrote both.
 */
export function settleDates(guess: MappingGuess, evidence: ReadonlyMap<string, DateEvidence>): MappingGuess {
  const verdicts = new Map([...evidence].map(([column, weighed]) => [column, judgeDates(weighed, false)] as const));
  const unsettled = new Set(unsettledDates(guess));
  const settled = [...verdicts.values()].find((verdict) => verdict !== null && !verdict.ambiguous);
  const others = guess.mapping.columns.find(
    ({ column, date }) => (date === "day_first" || date === "month_first") && !unsettled.has(column),
  );
  const order = settled?.format ?? others?.date;
  const decided = (column: string) => {
    const verdict = verdicts.get(column);
    if (verdict && !verdict.ambiguous) return { format: verdict.format, reason: verdict.reason };
    if (order === undefined) return null;
    return { format: order, reason: "as in the other dates of this source" };
  };
  const notes = guess.notes.filter(
    (note) => ![...unsettled].some((column) => note.startsWith(`"${column}" is read`) && decided(column) !== null),
  );
  return {
    ...guess,
    mapping: {
      ...guess.mapping,
      columns: datedComments(
        guess.mapping.columns.map((column) => {
          const found = unsettled.has(column.column) ? decided(column.column) : null;
          return found ? { ...column, date: found.format } : column;
        }),
      ),
    },
    columns: guess.columns.map((column) => {
      const found = unsettled.has(column.column) ? decided(column.column) : null;
      return found
        ? { ...column, ambiguousDates: false, reason: `${column.reason}; settled: ${found.reason}` }
        : column;
    }),
    notes,
  };
}
