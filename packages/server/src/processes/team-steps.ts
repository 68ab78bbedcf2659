import { eventLog, type EventLog, type LogEvent } from "@throughline/domain/process/event-log";
import { sql } from "kysely";
import type { Read } from "../db/transaction.ts";
import { elsewhere } from "../flow/team-part.ts";
import type { ReadStage } from "../flow/read-flow.ts";

/** So many pairs of a stage and a team stand for themselves, the most frequent; the rest of a stage is `stage.other`. */
const mostPairs = 60;

interface Entry {
  readonly item: string;
  readonly at: number;
  readonly stage: string;
  readonly team: string | null;
}

/**
 * The steps of items by stage and the team that worked it, named `stage.team`: a step is a change of either. An item's team
 * is what its moves tell; where one tells none it is still the team before. Undefined where nothing is left.
 */
export async function teamSteps(
  tx: Read,
  stages: readonly ReadStage[],
  items: readonly string[],
  teamId: string | undefined,
): Promise<EventLog | undefined> {
  const { rows } = await sql<Entry>`
    select e.item_id as item, (extract(epoch from e.occurred_at) * 1000)::float8 as at,
      coalesce(e.data ->> 'to', e.data ->> 'stage') as stage, coalesce(e.data ->> 'team', e.data ->> 'toTeam') as team
    from events e
    where e.organization_id = ${tx.organizationId} and e.item_id = any(${items}::uuid[])
      and e.name in ('item.created', 'item.moved', 'item.restored')
    order by e.occurred_at, e.number`.execute(tx.db);
  const known = new Map(stages.map((stage) => [stage.id, stage]));
  const last = new Map<string, { step: string; team: string; stage: string; place: number; at: number }>();
  const steps: LogEvent[] = [];
  for (const { item, at, stage, team } of rows) {
    const entered = known.get(stage);
    if (!entered) continue;
    const before = last.get(item);
    const worker = team ?? before?.team ?? entered.team;
    const isOwn = teamId === undefined || entered.team === teamId;
    const step = isOwn ? `${stage}.${worker}` : elsewhere.id;
    if (!isOwn && before === undefined) continue;
    let place = before?.place ?? -1;
    // Told once more at the same instant, with its team: the same step.
    if (before?.stage === stage && before.at === at) steps[place] = { case: item, activity: step, at };
    else if (before?.step !== step) place = steps.push({ case: item, activity: step, at }) - 1;
    last.set(item, { step, team: worker, stage, place, at });
  }
  if (steps.length === 0) return undefined;
  const uses = new Map<string, number>();
  for (const { activity } of steps) uses.set(activity, (uses.get(activity) ?? 0) + 1);
  const own = new Set(
    [...uses]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, mostPairs)
      .map(([step]) => step),
  );
  return eventLog(
    withoutRepeats(
      steps.map((step) =>
        own.has(step.activity) || step.activity === elsewhere.id
          ? step
          : { ...step, activity: `${step.activity.slice(0, step.activity.indexOf("."))}.other` },
      ),
    ),
  );
}

/** Two steps of one stage that both stand for its other teams are one. */
function withoutRepeats(steps: readonly LogEvent[]): LogEvent[] {
  const last = new Map<string, string>();
  return steps.filter((step) => {
    const isNew = last.get(step.case) !== step.activity;
    last.set(step.case, step.activity);
    return isNew;
  });
}
