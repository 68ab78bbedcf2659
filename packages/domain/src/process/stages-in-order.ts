import type { IntendedStage, IntendedWorkflow } from "./intended-workflow.ts";

/**
 * Stages read as one way through, for a workflow that lets any stage follow any other and so cannot be left: each stage
 * leads to the next one that is not done, the last of those to every done one, and from a done one nothing goes on.
 */
export function stagesInOrder(stages: readonly Pick<IntendedStage, "name" | "done" | "begins">[]): IntendedWorkflow {
  const open = stages.filter(({ done }) => !done);
  const done = stages.filter((stage) => stage.done).map(({ name }) => name);
  return stages.map((stage) => {
    const at = open.indexOf(stage);
    const next = open[at + 1];
    return { ...stage, next: stage.done ? [] : next ? [next.name] : done };
  });
}
