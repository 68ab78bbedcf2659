import { eventLog } from "./event-log.ts";
import type { FlowHistory, FlowStage } from "../flow/history.ts";
import type { EventLog } from "./event-log.ts";

/** The history of live work as a log: entering a stage is the activity. `nameOf` gives a stage's name; its id if absent. */
export function logOfHistory(history: FlowHistory, nameOf: (stage: FlowStage) => string = ({ id }) => id): EventLog {
  return eventLog(
    history.items.flatMap(({ item, stays }) =>
      stays.map(({ stage, from }) => ({ case: item, activity: nameOf(stage), at: from })),
    ),
  );
}
