import { IMPORT_LIMITS } from "@throughline/domain/intake/import/import-limits";
import type { ImportMapping } from "@throughline/domain/intake/import/import-mapping";
import type { ImportedItem } from "@throughline/domain/intake/import/import-record";
import { mergeImportedItems } from "@throughline/domain/intake/import/item-draft";
import { copyLine } from "./copy-line.ts";
import { type Reporting, reportColumns } from "./reporting.ts";
import type { Session } from "./session.ts";
import { itemColumns } from "./stage-records.ts";

interface StagedItem {
  readonly sequence: string;
  readonly external_id: string;
  readonly line: string;
  readonly record: Omit<ImportedItem, "record" | "sequence" | "externalId" | "line">;
}

const fetched = 500;

/**
 * Puts together what several records say of one item, in the order they were read; afterwards each item is staged once.
 * Where rows are items, a key that comes again is told of, and what both rows tell of the past is kept once.
 */
export async function mergeRepeated(
  session: Session,
  rows: ImportMapping["rows"],
  reporting: Reporting,
): Promise<void> {
  await session.run(`
    create temp table repeated as select external_id from staged_items group by external_id having count(*) > 1;
    create temp table merged_items (like staged_items)`);
  await session.transaction(async () => {
    await session.run(`declare telling no scroll cursor for select s.sequence, s.external_id, s.line, s.record
      from staged_items s join repeated using (external_id) order by s.external_id, s.sequence`);
    let open: ImportedItem | null = null;
    let text = "";
    const close = () => {
      if (!open) return;
      const { record: _, sequence, externalId, line, ...record } = open;
      text += copyLine([sequence, externalId, line, JSON.stringify(record)]);
    };
    for (;;) {
      const told = await session.rows<StagedItem>(`fetch ${fetched} from telling`);
      let report = "";
      for (const one of told) {
        const item: ImportedItem = {
          record: "item",
          sequence: Number(one.sequence),
          externalId: one.external_id,
          line: Number(one.line),
          ...one.record,
        };
        if (open?.externalId !== item.externalId) {
          close();
          open = item;
          continue;
        }
        if (rows === "items")
          report += reporting.line({
            line: item.line,
            column: null,
            value: item.externalId,
            code: "key_repeated",
            effect: "note",
            sentence: `The key stands on line ${open.line} already; both rows are taken as telling of one item.`,
          });
        open = mergeImportedItems(open, item, IMPORT_LIMITS);
      }
      if (told.length === 0) close();
      await session.copyText("merged_items", itemColumns, text);
      await session.copyText("staged_report", reportColumns, report);
      text = "";
      if (told.length === 0) break;
    }
    await session.run("close telling");
  });
  await session.run(`
    delete from staged_items s using repeated r where s.external_id = r.external_id;
    insert into staged_items select * from merged_items;
    drop table repeated, merged_items;
    create unique index on staged_items (external_id);
    analyze staged_items`);
  if (rows === "items")
    await session.run(`delete from staged_events e using (
        select ctid, row_number() over (partition by external_id, at, what, state, sub_state, team, person order by sequence) as n from staged_events
      ) d where e.ctid = d.ctid and d.n > 1`);
  await session.run("create index on staged_events (external_id, at, sequence); analyze staged_events");
}
