import type { AskOptions } from "../engine/engine.ts";
import type { StreamAnswer } from "./handler.ts";
import { Refusal } from "./refusal.ts";

/**
 * What takes long, as server-sent events: `progress` with the share done, then `answer`, or `refused` with the problem.
 * Whoever closes the connection stops the work.
 */
export function streamAnswer(
  ask: (options: Pick<AskOptions, "signal" | "onProgress">) => Promise<unknown>,
): StreamAnswer {
  return (request, reply) => {
    reply.hijack();
    const response = reply.raw;
    const asker = new AbortController();
    response.on("close", () => asker.abort());
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    const tell = (event: string, data: unknown) => {
      if (!asker.signal.aborted) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    tell("progress", { share: 0 });
    void ask({ signal: asker.signal, onProgress: (share) => tell("progress", { share }) })
      .then((answer) => tell("answer", answer))
      .catch((error: unknown) => {
        if (asker.signal.aborted) return;
        if (!(error instanceof Refusal)) request.log.error({ err: error }, "an answer could not be worked out");
        tell("refused", (error instanceof Refusal ? error : new Refusal("failed")).problem(request.id));
      })
      .finally(() => response.end());
  };
}
