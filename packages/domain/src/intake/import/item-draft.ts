/** Puts together what the rows of one item say, as they come by. */
import type { ImportedField, ImportedItem, ImportedLink } from "./import-record.ts";
import type { ImportLimits } from "./import-limits.ts";

/** An item while its rows are read: everything of the record except its place in the stream. */
export type ItemDraft = { -readonly [Name in keyof Omit<ImportedItem, "record" | "sequence">]: ImportedItem[Name] };

export function newDraft(externalId: string, line: number): ItemDraft {
  return {
    line,
    asOf: null,
    externalId,
    alternateIds: [],
    title: null,
    description: null,
    kind: null,
    state: null,
    subState: null,
    team: null,
    owner: null,
    requester: null,
    contributors: [],
    watchers: [],
    createdAt: null,
    startedAt: null,
    resolvedAt: null,
    closedAt: null,
    updatedAt: null,
    dueOn: null,
    priority: null,
    classOfService: null,
    value: null,
    effort: null,
    labels: [],
    parent: null,
    links: [],
    fields: [],
  };
}

/**
 * What two tellings of one item say together. The one that is as of a later instant (or, at the same instant, `later`)
 * is right wherever it says something; the other fills the gaps. The item was created at the earlier of the two
 * times, updated at the later one, and has the labels, people, links and fields of both.
 */
export function mergeDrafts(earlier: ItemDraft, later: ItemDraft, limits: ImportLimits): ItemDraft {
  const [base, top] = (earlier.asOf ?? -Infinity) > (later.asOf ?? -Infinity) ? [later, earlier] : [earlier, later];
  return {
    line: Math.min(base.line, top.line),
    asOf: top.asOf ?? base.asOf,
    externalId: top.externalId,
    alternateIds: union(base.alternateIds, top.alternateIds, limits.links),
    title: top.title ?? base.title,
    description: top.description ?? base.description,
    kind: top.kind ?? base.kind,
    state: top.state ?? base.state,
    // A refinement belongs to its own state: it never outlives it.
    subState: top.state === null ? (top.subState ?? base.subState) : top.subState,
    team: top.team ?? base.team,
    owner: top.owner ?? base.owner,
    requester: top.requester ?? base.requester,
    contributors: union(base.contributors, top.contributors, limits.contributors),
    watchers: union(base.watchers, top.watchers, limits.watchers),
    createdAt: least(base.createdAt, top.createdAt),
    startedAt: least(base.startedAt, top.startedAt),
    resolvedAt: top.resolvedAt ?? base.resolvedAt,
    closedAt: top.closedAt ?? base.closedAt,
    updatedAt: greatest(base.updatedAt, top.updatedAt),
    dueOn: top.dueOn ?? base.dueOn,
    priority: top.priority ?? base.priority,
    classOfService: top.classOfService ?? base.classOfService,
    value: top.value ?? base.value,
    effort: top.effort ?? base.effort,
    labels: union(base.labels, top.labels, limits.labels),
    parent: top.parent ?? base.parent,
    links: joinLinks(base.links, top.links, limits.links),
    fields: joinFields(base.fields, top.fields),
  };
}

/** The same of two records of one `externalId` in the stream; for what is staged from an ungrouped source. */
export function mergeImportedItems(one: ImportedItem, other: ImportedItem, limits: ImportLimits): ImportedItem {
  const [earlier, later] = one.sequence <= other.sequence ? [one, other] : [other, one];
  return { record: "item", sequence: earlier.sequence, ...mergeDrafts(earlier, later, limits) };
}

function union(base: readonly string[], top: readonly string[], most: number): readonly string[] {
  if (top.length === 0) return base;
  if (base.length === 0) return top;
  return [...new Set([...base, ...top])].slice(0, most);
}

function least(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function greatest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function joinLinks(base: readonly ImportedLink[], top: readonly ImportedLink[], most: number): readonly ImportedLink[] {
  if (top.length === 0) return base;
  const fresh = top.filter((link) => !base.some((other) => sameLink(link, other)));
  return fresh.length === 0 ? base : [...base, ...fresh].slice(0, most);
}

function sameLink(a: ImportedLink, b: ImportedLink): boolean {
  return a.to === b.to && a.kind === b.kind && a.direction === b.direction;
}

function joinFields(base: readonly ImportedField[], top: readonly ImportedField[]): readonly ImportedField[] {
  if (top.length === 0) return base;
  if (base.length === 0) return top;
  const named = new Map(base.map((field) => [field.name, field]));
  for (const field of top) named.set(field.name, field);
  return [...named.values()];
}

/** Whether two readings of a field hold the same values. */
export function sameField(a: ImportedField | undefined, b: ImportedField): boolean {
  return a !== undefined && a.values.length === b.values.length && a.values.every((value, i) => value === b.values[i]);
}
