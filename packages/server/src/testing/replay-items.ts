import { instantsAfterEntering } from "@throughline/domain/workflow/move";

/** An event as the replay reads it, wherever it comes from; in the order it was numbered. */
export interface ReplayedEvent {
  readonly name: string;
  readonly occurredAt: number;
  readonly subjectId: string;
  readonly itemId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What events alone say of an item. */
export interface ReplayedItem {
  stageId: string;
  teamId: string;
  ownerId: string | null;
  isBlocked: boolean;
  offeredTo: string | null;
  isArchived: boolean;
  createdAt: number;
  stageEnteredAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  revision: number;
}

type Kind = "queue" | "active" | "done";

/**
 * Every item as its events tell it, from nothing.
 * @param kinds of the stages, by id
 * @param seen is told of every step, with the number of unarchived items in each stage after it
 */
export function replayItems(
  events: readonly ReplayedEvent[],
  kinds: ReadonlyMap<string, Kind>,
  seen: (event: ReplayedEvent, inStage: ReadonlyMap<string, number>) => void = () => {},
): Map<string, ReplayedItem> {
  const items = new Map<string, ReplayedItem>();
  const inStage = new Map<string, number>();
  const count = (stageId: string, by: number) => inStage.set(stageId, (inStage.get(stageId) ?? 0) + by);
  const enter = (item: ReplayedItem, stageId: string, at: number) => {
    const kind = kinds.get(stageId);
    if (!kind) throw new Error(`No stage ${stageId}`);
    Object.assign(item, instantsAfterEntering<number>(kind, item, at), { stageId, stageEnteredAt: at });
    count(stageId, 1);
  };
  for (const event of events) {
    const { name, occurredAt: at, data } = event;
    const text = (key: string) => String(data[key]);
    if (name === "item.created") {
      const item: ReplayedItem = {
        stageId: "",
        teamId: text("team"),
        ownerId: (data["owner"] as string | undefined) ?? null,
        isBlocked: false,
        offeredTo: null,
        isArchived: false,
        createdAt: at,
        stageEnteredAt: at,
        startedAt: null,
        finishedAt: null,
        revision: 1,
      };
      items.set(event.subjectId, item);
      enter(item, text("stage"), at);
    }
    const item = event.itemId === null ? undefined : items.get(event.itemId);
    if (item && event.itemId !== null) {
      if ("owner" in data) item.ownerId = data["owner"] as string | null;
      switch (name) {
        case "item.moved":
          if (item.stageId !== data["from"]) throw new Error(`${event.itemId} moved from where it was not`);
          count(item.stageId, -1);
          enter(item, text("to"), at);
          if ("toTeam" in data) item.teamId = text("toTeam");
          break;
        case "item.blocked":
        case "item.unblocked":
          if (item.isBlocked === (name === "item.blocked")) throw new Error(`${event.itemId} ${name} twice`);
          item.isBlocked = name === "item.blocked";
          break;
        case "item.archived":
          item.isArchived = true;
          count(item.stageId, -1);
          break;
        case "item.restored":
          item.isArchived = false;
          count(item.stageId, 1);
          break;
        case "hand_off.offered":
          if (item.offeredTo !== null) throw new Error(`${event.itemId} was offered twice`);
          item.offeredTo = event.subjectId;
          break;
        case "hand_off.accepted":
        case "hand_off.declined":
        case "hand_off.expired":
        case "hand_off.withdrawn":
          if (item.offeredTo !== event.subjectId) throw new Error(`${event.itemId} ${name} without an offer`);
          item.offeredTo = null;
          break;
        default:
      }
      if (raisesRevision.has(name)) item.revision += 1;
    }
    seen(event, inStage);
  }
  return items;
}

/** What leaves an item with its next revision. An accepted offer does so by the move that follows it. */
const raisesRevision: ReadonlySet<string> = new Set([
  "item.changed",
  "item.moved",
  "item.ranked",
  "item.blocked",
  "item.unblocked",
  "item.archived",
  "item.restored",
  "hand_off.offered",
  "hand_off.declined",
  "hand_off.expired",
  "hand_off.withdrawn",
]);
