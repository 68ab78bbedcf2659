import type { ImportRow } from "@throughline/contract/imports";
import type { Meaning } from "../ui/badge.tsx";

export const stateWords: Readonly<Record<ImportRow["state"], { readonly name: string; readonly meaning: Meaning }>> = {
  reading: { name: "Being looked over", meaning: "info" },
  ready: { name: "Not run yet", meaning: "neutral" },
  checking: { name: "Dry run", meaning: "info" },
  waiting: { name: "Waiting", meaning: "info" },
  running: { name: "Running", meaning: "info" },
  finished: { name: "Finished", meaning: "good" },
  failed: { name: "Failed", meaning: "bad" },
  cancelled: { name: "Cancelled", meaning: "neutral" },
};

export const phaseWords = {
  waiting: "Waiting for its turn",
  reading: "Reading the file",
  arranging: "Working out what it comes to",
  publishing: "Writing it all down, to appear at once",
} as const;
