/** What a stage's rules say; the same in the live product, in a what-if and in a simulated organisation. */
export interface StageRules {
  readonly stageId: string;
  readonly workflowId: string;
  readonly teamId: string;
  readonly position: number;
  readonly kind: "queue" | "active" | "done";
  /** How many items it should hold at once; null: no limit. */
  readonly wipLimit: number | null;
  /** A hard limit refuses; a soft one only shows. */
  readonly wipHard: boolean;
  /** What must be true before an item enters, each vouched for by the mover. */
  readonly entryChecklist: readonly string[];
  /** Stages that may follow; null: any. */
  readonly nextStageIds: readonly string[] | null;
  readonly retired: boolean;
}

export interface MoveQuestion {
  readonly from: StageRules;
  readonly to: StageRules;
  readonly archived: boolean;
  readonly blocked: boolean;
  /** An offer to another team is open for this item. */
  readonly offered: boolean;
  /** Items in `to` now, not counting this one. */
  readonly wipInTo: number;
  /** Entry lines of `to` that the mover vouches for. */
  readonly confirmed: readonly string[];
  /** Teams of the mover: pulling into one's own team's stage is taking it, not offering it. */
  readonly moverTeamIds: readonly string[];
}

export type MoveRefusal =
  | { readonly code: "item_archived" | "move_not_allowed" | "item_blocked" | "already_offered" }
  | { readonly code: "stage_full"; readonly limit: number; readonly count: number }
  | { readonly code: "entry_criteria_open"; readonly missing: readonly string[] };

export type MoveDecision =
  | { readonly outcome: "unchanged" }
  /** `taken`: it crosses to the mover's own team, so offer and acceptance are one. */
  | { readonly outcome: "moved"; readonly overLimit: boolean; readonly taken: boolean }
  | { readonly outcome: "offered" }
  | { readonly outcome: "refused"; readonly refusal: MoveRefusal };

const refused = (refusal: MoveRefusal): MoveDecision => ({ outcome: "refused", refusal });

/** Whether an item may go from one stage to another, and whether that is a move or an offer to another team. */
export function decideMove(question: MoveQuestion): MoveDecision {
  const { from, to, confirmed } = question;
  if (question.archived) return refused({ code: "item_archived" });
  if (from.stageId === to.stageId) return { outcome: "unchanged" };
  if (to.workflowId !== from.workflowId || to.retired) return refused({ code: "move_not_allowed" });
  if (from.nextStageIds !== null && !from.nextStageIds.includes(to.stageId))
    return refused({ code: "move_not_allowed" });
  if (question.offered) return refused({ code: "already_offered" });
  if (question.blocked && to.position > from.position) return refused({ code: "item_blocked" });
  const missing = to.entryChecklist.filter((line) => !confirmed.includes(line));
  if (missing.length > 0) return refused({ code: "entry_criteria_open", missing });
  const crosses = to.teamId !== from.teamId;
  const taken = crosses && question.moverTeamIds.includes(to.teamId);
  // An offer takes no place in the stage: the limit is asked when the other team accepts.
  if (crosses && !taken) return { outcome: "offered" };
  const full = fullness(to, question.wipInTo);
  if (full) return refused(full);
  return { outcome: "moved", overLimit: isOverLimit(to, question.wipInTo), taken };
}

/** The refusal of a full stage with a hard limit; null where one more item may enter. */
export function fullness(
  stage: Pick<StageRules, "wipLimit" | "wipHard">,
  wip: number,
): (MoveRefusal & { code: "stage_full" }) | null {
  if (stage.wipLimit === null || !stage.wipHard || wip < stage.wipLimit) return null;
  return { code: "stage_full", limit: stage.wipLimit, count: wip };
}

/** Whether one more item takes a stage past its limit, soft or hard. */
export const isOverLimit = (stage: Pick<StageRules, "wipLimit">, wip: number): boolean =>
  stage.wipLimit !== null && wip >= stage.wipLimit;

/** The instants an item carries, as they are after it entered a stage of this kind at `now`. */
export function instantsAfterEntering<T>(
  kind: StageRules["kind"],
  item: { readonly startedAt: T | null; readonly finishedAt: T | null },
  now: T,
): { startedAt: T | null; finishedAt: T | null } {
  if (kind === "queue") return { startedAt: item.startedAt, finishedAt: null };
  return { startedAt: item.startedAt ?? now, finishedAt: kind === "done" ? now : null };
}
