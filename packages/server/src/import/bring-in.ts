import type { ImportTally, ImportTarget } from "@throughline/contract/imports";
import type { ImportMapping } from "@throughline/domain/intake/import/import-mapping";
import { uuidV7 } from "../db/uuid-v7.ts";
import { arrangeEvents } from "./arrange-events.ts";
import { arrangeItems } from "./arrange-items.ts";
import { arrangeMoves, type StageAnchors } from "./arrange-moves.ts";
import { arrangeRelations } from "./arrange-relations.ts";
import { ArrangingRefusal } from "./arranging-refusal.ts";
import { compareKnown, countFates } from "./compare-known.ts";
import { drawKeys } from "./draw-keys.ts";
import { keepReport } from "./keep-report.ts";
import { mergeRepeated } from "./merge-repeated.ts";
import { publish } from "./publish.ts";
import { Reporting } from "./reporting.ts";
import { resolveFields } from "./resolve-fields.ts";
import { resolveLabels } from "./resolve-labels.ts";
import { resolvePeople } from "./resolve-people.ts";
import { type KnownSource, resolveStages, type ResolvedStage } from "./resolve-stages.ts";
import { resolveTeams } from "./resolve-teams.ts";
import { openSession, type Session } from "./session.ts";
import { createStaging, stageRecords } from "./stage-records.ts";
import { tally } from "./tally.ts";

/** One dry run or run, as plain data: it is handed to another thread. */
export interface ImportJob {
  readonly kind: "check" | "run";
  readonly databaseUrl: string;
  readonly organizationId: string;
  readonly importId: string;
  readonly actorId: string;
  /** Number of the lock that says that this process lives. */
  readonly runner: number;
  readonly file: { readonly path: string; readonly size: number };
  readonly mapping: ImportMapping;
  readonly target: ImportTarget;
  /** Milliseconds since 1970: when the job began. */
  readonly now: number;
}

export interface JobProgress {
  readonly phase: "reading" | "arranging" | "publishing";
  readonly share: number;
  readonly rows: number;
}

/** The import was cancelled, or taken over by another process, while it was at work. */
export class NoLongerWanted extends Error {
  override readonly name = "NoLongerWanted";
}

/**
 * Reads the file, stages it, works out all it comes to, and keeps that as the import's plan (a dry run) or publishes it.
 * @returns the number of the last event published; null for a dry run.
 * @throws ReadRefusal, ArrangingRefusal, NoLongerWanted
 */
export async function bringIn(job: ImportJob, progress: (progress: JobProgress) => void): Promise<number | null> {
  const session = await openSession(job.databaseUrl, job.organizationId);
  try {
    return await work(session, job, progress);
  } finally {
    await session.close().catch(() => {});
  }
}

async function work(session: Session, job: ImportJob, told: (progress: JobProgress) => void): Promise<number | null> {
  const { importId, mapping, target } = job;
  const now = new Date(job.now);
  const newId = () => uuidV7(job.now);
  const reporting = new Reporting();
  await createStaging(session);
  const { records } = await stageRecords(session, job.file, mapping, reporting, (share, rows) =>
    told({ phase: "reading", share, rows }),
  );
  const arranging = (share: number) => told({ phase: "arranging", share, rows: records });
  arranging(0);
  await mergeRepeated(session, mapping.rows, reporting);
  arranging(0.15);
  const known = await knownSource(session, target.source);
  const team = await homeTeam(session, known, target, newId);
  await compareKnown(session, target.source, reporting);
  arranging(0.35);
  await resolvePeople(session, reporting, newId);
  await resolveTeams(session, team.isNew ? team.key : null, newId);
  const stages = await resolveStages(session, known, target.stageKinds, reporting, newId);
  const teamColumn = mapping.columns.find((column) => column.role === "team")?.column.replace(/^case:/, "") ?? null;
  const fields = await resolveFields(session, teamColumn, reporting, newId);
  await resolveLabels(session, newId);
  arranging(0.55);
  const anchors = anchorsOf(stages.stages);
  await arrangeMoves(session, anchors, now);
  await arrangeItems(session, reporting, now);
  await arrangeRelations(session, target.source, reporting, now);
  arranging(0.75);
  const workflow = known
    ? { workflowId: known.workflowId, name: await workflowName(session, known.workflowId), isNew: false }
    : { workflowId: newId(), name: target.workflowName, isNew: true };
  await arrangeEvents(session, {
    importId,
    actorId: job.actorId,
    teamId: team.teamId,
    workflowId: workflow.workflowId,
    rows: mapping.rows,
    anchors,
    now,
  });
  await reporting.add(
    session,
    "text_cut",
    "changed",
    `select line, 'comment' as column_name, body as value, 'The comment has ' || length || ' characters; the first 50000 are kept.' as sentence
      from new_comments where length > 50000 order by sequence`,
  );
  arranging(0.9);
  const { new: newItems } = await countFates(session);
  const tallyWith = (firstNumber: number | null) =>
    tally(session, {
      workflow: { name: workflow.name, id: workflow.isNew ? null : workflow.workflowId },
      stages: stages.stages,
      fields,
      teamKey: team.key,
      firstNumber,
      reporting,
    });
  if (job.kind === "check") {
    const plan = await tallyWith(team.isNew ? 1 : null);
    await session.transaction(async () => {
      await keepReport(session, importId);
      await settle(session, job, "ready", "plan", plan, now);
    });
    return null;
  }
  const publishing = (share: number) => told({ phase: "publishing", share, rows: records });
  publishing(0);
  const keyBase = team.isNew || newItems === 0 ? 0 : await drawKeys(session, importId, team.teamId, newItems);
  if (keyBase === null) throw teamGone();
  const result = await tallyWith(keyBase + 1);
  return publish(session, {
    importId,
    actorId: job.actorId,
    source: target.source,
    now,
    team,
    workflow,
    stages,
    fields,
    keyBase,
    newItems,
    settle: () => settle(session, job, "finished", "result", result, now),
    progress: publishing,
  });
}

/** Ends the import's work in the same transaction as what came of it, unless it was cancelled meanwhile. */
async function settle(
  session: Session,
  job: ImportJob,
  state: "ready" | "finished",
  column: "plan" | "result",
  value: ImportTally,
  now: Date,
): Promise<void> {
  const finished = state === "finished";
  const settled = await session.run(
    `update imports set state = '${state}', ${column} = $3, progress = null, failure = null, runner = null, revision = revision + 1, updated_at = $4,
        finished_at = case when ${finished} then $4::timestamptz end ${finished ? ", key_team_id = null, key_count = null, key_last = null" : ""}
      where organization_id = current_organization() and import_id = $1 and runner = $2 and state = '${finished ? "running" : "checking"}'`,
    [job.importId, job.runner, JSON.stringify(value), now],
  );
  if (settled === 0) throw new NoLongerWanted("The import is no longer wanted");
}

async function knownSource(session: Session, source: string): Promise<KnownSource | null> {
  const [row] = await session.rows<{ team_id: string; workflow_id: string; stages: KnownSource["stages"] }>(
    "select team_id, workflow_id, stages from import_sources where organization_id = current_organization() and name = $1",
    [source],
  );
  return row ? { teamId: row.team_id, workflowId: row.workflow_id, stages: row.stages } : null;
}

async function homeTeam(session: Session, known: KnownSource | null, target: ImportTarget, newId: () => string) {
  const teamId = known?.teamId ?? target.teamId;
  if (teamId === null) {
    if (!target.newTeam) throw teamGone();
    const taken = await session.rows(
      "select 1 from teams where organization_id = current_organization() and key = $1",
      [target.newTeam.key],
    );
    if (taken.length > 0)
      throw new ArrangingRefusal(
        "key_taken",
        `There is a team ${target.newTeam.key} by now. Choose it, or another key.`,
      );
    return { teamId: newId(), ...target.newTeam, isNew: true };
  }
  const [team] = await session.rows<{ key: string; name: string }>(
    "select key, name from teams where organization_id = current_organization() and team_id = $1 and archived_at is null",
    [teamId],
  );
  if (!team) throw teamGone();
  return { teamId, ...team, isNew: false };
}

const teamGone = () =>
  new ArrangingRefusal(
    "team_gone",
    "The team that the items should be kept by is archived or gone. Choose another one.",
  );

async function workflowName(session: Session, workflowId: string): Promise<string> {
  const [row] = await session.rows<{ name: string }>(
    "select name from workflows where organization_id = current_organization() and workflow_id = $1",
    [workflowId],
  );
  return row?.name ?? "";
}

function anchorsOf(stages: readonly ResolvedStage[]): StageAnchors {
  const ordered = stages.toSorted((a, b) => a.position - b.position);
  const first = ordered.find((stage) => stage.kind !== "done") ?? ordered[0];
  if (!first) throw new Error("A workflow has stages");
  return {
    first: first.stageId,
    firstActive: ordered.find((stage) => stage.kind === "active")?.stageId ?? null,
    firstDone: ordered.find((stage) => stage.kind === "done")?.stageId ?? null,
  };
}
