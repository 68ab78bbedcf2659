/** Reads a file with a checked mapping and gives it as import records. */
import { IMPORT_LIMITS, type ImportLimits } from "@throughline/domain/intake/import/import-limits";
import type { ImportMapping } from "@throughline/domain/intake/import/import-mapping";
import { type ImportRecord, type ReportLine, reportLine } from "@throughline/domain/intake/import/import-record";
import { normaliser } from "@throughline/domain/intake/import/normalise-rows";
import type { SourceRow } from "@throughline/domain/intake/import/source-row";
import type { CsvOptions } from "./csv-reader.ts";
import { openSource } from "./open-source.ts";
import type { ByteSource } from "./plain-bytes.ts";
import { ReadRefusal } from "@throughline/domain/intake/reading/read-refusal";
import type { XesOptions } from "./xes-reader.ts";
import { xesRows } from "@throughline/domain/intake/reading/xes-rows";
import { zoneOffsetsOf } from "@throughline/domain/time/zone-offsets-of";

/** The most rows of one import. */
export const MOST_ROWS = 10_000_000;

/**
 * The records in portions, as fast as they are asked for; memory does not grow with the file. Throws `ReadRefusal`
 * where the file cannot be read on: what was given until then is to be thrown away.
 */
export async function* readRecords(
  source: ByteSource,
  mapping: ImportMapping,
  options: CsvOptions & XesOptions & { readonly limits?: ImportLimits; readonly mostRows?: number } = {},
): AsyncGenerator<readonly ImportRecord[]> {
  const records = normaliser(mapping, zoneOffsetsOf(mapping.zone), options.limits ?? IMPORT_LIMITS);
  const opened = await openSource(source, options);
  let told: ReportLine[] = [];
  const tell = (line: ReportLine) => void told.push(line);
  const mostRows = options.mostRows ?? MOST_ROWS;
  let count = 0;
  const counted = (rows: readonly SourceRow[]): readonly SourceRow[] => {
    count += rows.length;
    if (count <= mostRows) return rows;
    const sentence = `The file has more than ${mostRows} rows. Split it and import the parts.`;
    throw new ReadRefusal("too_large", sentence, { line: rows.at(-1)?.line ?? 1 });
  };
  const withTold = (portion: readonly ImportRecord[]): readonly ImportRecord[] => {
    const whole = told.length === 0 ? portion : [...told, ...portion];
    told = [];
    return whole;
  };
  if (opened.format === "csv") {
    try {
      for await (const rows of opened.table.rows(tell)) yield withTold(records.take(counted(rows)));
    } finally {
      await opened.table.close();
    }
    yield withTold(records.finish());
    return;
  }
  const { log } = opened;
  const rows = xesRows(new Set(mapping.columns.map(({ column }) => column)), tell);
  try {
    for await (const cases of log.cases()) {
      yield withTold(records.take(counted(cases.flatMap((one) => rows.of(one)))));
    }
  } finally {
    await log.close();
  }
  if (log.strayEvents.count > 0) {
    const { count, line } = log.strayEvents;
    const sentence = `${count} events stand outside of any trace, from this line on; they belong to no item.`;
    tell(reportLine(line, null, "", "key_missing", "lost", sentence));
  }
  yield withTold([...records.finish(), ...rows.unlisted()]);
}
