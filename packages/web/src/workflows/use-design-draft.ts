import type { Workflow } from "@throughline/contract/workflows";
import { useCallback, useEffect, useMemo, useState } from "react";
import { designOf, sameDesign, type Design } from "./design.ts";

/** An edit that is not saved yet, and the state it began from. */
interface Draft {
  readonly revision: number;
  readonly base: Design;
  readonly design: Design;
  /** For each stage that goes away: where its items go. */
  readonly moveItems: Readonly<Record<string, string>>;
  readonly note: string;
}

export interface DesignDraft {
  /** What is shown and edited. */
  readonly design: Design;
  readonly base: Design;
  readonly revision: number;
  readonly moveItems: Readonly<Record<string, string>>;
  readonly note: string;
  readonly isChanged: boolean;
  /** Someone saved the workflow since the edit began. */
  readonly isBehind: boolean;
  readonly edit: (change: (design: Design) => Design) => void;
  readonly setMoveItems: (moveItems: Readonly<Record<string, string>>) => void;
  readonly setNote: (note: string) => void;
  /** Goes on with a design as an edit of the workflow as it is now. */
  readonly rebase: (design: Design) => void;
  readonly discard: () => void;
}

const keyOf = (workflowId: string): string => `throughline.workflow.${workflowId}`;

/** The edit of a workflow: kept in this tab over reloads until it is saved or discarded. Unedited, it follows the workflow live. */
export function useDesignDraft(workflow: Workflow): DesignDraft {
  const { workflowId } = workflow;
  const [kept, setKept] = useState<Draft | null>(() => readDraft(workflowId));
  const fresh = useMemo(() => startOf(workflow), [workflow]);
  const draft = kept ?? fresh;
  useEffect(() => keepDraft(workflowId, kept), [workflowId, kept]);
  const update = useCallback(
    (change: (draft: Draft) => Draft) =>
      setKept((before) => {
        const next = change(before ?? fresh);
        return sameDesign(next.base, next.design) && next.note === "" ? null : next;
      }),
    [fresh],
  );
  return {
    ...draft,
    isChanged: !sameDesign(draft.base, draft.design),
    isBehind: kept !== null && kept.revision !== workflow.revision,
    edit: (change) => update((before) => ({ ...before, design: change(before.design) })),
    setMoveItems: (moveItems) => update((before) => ({ ...before, moveItems })),
    setNote: (note) => update((before) => ({ ...before, note })),
    rebase: (design) =>
      update((before) => ({ ...before, revision: workflow.revision, base: designOf(workflow), design })),
    discard: () => setKept(null),
  };
}

const startOf = (workflow: Workflow): Draft => ({
  revision: workflow.revision,
  base: designOf(workflow),
  design: designOf(workflow),
  moveItems: {},
  note: "",
});

function keepDraft(workflowId: string, draft: Draft | null): void {
  try {
    if (draft) sessionStorage.setItem(keyOf(workflowId), JSON.stringify(draft));
    else sessionStorage.removeItem(keyOf(workflowId));
  } catch {
    // Storage may be refused or full; the edit lasts as long as the page.
  }
}

function readDraft(workflowId: string): Draft | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(keyOf(workflowId)) ?? "null") as Draft | null;
    return draft && Array.isArray(draft.design.stages) && Array.isArray(draft.base.stages) ? draft : null;
  } catch {
    return null;
  }
}
