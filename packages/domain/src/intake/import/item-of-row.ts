/** What one row says about its item. */
import { type CellReading } from "./cell-reading.ts";
import { attachmentValues, fieldValues } from "./field-values.ts";
import type { ImportLimits } from "./import-limits.ts";
import type { ClassOfService, EffortUnit, ImportMapping } from "./import-mapping.ts";
import type { ImportedField, ImportedLink } from "./import-record.ts";
import { type ItemDraft, newDraft } from "./item-draft.ts";
import type { MappedColumns } from "./mapped-columns.ts";
import type { SourceRow } from "./source-row.ts";

const PER_DAY: Readonly<Record<EffortUnit, number>> = { days: 1, hours: 8, minutes: 480, seconds: 28_800 };

/** Makes the reader of items for one mapping. */
export function itemReading(mapping: ImportMapping, columns: MappedColumns, cells: CellReading, limits: ImportLimits) {
  const { one, many } = columns;
  const classes = new Map(Object.entries(mapping.classes).map(([name, one]) => [name.trim().toLowerCase(), one]));

  const classOf = (priority: string | null): ClassOfService | null =>
    priority === null ? null : (classes.get(priority.toLowerCase()) ?? "standard");

  const all = (row: SourceRow, of: readonly MappedColumns["many"]["label"][number][], most: number, count: number) => {
    if (of.length === 0) return [];
    const lists = of.map((column) => cells.lines(row, column, most, count));
    return lists.length === 1 ? lists[0]! : [...new Set(lists.flat())].slice(0, count);
  };
  const links = (row: SourceRow): ImportedLink[] =>
    many.link.flatMap((column) => {
      const { kind, direction } = column.link ?? { kind: "relates", direction: "out" };
      return cells.lines(row, column, limits.key, limits.links).map((to) => ({ kind, direction, to }));
    });
  const fields = (row: SourceRow): ImportedField[] => {
    const found: ImportedField[] = [];
    for (const column of many.field) {
      const field = fieldValues(cells, row, column, limits);
      if (field) found.push(field);
    }
    for (const column of many.attachment) {
      const field = attachmentValues(cells, row, column, limits);
      if (field) found.push(field);
    }
    return found;
  };
  const effort = (row: SourceRow): number | null => {
    const number = cells.number(row, one.effort);
    return number === null ? null : number / PER_DAY[one.effort?.unit ?? "days"];
  };

  return (row: SourceRow, externalId: string): ItemDraft => {
    const draft = newDraft(externalId, row.line);
    draft.alternateIds = all(row, many.alternate_key, limits.key, limits.links);
    draft.title = cells.line(row, one.title, limits.title);
    draft.description = cells.prose(row, one.description, limits.description);
    draft.kind = cells.line(row, one.kind, limits.kind);
    draft.state = cells.line(row, one.state, limits.name);
    draft.subState = cells.line(row, one.sub_state, limits.name);
    draft.team = cells.line(row, one.team, limits.name);
    draft.owner = cells.line(row, one.owner, limits.name);
    draft.requester = cells.line(row, one.requester, limits.name);
    draft.contributors = all(row, many.contributor, limits.name, limits.contributors);
    draft.watchers = all(row, many.watcher, limits.name, limits.watchers);
    draft.createdAt = cells.instant(row, one.created);
    draft.startedAt = cells.instant(row, one.started);
    draft.resolvedAt = cells.instant(row, one.resolved);
    draft.closedAt = cells.instant(row, one.closed);
    draft.updatedAt = cells.instant(row, one.updated);
    draft.dueOn = cells.day(row, one.due);
    draft.priority = cells.line(row, one.priority, limits.name);
    draft.classOfService = classOf(draft.priority);
    draft.value = cells.number(row, one.value);
    draft.effort = effort(row);
    draft.labels = all(row, many.label, limits.name, limits.labels);
    draft.parent = cells.line(row, one.parent, limits.key);
    draft.links = links(row);
    draft.fields = fields(row);
    return draft;
  };
}
