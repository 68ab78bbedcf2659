import type { IntendedStage, IntendedWorkflow } from "./intended-workflow.ts";

type OrderedStage = Pick<IntendedStage, "name" | "done">;

/**
 * Stages read as one way through, for a workflow that lets any stage follow any other and so cannot be left: work goes from
 * each to the next one that is not done, from the last of those to every done one, and from a done one to those after it
 * (resolved, then closed). What `isUsual` says no of may be passed over, at the beginning too: a stage for exceptions is
 * not skipped by everybody else.
 */
export function stagesInOrder(
  stages: readonly OrderedStage[],
  isUsual: (stage: OrderedStage) => boolean = () => true,
): IntendedWorkflow {
  const open = stages.filter(({ done }) => !done);
  const done = stages.filter((stage) => stage.done);
  /** The open stages from a place on up to the first usual one, and where there is none the done ones too. */
  const ahead = (from: number): OrderedStage[] => {
    const usual = open.findIndex((stage, at) => at >= from && isUsual(stage));
    return usual < 0 ? [...open.slice(from), ...done] : open.slice(from, usual + 1);
  };
  const entries = open.length > 0 ? ahead(0) : done.slice(0, 1);
  return stages.map((stage) => {
    const following = stage.done ? done.slice(done.indexOf(stage) + 1) : ahead(open.indexOf(stage) + 1);
    return { ...stage, begins: entries.includes(stage), next: following.map(({ name }) => name) };
  });
}
