/** Response tables: a row per person, or per pattern of answers with how many gave it. */
import {
  type Answer,
  type ResponsePatterns,
  responsePatterns,
} from "../packages/domain/src/exams/response-patterns.ts";
import { sniffDialect } from "../packages/domain/src/intake/reading/csv-dialect.ts";
import { csvSplitter } from "../packages/domain/src/intake/reading/csv-splitter.ts";
import { RefusedInput } from "../packages/domain/src/numbers/refused-input.ts";
import { unpacked } from "./bench-data.ts";

const PEOPLE = /^(freq(uency)?|count|n|people|obs|observed|weight)$/i;
const MISSING = /^(na|nan|\.|-|9|99)?$/i;

/**
 * Refuses (`RefusedInput`) what holds no answers of 0 and 1. A first column of names or of one number after the other is who
 * answered; the last is how many, where it is named so or holds more than 0 and 1.
 */
export function readResponses(path: string): { readonly patterns: ResponsePatterns; readonly told: string } {
  const text = unpacked(path)[0]![1]
    .toString("utf8")
    .replace(/^\uFEFF/, "");
  const { delimiter, returnsEndRows } = sniffDialect(text.slice(0, 65_536));
  const splitter = csvSplitter(delimiter, returnsEndRows);
  const written = [...splitter.write(text), ...splitter.end()].map(({ cells }) => cells.map((cell) => cell.trim()));
  // Fixed tables have no delimiter but blanks, or none at all.
  const table = written.map((cells) =>
    cells.length > 1
      ? cells
      : cells[0]!.split(/\s+/).flatMap((cell) => (/^[01]{2,}$/.test(cell) ? cell.split("") : [cell])),
  );
  const isAnswer = (cell: string) => cell === "0" || cell === "1" || MISSING.test(cell);
  const hasNames = !table[0]?.every((cell) => /^-?[\d.]*$/.test(cell));
  const names = hasNames ? table[0]! : [];
  const rows = hasNames ? table.slice(1) : table;
  const width = Math.max(0, ...rows.map((row) => row.length));
  const column = (at: number) => rows.map((row) => row[at] ?? "");
  const holdsAnswers = (at: number) => column(at).every(isAnswer);
  const last = width - 1;
  const isCounted =
    width > 1 && (PEOPLE.test(names.at(-1) ?? "") || (!holdsAnswers(last) && column(last).every(isCount)));
  const first = width > 1 && !holdsAnswers(0) ? 1 : 0;
  const end = isCounted ? last : width;
  const answers = rows.map((row, at) =>
    Array.from({ length: end - first }, (_, j): Answer => {
      const cell = row[first + j] ?? "";
      if (!isAnswer(cell)) {
        const where = `Row ${at + 1}, ${names[first + j] ?? `column ${first + j + 1}`}`;
        throw new RefusedInput("bad_answer", `${where}: "${cell.slice(0, 40)}" is neither 0 nor 1.`);
      }
      return cell === "1" ? 1 : cell === "0" ? 0 : null;
    }),
  );
  // What everybody answered alike tells people not apart and has no estimate.
  const tells = Array.from({ length: end - first }, (_, j) => new Set(answers.flatMap((row) => row[j] ?? [])).size > 1);
  const alike = tells.filter((one) => !one).length;
  const compared = answers.map((row) => row.filter((_, j) => tells[j]));
  const given = compared.map((row) => row.some((answer) => answer !== null));
  const kept = <T>(values: readonly T[]) => values.filter((_, at) => given[at]);
  const patterns = responsePatterns(kept(compared), isCounted ? kept(column(last).map(Number)) : undefined);
  const people = patterns.people.reduce((sum, count) => sum + count, 0);
  return {
    patterns,
    told: `${people} people, ${patterns.items} questions, ${patterns.people.length} patterns${alike > 0 ? ` (${alike} that all answered alike left out)` : ""}`,
  };
}

const isCount = (cell: string) => /^\d+$/.test(cell);
