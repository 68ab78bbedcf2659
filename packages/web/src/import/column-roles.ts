import type { ImportMapping } from "@throughline/contract/imports";
import type { DateFormat } from "@throughline/domain/intake/import/read-date";
import { COLUMN_ROLES, type ColumnRole, DATE_ROLES } from "@throughline/domain/intake/import/import-mapping";

export type ColumnMapping = ImportMapping["columns"][number];

/** What each role is called, in the order it is offered. */
export const roleNames = {
  key: "Id of the item",
  alternate_key: "Another id",
  title: "Title",
  description: "Description",
  kind: "Kind of work",
  state: "State",
  sub_state: "Finer state",
  team: "Team",
  owner: "Owner",
  person: "Who did it",
  requester: "Requester",
  contributor: "Contributors",
  watcher: "Watchers",
  event_time: "When it happened",
  created: "Created",
  started: "Started",
  due: "Due",
  resolved: "Resolved",
  closed: "Closed",
  updated: "Last changed",
  state_since: "In its state since",
  priority: "Priority",
  value: "Cost of delay",
  effort: "Effort",
  label: "Labels",
  parent: "Parent",
  link: "Link to other items",
  comment: "Comments",
  attachment: "Attached files",
  field: "Custom field",
  ignore: "Set aside",
} as const satisfies Record<ColumnRole, string>;

export const dateFormatNames = {
  iso: "Year first: 2024-03-31",
  day_first: "Day first: 31.3.2024",
  month_first: "Month first: 3/31/2024",
  named_month: "With the month's name: 31 March 2024",
  epoch_seconds: "Seconds since 1970",
  epoch_milliseconds: "Milliseconds since 1970",
  spreadsheet_days: "A spreadsheet's days: 45382",
} as const satisfies Record<DateFormat, string>;

export const fieldKindNames = {
  text: "Text",
  number: "Number",
  date: "Date",
  person: "Person",
  choice: "Choice",
  link: "Link",
} as const;

const onlyOfEvents: readonly ColumnRole[] = ["person", "event_time"];

export const rolesFor = (rows: ImportMapping["rows"]): ColumnRole[] =>
  (Object.keys(roleNames) as ColumnRole[]).filter((role) => rows === "events" || !onlyOfEvents.includes(role));

export const needsDate = (column: ColumnMapping): boolean =>
  DATE_ROLES.some((role) => role === column.role) ||
  column.field?.kind === "date" ||
  (column.role === "comment" && column.form === "date_author_text");

/**
 * The mapping with one column meaning something else. A role that only one column may have is taken from the column that had it,
 * which then becomes a custom field.
 */
export function withRole(mapping: ImportMapping, column: string, role: ColumnRole): ImportMapping {
  const single = COLUMN_ROLES[role] === "one";
  const columns = mapping.columns.map((one): ColumnMapping => {
    if (one.column === column) return { ...defaultsOf(one, role), role };
    return single && one.role === role ? { ...defaultsOf(one, "field"), role: "field" } : one;
  });
  return { ...mapping, columns };
}

function defaultsOf(one: ColumnMapping, role: ColumnRole): Omit<ColumnMapping, "role"> {
  const { column, date, decimal, separator } = one;
  const isDate = DATE_ROLES.some((each) => each === role);
  return {
    column,
    ...(isDate ? { date: date ?? "iso" } : {}),
    ...(decimal === undefined ? {} : { decimal }),
    ...(separator === undefined ? {} : { separator }),
    ...(role === "field"
      ? {
          field: one.field ?? {
            name: column.replace(/^case:/, "").slice(0, 200) || "Field",
            kind: date ? "date" : "text",
          },
        }
      : {}),
    ...(role === "field" && (one.field?.kind === "date" || (!one.field && date)) ? { date: date ?? "iso" } : {}),
    ...(role === "link" ? { link: one.link ?? { kind: "relates", direction: "out" } } : {}),
    ...(role === "comment" ? { form: "plain" } : {}),
  };
}

/** The mapping with details of one column changed. */
export function withDetails(mapping: ImportMapping, column: string, details: Partial<ColumnMapping>): ImportMapping {
  return {
    ...mapping,
    columns: mapping.columns.map((one) => {
      if (one.column !== column) return one;
      const changed = { ...one, ...details };
      return needsDate(changed) && changed.date === undefined ? { ...changed, date: "iso" } : changed;
    }),
  };
}
