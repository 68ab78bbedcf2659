import { useSyncExternalStore } from "react";

const minute = 60_000;
let now = Date.now();
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
  timer = setTimeout(tick, minute - (now % minute));
}

/** The time in milliseconds, renewed at the turn of each minute, so that "5 min ago" stays true. One timer for the page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    timer = setTimeout(tick, 0);
    // A machine that slept wakes with an old minute.
    document.addEventListener("visibilitychange", onVisible);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
    document.removeEventListener("visibilitychange", onVisible);
  };
}

function onVisible(): void {
  if (document.visibilityState !== "visible") return;
  clearTimeout(timer);
  tick();
}
