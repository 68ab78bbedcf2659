import type { IntendedStage, IntendedWorkflow } from "@throughline/domain/process/intended-workflow";
import { stagesInOrder } from "@throughline/domain/process/stages-in-order";
import { sql } from "kysely";
import type { Read } from "../db/transaction.ts";
import { elsewhere } from "../flow/team-part.ts";

/** A workflow as people mean it to be used, its stages named by their ids. */
export interface Intended {
  readonly reading: "drawn" | "order";
  /** Nothing is drawn: any stage may follow any other. */
  readonly isFree: boolean;
  readonly workflow: IntendedWorkflow;
}

/** A stage that at least so many of the items enter is one that work is meant to go through. */
const usualShare = 0.5;

interface DrawnStage {
  readonly id: string;
  readonly team: string;
  readonly kind: "queue" | "active" | "done";
  readonly next: string[] | null;
}

/**
 * The workflow's stages of today and the ways between them, as drawn, or in their order; where nothing is drawn the order
 * is what can be meant, and a stage that fewer than half of the items enter may be passed over. Seen from a team: its own stages, and `elsewhere` for everybody else's. Undefined where the team
 * has no stage in it any more.
 */
export async function intendedOfWorkflow(
  tx: Read,
  workflowId: string,
  teamId: string | undefined,
  against: "drawn" | "order" | undefined,
  enteredShare: (stageId: string) => number,
): Promise<Intended | undefined> {
  const { rows } = await sql<DrawnStage>`
    select stage_id as id, team_id as team, kind, next_stage_ids as next from stages
    where organization_id = ${tx.organizationId} and workflow_id = ${workflowId} and retired_at is null
    order by position`.execute(tx.db);
  const isFree = rows.every((stage) => stage.next === null);
  const reading = against ?? (isFree ? "order" : "drawn");
  const ids = new Set(rows.map((stage) => stage.id));
  const stages = rows.map(({ id, kind, next }, at) => ({
    name: id,
    done: kind === "done",
    begins: at === 0,
    next: next && next.filter((one) => ids.has(one) && one !== id),
  }));
  const whole = reading === "drawn" ? stages : stagesInOrder(stages, ({ name }) => enteredShare(name) >= usualShare);
  const workflow = teamId === undefined ? whole : seenFrom(teamId, rows, whole);
  return workflow.length === 0 ? undefined : { reading, isFree, workflow };
}

function seenFrom(teamId: string, rows: readonly DrawnStage[], whole: IntendedWorkflow): IntendedWorkflow {
  const own = new Set(rows.filter((stage) => stage.team === teamId).map((stage) => stage.id));
  if (own.size === 0) return [];
  const nextOf = ({ name, next }: IntendedStage) =>
    next ?? whole.flatMap((stage) => (stage.name === name ? [] : [stage.name]));
  const comesIn = new Set(
    whole.filter(({ name }) => !own.has(name)).flatMap((stage) => nextOf(stage).filter((id) => own.has(id))),
  );
  const stages = whole
    .filter(({ name }) => own.has(name))
    .map((stage): IntendedStage => {
      const next = nextOf(stage);
      return {
        ...stage,
        begins: stage.begins === true || comesIn.has(stage.name),
        next: [...next.filter((id) => own.has(id)), ...(next.some((id) => !own.has(id)) ? [elsewhere.id] : [])],
      };
    });
  // What came from elsewhere alone: the team's first stage.
  const begun = stages.some(({ begins }) => begins)
    ? stages
    : stages.map((stage, at) => ({ ...stage, begins: at === 0 }));
  return [...begun, { name: elsewhere.id, done: true, begins: false, next: [...comesIn] }];
}
