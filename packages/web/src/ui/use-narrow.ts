import { useSyncExternalStore } from "react";

const query = "(width < 48rem)";

/** Whether the page is narrower than 768 px, where the rail is a bar and lists show fewer columns. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
  );
}
