/** Work as the flow of items through stages: which states are waiting, being worked on, and done. */
import { type FlowEvent, type FlowHistory, type FlowStage, readHistory } from "@throughline/domain/flow/history";
import { guessStageKind } from "@throughline/domain/intake/import/guess-stage-kind";
import { type Arguments, isGiven, WrongUsage } from "../arguments.ts";
import { listGiven } from "./given.ts";
import { itemStages, type Work } from "./read-work.ts";

export interface WorkFlow {
  readonly history: FlowHistory;
  /** The instants of the first and the last event. */
  readonly first: number;
  readonly last: number;
  readonly told: readonly string[];
}

export const stageParameters = ["done", "queues", "doneLast"];
export const stageHelp = `Which states are what (guessed from their names unless said):
  --done STATE,…             Work is finished in these states
  --done-last                Every item is finished with its last event
  --queues STATE,…           Work waits in these states`;

/** Refuses (`WrongUsage`) states that do not occur, and work in which nothing is ever done. */
export function flowOf(work: Work, given: Arguments): WorkFlow {
  const states = [...new Set(work.events.map(({ activity }) => activity))];
  const endsLast = isGiven(given, "doneLast");
  const kinds = stageKinds(states, work, given);
  const doneStates = states.filter((state) => kinds.get(state) === "done");
  if (doneStates.length === 0 && !endsLast) {
    throw new WrongUsage(
      `No state sounds like work being done: say --done STATE, or --done-last if items end with their last event. The states are ${states
        .slice(0, 30)
        .map((state) => `"${state}"`)
        .join(", ")}.`,
    );
  }
  const stages: FlowStage[] = states.map((id) => ({
    id,
    kind: endsLast ? (kinds.get(id) === "queue" ? "queue" : "active") : kinds.get(id)!,
  }));
  const sorted = work.events.toSorted((a, b) => a.at - b.at);
  const events: FlowEvent[] = [];
  const lastOf = new Map<string, number>();
  for (const [i, event] of sorted.entries()) lastOf.set(event.case, i);
  for (const [i, { case: item, activity: stage, at }] of sorted.entries()) {
    if (endsLast && lastOf.get(item) === i) events.push({ name: "entered", at, item, stage: ended });
    else events.push({ name: "entered", at, item, stage });
  }
  if (endsLast) stages.push({ id: ended, kind: "done" });
  const quoted = (list: readonly string[]) =>
    list
      .slice(0, 12)
      .map((state) => `"${state}"`)
      .join(", ");
  const queues = states.filter((state) => kinds.get(state) === "queue");
  const told = endsLast
    ? ["Every item is done with its last event."]
    : [`Done: ${quoted(doneStates)}.${queues.length > 0 ? ` Waiting: ${quoted(queues)}.` : ""}`];
  return { history: readHistory(events, stages), first: sorted[0]!.at, last: sorted.at(-1)!.at, told };
}

const ended = "(ended)";

function stageKinds(states: readonly string[], work: Work, given: Arguments): ReadonlyMap<string, FlowStage["kind"]> {
  const chosen = (name: string) => {
    const list = listGiven(given, name);
    for (const state of list) {
      if (!states.includes(state)) throw new WrongUsage(`--${name}: there is no state "${state.slice(0, 60)}".`);
    }
    return list.length > 0 ? new Set(list) : null;
  };
  const done = chosen("done");
  const queues = chosen("queues");
  return new Map(
    states.map((state) => {
      if (work.rows === "items")
        return [state, state === itemStages.open ? "queue" : state === itemStages.done ? "done" : "active"];
      const guessed = guessStageKind(state);
      if (done?.has(state)) return [state, "done"];
      if (queues)
        return [state, queues.has(state) ? "queue" : done ? "active" : guessed === "queue" ? "active" : guessed];
      return [state, done && guessed === "done" ? "active" : guessed];
    }),
  );
}
