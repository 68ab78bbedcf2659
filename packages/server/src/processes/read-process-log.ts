import { type EventLog } from "@throughline/domain/process/event-log";
import { logOfHistory } from "@throughline/domain/process/log-of-history";
import type { TimeBetween } from "@throughline/domain/process/time-spent";
import { workingTimeBetween } from "@throughline/domain/time/working-time";
import { readCalendars } from "../calendars/team-calendar.ts";
import type { Read } from "../db/transaction.ts";
import { type ReadFlow, readFlow } from "../flow/read-flow.ts";
import { elsewhere } from "../flow/team-part.ts";
import { type Intended, intendedOfWorkflow } from "./intended-of-workflow.ts";
import type { ProcessQuestion } from "./process-question.ts";
import { teamSteps } from "./team-steps.ts";
import { itemsByActivity } from "./items-by-activity.ts";
import { type WorkflowInScope, workflowsInScope } from "./workflows-in-scope.ts";

/** What an activity of the log stands for. */
export interface StepPlace {
  readonly key: string;
  /** Its stage's id, or `elsewhere`. */
  readonly stage: string;
  readonly stageId: string | null;
  readonly name: string;
  readonly teamId: string | null;
  readonly kind: "queue" | "active" | "done";
  readonly position: number;
}

export interface ReadProcess {
  readonly workflow: WorkflowInScope;
  readonly flow: ReadFlow;
  /** By stage, whatever was asked. */
  readonly byStage: EventLog;
  /** By the steps that were asked for; the same as `byStage` where those are stages. */
  readonly log: EventLog;
  readonly intended: Intended | undefined;
  readonly placeOf: (key: string) => StepPlace;
}

export interface ProcessHistory {
  readonly workflows: readonly WorkflowInScope[];
  /** Undefined where no item has come in in the time asked for. */
  readonly process: ReadProcess | undefined;
  /** Also where the time asked for holds nothing. */
  readonly flow: ReadFlow | undefined;
  readonly workflow: WorkflowInScope | undefined;
}

/** The history of one workflow as a log: the one asked for, or the one with most items of the scope. */
export async function readProcessLog(tx: Read, question: ProcessQuestion): Promise<ProcessHistory> {
  const workflows = await workflowsInScope(tx, question.scope);
  const wanted = question.scope.workflowId;
  const workflow = wanted === undefined ? workflows[0] : workflows.find((each) => each.workflowId === wanted);
  if (!workflow) return { workflows, workflow, flow: undefined, process: undefined };
  const { teamId } = question.scope;
  const flow = await readFlow(tx, { ...question.scope, workflowId: workflow.workflowId });
  const { from = -Infinity, to = Infinity } = question;
  const items = flow.history.items.filter(({ arrivedAt }) => arrivedAt >= from && arrivedAt < to);
  if (items.length === 0) return { workflows, workflow, flow, process: undefined };
  const byStage = logOfHistory({ ...flow.history, items });
  const log =
    question.group === "stage"
      ? byStage
      : ((await teamSteps(
          tx,
          flow.stages,
          items.map(({ item }) => item),
          teamId,
        )) ?? byStage);
  const entered = itemsByActivity(byStage);
  const enteredShare = (stageId: string) => (entered[byStage.activities.indexOf(stageId)] ?? 0) / items.length;
  const intended = await intendedOfWorkflow(tx, workflow.workflowId, teamId, question.against, enteredShare);
  return { workflows, workflow, flow, process: { workflow, flow, byStage, log, intended, placeOf: places(flow) } };
}

function places({ stages }: ReadFlow): (key: string) => StepPlace {
  const byId = new Map(stages.map((stage, position) => [stage.id, { stage, position }]));
  return (key) => {
    const [id = "", team] = key.split(".");
    const found = byId.get(id);
    if (!found)
      return {
        key,
        stage: elsewhere.id,
        stageId: null,
        name: "Other teams",
        teamId: null,
        kind: elsewhere.kind,
        position: stages.length,
      };
    const { stage, position } = found;
    const teamId = team === undefined ? stage.team : team === "other" ? null : team;
    return { key, stage: id, stageId: id, name: stage.name, teamId, kind: stage.kind, position };
  };
}

/** A clock for the log's activities: time as it passes, or the working hours of the team at work. */
export async function clockOf(
  tx: Read,
  time: "calendar" | "working",
  { flow, placeOf }: ReadProcess,
  log: EventLog,
  now: number,
): Promise<TimeBetween> {
  if (time === "calendar") return (_activity, from, to) => to - from;
  const own = new Map(flow.stages.map((stage) => [stage.id, stage.team]));
  const fallback = flow.stages[0]?.team ?? "";
  const teams = log.activities.map((key) => {
    const { teamId, stage } = placeOf(key);
    return teamId ?? own.get(stage) ?? fallback;
  });
  const calendarOf = await readCalendars(tx, teams, new Date(now));
  const calendars = teams.map(calendarOf);
  return (activity, from, to) => {
    const calendar = calendars[activity];
    return calendar ? workingTimeBetween(calendar, from, to) : to - from;
  };
}
