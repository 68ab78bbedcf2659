import type { FlowScope } from "../flow/flow-scope.ts";

/** Whose process, of which time, by which steps. Plain data: it travels to the engine's threads. */
export interface ProcessQuestion {
  readonly scope: FlowScope;
  /** Items that came in from here on, epoch milliseconds. */
  readonly from: number | undefined;
  /** Items that came in before this, epoch milliseconds. */
  readonly to: number | undefined;
  readonly group: "stage" | "stage_team";
  readonly against: "drawn" | "order" | undefined;
  readonly now: number;
}
