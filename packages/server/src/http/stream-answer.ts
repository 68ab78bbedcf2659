import { type Admitted, shutOut, watchAccess } from "../access/watch-access.ts";
import type { AskOptions } from "../engine/engine.ts";
import type { StreamAnswer } from "./handler.ts";
import type { Means } from "./means.ts";
import { Refusal } from "./refusal.ts";

const heartbeatMs = 15_000;
/** Shares closer together than this are not worth a line. */
const step = 0.005;

/**
 * What takes long, as server-sent events: `progress` with the share done, then `answer`, or `refused` with the problem.
 * Whoever closes the connection stops the work; whoever loses access is refused the answer.
 */
export function streamAnswer(
  { means, ...admitted }: Admitted & { readonly means: Pick<Means, "pool"> },
  ask: (options: Required<Pick<AskOptions, "signal" | "onProgress">>) => Promise<unknown>,
): StreamAnswer {
  return (request, reply) => {
    reply.hijack();
    const response = reply.raw;
    // Hung up while the transaction ran: that will not be told again.
    if (response.destroyed) return;
    const asker = new AbortController();
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      connection: "keep-alive",
    });
    const write = (text: string) => {
      if (!response.writableEnded && !response.destroyed) response.write(text);
    };
    const tell = (event: string, data: unknown) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    tell("progress", { share: 0 });
    const heartbeat = setInterval(() => write(": still here\n\n"), heartbeatMs);
    let isShutOut = false;
    const unwatch = watchAccess(means.pool, admitted, () => {
      isShutOut = true;
      asker.abort();
    });
    const settle = () => {
      clearInterval(heartbeat);
      unwatch();
    };
    response.on("close", () => {
      settle();
      asker.abort();
    });
    let told = 0;
    const onProgress = (share: number) => {
      if (share - told < step) return;
      told = share;
      tell("progress", { share });
    };
    void ask({ signal: asker.signal, onProgress })
      .then((answer) => {
        if (isShutOut) throw shutOut();
        tell("answer", answer);
      })
      .catch((error: unknown) => {
        if (asker.signal.aborted && !isShutOut) return;
        const refusal = isShutOut ? shutOut() : error instanceof Refusal ? error : new Refusal("failed");
        if (refusal.code === "failed") request.log.error({ err: error }, "an answer could not be worked out");
        tell("refused", refusal.problem(request.id));
      })
      .finally(() => {
        settle();
        response.end();
      });
  };
}
