import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { FastifyReply, FastifyRequest } from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { Refusal } from "./refusal.ts";
import { streamAnswer } from "./stream-answer.ts";

type Ask = Parameters<typeof streamAnswer>[1];
/** Nobody's access is asked about within a test. */
const somebody = { means: {} } as Parameters<typeof streamAnswer>[0];

/** A server that answers everything by the stream, and what it logged. */
async function serve(ask: Ask) {
  const logged: unknown[] = [];
  const request = { id: "r1", log: { error: (entry: unknown) => logged.push(entry) } } as unknown as FastifyRequest; // all it reads
  const server = createServer((_, raw: ServerResponse) => {
    streamAnswer(somebody, ask)(request, { raw, hijack: () => {} } as unknown as FastifyReply); // likewise
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, logged };
}

test("tells the share that is done, then the answer", async () => {
  const { address } = await serve(({ onProgress }) => {
    onProgress?.(0.5);
    return Promise.resolve({ fitness: 1 });
  });
  const response = await fetch(address);
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  expect(await response.text()).toBe(
    'event: progress\ndata: {"share":0}\n\nevent: progress\ndata: {"share":0.5}\n\nevent: answer\ndata: {"fitness":1}\n\n',
  );
});

test("tells a refusal with its code, and a fault of ours without what it was, which is logged", async () => {
  const refused = await serve(() => Promise.reject(new Refusal("took_too_long", "It was stopped.")));
  expect(await (await fetch(refused.address)).text()).toMatch(
    /event: refused\ndata: .*"code":"took_too_long".*"request":"r1"/,
  );
  expect(refused.logged).toEqual([]);
  const failed = await serve(() => Promise.reject(new Error("a secret of ours")));
  const told = await (await fetch(failed.address)).text();
  expect(told).toContain('"code":"failed"');
  expect(told).not.toContain("secret");
  expect(failed.logged).toHaveLength(1);
});

test("stops the work where whoever asked hangs up, and says nothing more", async () => {
  let stopped: (() => void) | null = null;
  const hasStopped = new Promise<void>((resolve) => {
    stopped = resolve;
  });
  const { address, logged } = await serve(
    ({ signal }) =>
      new Promise((_, reject) => {
        signal?.addEventListener("abort", () => {
          reject(new Error("aborted"));
          stopped?.();
        });
      }),
  );
  const asker = new AbortController();
  const response = await fetch(address, { signal: asker.signal });
  expect(response.ok).toBe(true);
  asker.abort();
  await hasStopped;
  expect(logged).toEqual([]);
});

test("asks nothing for someone who hung up before it could be begun", async () => {
  let asked = 0;
  const ask: Ask = () => {
    asked += 1;
    return Promise.resolve(null);
  };
  const raw = { destroyed: true } as ServerResponse;
  streamAnswer(somebody, ask)({} as FastifyRequest, { raw, hijack: () => {} } as unknown as FastifyReply); // all it reads
  expect(asked).toBe(0);
});
