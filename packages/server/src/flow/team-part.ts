import type { FlowEvent, FlowStage } from "@throughline/domain/flow/history";

/** Where an item is for a team once it has left the team's stages. */
export const elsewhere: FlowStage = { id: "elsewhere", kind: "done" };

/**
 * One team's part in what happens to items: it begins with an item's first entry into one of the team's stages, and is
 * done when the item is done there or goes to another team; an item that comes back is open again.
 */
export class TeamPart {
  /** The team's stages, and `elsewhere`. */
  readonly stages: readonly FlowStage[];
  readonly #own: ReadonlySet<string>;
  /** Items that were in a stage of the team: whether they are in one now. */
  readonly #here = new Map<string, boolean>();

  constructor(teamId: string, stages: readonly FlowStage[]) {
    const own = stages.filter((stage) => stage.team === teamId);
    this.stages = [...own, elsewhere];
    this.#own = new Set(own.map((stage) => stage.id));
  }

  /** The event as the team sees it; undefined where it is not about the team's part. */
  keep(event: FlowEvent): FlowEvent | undefined {
    const { item } = event;
    const here = this.#here.get(item);
    if (event.name !== "entered") return here === true ? event : undefined;
    if (this.#own.has(event.stage)) {
      this.#here.set(item, true);
      return event;
    }
    if (here !== true) return undefined;
    this.#here.set(item, false);
    return { ...event, stage: elsewhere.id };
  }
}
