/**
 * The spine's figures: what HTTP, validation, access and events cost over the bare statements of the same requests; how
 * fast lists and boards answer at three sizes; how soon a click paints, here and in someone else's browser; memory; import.
 */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { migrate } from "../packages/server/src/db/migrate.ts";
import { openPool } from "../packages/server/src/db/pool.ts";
import { startEmbeddedPostgres } from "../packages/server/src/postgres/embedded-postgres.ts";
import type { Bench } from "./run.ts";
import { loadOrganization, type Loaded } from "./spine/data.ts";
import { measureImport } from "./spine/import.ts";
import { median, percentile, rate, send } from "./spine/load.ts";
import { measurePaint } from "./spine/paint.ts";
import { ServerHandle } from "./spine/server-handle.ts";

const rounds = 5;
const perRound = { create: 600, move: 600, read: 2000 };
const clients = 16;

export const bench: Bench = async (print, options) => {
  const only = options
    .find((option) => option.startsWith("--only="))
    ?.slice(7)
    .split(",");
  const wants = (part: string) => only === undefined || only.includes(part);
  const folder = await mkdtemp(join(tmpdir(), "throughline-bench-"));
  const database = await startEmbeddedPostgres({
    dataFolder: folder,
    log: { info: () => {}, warn: print, error: print },
  });
  try {
    const figures: Record<string, unknown> = {};
    if (wants("ratio")) figures["ratio"] = await measureRatio(database.adminUrl, folder, print);
    if (wants("p95")) figures["p95_ms"] = await measureSizes(database.adminUrl, folder, print);
    if (wants("rss")) figures["rss_mb"] = await measureMemory(database.adminUrl, folder, print);
    if (wants("paint")) figures["paint_ms"] = await measurePaint(await freshDatabase(database.adminUrl), folder, print);
    const log = join(import.meta.dirname, "../../shared/data/logs/bpi_challenge_2013_incidents.xes.gz");
    if (wants("import"))
      figures["import"] = existsSync(log)
        ? await measureImport(await freshDatabase(database.adminUrl), folder, log, print)
        : null;
    return figures;
  } finally {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

async function freshDatabase(adminUrl: string, template?: string): Promise<string> {
  const name = `bench_${randomUUID().replaceAll("-", "")}`;
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`create database ${name}${template ? ` template ${template}` : ""}`);
  await client.end();
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  if (!template) await migrate(url.href);
  return url.href;
}

const nameOf = (url: string) => new URL(url).pathname.slice(1);

async function measureRatio(
  adminUrl: string,
  folder: string,
  print: (line: string) => void,
): Promise<Record<string, number>> {
  const url = await freshDatabase(adminUrl);
  const pool = openPool({ url });
  const moved = rounds * perRound.move;
  const org = await loadOrganization(pool, { items: (moved + 1000) * 2, open: (moved + 1000) * 2, teams: 1 });
  await pool.end();
  // The replay starts from the very state the requests started from.
  const replayUrl = await freshDatabase(adminUrl, nameOf(url));
  const server = new ServerHandle(url, replayUrl, folder);
  const address = await server.ask<string>("address");
  const post = (path: string, body: unknown) =>
    send(address, org.key, "POST", path, body, { "idempotency-key": randomUUID() });
  const queue = await queued(address, org);
  await rate(200, clients, (index) => send(address, org.key, "GET", `/items/${queue[index]?.itemId}`));
  const kinds = {
    create: () =>
      rate(perRound.create, clients, (index) => post("/items", { title: `Made ${index}`, workflowId: org.workflowId })),
    move: () =>
      rate(perRound.move, clients, () => {
        const item = queue.pop();
        return post(`/items/${item?.itemId}/move`, { stageId: org.stages[2], revision: 1 });
      }),
    read: () =>
      rate(perRound.read, clients, (index) => send(address, org.key, "GET", `/items/${queue[index % 500]?.itemId}`)),
  };
  const ratios: Record<string, number> = {};
  for (const [name, run] of Object.entries(kinds)) {
    const pairs: { http: number; bare: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await server.ask("record");
      const http = await run();
      await server.ask("stopRecording");
      const { perSecond } = await server.ask<{ perSecond: number }>("replay");
      pairs.push({ http, bare: perSecond });
    }
    ratios[name] = rounded(median(pairs.map((pair) => pair.http / pair.bare)), 3);
    print(
      `${name.padEnd(8)} ${median(pairs.map((pair) => pair.http))
        .toFixed(0)
        .padStart(6)} requests/s over HTTP, ${median(pairs.map((pair) => pair.bare))
        .toFixed(0)
        .padStart(6)}/s as bare statements, ratio ${(100 * (ratios[name] ?? 0)).toFixed(1)} %`,
    );
  }
  await server.ask("stop");
  return ratios;
}

async function queued(address: string, org: Loaded): Promise<{ itemId: string }[]> {
  const { body } = await send(address, org.key, "GET", `/item-ids?stage=${org.stages[0]}`);
  return (JSON.parse(body) as { ids: string[] }).ids.map((itemId) => ({ itemId }));
}

async function measureSizes(adminUrl: string, folder: string, print: (line: string) => void) {
  const list: Record<string, number> = {};
  const board: Record<string, number> = {};
  const url = await freshDatabase(adminUrl);
  const pool = openPool({ url, max: 4 });
  for (const [items, open, teams] of [
    [1_000, 1_000, 4],
    [50_000, 5_000, 10],
    [1_000_000, 10_000, 40],
  ] as const) {
    const org = await loadOrganization(pool, { items, open, teams });
    const admin = new Client({ connectionString: url });
    await admin.connect();
    await admin.query("vacuum analyze items");
    await admin.end();
    const server = new ServerHandle(url, "", folder);
    const address = await server.ask<string>("address");
    const times = async (path: string) => {
      const ms: number[] = [];
      for (let index = 0; index < 120; index += 1) {
        const sent = await send(address, org.key, "GET", path);
        if (sent.status !== 200) throw new Error(sent.body);
        if (index >= 20) ms.push(sent.ms);
      }
      return percentile(ms, 0.95);
    };
    const pages = [
      `/items?team=${org.teamId}&limit=50`,
      "/items?limit=50&sort=updated&descending=true",
      "/items?limit=50&state=all&sort=created&descending=true",
      `/items?owner=me&limit=50&sort=due`,
    ];
    const measured = await sequentially(pages, times);
    list[String(items)] = rounded(Math.max(...measured), 1);
    board[String(items)] = rounded(await times(`/boards/${org.workflowId}`), 1);
    print(
      `${items.toLocaleString("en").padStart(9)} items: list page p95 ${list[String(items)]} ms (slowest of ${pages.length} kinds: ${measured.map((ms) => ms.toFixed(1)).join(", ")}), board p95 ${board[String(items)]} ms`,
    );
    await server.ask("stop");
  }
  await pool.end();
  return { list, board };
}

async function sequentially<T, R>(values: readonly T[], one: (value: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const value of values) results.push(await one(value));
  return results;
}

async function measureMemory(adminUrl: string, folder: string, print: (line: string) => void) {
  const url = await freshDatabase(adminUrl);
  const pool = openPool({ url, max: 2 });
  const org = await loadOrganization(pool, { items: 1000, open: 1000, teams: 1 });
  await pool.end();
  const server = new ServerHandle(url, "", folder);
  const address = await server.ask<string>("address");
  await rate(500, clients, () => send(address, org.key, "GET", "/items?limit=50"));
  const idle = await server.ask<number>("rss");
  const abort = new AbortController();
  const streams = await Promise.all(
    Array.from({ length: 200 }, (_, at) =>
      fetch(`${address}/api/v1/events`, {
        headers: { authorization: `Bearer ${org.keys[at % org.keys.length]}` },
        signal: abort.signal,
      }),
    ),
  );
  const open = streams.filter((stream) => stream.ok).length;
  const streams200 = await server.ask<number>("rss");
  abort.abort();
  await server.ask("stop");
  print(`memory: ${idle.toFixed(0)} MB idle, ${streams200.toFixed(0)} MB with ${open} streams`);
  return { idle: rounded(idle, 0), streams200: rounded(streams200, 0) };
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
