/** Models of how long items take, one for each workflow, learnt in the engine's thread and kept there. */
import type { FlowHistory, ItemFlow } from "@throughline/domain/flow/history";
import { forecastItems } from "@throughline/domain/forecast/item-forecast";
import { itemModel, type ItemModel } from "@throughline/domain/forecast/item-model";
import type { SnapshotOptions } from "@throughline/domain/forecast/item-snapshots";
import type { RemainingDistribution } from "@throughline/domain/forecast/remaining-distribution";
import { zoneOffsets } from "../calendars/zone-offsets.ts";
import { offsetAt } from "@throughline/domain/time/zone-offsets";
import { MINUTE } from "@throughline/domain/time/civil-date";
import type { ReadItem } from "../flow/read-flow.ts";

/** Finished items below which nothing is told of single items. */
export const leastFinished = 10;

export interface KnownModel {
  readonly model: ItemModel;
  readonly finished: number;
  /** What was known when it was learnt; whatever is forecast from it sees the load of then. */
  readonly history: FlowHistory;
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly timeZone: string;
  readonly lastNumber: number;
  readonly learntAt: number;
}

/** A model is kept while nothing happens, and for an hour while something does. */
const keptMs = 3_600_000;
/** Items of the histories that models are kept with, all together: a thread has a gigabyte. */
const mostItems = 80_000;
/** The least lately used first. */
const models = new Map<string, KnownModel>();

const keyOf = (organizationId: string, workflowId: string) => `${organizationId} ${workflowId}`;

/** The thread's model of a workflow, where it has one that is still good and knows the stages asked about. */
export function keptModel(
  organizationId: string,
  workflowId: string,
  {
    lastNumber,
    now,
    stages,
  }: { readonly lastNumber: number; readonly now: number; readonly stages: readonly string[] },
): KnownModel | undefined {
  const key = keyOf(organizationId, workflowId);
  const found = models.get(key);
  if (!found) return undefined;
  const age = now - found.learntAt;
  if (found.lastNumber !== lastNumber && !(age >= 0 && age < keptMs)) return undefined;
  if (stages.some((stage) => !found.history.stages.some(({ id }) => id === stage))) return undefined;
  models.delete(key);
  models.set(key, found);
  return found;
}

export interface Learning {
  readonly organizationId: string;
  readonly workflowId: string;
  /** Of this workflow alone. */
  readonly history: FlowHistory;
  readonly items: ReadonlyMap<string, ReadItem>;
  readonly timeZone: string;
  readonly lastNumber: number;
  /** What is known: now, or where the history ended. */
  readonly at: number;
  readonly now: number;
}

/** Learns a model and keeps it; undefined where too little was finished. Up to a few seconds for thousands of items. */
export function learnModel(learning: Learning): KnownModel | undefined {
  const { organizationId, workflowId, history, items, timeZone, lastNumber, at, now } = learning;
  const finished = history.items.filter(({ finishedAt }) => finishedAt !== undefined && finishedAt <= at).length;
  if (finished < leastFinished) return undefined;
  const words = new Map(
    history.items.map(({ item }) => {
      const { classOfService = "", kind = "" } = items.get(item) ?? {};
      return [item, [classOfService, kind]] as const;
    }),
  );
  const base = { words, timeZone };
  const model = itemModel(history, at, { seed: "item forecast", ...optionsOf(base) });
  const known: KnownModel = { ...base, model, finished, history, lastNumber, learntAt: now };
  const key = keyOf(organizationId, workflowId);
  models.delete(key);
  let kept = history.items.length;
  for (const { history: other } of models.values()) kept += other.items.length;
  for (const [oldest, { history: other }] of models) {
    if (kept <= mostItems) break;
    models.delete(oldest);
    kept -= other.items.length;
  }
  models.set(key, known);
  return known;
}

/** How long each of these will still take from `at` on. */
export function remainingOf(
  known: KnownModel,
  flows: readonly ItemFlow[],
  at: number,
  more: ReadonlyMap<string, ReadItem>,
): RemainingDistribution[] {
  const options = optionsOf({
    timeZone: known.timeZone,
    words: {
      get: (item) => {
        const row = more.get(item);
        return row ? [row.classOfService, row.kind] : known.words.get(item);
      },
    },
  });
  return forecastItems(
    known.model,
    known.history,
    flows.map((flow) => ({ flow, at })),
    options,
  );
}

function optionsOf({
  words,
  timeZone,
}: {
  readonly words: Pick<ReadonlyMap<string, readonly string[]>, "get">;
  readonly timeZone: string;
}): SnapshotOptions {
  const zone = zoneOffsets(timeZone, 2000, 2040);
  return {
    words: (item) => words.get(item) ?? ["", ""],
    zoneOffset: (at) => offsetAt(zone, at) * MINUTE,
  };
}
