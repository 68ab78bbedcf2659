import type { IntendedStage, IntendedWorkflow } from "./intended-workflow.ts";

/**
 * Stages read as one way through, for a workflow that lets any stage follow any other and so cannot be left: each stage
 * leads to the next one that is not done, the last of those to every done one, and a done one to those after it
 * (resolved, then closed).
 */
export function stagesInOrder(stages: readonly Pick<IntendedStage, "name" | "done" | "begins">[]): IntendedWorkflow {
  const open = stages.filter(({ done }) => !done);
  const done = stages.filter((stage) => stage.done);
  return stages.map((stage) => {
    const at = open.indexOf(stage);
    const next = open[at + 1];
    const following = stage.done ? done.slice(done.indexOf(stage) + 1) : next ? [next] : done;
    return { ...stage, next: following.map(({ name }) => name) };
  });
}
