import type { FlowEvent, FlowStage } from "@throughline/domain/flow/history";

/** What the engine needs of one event of an item. */
export interface ToldEvent {
  readonly item: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly name: string;
  /** The stage entered, or stood in. */
  readonly stage: string | null;
  /** The team a hand-off was offered to. */
  readonly team: string | null;
  /** Whether a hand-off was taken by the receiving team itself, never offered. */
  readonly taken: boolean | null;
  readonly reason: string | null;
}

/** Names of the events that tell of an item's flow. */
export const flowEventNames = [
  "item.created",
  "item.moved",
  "item.blocked",
  "item.unblocked",
  "item.archived",
  "item.restored",
  "hand_off.offered",
  "hand_off.accepted",
  "hand_off.declined",
  "hand_off.expired",
  "hand_off.withdrawn",
] as const;

/** Turns an organization's events, by time, into the engine's. */
export class FlowEvents {
  readonly #done: ReadonlySet<string>;
  readonly #offered = new Set<string>();
  readonly #stage = new Map<string, string>();
  readonly #dropped = new Set<string>();

  constructor(stages: readonly FlowStage[]) {
    this.#done = new Set(stages.filter((stage) => stage.kind === "done").map((stage) => stage.id));
  }

  read({ item, at, name, stage, team, taken, reason }: ToldEvent): FlowEvent[] {
    if (name === "item.created" || name === "item.moved" || name === "item.restored") {
      if (stage === null) return [];
      this.#stage.set(item, stage);
      this.#dropped.delete(item);
      return [{ name: "entered", at, item, stage }];
    }
    // Whatever is told of an item before its beginning, or while it is put away, is not flow.
    if (!this.#stage.has(item) || this.#dropped.has(item)) return [];
    switch (name) {
      case "item.archived":
        // Putting a finished item away does not unfinish it.
        if (this.#done.has(this.#stage.get(item)!)) return [];
        this.#dropped.add(item);
        this.#offered.delete(item);
        return [{ name: "dropped", at, item }];
      case "item.blocked":
        return [{ name: "blocked", at, item, reason: reason ?? undefined }];
      case "item.unblocked":
        return [{ name: "unblocked", at, item }];
      case "hand_off.offered":
        this.#offered.add(item);
        return [{ name: "offered", at, item, team: team ?? "" }];
      case "hand_off.accepted":
        if (this.#offered.delete(item)) return [{ name: "accepted", at, item }];
        // Taken by the receiving team itself, it waited no time.
        return taken
          ? [
              { name: "offered", at, item, team: team ?? "" },
              { name: "accepted", at, item },
            ]
          : [];
      case "hand_off.declined":
        return this.#offered.delete(item) ? [{ name: "declined", at, item }] : [];
      // A withdrawn offer waited until it was withdrawn, as an expired one until it expired.
      case "hand_off.expired":
      case "hand_off.withdrawn":
        return this.#offered.delete(item) ? [{ name: "expired", at, item }] : [];
      default:
        return [];
    }
  }
}
