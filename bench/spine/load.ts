import { Agent, request } from "node:http";

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export interface Sent {
  readonly status: number;
  readonly body: string;
  readonly ms: number;
}

/** One request over a kept-alive connection, as plain as Node can send it: the generator must cost little. */
export function send(
  address: string,
  key: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Sent> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${address}/api/v1${path}`,
      {
        method,
        agent,
        headers: {
          authorization: `Bearer ${key}`,
          ...(text === undefined
            ? {}
            : { "content-type": "application/json", "content-length": Buffer.byteLength(text) }),
          ...headers,
        },
      },
      (response) => {
        let received = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (received += chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, body: received, ms: performance.now() - started }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(text);
  });
}

/** Runs `count` requests, `at` at a time. @returns requests per second. */
export async function rate(count: number, at: number, one: (index: number) => Promise<Sent>): Promise<number> {
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: at }, async () => {
      for (let index = next++; index < count; index = next++) {
        const { status, body } = await one(index);
        if (status !== 200) throw new Error(`A measured request answered ${status}: ${body.slice(0, 300)}`);
      }
    }),
  );
  return (count / (performance.now() - started)) * 1000;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
export const median = (values: readonly number[]): number => percentile(values, 0.5);
