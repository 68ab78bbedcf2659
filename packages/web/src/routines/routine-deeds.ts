import type { Routine } from "@throughline/contract/routines";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../client.ts";
import { refusalSentence } from "../items/item-deeds.ts";
import { itemRows } from "../items/item-rows.ts";
import { queryClient } from "../query-client.ts";
import { announce } from "../ui/announcer.tsx";
import { showToast, showUndo } from "../ui/toast-queue.ts";

export const routinesQuery = queryOptions({
  queryKey: ["routines"],
  queryFn: async () => (await client.listRoutines()).rows,
});

/** Puts what the server answered into the list that is shown. */
export function keepRoutine(routine: Routine): void {
  queryClient.setQueryData(routinesQuery.queryKey, (rows) =>
    rows?.some((row) => row.routineId === routine.routineId)
      ? rows.map((row) => (row.routineId === routine.routineId ? routine : row))
      : [...(rows ?? []), routine],
  );
}

const words = {
  pause: "is paused",
  resume: "goes on",
  archive: "is archived",
  restore: "is restored",
} as const;
const opposite = { pause: "resume", resume: "pause", archive: "restore", restore: "archive" } as const;

/** Pauses, resumes, archives or restores; each can be undone. @returns the routine as it then is, null where it was refused. */
export async function setRoutine(routineId: string, deed: keyof typeof words): Promise<Routine | null> {
  const routine = queryClient.getQueryData(routinesQuery.queryKey)?.find((row) => row.routineId === routineId);
  if (!routine) return null;
  try {
    const after = await client.changeRoutine({
      routineId,
      revision: routine.revision,
      ...(deed === "pause" || deed === "resume" ? { isActive: deed === "resume" } : { archived: deed === "archive" }),
    });
    keepRoutine(after);
    const sentence = `${routine.name} ${words[deed]}`;
    showUndo(sentence, () => void setRoutine(routineId, opposite[deed]));
    announce(sentence);
    return after;
  } catch (error) {
    const sentence = refusalSentence(error);
    showToast({ text: `${routine.name} was not changed`, detail: sentence, meaning: "bad" });
    announce(`${routine.name} was not changed: ${sentence}`, "assertive");
    void queryClient.invalidateQueries({ queryKey: routinesQuery.queryKey });
    return null;
  }
}

/** Makes its item now, besides its calendar. */
export async function runNow(routine: Routine, onOpen: (key: string) => void): Promise<void> {
  try {
    const { item } = await client.runRoutine({ routineId: routine.routineId });
    itemRows.put([item]);
    for (const key of ["routines", "item-ids", "board", "queue", "my-work"])
      void queryClient.invalidateQueries({ queryKey: [key] });
    const sentence = `${routine.name} made ${item.key}`;
    showToast({ text: sentence, action: { name: "Open", run: () => onOpen(item.key) } });
    announce(sentence);
  } catch (error) {
    const sentence = refusalSentence(error);
    showToast({ text: `${routine.name} made nothing`, detail: sentence, meaning: "bad" });
    announce(`${routine.name} made nothing: ${sentence}`, "assertive");
  }
}
