import type { Stage, Workflow } from "@throughline/contract/workflows";

/** What a designer writes of a workflow; saved as a whole, as its next version. */
export interface Design {
  readonly name: string;
  readonly description: string;
  readonly stages: readonly Stage[];
}

export const designOf = ({ name, description, stages }: Workflow): Design => ({ name, description, stages });

export const sameDesign = (a: Design, b: Design): boolean => JSON.stringify(plain(a)) === JSON.stringify(plain(b));

/** A design with its properties in one order and its follow-up stages as the set they are. */
const plain = ({ name, description, stages }: Design) => ({ name, description, stages: stages.map(plainStage) });

export const plainStage = (stage: Stage) => ({
  stageId: stage.stageId,
  teamId: stage.teamId,
  name: stage.name,
  kind: stage.kind,
  wipLimit: stage.wipLimit,
  wipHard: stage.wipHard,
  serviceLevel: stage.serviceLevel && { percent: stage.serviceLevel.percent, days: stage.serviceLevel.days },
  entryChecklist: [...stage.entryChecklist],
  nextStageIds: stage.nextStageIds && [...stage.nextStageIds].toSorted(),
});

const withStages = (design: Design, stages: readonly Stage[]): Design => ({ ...design, stages });

export const changeStage = (design: Design, stageId: string, change: Partial<Stage>): Design =>
  withStages(
    design,
    design.stages.map((stage) => (stage.stageId === stageId ? { ...stage, ...change } : stage)),
  );

/** Puts a stage at another place in the order; a place outside changes nothing. */
export function placeStage(design: Design, stageId: string, to: number): Design {
  const at = design.stages.findIndex((stage) => stage.stageId === stageId);
  const stage = design.stages[at];
  if (!stage || to < 0 || to >= design.stages.length || to === at) return design;
  return withStages(design, design.stages.toSpliced(at, 1).toSpliced(to, 0, stage));
}

/** A new stage after another one, of its team; active, since that is what is mostly missing. */
export function addStage(design: Design, stageId: string, afterStageId: string | null, teamId: string): Design {
  const at = design.stages.findIndex((stage) => stage.stageId === afterStageId);
  const before = design.stages[at];
  const taken = new Set(design.stages.map((stage) => stage.name.toLowerCase()));
  const name = ["New stage", ...design.stages.map((_, index) => `New stage ${index + 2}`)].find(
    (each) => !taken.has(each.toLowerCase()),
  );
  const stage: Stage = {
    stageId,
    teamId: before?.teamId ?? teamId,
    name: name ?? "New stage",
    kind: "active",
    wipLimit: null,
    wipHard: false,
    serviceLevel: null,
    entryChecklist: [],
    nextStageIds: null,
  };
  return withStages(design, design.stages.toSpliced(before ? at + 1 : design.stages.length, 0, stage));
}

/** Takes a stage out, and out of what may follow the others. A stage that led nowhere else may then lead anywhere. */
export function removeStage(design: Design, stageId: string): Design {
  return withStages(
    design,
    design.stages.flatMap((stage) => {
      if (stage.stageId === stageId) return [];
      if (!stage.nextStageIds?.includes(stageId)) return [stage];
      const left = stage.nextStageIds.filter((id) => id !== stageId);
      return [{ ...stage, nextStageIds: left.length === 0 && stage.kind !== "done" ? null : left }];
    }),
  );
}

/** Where the items of a stage that goes away would go unless someone says otherwise: the nearest of its kind, an earlier one first. */
export function likelyGoal(before: readonly Stage[], after: readonly Stage[], goneStageId: string): string | null {
  const at = before.findIndex((stage) => stage.stageId === goneStageId);
  const gone = before[at];
  const placed = after.flatMap((stage) => {
    const was = before.findIndex((each) => each.stageId === stage.stageId);
    return was < 0 ? [] : [{ stage, away: Math.abs(was - at) + (was > at ? 0.5 : 0) }];
  });
  const near = (rows: typeof placed) => rows.toSorted((a, b) => a.away - b.away)[0]?.stage.stageId;
  return near(placed.filter(({ stage }) => stage.kind === gone?.kind)) ?? near(placed) ?? after[0]?.stageId ?? null;
}
