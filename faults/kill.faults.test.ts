import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort, KillableServer } from "./killed-server.ts";

const rounds = Number(process.env["THROUGHLINE_KILL_ROUNDS"] ?? 50);
const writers = 16;
const readyMs = 5_000;

/** What the client was told, kept outside the server: only this sees a loss. */
interface Ledger {
  /** Idempotency key → the answer it got; none: the answer never came, the outcome is unknown. */
  readonly acknowledged: Map<string, string>;
  readonly unknown: Set<string>;
}

let server: KillableServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "throughline-kill-"));
  server = new KillableServer(folder, await freePort());
  server.start();
  await server.ready(120_000);
}, 180_000);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function setUp(): Promise<{ key: string; workflowId: string }> {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${server.address}/api/v1${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const made = await post("/setup", {
    name: "Owner",
    email: "owner@example.org",
    password: "a long enough password",
    organizationName: "Killed",
    teamName: "Desk",
    timeZone: "UTC",
  });
  const cookie = made.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const session = (await made.json()) as { current: { personId: string } };
  const keyMade = await post("/keys", { name: "faults" }, { cookie });
  const key = /tl_[A-Za-z0-9_-]{22}_[A-Za-z0-9_-]{43}/.exec(await keyMade.text())?.[0];
  if (!key) throw new Error(`No key for ${session.current.personId}: ${keyMade.status}`);
  const workflows = (await (
    await fetch(`${server.address}/api/v1/workflows`, { headers: { authorization: `Bearer ${key}` } })
  ).json()) as { rows: { workflowId: string }[] };
  return { key, workflowId: workflows.rows[0]?.workflowId ?? "" };
}

async function write(
  key: string,
  workflowId: string,
  idempotencyKey: string,
): Promise<{ status: number; text: string } | null> {
  try {
    const response = await fetch(`${server.address}/api/v1/items`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": idempotencyKey,
      },
      body: JSON.stringify({ title: `Written ${idempotencyKey}`, workflowId }),
      signal: AbortSignal.timeout(8_000),
    });
    return { status: response.status, text: await response.text() };
  } catch {
    return null;
  }
}

test(`${rounds} kills of the server and of PostgreSQL under load lose no acknowledged write`, async () => {
  const { key, workflowId } = await setUp();
  const ledger: Ledger = { acknowledged: new Map(), unknown: new Set() };
  const waits: number[] = [];
  const over = new AbortController();
  const writing = Array.from({ length: writers }, async () => {
    while (!over.signal.aborted) {
      const idempotencyKey = randomUUID();
      const answer = await write(key, workflowId, idempotencyKey);
      if (answer?.status === 200) ledger.acknowledged.set(idempotencyKey, answer.text);
      else {
        ledger.unknown.add(idempotencyKey);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  });
  for (let round = 0; round < rounds; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 400 + ((round * 137) % 500)));
    if (round % 2 === 0) await server.killDatabase();
    else {
      await server.killServer();
      server.start();
    }
    // The dying server may still answer once: wait a moment before believing it.
    await new Promise((resolve) => setTimeout(resolve, 50));
    waits.push(50 + (await server.ready(60_000)));
  }
  over.abort();
  await Promise.all(writing);

  const stored = new Set<string>();
  for (let after: string | null = null; ;) {
    const page = (await (
      await fetch(
        `${server.address}/api/v1/items?limit=200&sort=created&state=all${after === null ? "" : `&after=${after}`}`,
        { headers: { authorization: `Bearer ${key}` } },
      )
    ).json()) as { rows: { title: string }[]; next: string | null };
    for (const row of page.rows) {
      const name = row.title.replace("Written ", "");
      expect(stored.has(name)).toBe(false);
      stored.add(name);
    }
    if (page.next === null) break;
    after = page.next;
  }
  const lost = [...ledger.acknowledged.keys()].filter((name) => !stored.has(name));
  console.log(
    `${rounds} kills, ${ledger.acknowledged.size} acknowledged, ${ledger.unknown.size} unknown, ${lost.length} lost; ready again in ${Math.round(Math.max(...waits))} ms at worst, ${Math.round(waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)] ?? 0)} ms in the middle`,
  );
  expect(lost).toEqual([]);
  expect(ledger.acknowledged.size).toBeGreaterThan(rounds);
  expect(Math.max(...waits)).toBeLessThan(readyMs);

  // What was unknown is settled by sending it again with its key; what was known answers the same to the byte.
  const again = [...ledger.unknown].slice(0, 300);
  for (const name of again) expect((await write(key, workflowId, name))?.status).toBe(200);
  for (const [name, text] of [...ledger.acknowledged].slice(-100))
    expect((await write(key, workflowId, name))?.text).toBe(text);

  const events = await readEvents(key);
  expect(events).toEqual(Array.from({ length: events.length }, (_, at) => at + 1));
});

/** Every event number there is, oldest first. */
async function readEvents(key: string): Promise<number[]> {
  const numbers: number[] = [];
  for (let after: string | null = null; ;) {
    const page = (await (
      await fetch(`${server.address}/api/v1/audit-events?limit=200${after === null ? "" : `&after=${after}`}`, {
        headers: { authorization: `Bearer ${key}` },
      })
    ).json()) as { rows: { number: number }[]; next: string | null };
    numbers.push(...page.rows.map((row) => row.number));
    if (page.next === null) return numbers.toReversed();
    after = page.next;
  }
}
