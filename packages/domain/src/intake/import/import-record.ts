/**
 * What normalising gives, whatever the source: a flat stream of records that can be staged as they come, in any
 * grouping, and be put together by `externalId` afterwards. Instants are milliseconds since 1970-01-01T00:00Z.
 */
import type { ClassOfService, FieldKind, LinkKind } from "./import-mapping.ts";

export interface ImportedField {
  readonly name: string;
  readonly kind: FieldKind;
  /** At least one. Numbers as JavaScript writes them, dates as `2024-03-01` or `2024-03-01T14:05:00.000Z`. */
  readonly values: readonly string[];
}

export interface ImportedLink {
  readonly kind: LinkKind;
  /** `in`: `to` blocks, or is duplicated by, this item. */
  readonly direction: "out" | "in";
  /** The other item's `externalId` or one of its `alternateIds`. */
  readonly to: string;
}

/**
 * What a source says an item is. A source that is not grouped by item gives several of these for one `externalId`,
 * each knowing what its rows told: put them together in order of `sequence` with `mergeImportedItems`.
 */
export interface ImportedItem {
  readonly record: "item";
  /** Counts every item, event and comment of the import from 1, in reading order. */
  readonly sequence: number;
  /** The line on which the item's first row begins. */
  readonly line: number;
  /** The latest instant its rows tell of; null where rows are items. The later of two records of one item is right. */
  readonly asOf: number | null;
  readonly externalId: string;
  readonly alternateIds: readonly string[];
  /** Null where the source has no title: show the `externalId`. */
  readonly title: string | null;
  readonly description: string | null;
  readonly kind: string | null;
  /** The state the item ends up in. */
  readonly state: string | null;
  readonly subState: string | null;
  readonly team: string | null;
  readonly owner: string | null;
  readonly requester: string | null;
  readonly contributors: readonly string[];
  readonly watchers: readonly string[];
  readonly createdAt: number | null;
  readonly startedAt: number | null;
  readonly resolvedAt: number | null;
  readonly closedAt: number | null;
  readonly updatedAt: number | null;
  /** The day the item is due, `2024-03-01`, as written (a time of day written with it is not kept). */
  readonly dueOn: string | null;
  readonly priority: string | null;
  readonly classOfService: ClassOfService | null;
  readonly value: number | null;
  readonly effort: number | null;
  readonly labels: readonly string[];
  readonly parent: string | null;
  readonly links: readonly ImportedLink[];
  readonly fields: readonly ImportedField[];
}

/** One thing that happened to an item. Nothing is folded away: as many events as the source has. */
export interface ImportedEvent {
  readonly record: "event";
  readonly sequence: number;
  readonly line: number;
  readonly externalId: string;
  readonly at: number;
  /** `state`: the item is in `state` from then on. The others are known from an item's own dates. */
  readonly what: "state" | "created" | "started" | "resolved" | "closed";
  /** Null where the source does not say in which state the item then was. */
  readonly state: string | null;
  readonly subState: string | null;
  readonly team: string | null;
  readonly person: string | null;
  /** False where the time is the best that is known, not one the source states for this. */
  readonly exact: boolean;
  /** The custom fields whose values differ from the row before of the same item. */
  readonly changes: readonly ImportedField[];
}

export interface ImportedComment {
  readonly record: "comment";
  readonly sequence: number;
  readonly line: number;
  readonly externalId: string;
  readonly at: number | null;
  readonly author: string | null;
  readonly text: string;
}

export const REPORT_CODES = [
  "key_missing",
  "key_too_long",
  "row_used_as_key",
  "row_shorter",
  "row_longer",
  "state_missing",
  "time_missing",
  "date_unreadable",
  "number_unreadable",
  "value_repeated",
  "value_cut",
  "values_too_many",
  "characters_removed",
  "comment_without_author",
  "attachment_not_fetched",
  "times_out_of_order",
  "column_ignored",
  "column_unlisted",
  "quote_unexpected",
] as const;
export type ReportCode = (typeof REPORT_CODES)[number];

/** One row or value that was not kept as it stood. */
export interface ReportLine {
  readonly record: "report";
  /** Null where it is about a whole column. */
  readonly line: number | null;
  readonly column: string | null;
  /** What stood there, cut to 200 characters; empty where nothing did. */
  readonly value: string;
  readonly code: ReportCode;
  /** `lost`: not in the result. `changed`: kept, but not as it stood. `note`: kept; worth knowing. */
  readonly effect: "lost" | "changed" | "note";
  readonly sentence: string;
}

export type ImportRecord = ImportedItem | ImportedEvent | ImportedComment | ReportLine;

/** The most characters of a value that a report repeats. */
const LONGEST_QUOTED = 200;

export function reportLine(
  line: number | null,
  column: string | null,
  value: string,
  code: ReportCode,
  effect: ReportLine["effect"],
  sentence: string,
): ReportLine {
  const quoted = value.length > LONGEST_QUOTED ? `${value.slice(0, LONGEST_QUOTED - 1)}…` : value;
  return { record: "report", line, column, value: quoted.toWellFormed(), code, effect, sentence };
}
