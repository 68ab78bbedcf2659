import type { FlowHistory, FlowStage } from "@throughline/domain/flow/history";
import type { ReadStage } from "./read-flow.ts";

/** More stages than this are drawn by their kind: nobody tells thirty bands apart. */
const mostStages = 12;

export interface Bands {
  readonly rows: {
    readonly bandId: string;
    readonly name: string | null;
    readonly kind: FlowStage["kind"];
    readonly teamId: string | null;
  }[];
  /** The history as if each band were a stage. */
  readonly history: FlowHistory;
}

/** The stages of a history in which something was, or their kinds where they are many. */
export function bandsOf(history: FlowHistory, stages: readonly ReadStage[]): Bands {
  const byId = new Map(stages.map((stage) => [stage.id, stage]));
  const seen = new Set(history.items.flatMap((flow) => flow.stays.map((stay) => stay.stage)));
  // A stage nobody was ever in is drawn only while there is nothing else to draw.
  const present = history.stages.filter((stage) => seen.has(stage) || history.items.length === 0);
  if (present.length <= mostStages) {
    const rows = present.map(({ id, kind }) => {
      const known = byId.get(id);
      return { bandId: id, name: known?.name ?? null, kind, teamId: known?.team ?? null };
    });
    return { rows, history: { ...history, stages: present } };
  }
  const kinds = (["queue", "active", "done"] as const).map((kind): FlowStage => ({ id: kind, kind }));
  const kindOf = new Map(history.stages.map((stage) => [stage, kinds.find(({ kind }) => kind === stage.kind)!]));
  return {
    rows: kinds.map(({ id, kind }) => ({ bandId: id, name: null, kind, teamId: null })),
    history: {
      stages: kinds,
      items: history.items.map((flow) => ({
        ...flow,
        stays: flow.stays.map((stay) => ({ ...stay, stage: kindOf.get(stay.stage)! })),
      })),
    },
  };
}
