import { useCallback, useState } from "react";

const prefix = "throughline.draft.";

function read(key: string): unknown {
  try {
    const text = sessionStorage.getItem(prefix + key);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Takes away what was kept under a key: it was sent, or given up. */
export function forgetDraft(key: string): void {
  try {
    sessionStorage.removeItem(prefix + key);
  } catch {
    // Storage may be refused; then nothing was kept either.
  }
}

/**
 * What is being typed, kept for this tab until it is sent, so that a reload or a refusal loses nothing.
 * @param key a new key starts a new draft; give the component that uses this the same React key.
 */
export function useDraft<T>(
  key: string,
  initial: T,
): { readonly draft: T; readonly type: (next: T) => void; readonly isKept: boolean; readonly forget: () => void } {
  const [state, setState] = useState<{ draft: T; isKept: boolean }>(() => {
    const kept = read(key) as T | null;
    return kept === null ? { draft: initial, isKept: false } : { draft: kept, isKept: true };
  });
  const type = useCallback(
    (next: T) => {
      setState({ draft: next, isKept: true });
      try {
        sessionStorage.setItem(prefix + key, JSON.stringify(next));
      } catch {
        // Without storage the draft lasts as long as the page.
      }
    },
    [key],
  );
  const forget = useCallback(() => {
    forgetDraft(key);
    setState({ draft: initial, isKept: false });
  }, [key, initial]);
  return { draft: state.draft, type, isKept: state.isKept, forget };
}
