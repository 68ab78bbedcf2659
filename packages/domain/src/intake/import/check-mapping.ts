/** Checks a mapping that a person or a program has edited, before anything is read with it. */
import {
  CLASSES_OF_SERVICE,
  COLUMN_ROLES,
  type ClassOfService,
  type ColumnMapping,
  type ColumnRole,
  EFFORT_UNITS,
  FIELD_KINDS,
  type ImportMapping,
  LINK_KINDS,
  holdsDates,
} from "./import-mapping.ts";
import { DATE_FORMATS } from "./read-date.ts";

export interface MappingProblem {
  /** Where in the mapping, written with dots: `columns.3.date`. */
  readonly path: string;
  readonly code:
    | "not_a_mapping"
    | "unknown_property"
    | "bad_value"
    | "too_many"
    | "unknown_column"
    | "column_twice"
    | "role_twice"
    | "role_missing"
    | "role_misplaced"
    | "detail_missing"
    | "field_twice";
  readonly sentence: string;
}

export type CheckedMapping =
  | { readonly ok: true; readonly mapping: ImportMapping }
  | { readonly ok: false; readonly problems: readonly MappingProblem[] };

/** The most columns a source, and so a mapping, may have. */
export const MOST_COLUMNS = 10_000;
const MOST_PROBLEMS = 50;
const MAPPING_PROPERTIES = ["version", "rows", "columns", "zone", "missing", "classes"];
const COLUMN_PROPERTIES = ["column", "role", "field", "date", "decimal", "link", "form", "unit", "separator"];

/**
 * The mapping, typed, or every problem with it (the first 50). With `headers` given, each column named must be among
 * them. Whether `zone` exists is the caller's to check: only the platform knows the zones.
 */
export function checkMapping(given: unknown, headers?: readonly string[]): CheckedMapping {
  const problems: MappingProblem[] = [];
  const report = (path: string, code: MappingProblem["code"], sentence: string) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ path, code, sentence });
  };
  if (!isRecord(given) || !Array.isArray(given.columns)) {
    report("", "not_a_mapping", "A mapping is an object with a list named columns. Start from the guessed one.");
    return { ok: false, problems };
  }
  noOthers(given, MAPPING_PROPERTIES, "", report);
  if (given.version !== 1) report("version", "bad_value", "The version of a mapping is 1.");
  if (!isRows(given.rows)) {
    report("rows", "bad_value", 'Say "items" where each row is an item, "events" where several rows tell of one.');
  }
  if (!isText(given.zone, 64)) report("zone", "bad_value", "Name a time zone, such as Europe/Lisbon, UTC or +02:00.");
  if (!isTexts(given.missing)) {
    report("missing", "bad_value", "List at most 50 texts of up to 40 characters that mean nothing is there.");
  }
  if (!isClasses(given.classes)) {
    const known = CLASSES_OF_SERVICE.join(", ");
    report("classes", "bad_value", `Give an object from each priority (at most 200) to one of ${known}.`);
  }
  if (given.columns.length > MOST_COLUMNS) {
    report("columns", "too_many", `A mapping has at most ${MOST_COLUMNS} columns; this has ${given.columns.length}.`);
    return { ok: false, problems };
  }
  const columns: ColumnMapping[] = [];
  for (const [index, column] of given.columns.entries()) {
    const path = `columns.${index}`;
    if (checkColumn(column, path, report)) columns.push(column);
  }
  checkTogether(columns, given.rows, headers, report);
  const { rows, zone, missing, classes } = given;
  const whole = isRows(rows) && isText(zone, 64) && isTexts(missing) && isClasses(classes);
  if (problems.length > 0 || !whole) return { ok: false, problems };
  return { ok: true, mapping: { version: 1, rows, columns, zone, missing, classes } };
}

type Report = (path: string, code: MappingProblem["code"], sentence: string) => void;

function checkColumn(column: unknown, path: string, report: Report): column is ColumnMapping {
  if (!isRecord(column) || typeof column.column !== "string" || column.column.length > 1000) {
    report(path, "bad_value", "Each entry names its column with a text of at most 1,000 characters.");
    return false;
  }
  noOthers(column, COLUMN_PROPERTIES, `${path}.`, report);
  if (!isRole(column.role)) {
    report(`${path}.role`, "bad_value", `A column's role is one of ${Object.keys(COLUMN_ROLES).join(", ")}.`);
    return false;
  }
  const { role, field, date, decimal, link, form, unit, separator } = column;
  if (date !== undefined && !(DATE_FORMATS as readonly unknown[]).includes(date)) {
    report(`${path}.date`, "bad_value", `A date's format is one of ${DATE_FORMATS.join(", ")}.`);
  }
  if (decimal !== undefined && decimal !== "point" && decimal !== "comma") {
    report(`${path}.decimal`, "bad_value", "The decimal mark is point or comma.");
  }
  if (form !== undefined && form !== "plain" && form !== "date_author_text") {
    report(`${path}.form`, "bad_value", "A comment's form is plain or date_author_text.");
  }
  if (unit !== undefined && !(EFFORT_UNITS as readonly unknown[]).includes(unit)) {
    report(`${path}.unit`, "bad_value", `An effort is counted in ${EFFORT_UNITS.join(", ")}.`);
  }
  if (separator !== undefined && !isText(separator, 3)) {
    report(`${path}.separator`, "bad_value", "A separator is one to three characters.");
  }
  if (field !== undefined && !isField(field)) {
    const kinds = FIELD_KINDS.join(", ");
    report(`${path}.field`, "bad_value", `A field has a name of up to 200 characters and a kind: ${kinds}.`);
    return false;
  }
  if (link !== undefined && !isLink(link)) {
    const kinds = LINK_KINDS.join(", ");
    report(`${path}.link`, "bad_value", `A link has a kind (${kinds}) and a direction (out, in).`);
    return false;
  }
  if (column.role === "field" && field === undefined) {
    report(`${path}.field`, "detail_missing", "Say which field the column becomes: its name and its kind.");
    return false;
  }
  if (column.role === "link" && link === undefined) {
    report(`${path}.link`, "detail_missing", "Say which kind of link the column names, and its direction.");
  }
  const dated = holdsDates(field ? { role, field } : { role }) || (role === "comment" && form === "date_author_text");
  if (dated && date === undefined) {
    report(`${path}.date`, "detail_missing", `Say how "${column.column}" writes its dates, such as iso or day_first.`);
  }
  return true;
}

function checkTogether(
  columns: readonly ColumnMapping[],
  rows: unknown,
  headers: readonly string[] | undefined,
  report: Report,
): void {
  const known = headers && new Set(headers);
  const names = new Set<string>();
  const fields = new Set<string>();
  const holder = new Map<ColumnRole, string>();
  for (const [index, { column, role, field }] of columns.entries()) {
    const path = `columns.${index}`;
    if (known && !known.has(column)) report(path, "unknown_column", `The source has no column named "${column}".`);
    if (names.has(column)) report(path, "column_twice", `"${column}" is listed twice; keep one entry.`);
    names.add(column);
    const other = holder.get(role);
    if (COLUMN_ROLES[role] === "one" && other !== undefined) {
      report(`${path}.role`, "role_twice", `"${other}" and "${column}" are both ${role}; only one column can be.`);
    }
    holder.set(role, column);
    if (role !== "field" || !field) continue;
    if (fields.has(field.name)) {
      report(`${path}.field.name`, "field_twice", `Two columns become the field "${field.name}"; rename one.`);
    }
    fields.add(field.name);
  }
  if (rows === "events") {
    const needed = { key: "the item's id", state: "the state or activity", event_time: "when it happened" } as const;
    for (const [role, words] of Object.entries(needed)) {
      if (isRole(role) && !holder.has(role)) {
        report("columns", "role_missing", `Where rows are events, one column must be ${role}: ${words}.`);
      }
    }
  } else {
    if (!holder.has("key") && !holder.has("title")) {
      report(
        "columns",
        "role_missing",
        "One column must be the key or the title, or there is nothing to call an item.",
      );
    }
    for (const role of ["event_time", "person"] as const) {
      const column = holder.get(role);
      if (column === undefined) continue;
      const sentence = `"${column}" is ${role}, which only rows that are events have. Choose another role, or rows: events.`;
      report("columns", "role_misplaced", sentence);
    }
  }
}

function noOthers(given: Record<string, unknown>, allowed: readonly string[], path: string, report: Report): void {
  for (const name of Object.keys(given)) {
    if (allowed.includes(name)) continue;
    report(`${path}${name.slice(0, 60)}`, "unknown_property", `"${name.slice(0, 60)}" is no part of a mapping.`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isRows(value: unknown): value is ImportMapping["rows"] {
  return value === "items" || value === "events";
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= 50 && value.every((text) => isText(text, 40));
}

function isClasses(value: unknown): value is Record<string, ClassOfService> {
  if (!isRecord(value)) return false;
  const entries = Object.entries(value);
  const known: readonly unknown[] = CLASSES_OF_SERVICE;
  return entries.length <= 200 && entries.every(([priority, one]) => isText(priority, 200) && known.includes(one));
}

function isText(value: unknown, most: number): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= most;
}

function isRole(value: unknown): value is ColumnRole {
  return typeof value === "string" && Object.hasOwn(COLUMN_ROLES, value);
}

function isField(value: unknown): value is NonNullable<ColumnMapping["field"]> {
  return isRecord(value) && isText(value.name, 200) && (FIELD_KINDS as readonly unknown[]).includes(value.kind);
}

function isLink(value: unknown): boolean {
  return (
    isRecord(value) &&
    (LINK_KINDS as readonly unknown[]).includes(value.kind) &&
    (value.direction === "out" || value.direction === "in")
  );
}
