import type { RandomStream } from "../../numbers/random.ts";
import type { Worker } from "./crews.ts";
import type { ToldItem, ToldStage } from "./told.ts";

/** An item as those who work on it carry it: its way, what it really takes, what is left of it where it is now. */
export interface Job {
  readonly item: ToldItem;
  readonly random: RandomStream;
  readonly route: readonly ToldStage[];
  /** Place on the route. */
  place: number;
  /** Working milliseconds in one stage whose share is one. */
  readonly effort: number;
  /** What is said half-way, and at the end. */
  readonly notes: readonly string[];
  /** A remark for anywhere. */
  readonly remark: string;
  worker: Worker | null;
  /** Someone is at it now. */
  isUnderHand: boolean;
  /** Working milliseconds left in the stage. */
  left: number;
  beganAt: number;
  /** Rises with every turn it takes: what was foreseen before does not happen any more. */
  turn: number;
  /** Done where it is, no room where it goes. */
  waitsFor: ToldStage | null;
  waitsSince: number;
  /** Offers made of it so far. */
  offers: number;
  /** Put aside in a stage with so much left. */
  aside: { readonly stageId: string; readonly left: number } | null;
  reworked: boolean;
  /** It stands where it is until now. */
  stays: boolean;
  /** Not finished before these are. */
  readonly children: Job[];
}

/** The stage that follows on its way. */
export function nextStage(job: Job): ToldStage {
  const next = job.route[job.place + 1];
  if (!next) throw new Error(`${job.item.key} is at the end of its way`);
  return next;
}
