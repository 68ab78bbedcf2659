import { eventNames, type EventName } from "@throughline/contract/events";
import type { Directory } from "../organization/directory.ts";

/** What `eventSentence` reads of an event: the audit's rows, an item's history and the stream's events all have it. */
export interface ToldEvent {
  readonly name: string;
  readonly actorId: string | null;
  readonly subjectId?: string;
  readonly itemId?: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An event in plain words. */
export function eventSentence(event: ToldEvent, _directory: Directory): string {
  return eventNames[event.name as EventName] ?? event.name;
}
