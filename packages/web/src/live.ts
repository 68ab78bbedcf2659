import type { EventName, OrganizationEvent } from "@throughline/contract/events";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { itemRows } from "./items/item-rows.ts";
import { shareStream, type LiveMessage } from "./live-leader.ts";
import { queryClient } from "./query-client.ts";

/** Which queries an event makes untrue, by the first word of their key. Items' rows are patched one by one instead. */
const touches: Partial<Record<EventName, readonly string[]>> = {
  "organization.changed": ["session"],
  "person.joined": ["people"],
  "person.changed": ["people", "session"],
  "person.removed": ["people", "session", "teams"],
  "person.invited": ["invitations"],
  "invitation.revoked": ["invitations"],
  "agent.created": ["people", "agents"],
  "agent.changed": ["people", "agents"],
  "key.created": ["keys"],
  "key.revoked": ["keys"],
  "team.created": ["teams"],
  "team.changed": ["teams", "queue"],
  "team.archived": ["teams"],
  "workflow.created": ["workflows"],
  "workflow.changed": ["workflows", "board", "versions"],
  "workflow.archived": ["workflows"],
  "field.changed": ["fields"],
  "label.changed": ["labels"],
  "view.changed": ["views"],
  "item.commented": ["comments", "my-work"],
  "comment.edited": ["comments"],
  "comment.deleted": ["comments"],
  "attachment.added": ["attachments"],
  "attachment.deleted": ["attachments"],
  "hand_off.offered": ["hand-offs", "my-work"],
  "hand_off.accepted": ["hand-offs", "my-work"],
  "hand_off.declined": ["hand-offs", "my-work"],
  "hand_off.withdrawn": ["hand-offs", "my-work"],
  "hand_off.expired": ["hand-offs", "my-work"],
  "channel.created": ["channels"],
  "channel.changed": ["channels"],
  "request.received": ["requests", "my-work"],
  "request.asked": ["requests", "my-work"],
  "request.answered": ["requests", "my-work"],
  "request.accepted": ["requests", "my-work"],
  "request.declined": ["requests", "my-work"],
  "request.merged": ["requests", "my-work"],
  "request.handed_over": ["requests", "my-work"],
  "routine.created": ["routines"],
  "routine.changed": ["routines"],
  "routine.ran": ["routines"],
  "import.started": ["imports"],
  "import.finished": ["imports"],
  "import.failed": ["imports"],
  "import.cancelled": ["imports"],
};

/** An item event may change which items a list holds, and in which order. Re-reading those is gathered. */
const ordersItems = new Set<EventName>([
  "item.created",
  "item.changed",
  "item.moved",
  "item.ranked",
  "item.archived",
  "item.restored",
  "item.blocked",
  "item.unblocked",
]);
const gatherMs = 400;

export type Connection = "connecting" | "live" | "lost";
let connection: Connection = "connecting";
const listeners = new Set<() => void>();
const eventListeners = new Set<(event: OrganizationEvent) => void>();

function setConnection(next: Connection): void {
  if (connection === next) return;
  connection = next;
  for (const listener of listeners) listener();
}

/** Whether what is shown is live; `lost` while the stream is being picked up again. */
export const useConnection = (): Connection =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => connection,
  );

/** Calls `heard` with each event while the component is there; for announcements and toasts. */
export function useEvents(heard: (event: OrganizationEvent) => void): void {
  useEffect(() => {
    eventListeners.add(heard);
    return () => {
      eventListeners.delete(heard);
    };
  }, [heard]);
}

const pending = new Set<string>();
let timer: ReturnType<typeof setTimeout> | null = null;

function invalidateSoon(keys: readonly string[]): void {
  for (const key of keys) pending.add(key);
  timer ??= setTimeout(() => {
    timer = null;
    const now = [...pending];
    pending.clear();
    for (const key of now) void queryClient.invalidateQueries({ queryKey: [key] });
  }, gatherMs);
}

function heard(message: LiveMessage): void {
  switch (message.kind) {
    case "open":
      setConnection("live");
      break;
    case "lost":
    case "refused":
      setConnection("lost");
      if (message.kind === "refused") void queryClient.invalidateQueries({ queryKey: ["session"] });
      break;
    case "resync":
      readAnew();
      break;
    case "event":
      apply(message.data as OrganizationEvent);
      break;
  }
}

function apply(event: OrganizationEvent): void {
  if (event.itemId !== null) {
    itemRows.refresh([event.itemId]);
    void queryClient.invalidateQueries({ queryKey: ["item", event.itemId] });
    void queryClient.invalidateQueries({ queryKey: ["history", event.itemId] });
  }
  if (ordersItems.has(event.name)) invalidateSoon(["item-ids", "board", "queue", "my-work"]);
  const keys = touches[event.name];
  if (keys) invalidateSoon(keys);
  for (const listener of eventListeners) listener(event);
}

function readAnew(): void {
  itemRows.refreshAll();
  void queryClient.invalidateQueries();
}

/** Follows an organization for as long as its pages are open. */
export function useLive(organization: string, after: number): void {
  const from = useRef(after);
  useEffect(() => {
    setConnection("connecting");
    return shareStream(organization, from.current, heard);
  }, [organization]);
}
