import { RefusedInput } from "../numbers/refused-input.ts";
import type { PetriNet, Transition } from "./petri-net.ts";

/** A stage of the workflow as people mean it to be used. */
export interface IntendedStage {
  readonly name: string;
  /** Names of the stages that may follow; null: any other stage. */
  readonly next: readonly string[] | null;
  /** Work is finished here. */
  readonly done: boolean;
}

/** Work enters at the first stage. */
export type IntendedWorkflow = readonly IntendedStage[];

export type WorkflowRefusal = "no_stages" | "same_name" | "unknown_stage" | "no_end";

/**
 * The workflow as a net over the activities of a log: a place for being in each stage, a transition for each allowed move.
 * With `open` work may also rest in any stage: for cases that are still under way. Stages the log never mentions get numbers after
 * the log's activities; `names` holds both.
 */
export function workflowNet(
  workflow: IntendedWorkflow,
  activities: readonly string[],
  open: boolean,
): { net: PetriNet; names: readonly string[] } {
  if (workflow.length === 0) throw new RefusedInput<WorkflowRefusal>("no_stages", "The workflow has no stages.");
  const place = new Map<string, number>();
  for (const [at, { name }] of workflow.entries()) {
    if (place.has(name)) throw new RefusedInput<WorkflowRefusal>("same_name", `Two stages are called “${name}”.`, at);
    place.set(name, at + 2);
  }
  if (!workflow.some(({ done }) => done))
    throw new RefusedInput<WorkflowRefusal>(
      "no_end",
      "No stage of the workflow is done, so no work could ever finish.",
    );
  const names = [...activities];
  const activityOf = (name: string): number => {
    const known = names.indexOf(name);
    return known >= 0 ? known : names.push(name) - 1;
  };
  const transitions: Transition[] = [{ activity: activityOf(workflow[0]!.name), from: [0], to: [2] }];
  for (const [at, { name, next, done }] of workflow.entries()) {
    for (const following of next ?? workflow.flatMap((stage) => (stage.name === name ? [] : [stage.name]))) {
      const to = place.get(following);
      if (to === undefined)
        throw new RefusedInput<WorkflowRefusal>(
          "unknown_stage",
          `“${name}” leads to “${following}”, which is not a stage of the workflow.`,
          at,
        );
      transitions.push({ activity: activityOf(following), from: [at + 2], to: [to] });
    }
    if (done || open) transitions.push({ activity: undefined, from: [at + 2], to: [1] });
  }
  return { net: { places: workflow.length + 2, source: 0, sink: 1, transitions }, names };
}
