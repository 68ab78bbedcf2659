import type { Clock, Elapsed } from "@throughline/domain/flow/spells";
import type { Window } from "@throughline/domain/flow/window";
import type { ZoneOffsets } from "@throughline/domain/time/zone-offsets";
import type { FlowCalendars } from "./flow-calendars.ts";
import type { ReadFlow } from "./read-flow.ts";

/** What is looked at, and how it is counted: the same for every figure of a page. */
export interface FlowLook {
  readonly flow: ReadFlow;
  readonly window: Window;
  readonly clock: Clock;
  readonly elapsed: Elapsed;
  readonly zone: ZoneOffsets;
  readonly calendars: FlowCalendars;
  readonly teamId: string | undefined;
  /** An instant as it travels. */
  readonly iso: (at: number) => string;
}
