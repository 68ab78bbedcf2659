/** When will this item be finished? A distribution for each item in progress. */
import type { FlowHistory } from "../flow/history.ts";
import { remainingLifetimes } from "../flow/remaining-time.ts";
import { itemLifetimes } from "../flow/lifetimes.ts";
import { RefusedInput } from "../numbers/refused-input.ts";
import { PROBABILITIES, treeTimes, type ItemModel } from "./item-model.ts";
import type { Snapshot, SnapshotOptions } from "./item-snapshots.ts";
import type { RemainingDistribution } from "./remaining-distribution.ts";
import { tailedAge, tailedSurvival } from "./tailed-survival.ts";

/** Past stays that must have lasted as long in the stage before it is judged by them alone. */
const LEAST_STAYS = 10;

/**
 * The distribution of remaining milliseconds for each item at its instant, in their order. `history` is what is known now; the
 * items must have arrived, else the refusal `not_arrived` names the first that has not.
 */
export function forecastItems(
  model: ItemModel,
  history: FlowHistory,
  items: readonly Snapshot[],
  options: SnapshotOptions = {},
): RemainingDistribution[] {
  const early = items.findIndex(({ flow, at }) => flow.arrivedAt > at);
  if (early >= 0) {
    const { item } = items[early]!.flow;
    throw new RefusedInput("not_arrived", `${item} cannot be forecast from an instant before it arrived.`, early);
  }
  if (model.kind === "curves") return items.map((item) => fromCurves(history, item));
  const times = treeTimes(model.trees, items, history, options);
  const width = PROBABILITIES.length;
  return items.map((_, row) => ({
    probabilities: PROBABILITIES,
    times: times.subarray(row * width, (row + 1) * width),
    correction: model.correction,
  }));
}

/** Kaplan and Meier given stage and time in it; where too few stays lasted as long, given the item's age alone. */
function fromCurves(history: FlowHistory, { flow, at }: Snapshot): RemainingDistribution {
  const stay = flow.stays.findLast(({ from }) => from <= at)!;
  const inStage = remainingLifetimes(history, { stage: stay.stage.id, age: at - stay.from, now: at });
  const enough = inStage.filter(({ finished }) => finished).length >= LEAST_STAYS;
  const age = enough ? 0 : at - flow.arrivedAt;
  const curve = tailedSurvival(enough ? inStage : itemLifetimes(history, "arrival", { to: at }));
  return { probabilities: PROBABILITIES, times: PROBABILITIES.map((p) => tailedAge(curve, 1 - p, age) - age) };
}
