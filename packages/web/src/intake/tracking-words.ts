import type { RequestRow } from "@throughline/contract/requests";

/** What the tracking page needs to know to say where a request stands. */
export interface Tracked {
  readonly state: RequestRow["state"];
  readonly team: string;
  readonly stage: string | null;
  readonly stageKind: "queue" | "active" | "done" | null;
}

/** Where a request stands, as its sender reads it: a headline and a sentence. */
export function trackingWords({ state, team, stage, stageKind }: Tracked): { headline: string; sentence: string } {
  if (state === "new") return { headline: "We have it", sentence: `${team} looks at new requests in turn.` };
  if (state === "asked")
    return { headline: "We need something from you", sentence: "It goes on as soon as you have answered below." };
  if (state === "declined") return { headline: "Declined", sentence: `${team} will not take it on.` };
  const same = state === "merged" ? "Someone asked for the same before, so the two go on together. " : "";
  if (stageKind === "done") return { headline: "Done", sentence: `${same}The work is finished.` };
  if (stageKind === "active")
    return { headline: "Under way", sentence: `${same}It is being worked on${stage ? ` (${stage})` : ""}.` };
  if (stageKind === "queue")
    return { headline: "Accepted", sentence: `${same}It waits for its turn${stage ? ` (${stage})` : ""}.` };
  return state === "merged"
    ? { headline: "Taken together with another", sentence: `${same}This page shows what becomes of them.` }
    : { headline: "Accepted", sentence: "It was taken on." };
}

export interface TrackingStep {
  readonly name: string;
  readonly isReached: boolean;
}

/** The way of a request from here to done; what was declined goes no further. */
export function trackingSteps({ state, stageKind }: Pick<Tracked, "state" | "stageKind">): TrackingStep[] {
  const isTaken = state === "accepted" || (state === "merged" && stageKind !== null);
  if (state === "declined")
    return [
      { name: "Received", isReached: true },
      { name: "Declined", isReached: true },
    ];
  return [
    { name: "Received", isReached: true },
    { name: "Accepted", isReached: isTaken },
    { name: "Under way", isReached: isTaken && (stageKind === "active" || stageKind === "done") },
    { name: "Done", isReached: isTaken && stageKind === "done" },
  ];
}
