import { RefusedInput } from "../numbers/refused-input.ts";

/** A stage of the workflow as people mean it to be used. */
export interface IntendedStage {
  readonly name: string;
  /** Names of the stages that may follow; null: any other stage. */
  readonly next: readonly string[] | null;
  /** Work is finished here. */
  readonly done: boolean;
  /** Work may enter here. */
  readonly begins?: boolean;
}

/** Work enters where stages say so; at the first stage where none does. */
export type IntendedWorkflow = readonly IntendedStage[];

export type WorkflowRefusal = "no_stages" | "same_name" | "unknown_stage" | "no_end";

/** An intended workflow by the numbers of a log's activities; stages the log never mentions are numbered after them. */
export interface DrawnWorkflow {
  readonly names: readonly string[];
  /** Stages at which work may enter. */
  readonly starts: readonly number[];
  /** Per stage whether work is finished there. */
  readonly done: ReadonlyMap<number, boolean>;
  readonly allows: (from: number, to: number) => boolean;
  /** Stages on the shortest drawn way between two, both left out; undefined where there is none. */
  readonly between: (from: number, to: number) => readonly number[] | undefined;
}

/** Refuses a workflow without stages or end, two stages of one name, and a move to a stage that is not there. */
export function drawWorkflow(workflow: IntendedWorkflow, activities: readonly string[]): DrawnWorkflow {
  if (workflow.length === 0) throw new RefusedInput<WorkflowRefusal>("no_stages", "The workflow has no stages.");
  if (!workflow.some(({ done }) => done)) {
    throw new RefusedInput<WorkflowRefusal>(
      "no_end",
      "No stage of the workflow is done, so no work could ever finish.",
    );
  }
  const names = [...activities];
  const numbers = new Map<string, number>();
  for (const [at, { name }] of workflow.entries()) {
    if (numbers.has(name)) throw new RefusedInput<WorkflowRefusal>("same_name", `Two stages are called “${name}”.`, at);
    const known = names.indexOf(name);
    numbers.set(name, known >= 0 ? known : names.push(name) - 1);
  }
  const next = new Map<number, readonly number[]>();
  for (const [at, stage] of workflow.entries()) {
    const following = stage.next ?? workflow.flatMap(({ name }) => (name === stage.name ? [] : [name]));
    next.set(
      numbers.get(stage.name)!,
      following.map((name) => {
        const to = numbers.get(name);
        if (to === undefined) {
          throw new RefusedInput<WorkflowRefusal>(
            "unknown_stage",
            `“${stage.name}” leads to “${name}”, which is not a stage of the workflow.`,
            at,
          );
        }
        return to;
      }),
    );
  }
  return {
    names,
    starts: startsOf(workflow).map(({ name }) => numbers.get(name)!),
    done: new Map(workflow.map(({ name, done }) => [numbers.get(name)!, done])),
    allows: (from, to) => next.get(from)?.includes(to) ?? false,
    between: (from, to) => shortestBetween(next, from, to),
  };
}

function startsOf(workflow: IntendedWorkflow): IntendedWorkflow {
  const begins = workflow.filter((stage) => stage.begins === true);
  return begins.length > 0 ? begins : workflow.slice(0, 1);
}

function shortestBetween(next: ReadonlyMap<number, readonly number[]>, from: number, to: number): number[] | undefined {
  const cameFrom = new Map<number, number>();
  const queue = [from];
  for (const at of queue) {
    for (const stage of next.get(at) ?? []) {
      if (stage === to) {
        const way: number[] = [];
        for (let back = at; back !== from; back = cameFrom.get(back)!) way.push(back);
        return way.toReversed();
      }
      if (cameFrom.has(stage) || stage === from) continue;
      cameFrom.set(stage, at);
      queue.push(stage);
    }
  }
  return undefined;
}
