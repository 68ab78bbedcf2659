import type { ReportLine } from "@throughline/domain/intake/import/import-record";
import { copyLine } from "./copy-line.ts";
import type { Session } from "./session.ts";

/** What publishing adds to the codes of reading. */
export type ArrangingCode =
  | "key_repeated"
  | "created_after_first_event"
  | "changed_here"
  | "person_ambiguous"
  | "name_cut"
  | "text_cut"
  | "field_as_text"
  | "value_out_of_range"
  | "parent_unknown"
  | "parent_circular"
  | "link_unknown"
  | "link_circular"
  | "reference_ambiguous"
  | "stages_joined"
  | "stage_taken_as_done"
  | "no_time";

/** So many lines can be read one by one; the rest are counted by kind. */
export const mostLinesKept = 1_000_000;

export interface LineKind {
  readonly code: string;
  readonly effect: ReportLine["effect"];
  readonly column: string | null;
  count: number;
  readonly sentence: string;
}

export const reportColumns = ["position", "line", "column_name", "value", "code", "effect", "sentence"] as const;

/** Numbers the lines of a report as they come; what is beyond the bound is counted, and told in one line at the end. */
export class Reporting {
  readonly kinds = new Map<string, LineKind>();
  #position = 0;

  get lines(): number {
    return this.#position;
  }

  /** The line as COPY reads it; empty past the bound. */
  line(line: Omit<ReportLine, "record" | "code"> & { readonly code: ReportLine["code"] | ArrangingCode }): string {
    this.#position += 1;
    const key = `${line.code}\n${line.effect}\n${line.column ?? ""}`;
    const kind = this.kinds.get(key);
    if (kind) kind.count += 1;
    else
      this.kinds.set(key, {
        code: line.code,
        effect: line.effect,
        column: line.column,
        count: 1,
        sentence: line.sentence,
      });
    if (this.#position > mostLinesKept) return "";
    return copyLine([this.#position, line.line, line.column, line.value, line.code, line.effect, line.sentence]);
  }

  /**
   * Adds what a query finds, ordered by it. The query gives `line`, `column_name`, `value` and `sentence`; it is read in
   * portions, so that a million findings do not fill the memory.
   */
  async add(
    session: Session,
    code: ArrangingCode,
    effect: ReportLine["effect"],
    query: string,
    values: readonly unknown[] = [],
  ): Promise<void> {
    await session.run("drop table if exists pg_temp.findings");
    await session.run(`create temp table findings as select row_number() over () as at, f.* from (${query}) f`, values);
    for (let from = 0; ; from += 5000) {
      const found = await session.rows<{
        line: string | null;
        column_name: string | null;
        value: string | null;
        sentence: string;
      }>(
        "select line, column_name, left(value, 200) as value, sentence from pg_temp.findings where at > $1 and at <= $1 + 5000 order by at",
        [from],
      );
      if (found.length === 0) break;
      let text = "";
      for (const { line, column_name, value, sentence } of found)
        text += this.line({
          line: line === null ? null : Number(line),
          column: column_name,
          value: value ?? "",
          code,
          effect,
          sentence,
        });
      await session.copyText("staged_report", reportColumns, text);
    }
    await session.run("drop table pg_temp.findings");
  }
}
