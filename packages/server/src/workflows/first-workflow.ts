import type { StageDraft } from "./create.ts";

/**
 * What a first team starts with, to be changed as soon as it knows better: limits that a handful of people can keep, the
 * review tighter than the doing so that work is finished before more is begun; service levels in working days.
 */
export const firstWorkflow = (
  teamId: string,
  newId: () => string,
): { name: string; description: string; stages: StageDraft[] } => ({
  name: "Everyday work",
  description: "Where most work goes: taken from the queue, done, looked at by someone else, finished.",
  stages: [
    stage("Queue", "queue", null, { percent: 85, days: 10 }),
    stage("Doing", "active", 5, { percent: 85, days: 5 }),
    stage("Review", "active", 3, { percent: 85, days: 2 }),
    stage("Done", "done", null, null),
  ].map((draft) => ({ ...draft, stageId: newId(), teamId })),
});

const stage = (
  name: string,
  kind: StageDraft["kind"],
  wipLimit: number | null,
  serviceLevel: StageDraft["serviceLevel"],
): Omit<StageDraft, "stageId" | "teamId"> => ({
  name,
  kind,
  wipLimit,
  wipHard: false,
  serviceLevel,
  entryChecklist: [],
  nextStageIds: null,
});
