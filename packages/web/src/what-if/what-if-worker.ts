/** Simulates what-ifs beside the page, so that it stays quick under the hand. Ended from outside when nobody waits any more. */
import { RefusedInput } from "@throughline/domain/numbers/refused-input";
import type { FittedModel } from "@throughline/domain/simulation/fit/fitted-model";
import {
  type Alternative,
  WhatIfRun,
  type WhatIfAnswer,
  type WhatIfOptions,
} from "@throughline/domain/simulation/what-if/what-if-run";

export interface WorkerTask {
  readonly model: FittedModel;
  readonly alternatives: readonly Alternative[];
  readonly options: WhatIfOptions;
}

export type WorkerWord =
  | { readonly kind: "progress"; readonly share: number }
  | { readonly kind: "answer"; readonly answer: WhatIfAnswer }
  | { readonly kind: "refused"; readonly sentence: string };

const everyMs = 80;

addEventListener("message", ({ data }: MessageEvent<WorkerTask>) => {
  const say = (word: WorkerWord) => postMessage(word);
  try {
    const run = new WhatIfRun(data.model, data.alternatives, data.options);
    let told = 0;
    while (run.step()) {
      const now = performance.now();
      if (now - told < everyMs) continue;
      told = now;
      say({ kind: "progress", share: run.share });
    }
    say({ kind: "answer", answer: run.answer() });
  } catch (error) {
    if (!(error instanceof RefusedInput)) throw error;
    say({ kind: "refused", sentence: error.message });
  }
});
