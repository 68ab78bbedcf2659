/** Comments as Jira's export writes them into one cell: `03/Mar/24 2:05 PM;author;the text; with semicolons`. */
import { type DateFormat, type WrittenMoment, readDate } from "./read-date.ts";

export interface WrittenComment {
  readonly written: WrittenMoment | null;
  readonly author: string | null;
  readonly text: string;
}

/** The parts of such a cell; where it is not of that form, all of it is the text. */
export function readComment(cell: string, format: DateFormat): WrittenComment {
  const first = cell.indexOf(";");
  const second = first < 0 ? -1 : cell.indexOf(";", first + 1);
  if (first < 0 || first > 60 || second < 0 || second - first > 250) {
    return { written: null, author: null, text: cell };
  }
  const written = readDate(cell.slice(0, first), format);
  if (!written) return { written: null, author: null, text: cell };
  return { written, author: cell.slice(first + 1, second).trim() || null, text: cell.slice(second + 1) };
}
