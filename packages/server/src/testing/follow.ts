import type { OrganizationEvent } from "@throughline/contract/events";

export interface Followed {
  readonly events: OrganizationEvent[];
  readonly ended: Promise<void>;
  until(matches: (event: OrganizationEvent) => boolean): Promise<OrganizationEvent>;
  close(): void;
}

/** Follows an organization's events over HTTP as a client would; resolves once the stream is open. */
export async function followEvents(address: string, key: string, after?: number): Promise<Followed> {
  const abort = new AbortController();
  const response = await fetch(`${address}/api/v1/events${after === undefined ? "" : `?after=${after}`}`, {
    headers: { authorization: `Bearer ${key}` },
    signal: abort.signal,
  });
  if (!response.ok || !response.body) throw new Error(`The stream answered ${response.status}`);
  const events: OrganizationEvent[] = [];
  const waiting = new Set<() => void>();
  const read = async (body: ReadableStream<Uint8Array>) => {
    let text = "";
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const lines = block.split("\n");
        if (!lines.includes("event: event")) continue;
        const data = lines.find((line) => line.startsWith("data: "));
        if (data) events.push(JSON.parse(data.slice(6)) as OrganizationEvent);
      }
      for (const wake of waiting) wake();
    }
  };
  const ended = read(response.body as ReadableStream<Uint8Array>)
    .catch(() => {})
    .then(() => {
      for (const wake of waiting) wake();
    });
  let over = false;
  void ended.then(() => {
    over = true;
  });
  return {
    events,
    ended,
    close: () => abort.abort(),
    until: async (matches) => {
      for (;;) {
        const found = events.find(matches);
        if (found) return found;
        if (over) throw new Error("The stream ended before the event came");
        await new Promise<void>((resolve) => {
          const wake = () => {
            waiting.delete(wake);
            resolve();
          };
          waiting.add(wake);
        });
      }
    },
  };
}
