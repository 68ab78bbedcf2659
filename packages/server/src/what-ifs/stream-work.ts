import type { StreamAnswer } from "../http/handler.ts";
import { Refusal } from "../http/refusal.ts";

const heartbeatMs = 15_000;
/** Shares closer together than this are not worth a line. */
const step = 0.005;

/** Work that tells how far it is. */
export type ToldWork = (signal: AbortSignal, onProgress: (share: number) => void) => Promise<unknown>;

/**
 * Works something out while its asker listens: server-sent events `progress` {share}, then one `answer`, or one `refused`
 * with problem details. When the connection closes, the work stops.
 */
export function streamWork(work: ToldWork, ended: () => void): StreamAnswer {
  return (request, reply) => {
    reply.hijack();
    const { raw } = reply;
    const asker = new AbortController();
    raw.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      connection: "keep-alive",
    });
    const write = (event: string, data: unknown) => {
      if (!raw.writableEnded && !raw.destroyed) raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    write("progress", { share: 0 });
    const heartbeat = setInterval(() => raw.write(": still here\n\n"), heartbeatMs);
    raw.on("close", () => {
      clearInterval(heartbeat);
      asker.abort();
      ended();
    });
    let told = 0;
    work(asker.signal, (share) => {
      if (share - told < step) return;
      told = share;
      write("progress", { share });
    })
      .then((answer) => write("answer", answer))
      .catch((error: unknown) => {
        if (asker.signal.aborted) return;
        if (!(error instanceof Refusal)) request.log.error({ err: error }, "work that was listened to failed");
        write("refused", (error instanceof Refusal ? error : new Refusal("failed")).problem(request.id));
      })
      .finally(() => raw.end());
  };
}
