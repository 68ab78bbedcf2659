/** Answers for people: a table of a list, a list of an object. For programs there is `--json`. */

export interface Output {
  write(text: string): void;
  /** Columns of the terminal; null where the output goes into a file or a pipe. */
  readonly width: number | null;
}

const mostColumns = 8;
const widest = 60;

export function printAnswer(out: Output, answer: unknown, asJson: boolean): void {
  if (asJson) {
    out.write(`${JSON.stringify(answer)}\n`);
    return;
  }
  const rows = rowsOf(answer);
  if (rows) {
    out.write(table(rows, out.width));
    const next = (answer as { next?: unknown }).next;
    if (typeof next === "string") out.write(`\nThere is more: --after ${next}\n`);
    return;
  }
  if (typeof answer !== "object" || answer === null) {
    out.write(`${String(answer)}\n`);
    return;
  }
  const entries = Object.entries(answer);
  if (entries.length === 0) out.write("Done.\n");
  const longest = Math.max(0, ...entries.map(([name]) => name.length));
  for (const [name, value] of entries) {
    const inner = Array.isArray(value) ? rowsOf({ rows: value }) : null;
    if (inner && inner.length > 0) out.write(`${name}:\n${indent(table(inner, out.width))}`);
    else out.write(`${name.padEnd(longest)}  ${cell(value)}\n`);
  }
}

function rowsOf(answer: unknown): Record<string, unknown>[] | null {
  if (typeof answer !== "object" || answer === null || !("rows" in answer) || !Array.isArray(answer.rows)) return null;
  const { rows } = answer;
  return rows.every((row) => typeof row === "object" && row !== null && !Array.isArray(row))
    ? (rows as Record<string, unknown>[])
    : null;
}

const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, "  ");

/** The columns that tell most come first: names and keys, then plain values; ids last. */
function table(rows: readonly Record<string, unknown>[], width: number | null): string {
  const [first] = rows;
  if (!first) return "Nothing there.\n";
  const telling = (name: string): number =>
    /^(key|number|name|title|state|fileName)$/.test(name) ? 0 : /Id$|Ids$|revision|rank/.test(name) ? 2 : 1;
  const names = Object.keys(first)
    .filter((name) => rows.some((row) => plain(row[name])))
    .toSorted((a, b) => telling(a) - telling(b))
    .slice(0, mostColumns);
  const cells = rows.map((row) => names.map((name) => cell(row[name])));
  const widths = names.map((name, at) =>
    Math.min(widest, Math.max(name.length, ...cells.map((line) => line[at]?.length ?? 0))),
  );
  const line = (texts: readonly string[]) => {
    const text = texts
      .map((one, at) =>
        one.length > (widths[at] ?? 0) ? `${one.slice(0, (widths[at] ?? 1) - 1)}…` : one.padEnd(widths[at] ?? 0),
      )
      .join("  ")
      .trimEnd();
    return `${width !== null && text.length > width ? `${text.slice(0, Math.max(1, width - 1))}…` : text}\n`;
  };
  return line(names.map((name) => name.replaceAll(/(?=[A-Z])/g, " ").toUpperCase())) + cells.map(line).join("");
}

const plain = (value: unknown): boolean => typeof value !== "object" && value !== undefined;

// Control characters of other people's text must not reach a terminal.
// oxlint-disable-next-line no-control-regex
const unseen = /[\u0000-\u001f\u007f-\u009f]+/g;

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.replaceAll(unseen, " ");
}

/** Takes out what would move a terminal's cursor. */
export const harmless = (text: string): string => text.replaceAll(unseen, " ");

/** The same output for text of lines: nothing in it but line breaks moves the cursor. */
export const readable = (out: Output): Output => ({
  width: out.width,
  write: (text) => out.write(text.split("\n").map(harmless).join("\n")),
});
