/** Where a request stands. `new` and `asked` are open; the rest are decisions, and final. */
export type RequestState = "new" | "asked" | "accepted" | "declined" | "merged";
export type TriageAct = "accept" | "decline" | "ask" | "answer" | "merge" | "hand_over";

/** The state each act leads to from each open state; a decided request allows none. */
const next = {
  new: {
    accept: "accepted",
    decline: "declined",
    ask: "asked",
    answer: "new",
    merge: "merged",
    hand_over: "new",
  },
  asked: {
    accept: "accepted",
    decline: "declined",
    ask: "asked",
    answer: "new",
    merge: "merged",
    hand_over: "asked",
  },
} as const satisfies Record<"new" | "asked", Record<TriageAct, RequestState>>;

export const isOpen = (state: RequestState): state is "new" | "asked" => state === "new" || state === "asked";

/** The state after an act; null: the request is decided, nothing more can be done to it. */
export const stateAfter = (state: RequestState, act: TriageAct): RequestState | null =>
  isOpen(state) ? next[state][act] : null;
