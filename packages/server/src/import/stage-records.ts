import { createReadStream } from "node:fs";
import type { ImportMapping } from "@throughline/domain/intake/import/import-mapping";
import type { ImportRecord } from "@throughline/domain/intake/import/import-record";
import { copyLine } from "./copy-line.ts";
import { readRecords } from "./reading/read-records.ts";
import { type Reporting, reportColumns } from "./reporting.ts";
import type { Session } from "./session.ts";

const tables = {
  staged_items: ["sequence", "external_id", "line", "record"],
  staged_events: [
    "sequence",
    "external_id",
    "line",
    "at",
    "what",
    "state",
    "sub_state",
    "team",
    "person",
    "exact",
    "changes",
  ],
  staged_comments: ["sequence", "external_id", "line", "at", "author", "body"],
  staged_report: reportColumns,
} as const;
type Table = keyof typeof tables;

/** Characters gathered before they are sent. */
const portion = 512 * 1024;

export const itemColumns = tables.staged_items;

export async function createStaging(session: Session): Promise<void> {
  await session.run(`
    create temp table staged_items (sequence bigint not null, external_id text not null, line bigint not null, record jsonb not null);
    create temp table staged_events (sequence bigint not null, external_id text not null, line bigint not null, at timestamptz not null, what text not null,
      state text, sub_state text, team text, person text, exact boolean not null, changes jsonb);
    create temp table staged_comments (sequence bigint not null, external_id text not null, line bigint not null, at timestamptz, author text, body text not null);
    create temp table staged_report (position integer not null, line bigint, column_name text, value text not null, code text not null, effect text not null, sentence text not null)`);
}

export interface StagedCounts {
  records: number;
  items: number;
}

/**
 * Reads the file and stages its records by COPY, never holding more of it than a portion.
 * @param progress called now and then with the share of the file's bytes that were read, and the records so far.
 * @throws ReadRefusal where the file cannot be read on.
 */
export async function stageRecords(
  session: Session,
  file: { readonly path: string; readonly size: number },
  mapping: ImportMapping,
  reporting: Reporting,
  progress: (share: number, records: number) => void,
): Promise<StagedCounts> {
  const waiting: Record<Table, string> = {
    staged_items: "",
    staged_events: "",
    staged_comments: "",
    staged_report: "",
  };
  const counts: StagedCounts = { records: 0, items: 0 };
  let bytes = 0;
  async function* source() {
    for await (const chunk of createReadStream(file.path, { highWaterMark: 64 * 1024 })) {
      bytes += (chunk as Buffer).length;
      yield chunk as Buffer;
    }
  }
  const flush = async () => {
    for (const table of Object.keys(tables) as Table[]) {
      await session.copyText(table, tables[table], waiting[table]);
      waiting[table] = "";
    }
  };
  for await (const records of readRecords(source(), mapping)) {
    let length = 0;
    for (const record of records) stage(waiting, record, reporting, counts);
    for (const table of Object.keys(tables) as Table[]) length += waiting[table].length;
    if (length < portion) continue;
    await flush();
    progress(file.size === 0 ? 1 : bytes / file.size, counts.records);
  }
  await flush();
  progress(1, counts.records);
  return counts;
}

function stage(waiting: Record<Table, string>, given: ImportRecord, reporting: Reporting, counts: StagedCounts): void {
  if (given.record === "report") {
    waiting.staged_report += reporting.line(given);
    return;
  }
  counts.records += 1;
  if (given.record === "item") {
    counts.items += 1;
    const { record: _, sequence, externalId, line, ...record } = given;
    waiting.staged_items += copyLine([sequence, externalId, line, JSON.stringify(record)]);
  } else if (given.record === "event") {
    const { sequence, externalId, line, at, what, state, subState, team, person, exact, changes } = given;
    waiting.staged_events += copyLine([
      sequence,
      externalId,
      line,
      new Date(at).toISOString(),
      what,
      state,
      subState,
      team,
      person,
      exact,
      changes.length === 0 ? null : JSON.stringify(changes),
    ]);
  } else {
    const { sequence, externalId, line, at, author, text } = given;
    if (text.trim() === "") return;
    waiting.staged_comments += copyLine([
      sequence,
      externalId,
      line,
      at === null ? null : new Date(at).toISOString(),
      author,
      text,
    ]);
  }
}
