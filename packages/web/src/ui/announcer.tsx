/**
 * Speaks to screen readers: moves, refusals, what a key did. `LiveRegion` stands once in the frame; `announce` may be
 * called from anywhere.
 */
import { useSyncExternalStore } from "react";

type Spoken = { readonly polite: string; readonly assertive: string };

let spoken: Spoken = { polite: "", assertive: "" };
const listeners = new Set<() => void>();

/** Says a sentence. `assertive` interrupts: for refusals only. The same sentence twice is spoken twice. */
export function announce(sentence: string, urgency: "polite" | "assertive" = "polite"): void {
  // A no-break space makes a repeated sentence a change, without which it would stay unspoken.
  const said = spoken[urgency] === sentence ? `${sentence}\u00a0` : sentence;
  spoken = { ...spoken, [urgency]: said };
  for (const listener of listeners) listener();
}

export function LiveRegion() {
  const { polite, assertive } = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => spoken,
  );
  return (
    <div className="sr-only">
      <div aria-live="polite">{polite}</div>
      <div aria-live="assertive">{assertive}</div>
    </div>
  );
}
