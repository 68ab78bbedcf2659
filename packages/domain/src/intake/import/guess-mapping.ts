/** Guesses what the columns of a source mean, from their names and a sample of rows, and says why. */
import { type ColumnProfile, profileColumn } from "./column-profile.ts";
import { guessClasses } from "./guess-class-of-service.ts";
import { guessFieldKind } from "./guess-field-kind.ts";
import { customFieldName } from "./header-name.ts";
import { COLUMN_ROLES, type ColumnMapping, type ColumnRole, type ImportMapping, holdsDates } from "./import-mapping.ts";
import { type KnownColumn, type KnownExport, knownColumn, knownExport } from "./known-exports.ts";
import { readDate } from "./read-date.ts";
import { linkNamed, rolesNamed } from "./role-words.ts";
import { type KeyRhythm, keyRhythm } from "./rows-of-items.ts";
import type { SourceRow } from "./source-row.ts";
import { bearsOut } from "./weigh-role.ts";

export interface ColumnGuess {
  readonly column: string;
  /** How sure the guess is, 0 to 1. */
  readonly confidence: number;
  readonly reason: string;
  /** Up to three values of the sample. */
  readonly samples: readonly string[];
  /** Nothing in the sample decides whether day or month comes first. */
  readonly ambiguousDates: boolean;
}

export interface MappingGuess {
  readonly mapping: ImportMapping;
  /** The tool whose export this is, where its columns tell. */
  readonly tool: string | null;
  /** One for each column of the mapping, in the same order. */
  readonly columns: readonly ColumnGuess[];
  /** What a person should know before going on. */
  readonly notes: readonly string[];
}

export interface GuessOptions {
  /** Where the rows are known to be events, as in a XES log. */
  readonly rows?: "events";
  /** The zone to put into the mapping; UTC where none is given. */
  readonly zone?: string;
}

/** A score from which a name settles a column's role before anything weaker is looked at. */
const SURE = 0.6;
const MISSING = ["?", "null", "(null)", "<null>", "n/a", "#n/a", "nan", "\\n", "(empty)"];

interface Candidate {
  readonly profile: ColumnProfile;
  readonly role: ColumnRole;
  readonly score: number;
  readonly reason: string;
}

type Chosen = Map<string, { readonly mapping: ColumnMapping; readonly confidence: number; readonly reason: string }>;

/**
 * The likeliest mapping of the columns named, in order (each name once). A few hundred rows are enough; the whole
 * sample is held and walked a few times, so keep it under some thousands.
 */
export function guessMapping(
  headers: readonly string[],
  sample: readonly SourceRow[],
  options: GuessOptions = {},
): MappingGuess {
  const missing = missingTexts(headers, sample);
  const isMissing = (text: string) => missing.includes(text.trim());
  const profiles = headers.map((column) => profileColumn(column, sample, isMissing));
  const known = options.rows ? null : knownExport(headers);
  const chosen: Chosen = known ? chooseKnown(known, profiles) : new Map();
  const key = known ? null : chooseKey(profiles, sample, options);
  const rhythm = key && keyRhythm(key.profile.column, sample);
  const rows = options.rows ?? (rhythm && tellsEvents(rhythm, profiles) ? "events" : "items");
  if (key) put(chosen, key);
  const candidates = ranked(profiles, rows, rhythm, sample.length);
  for (const candidate of candidates.filter(({ score }) => score >= SURE)) put(chosen, candidate);
  if (rows === "events") setAsideTwins(chosen, profiles, sample);
  for (const candidate of candidates.filter(({ score }) => score < SURE)) put(chosen, candidate);
  if (rows === "events") requireEventRoles(chosen, profiles, rhythm);
  for (const profile of profiles) {
    if (!chosen.has(profile.column)) putField(chosen, profile, profile.column, null);
  }
  const ordered = profiles.map((profile) => ({ profile, ...chosen.get(profile.column)! }));
  const columns = ordered.map(({ mapping }) => mapping);
  const priority = ordered.find(({ mapping }) => mapping.role === "priority");
  return {
    mapping: {
      version: 1,
      rows,
      columns: datedComments(uniqueFields(columns)),
      zone: options.zone ?? "UTC",
      missing,
      classes: priority ? guessClasses(priority.profile.commonest) : {},
    },
    tool: known?.tool ?? null,
    columns: ordered.map(({ profile, mapping, confidence, reason }) => ({
      column: profile.column,
      confidence: Math.round(confidence * 100) / 100,
      reason: holdsDates(mapping) && profile.dates ? `${reason}; dates: ${profile.dates.reason}` : reason,
      samples: profile.samples,
      ambiguousDates: holdsDates(mapping) && profile.dates?.ambiguous === true,
    })),
    notes: notesOn(ordered, columns, rows, sample.length),
  };
}

function missingTexts(headers: readonly string[], sample: readonly SourceRow[]): string[] {
  const found = new Set<string>();
  for (const row of sample) {
    for (const header of headers) {
      for (const value of row.values(header)) {
        if (value.length <= 8 && MISSING.includes(value.trim().toLowerCase())) found.add(value.trim());
      }
    }
  }
  return [...found].sort();
}

/** The columns that a known export names. Of several columns for one role the first that has values gets it. */
function chooseKnown(known: KnownExport, profiles: readonly ColumnProfile[]): Chosen {
  const chosen: Chosen = new Map();
  const meanings = profiles.map((profile) => ({ profile, meaning: knownColumn(known, profile.column) }));
  const order = [...meanings].sort((a, b) => Number(b.profile.values > 0) - Number(a.profile.values > 0));
  const held = new Set<ColumnRole>();
  for (const { profile, meaning } of order) {
    if (!meaning) continue;
    const spoken = COLUMN_ROLES[meaning.role] === "one" && held.has(meaning.role);
    const unfit = profile.values > 0 && bearsOut(meaning.role, profile, 0) === 0;
    if (meaning.role === "field" || spoken || unfit) {
      putField(chosen, profile, meaning.named ?? customFieldName(profile.column) ?? profile.column, known.tool);
      continue;
    }
    held.add(meaning.role);
    chosen.set(profile.column, {
      mapping: withDetails(meaning, profile),
      confidence: 0.99,
      reason: `a column of ${known.tool}'s export${meaning.reason === undefined ? "" : `; ${meaning.reason}`}`,
    });
  }
  return chosen;
}

function withDetails(known: KnownColumn, profile: ColumnProfile): ColumnMapping {
  const { named: _, reason: __, ...mapping } = known;
  const dated = holdsDates(mapping) || mapping.form === "date_author_text";
  const decimal = profile.commaNumbers > profile.numbers ? ({ decimal: "comma" } as const) : {};
  const numeric = mapping.role === "effort" || mapping.role === "value";
  return {
    column: profile.column,
    ...mapping,
    ...(dated ? { date: profile.dates?.format ?? "iso" } : {}),
    ...(numeric ? decimal : {}),
  };
}

/** The column whose values name the items: by its name, its values, and how they repeat. */
function chooseKey(profiles: readonly ColumnProfile[], sample: readonly SourceRow[], options: GuessOptions) {
  let best: Candidate | null = null;
  for (const [place, profile] of profiles.entries()) {
    const named = rolesNamed(profile.column).find(({ role }) => role === "key");
    if (!named) continue;
    const unique = profile.distinct === profile.values || options.rows === "events";
    // A key that comes again is an event log's; then other columns must change while it stays.
    const repeated = unique ? 1 : keyRhythm(profile.column, sample).keys < 2 ? 0.3 : 0.9;
    const score = named.score * bearsOut("key", profile, sample.length) * repeated - place * 0.002;
    if (score > 0.3 && (!best || score > best.score)) {
      best = { profile, role: "key", score, reason: "its name is that of a key, and nearly every row has it" };
    }
  }
  return best;
}

/** Several rows per key, with a time and something else that changes from row to row. */
function tellsEvents(rhythm: KeyRhythm, profiles: readonly ColumnProfile[]): boolean {
  if (rhythm.keys === 0 || rhythm.rows / rhythm.keys < 1.05) return false;
  const times = profiles.some((one) => one.dates && one.dates.share >= 0.8 && rhythm.differs(one.column) >= 0.3);
  const states = profiles.some(
    (one) =>
      !one.dates && rhythm.differs(one.column) > 0 && rolesNamed(one.column).some(({ role }) => role === "state"),
  );
  return times && states;
}

function ranked(
  profiles: readonly ColumnProfile[],
  rows: ImportMapping["rows"],
  rhythm: KeyRhythm | null,
  size: number,
): readonly Candidate[] {
  const candidates: Candidate[] = [];
  for (const profile of profiles) {
    for (const { role, score } of rolesNamed(profile.column)) {
      if (role === "key" || (rows === "items" && (role === "event_time" || role === "person"))) continue;
      const fit = bearsOut(role, profile, size) * movement(role, rows, rhythm, profile);
      if (score * fit < 0.3) continue;
      const reason = score > 0.9 ? "its name says so" : score > 0.7 ? "its name suggests it" : "its name may mean it";
      candidates.push({ profile, role, score: score * fit, reason });
    }
    const link = linkNamed(profile.column);
    if (link) candidates.push({ profile, role: "link", score: 0.7, reason: "its name speaks of other items" });
  }
  return candidates.sort((a, b) => b.score - a.score);
}

/** In an event log, what tells of the event changes from row to row; what tells of the item stays. */
function movement(
  role: ColumnRole,
  rows: ImportMapping["rows"],
  rhythm: KeyRhythm | null,
  profile: ColumnProfile,
): number {
  if (rows !== "events" || !rhythm || rhythm.rows === rhythm.keys) return 1;
  const differs = rhythm.differs(profile.column);
  if (role === "event_time") return differs >= 0.3 ? 0.6 + 0.45 * differs : 0.2;
  if (role === "state") return differs > 0 ? 1 : 0.4;
  if (role === "sub_state") return profile.distinct > 1 ? 1 : 0;
  // What a log calls points or value is a measure of the event far oftener than an estimate of work.
  if (role === "effort" || role === "value") return 0.3;
  if (role === "updated") return differs >= 0.3 ? 0.3 : 1;
  if (role === "created" || role === "resolved" || role === "closed") return differs > 0.5 ? 0.3 : 1;
  return 1;
}

function put(chosen: Chosen, candidate: Candidate): void {
  const { profile, role, score, reason } = candidate;
  if (chosen.has(profile.column)) return;
  if (COLUMN_ROLES[role] === "one" && [...chosen.values()].some(({ mapping }) => mapping.role === role)) return;
  const link = role === "link" ? linkNamed(profile.column) : null;
  const separator = separatorOf(role, profile);
  const mapping = withDetails(
    { role, ...(link ? { link } : {}), ...(separator === null ? {} : { separator }) },
    profile,
  );
  chosen.set(profile.column, { mapping, confidence: score, reason });
}

function separatorOf(role: ColumnRole, profile: ColumnProfile): string | null {
  if (role !== "label" && role !== "watcher" && role !== "contributor" && role !== "link") return null;
  // A column that the source repeats already has one value per cell.
  if (profile.values > profile.filled) return null;
  const marks = [",", ";", "|"] as const;
  const best = marks.reduce((a, b) => (profile.lists[b] > profile.lists[a] ? b : a));
  return profile.lists[best] > 0 ? best : null;
}

/** An event log cannot be read without a state and a time: where no name gives them, the values must. */
function requireEventRoles(chosen: Chosen, profiles: readonly ColumnProfile[], rhythm: KeyRhythm | null): void {
  const has = (role: ColumnRole) => [...chosen.values()].some(({ mapping }) => mapping.role === role);
  const free = profiles.filter(
    (profile) => !chosen.has(profile.column) || chosen.get(profile.column)!.confidence < 0.6,
  );
  const differs = (profile: ColumnProfile) => rhythm?.differs(profile.column) ?? 0;
  const take = (role: ColumnRole, fits: readonly ColumnProfile[], reason: string) => {
    const profile = fits.reduce<ColumnProfile | null>((a, b) => (a && differs(a) >= differs(b) ? a : b), null);
    if (!profile) return;
    chosen.delete(profile.column);
    put(chosen, { profile, role, score: 0.4, reason });
  };
  if (!has("event_time")) {
    const dated = free.filter((one) => one.dates && one.dates.share >= 0.8);
    take("event_time", dated, "the time that changes most from row to row of an item");
  }
  if (!has("state")) {
    const few = free.filter((one) => !one.dates && one.distinct > 1 && one.distinct <= 200 && one.longest <= 200);
    take("state", few, "the value that changes most from row to row of an item");
  }
}

/** Columns of a log that add nothing: they repeat a column already understood, or are a lifecycle that never moves. */
function setAsideTwins(chosen: Chosen, profiles: readonly ColumnProfile[], sample: readonly SourceRow[]): void {
  if (sample.length < 10) return;
  const understood = profiles.filter((profile) => chosen.has(profile.column));
  for (const profile of profiles) {
    if (profile.values === 0 || chosen.has(profile.column)) continue;
    const twin = understood.find((other) => sameValues(profile, other, sample));
    const still = profile.distinct === 1 && rolesNamed(profile.column).some(({ role }) => role === "sub_state");
    if (!twin && !still) continue;
    const reason = twin
      ? `says the same as "${twin.column}" in every row seen`
      : `says "${profile.samples[0]}" in every row seen`;
    chosen.set(profile.column, { mapping: { column: profile.column, role: "ignore" }, confidence: 0.7, reason });
  }
}

function sameValues(a: ColumnProfile, b: ColumnProfile, sample: readonly SourceRow[]): boolean {
  if (a.values !== b.values || a.distinct !== b.distinct || a.longest !== b.longest) return false;
  return sample.every((row) => row.values(a.column).join("\n") === row.values(b.column).join("\n"));
}

function putField(chosen: Chosen, profile: ColumnProfile, name: string, tool: string | null): void {
  const { kind, date, decimal, confidence, reason } = guessFieldKind(profile, name);
  const mapping: ColumnMapping = {
    column: profile.column,
    role: "field",
    field: {
      name:
        name
          .trim()
          .replace(/^case:/, "")
          .slice(0, 200) || "Field",
      kind,
    },
    ...(date === undefined ? {} : { date }),
    ...(decimal === undefined ? {} : { decimal }),
  };
  const told = tool === null ? reason : `a column of ${tool}'s export; ${reason}`;
  chosen.set(profile.column, { mapping, confidence, reason: told });
}

/** Dates within comments are written as the dates of creation are: nothing in a comment's cell can decide it. */
export function datedComments(columns: readonly ColumnMapping[]): ColumnMapping[] {
  const date = columns.find(({ role }) => role === "created")?.date;
  return columns.map((column) =>
    column.form === "date_author_text" && date !== undefined ? { ...column, date } : column,
  );
}

/** No two columns may become one field: a later namesake gets a number. */
function uniqueFields(columns: readonly ColumnMapping[]): ColumnMapping[] {
  const names = new Set<string>();
  return columns.map((column) => {
    if (!column.field) return column;
    let name = column.field.name;
    for (let number = 2; names.has(name); number++) name = `${column.field.name.slice(0, 190)} (${number})`;
    names.add(name);
    return { ...column, field: { ...column.field, name } };
  });
}

function notesOn(
  ordered: readonly { readonly profile: ColumnProfile; readonly mapping: ColumnMapping }[],
  columns: readonly ColumnMapping[],
  rows: ImportMapping["rows"],
  size: number,
): string[] {
  const notes: string[] = [];
  const has = (role: ColumnRole) => columns.some((column) => column.role === role);
  if (size === 0) notes.push("There are no rows below the column names.");
  for (const { profile, mapping } of ordered) {
    if (!holdsDates(mapping) || profile.dates?.ambiguous !== true) continue;
    const read = mapping.date === "month_first" ? "month first" : "day first";
    notes.push(`"${profile.column}" is read ${read}, but nothing in it decides; check it.`);
  }
  const data = columns.filter(({ column }) => readDate(column, "day_first") ?? readDate(column, "month_first"));
  if (data.length > 0)
    notes.push(`The first row should name the columns, but "${data[0]?.column}" looks like a value.`);
  if (!has("key")) notes.push("No column looks like a key, so items will be known by the line they stand on.");
  if (rows === "items" && !has("title"))
    notes.push("No column looks like a title; choose one, or items will be called by their keys.");
  if (rows === "items" && !has("state"))
    notes.push("No column looks like a state; all items will stand in the first stage.");
  return notes;
}
