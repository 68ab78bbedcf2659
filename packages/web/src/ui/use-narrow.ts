import { useCallback, useSyncExternalStore } from "react";

/** Whether a media query holds, followed while the page is open. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    useCallback(
      (listener) => {
        const media = window.matchMedia(query);
        media.addEventListener("change", listener);
        return () => media.removeEventListener("change", listener);
      },
      [query],
    ),
    () => window.matchMedia(query).matches,
  );
}

/** Whether the page is narrower than 768 px, where the rail is a bar and lists show fewer columns. */
export function useIsNarrow(): boolean {
  return useMedia("(width < 48rem)");
}
