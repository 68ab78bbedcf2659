import { guessStageKind, type StageKind } from "@throughline/domain/intake/import/guess-stage-kind";
import { ArrangingRefusal } from "./arranging-refusal.ts";
import { wanted } from "./compare-known.ts";
import type { Reporting } from "./reporting.ts";
import type { Session } from "./session.ts";
import { mostStages, stagesOfStates, type StateUse } from "./stages-of-states.ts";

export interface ResolvedStage {
  readonly stageId: string;
  readonly name: string;
  readonly kind: StageKind;
  readonly position: number;
  readonly isNew: boolean;
}

export interface KnownSource {
  readonly teamId: string;
  readonly workflowId: string;
  readonly stages: readonly StateStage[];
}

interface StateStage {
  readonly state: string;
  readonly subState: string | null;
  readonly stageId: string;
}

export interface ResolvedStages {
  readonly stages: readonly ResolvedStage[];
  /** Every state known of the source, to be kept for its next import. */
  readonly states: readonly StateStage[];
}

/**
 * Which stage each state of the source stands for: as an earlier import of it settled, else a new one. Leaves
 * `map_stages (state, sub_state, stage_id, kind)`.
 */
export async function resolveStages(
  session: Session,
  known: KnownSource | null,
  kinds: Readonly<Record<string, StageKind>>,
  reporting: Reporting,
  newId: () => string,
): Promise<ResolvedStages> {
  const uses = await statesUsed(session);
  const resolved = known
    ? await addToWorkflow(session, known, uses, kinds, reporting, newId)
    : await drawWorkflow(session, uses, kinds, reporting, newId);
  await session.run(
    "create temp table map_stages (state text not null, sub_state text, stage_id uuid not null, kind text not null)",
  );
  const kindOf = new Map(resolved.stages.map((stage) => [stage.stageId, stage.kind]));
  await session.copy(
    "map_stages",
    ["state", "sub_state", "stage_id", "kind"],
    resolved.states.map((one) => [one.state, one.subState, one.stageId, kindOf.get(one.stageId) ?? "active"]),
  );
  await session.run("analyze map_stages");
  return resolved;
}

const statesUsed = (session: Session): Promise<StateUse[]> =>
  session.rows<StateUse & Record<string, unknown>>(`
    with placed as (
      select external_id, state, sub_state, (row_number() over (partition by external_id order by at, sequence) - 1)::float8
        / greatest(count(*) over (partition by external_id) - 1, 1) as position
      from told_events where state is not null
    ), entered as (
      select external_id, state, sub_state, min(position) as position, count(*) as events from placed group by 1, 2, 3
    ), used as (
      select state, sub_state, events, 0::bigint as last, position from entered
      union all
      select record ->> 'state', record ->> 'subState', 0, 1, null from ${wanted} and record ->> 'state' is not null
    )
    select state, sub_state as "subState", sum(events)::int as events, sum(last)::int as last, avg(position) as position
    from used group by state, sub_state order by state, sub_state nulls first`);

async function drawWorkflow(
  session: Session,
  uses: readonly StateUse[],
  kinds: Readonly<Record<string, StageKind>>,
  reporting: Reporting,
  newId: () => string,
): Promise<ResolvedStages> {
  const { stages, joined, takenAsDone } = stagesOfStates(uses, kinds);
  await tellJoined(session, reporting, joined, "Other");
  if (takenAsDone !== null)
    await reporting.add(
      session,
      "stage_taken_as_done",
      "note",
      `select null::bigint as line, null as column_name, $1 as value,
        'No state says by its name that work is done. Most items end up in ' || $1 || ', so that is taken as done; choose otherwise before you import.' as sentence`,
      [takenAsDone],
    );
  const made = stages.map((stage, position) => ({ ...stage, stageId: newId(), position, isNew: true }));
  return {
    stages: made,
    states: made.flatMap(({ stageId, states }) => states.map((state) => ({ ...state, stageId }))),
  };
}

async function addToWorkflow(
  session: Session,
  known: KnownSource,
  uses: readonly StateUse[],
  kinds: Readonly<Record<string, StageKind>>,
  reporting: Reporting,
  newId: () => string,
): Promise<ResolvedStages> {
  const [workflow] = await session.rows<{ name: string; is_archived: boolean }>(
    "select name, archived_at is not null as is_archived from workflows where organization_id = current_organization() and workflow_id = $1",
    [known.workflowId],
  );
  if (!workflow || workflow.is_archived)
    throw new ArrangingRefusal(
      "workflow_archived",
      `The workflow of this source${workflow ? `, ${workflow.name},` : ""} is archived. Call the source something else to bring it in anew.`,
    );
  const stages: ResolvedStage[] = (
    await session.rows<{ stage_id: string; name: string; kind: StageKind; position: number }>(
      `select stage_id, name, kind, position from stages
        where organization_id = current_organization() and workflow_id = $1 and retired_at is null order by position`,
      [known.workflowId],
    )
  ).map((row) => ({ stageId: row.stage_id, name: row.name, kind: row.kind, position: row.position, isNew: false }));
  const live = new Set(stages.map((stage) => stage.stageId));
  const keyOf = (state: string, subState: string | null) => JSON.stringify([state, subState]);
  const states = new Map(
    known.stages.filter((one) => live.has(one.stageId)).map((one) => [keyOf(one.state, one.subState), one]),
  );
  const joined: string[] = [];
  const fallback = stages.find((stage) => stage.kind === "active") ?? stages[0];
  for (const { state, subState } of uses) {
    if (states.has(keyOf(state, subState))) continue;
    const wish = (subState === null || subState === state ? state : `${state}: ${subState}`).slice(0, 80).trim();
    let stage = stages.find((one) => one.name.toLowerCase() === wish.toLowerCase());
    if (!stage && stages.length < mostStages) {
      const kind = kinds[wish] ?? guessStageKind(state, subState);
      const position = Math.max(-1, ...stages.map((one) => one.position)) + 1;
      stage = { stageId: newId(), name: wish, kind, position, isNew: true };
      stages.push(stage);
    }
    if (!stage) joined.push(wish);
    const stageId = (stage ?? fallback)?.stageId;
    if (stageId !== undefined) states.set(keyOf(state, subState), { state, subState, stageId });
  }
  await tellJoined(session, reporting, joined, fallback?.name ?? "");
  return { stages, states: [...states.values()] };
}

async function tellJoined(
  session: Session,
  reporting: Reporting,
  joined: readonly string[],
  into: string,
): Promise<void> {
  if (joined.length === 0) return;
  await reporting.add(
    session,
    "stages_joined",
    "changed",
    `select null::bigint as line, null as column_name, state as value,
      'A workflow has at most ${mostStages} stages, so the state ' || left(state, 100) || ' stands in the stage ' || $2 || '.' as sentence from unnest($1::text[]) as state`,
    [joined, into],
  );
}
