import type { WhatIfAnswer } from "@throughline/domain/simulation/what-if/what-if-run";
import type { WorkerTask, WorkerWord } from "./what-if-worker.ts";

/** Alternatives that cannot be simulated, and why, in a sentence. */
export class NotPossible extends Error {
  override readonly name = "NotPossible";
}

/** Simulates in a worker of this browser; aborted, the worker ends at once. */
export function simulateHere(
  task: WorkerTask,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<WhatIfAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./what-if-worker.ts", import.meta.url), { type: "module", name: "what-if" });
    const end = () => {
      worker.terminate();
      signal.removeEventListener("abort", stop);
    };
    const stop = () => {
      end();
      reject(new DOMException("Nobody waits for this any more", "AbortError"));
    };
    signal.addEventListener("abort", stop);
    worker.addEventListener("message", ({ data }: MessageEvent<WorkerWord>) => {
      if (data.kind === "progress") {
        onProgress(data.share);
        return;
      }
      end();
      if (data.kind === "answer") resolve(data.answer);
      else reject(new NotPossible(data.sentence));
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      end();
      reject(new Error(event.message || "The simulation could not be started in this browser"));
    });
    worker.postMessage(task);
  });
}
