import type { ImportTally } from "@throughline/contract/imports";
import { countFates } from "./compare-known.ts";
import { mostLinesKept, type Reporting } from "./reporting.ts";
import type { ResolvedField } from "./resolve-fields.ts";
import type { ResolvedStage } from "./resolve-stages.ts";
import type { Session } from "./session.ts";

export interface TallyOf {
  readonly workflow: { readonly name: string; readonly id: string | null };
  readonly stages: readonly ResolvedStage[];
  readonly fields: readonly ResolvedField[];
  readonly teamKey: string;
  /** The number of the first new key; null until it is drawn. */
  readonly firstNumber: number | null;
  readonly reporting: Reporting;
}

const mostExamples = 50;
const mostKinds = 1000;

/** Counts what stands arranged: what an import would make, and after publishing what it made. */
export async function tally(session: Session, of: TallyOf): Promise<ImportTally> {
  const fates = await countFates(session);
  const [counts] = await session.rows<Record<string, number | Date | null>>(`
    select (select count(*)::int from publishing where name = 'item.moved') as moves,
      (select count(*)::int from publishing where name = 'item.changed') as changes,
      (select count(*)::int from new_hand_offs) as hand_offs,
      (select count(*)::int from new_comments) as comments,
      (select count(*)::int from new_links) as links,
      (select count(*)::int from item_parents) as parents,
      (select min(at) from publishing) as first_at, (select max(at) from publishing where ord < 9e18) as last_at`);
  const stages = await session.rows<{ stage_id: string; events: number; items: number }>(`
    select stage_id, sum(events)::int as events, sum(items)::int as items from (
      select to_stage as stage_id, count(*) as events, 0 as items from new_moves group by 1
      union all select stage_id, 0, count(*) from arranged group by 1) s group by stage_id`);
  const byStage = new Map(stages.map((row) => [row.stage_id, row]));
  const number = (name: string) => Number(counts?.[name] ?? 0);
  const instant = (name: string) => (counts?.[name] as Date | null | undefined)?.toISOString() ?? null;
  const key = (at: number) => (of.firstNumber === null ? null : `${of.teamKey}-${of.firstNumber + at}`);
  const kinds = [...of.reporting.kinds.values()];
  const lines = (effect: string) =>
    kinds.filter((kind) => kind.effect === effect).reduce((sum, kind) => sum + kind.count, 0);
  return {
    items: { made: fates.new, changed: fates.changed, unchanged: fates.unchanged, leftAlone: fates.left },
    stateChanges: number("moves"),
    fieldChanges: number("changes"),
    handOffs: number("hand_offs"),
    comments: number("comments"),
    links: number("links"),
    parents: number("parents"),
    firstAt: instant("first_at"),
    lastAt: instant("last_at"),
    people: await named(session, "map_people", "person_id"),
    teams: await named(session, "map_teams", "team_id"),
    labels: await named(session, "map_labels", "label_id"),
    fields: {
      made: of.fields.filter((field) => field.isNew).length,
      known: of.fields.filter((field) => !field.isNew).length,
      list: of.fields.map(({ name, kind, fieldId, isNew }) => ({ name, kind, id: isNew ? null : fieldId })),
    },
    workflow: of.workflow,
    stages: of.stages.map(({ stageId, name, kind, isNew }) => ({
      name,
      kind,
      id: isNew ? null : stageId,
      events: byStage.get(stageId)?.events ?? 0,
      items: byStage.get(stageId)?.items ?? 0,
    })),
    keys: {
      team: of.teamKey,
      first: fates.new > 0 ? key(0) : null,
      last: fates.new > 0 ? key(fates.new - 1) : null,
    },
    report: {
      lines: of.reporting.lines,
      kept: Math.min(of.reporting.lines, mostLinesKept),
      lost: lines("lost"),
      changed: lines("changed"),
      notes: lines("note"),
      kinds: kinds
        .toSorted((a, b) => b.count - a.count)
        .slice(0, mostKinds)
        .map(({ code, effect, column, count, sentence }) => ({ code, effect, column, count, sentence })),
    },
  };
}

async function named(session: Session, map: string, id: string): Promise<ImportTally["people"]> {
  const [counts] = await session.rows<{ made: number; known: number }>(
    `select count(distinct ${id}) filter (where is_new)::int as made, count(distinct ${id}) filter (where not is_new)::int as known from ${map}`,
  );
  const examples = await session.rows<{ name: string; id: string | null }>(
    `select name, case when not is_new then ${id} end as id from ${map} order by is_new desc, name limit ${mostExamples}`,
  );
  return { made: counts?.made ?? 0, known: counts?.known ?? 0, examples };
}
