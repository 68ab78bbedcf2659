import { useSyncExternalStore } from "react";
import { MarkdownView } from "../markdown-view.tsx";

/** Shows the Markdown that stands after the # in the address, so that it can be tried in a browser. */
export function MarkdownPage() {
  const hash = useSyncExternalStore(
    (listener) => {
      window.addEventListener("hashchange", listener);
      return () => window.removeEventListener("hashchange", listener);
    },
    () => window.location.hash,
  );
  return (
    <main className="mx-auto max-w-170 p-6">
      <h1 className="mb-4 text-title font-semibold">Markdown</h1>
      <MarkdownView text={decodeURIComponent(hash.slice(1))} />
    </main>
  );
}
