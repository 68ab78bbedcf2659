/** The thread an import works in: parsing and counting there holds up nobody's request, and its memory has a bound of its own. */
import { createReadStream } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { ArrangingRefusal } from "./arranging-refusal.ts";
import { bringIn, type ImportJob, type JobProgress, NoLongerWanted } from "./bring-in.ts";
import { inspectSource, type Inspection } from "./reading/inspect-source.ts";
import { ReadRefusal } from "@throughline/domain/intake/reading/read-refusal";

export type WorkerTask =
  | { readonly task: "inspect"; readonly path: string; readonly zone: string }
  | { readonly task: "bring in"; readonly job: ImportJob };

export type WorkerWord =
  | { readonly word: "progress"; readonly progress: JobProgress }
  | { readonly word: "inspected"; readonly inspection: Inspection }
  | { readonly word: "done"; readonly last: number | null; readonly heapMiB: number }
  | { readonly word: "refused"; readonly code: string; readonly sentence: string }
  | { readonly word: "no longer wanted" }
  | { readonly word: "failed"; readonly message: string; readonly stack: string };

const say = (word: WorkerWord): void => parentPort?.postMessage(word);

try {
  const given = workerData as WorkerTask;
  if (given.task === "inspect")
    say({
      word: "inspected",
      inspection: await inspectSource(createReadStream(given.path, { highWaterMark: 256 * 1024 }), {
        zone: given.zone,
      }),
    });
  else {
    const last = await bringIn(given.job, (progress) => say({ word: "progress", progress }));
    say({ word: "done", last, heapMiB: Math.round(process.memoryUsage().heapUsed / 1024 ** 2) });
  }
} catch (error) {
  if (error instanceof ReadRefusal || error instanceof ArrangingRefusal)
    say({ word: "refused", code: error.code, sentence: error.message });
  else if (error instanceof NoLongerWanted) say({ word: "no longer wanted" });
  else {
    const failure = error instanceof Error ? error : new Error(String(error));
    say({ word: "failed", message: failure.message, stack: failure.stack ?? "" });
  }
}
