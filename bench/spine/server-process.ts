/**
 * The measured server, in a process of its own: its load generator must not share its event loop. Told by messages to
 * record the statements of requests and to replay them, through a pool like its own, on a copy of the database.
 */
import { readConfig } from "../../packages/server/src/config.ts";
import { openPool } from "../../packages/server/src/db/pool.ts";
import { startServer } from "../../packages/server/src/server.ts";

const [databaseUrl = "", replayUrl = "", dataFolder = "", webFolder = ""] = process.argv.slice(2);
type Statement = readonly [text: string, values: readonly unknown[]];

let recorded = new Map<string, Statement[]>();
let isRecording = false;
const config = readConfig({ THROUGHLINE_DATA: dataFolder, PORT: "0", HOST: "127.0.0.1", LOG_LEVEL: "error" });
const server = await startServer({
  config,
  databaseUrl,
  webFolder: webFolder || null,
  onStatement: (request, text, values) => {
    if (!isRecording) return;
    const statements = recorded.get(request.id);
    if (statements) statements.push([text, values]);
    else recorded.set(request.id, [[text, values]]);
  },
});
const replayPool = replayUrl ? openPool({ url: replayUrl, max: config.poolSize }) : null;

const handlers: Record<string, () => unknown> = {
  address: () => server.address,
  record: () => {
    recorded = new Map();
    isRecording = true;
  },
  stopRecording: () => {
    isRecording = false;
    return recorded.size;
  },
  replay,
  rssNow: () => process.memoryUsage().rss / 1024 / 1024,
  rss: () => {
    (globalThis as { gc?: () => void }).gc?.();
    return process.memoryUsage().rss / 1024 / 1024;
  },
  stop: async () => {
    await server.stop();
    await replayPool?.end();
    setTimeout(() => process.disconnect(), 100);
  },
};

process.on("message", async ({ id, name }: { id: number; name: string }) => {
  process.send?.({ id, answer: await handlers[name]?.() });
});

/** Sends each recorded request's statements, in their order, on one connection each, sixteen requests at a time. */
async function replay(): Promise<{ perSecond: number; requests: number }> {
  const requests = [...recorded.values()];
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let at = next++; at < requests.length; at = next++) {
        const client = await replayPool?.connect();
        try {
          for (const [text, values] of requests[at] ?? [])
            await (values.length === 0 ? client?.query(text) : client?.query(text, [...values]));
        } finally {
          client?.release();
        }
      }
    }),
  );
  return { perSecond: (requests.length / (performance.now() - started)) * 1000, requests: requests.length };
}
