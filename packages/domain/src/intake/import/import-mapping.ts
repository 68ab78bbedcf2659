/** The mapping of an import: which column of a source means what. Plain JSON; guessed, shown, edited, checked. */
import type { DateFormat } from "./read-date.ts";
import type { DecimalMark } from "./read-number.ts";

/**
 * What a column may mean. `one`: at most one column may have the role; `many`: any number may.
 * `date` roles are read as times, `list` roles may hold several values in one cell.
 */
export const COLUMN_ROLES = {
  /** The item's id in its source: what the rows of one item share. */
  key: "one",
  /** Another id by which parents and links may name the item. */
  alternate_key: "many",
  title: "one",
  description: "one",
  /** What sort of work it is: incident, story, task. */
  kind: "one",
  /** Where the item stands, or the activity of an event. */
  state: "one",
  /** What refines the state: a lifecycle transition, a status reason. */
  sub_state: "one",
  team: "one",
  /** The one accountable person. */
  owner: "one",
  /** Who did what the row tells; only rows that are events have it. */
  person: "one",
  requester: "one",
  contributor: "many",
  watcher: "many",
  created: "one",
  started: "one",
  due: "one",
  resolved: "one",
  closed: "one",
  updated: "one",
  /** Since when the item is in its state. */
  state_since: "one",
  /** When what the row tells happened; only rows that are events have it. */
  event_time: "one",
  /** Priority, urgency: becomes the class of service. */
  priority: "one",
  /** What a week of waiting costs. */
  value: "one",
  /** How much work it is, in working days or whatever the team counts in their place. */
  effort: "one",
  label: "many",
  parent: "one",
  link: "many",
  comment: "many",
  /** A name or address of a file; the file itself is not in the source. */
  attachment: "many",
  /** Kept as a custom field. */
  field: "many",
  /** Set aside; what stood there is reported. */
  ignore: "many",
} as const satisfies Record<string, "one" | "many">;

export type ColumnRole = keyof typeof COLUMN_ROLES;

export const DATE_ROLES = [
  "created",
  "started",
  "due",
  "resolved",
  "closed",
  "updated",
  "state_since",
  "event_time",
] as const satisfies readonly ColumnRole[];
export type DateRole = (typeof DATE_ROLES)[number];

export const FIELD_KINDS = ["text", "number", "date", "person", "choice", "link"] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

export const LINK_KINDS = ["blocks", "relates", "duplicates"] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** A working day is taken as eight hours. */
export const EFFORT_UNITS = ["days", "hours", "minutes", "seconds"] as const;
export type EffortUnit = (typeof EFFORT_UNITS)[number];

export const CLASSES_OF_SERVICE = ["expedite", "fixed_date", "standard", "intangible"] as const;
export type ClassOfService = (typeof CLASSES_OF_SERVICE)[number];

export interface ColumnMapping {
  /** The column's name exactly as in the source. In XES, a trace's attribute carries `case:` before its name. */
  readonly column: string;
  readonly role: ColumnRole;
  /** For `field`: what it becomes. */
  readonly field?: { readonly name: string; readonly kind: FieldKind };
  /** For date roles, date fields, and comments that begin with a date. */
  readonly date?: DateFormat;
  /** For number fields, `effort` and `value`; a point where it is not said. */
  readonly decimal?: DecimalMark;
  /** For `link`: `in` means that the item named is the one that blocks or duplicates this one. */
  readonly link?: { readonly kind: LinkKind; readonly direction: "out" | "in" };
  /** For `comment`: `date_author_text` where a cell reads "03/Mar/24 2:05 PM;author;text", as Jira writes them. */
  readonly form?: "plain" | "date_author_text";
  /** For `effort`: what the numbers count; working days where it is not said. */
  readonly unit?: EffortUnit;
  /** For labels, people, links and attachments: what separates several values in one cell. */
  readonly separator?: string;
}

export interface ImportMapping {
  readonly version: 1;
  /** `items`: one row per item. `events`: one row per event, several rows per item. */
  readonly rows: "items" | "events";
  /** One entry for each differently named column, in the source's order. */
  readonly columns: readonly ColumnMapping[];
  /** The time zone of dates that name none: of the IANA database, or an offset such as +02:00. */
  readonly zone: string;
  /** Texts that mean "nothing here", such as ? or NULL. */
  readonly missing: readonly string[];
  /** The class of service of each priority the source uses; what is not listed is standard. */
  readonly classes: Readonly<Record<string, ClassOfService>>;
}

/** Whether a column is read as dates. */
export function holdsDates(column: {
  readonly role: ColumnRole;
  readonly field?: { readonly kind: FieldKind };
}): boolean {
  return DATE_ROLES.some((role) => role === column.role) || column.field?.kind === "date";
}
