/** Where an item stood at an instant, from what had happened before it and nothing else. */
import type { ItemFlow } from "../flow/history.ts";

export type Standing =
  | { readonly state: "absent" | "open" | "dropped"; readonly finishedAt?: undefined }
  | { readonly state: "finished"; readonly finishedAt: number };

const absent: Standing = { state: "absent" };
const open: Standing = { state: "open" };
const dropped: Standing = { state: "dropped" };

/** What happens at the very instant has not happened yet. O(stays). */
export function standingAt({ stays }: ItemFlow, at: number): Standing {
  for (let i = stays.length - 1; i >= 0; i--) {
    const { stage, from, to } = stays[i]!;
    if (from >= at) continue;
    // A stay that is over with no next one begun: it was dropped out of it.
    if (to !== undefined && to < at && stays[i + 1]?.from !== to) return dropped;
    return stage.kind === "done" ? { state: "finished", finishedAt: from } : open;
  }
  return absent;
}
