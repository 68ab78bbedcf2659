import type { OrganizationEvent } from "@throughline/contract/events";
import { useCallback, useEffect, useRef, useState } from "react";
import { useEvents } from "../live.ts";

/** Figures are worked out anew at most this often while work goes on. */
const restMs = 30_000;

/**
 * Keeps figures true without working them out for each event: what happens is gathered, and after a rest of 30 s since they
 * were last read they are read again, once. While the page is hidden nothing is.
 * @param readAt when the figures shown were read; zero while there are none
 * @returns whether something happened that they do not hold yet
 */
export function useAsOf(readAt: number, refetch: () => unknown): boolean {
  const [heardAt, setHeardAt] = useState(0);
  const read = useRef(refetch);
  useEffect(() => {
    read.current = refetch;
  });
  useEvents(
    useCallback(
      (event: OrganizationEvent) => {
        // The first one told is enough: until the figures are read again they are behind.
        if (event.itemId !== null) setHeardAt((before) => (before > readAt ? before : Date.now()));
      },
      [readAt],
    ),
  );
  const isBehind = readAt > 0 && heardAt > readAt;
  useEffect(() => {
    if (!isBehind) return undefined;
    const look = () => {
      if (document.visibilityState === "visible" && Date.now() >= readAt + restMs) read.current();
    };
    // A page that was hidden when the rest was over looks when it is seen again.
    const timer = setTimeout(look, Math.max(0, readAt + restMs - Date.now()));
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [isBehind, readAt]);
  return isBehind;
}

/** When figures were worked out, in the reader's zone: "as of 10:32". */
export const asOf = (at: number, zone: string): string =>
  `as of ${new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(at)}`;
