/**
 * One event stream per browser: HTTP/1.1 allows six connections to a server, so tabs of the same organization elect a
 * leader that holds the stream and tells the others. When the leader's tab closes, its lock falls to the next.
 */
export interface LiveMessage {
  readonly kind: "event" | "resync" | "open" | "lost" | "refused";
  readonly data?: unknown;
}

/** @param after the newest event when the pages' data were first read: nothing between that and the stream is missed. */
export function shareStream(organization: string, after: number, heard: (message: LiveMessage) => void): () => void {
  const channel = new BroadcastChannel(`throughline-live-${organization}`);
  const abort = new AbortController();
  let source: EventSource | null = null;
  let last = after;
  const tell = (message: LiveMessage) => {
    heard(message);
    channel.postMessage(message);
  };
  channel.onmessage = ({ data }: MessageEvent<LiveMessage>) => heard(data);

  const lead = () =>
    new Promise<void>((resolve) => {
      const address = () =>
        `/api/v1/events?organization=${encodeURIComponent(organization)}${last > 0 ? `&after=${last}` : ""}`;
      const open = () => {
        source = new EventSource(address());
        source.onopen = () => tell({ kind: "open" });
        source.addEventListener("event", ({ data, lastEventId }: MessageEvent<string>) => {
          last = Number(lastEventId);
          tell({ kind: "event", data: JSON.parse(data) });
        });
        source.addEventListener("passed", ({ lastEventId }) => {
          last = Number(lastEventId);
        });
        source.addEventListener("resync", ({ lastEventId }) => {
          last = Number(lastEventId);
          tell({ kind: "resync" });
        });
        source.onerror = () => {
          // The browser tries again by itself unless the answer was no stream at all.
          tell({ kind: source?.readyState === EventSource.CLOSED ? "refused" : "lost" });
          if (source?.readyState === EventSource.CLOSED && !abort.signal.aborted)
            setTimeout(() => !abort.signal.aborted && open(), 2_000);
        };
      };
      open();
      abort.signal.addEventListener("abort", () => {
        source?.close();
        resolve();
      });
    });

  // Plain HTTP on a LAN address has no Web Locks; there each tab holds its own stream.
  if ("locks" in navigator)
    void navigator.locks.request(`throughline-live-${organization}`, { signal: abort.signal }, lead).catch(() => {});
  else void lead();
  return () => {
    abort.abort();
    channel.close();
  };
}
