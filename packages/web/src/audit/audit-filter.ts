import type { Input } from "@throughline/contract/endpoint";
import { eventNames, type EventName } from "@throughline/contract/events";
import type { listAuditEvents } from "@throughline/contract/stream";
import { dayAfter, startOfDay } from "./day-bounds.ts";
import { namesOf } from "./event-families.ts";

/** What the audit's address holds. */
export interface AuditSearch {
  /** A family of events or the name of one. */
  readonly what?: string | undefined;
  readonly actor?: string | undefined;
  /** What or whom an event is about: the id of an item, a person, a team, a workflow. */
  readonly about?: string | undefined;
  /** Calendar days in the reader's zone, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const allNames = Object.keys(eventNames) as EventName[];
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const day = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string | undefined): text is string =>
  text !== undefined && day.test(text) && !Number.isNaN(Date.parse(text));

/** The address as the interface takes it; what makes no sense in it is left out. */
export function auditQuery(search: AuditSearch, zone: string): Omit<Input<typeof listAuditEvents>, "after" | "limit"> {
  const names =
    search.what === undefined
      ? []
      : (allNames as string[]).includes(search.what)
        ? [search.what]
        : namesOf(search.what, allNames);
  return {
    ...(names.length === 0 ? {} : { name: names.join(",") }),
    ...(search.actor !== undefined && uuid.test(search.actor) ? { actor: search.actor } : {}),
    ...(search.about !== undefined && uuid.test(search.about) ? { subject: search.about } : {}),
    ...(isDay(search.from) ? { occurredAfter: startOfDay(search.from, zone) } : {}),
    ...(isDay(search.to) ? { occurredBefore: startOfDay(dayAfter(search.to), zone) } : {}),
  };
}
