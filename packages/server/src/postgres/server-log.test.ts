import { writeSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { logLength, logSince, openLog, trimLog } from "./server-log.ts";

async function scratchLog() {
  const folder = await mkdtemp(join(tmpdir(), "throughline-log-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "postgresql.log");
  const opened = openLog(path);
  onTestFinished(() => opened.close());
  return { path, write: (text: string) => void writeSync(opened.descriptor, text) };
}

test("a log that has grown too long is set aside once, while its writer goes on at the front of the file", async () => {
  const { path, write } = await scratchLog();
  write("older\n");
  await trimLog(path, 5);
  write("newer\n");
  expect(await readFile(`${path}.1`, "utf8")).toBe("older\n");
  expect(await readFile(path, "utf8")).toBe("newer\n");
});

test("a log within its length is left alone, and none is no error", async () => {
  const { path, write } = await scratchLog();
  write("line\n");
  await trimLog(path, 5);
  expect(await readFile(path, "utf8")).toBe("line\n");
  await trimLog(`${path}.none`);
  expect(await logLength(`${path}.none`)).toBe(0);
});

test("answers what was written from a byte on, at most its last 4,000 bytes", async () => {
  const { path, write } = await scratchLog();
  write("before\n");
  const from = await logLength(path);
  expect(await logSince(path, from)).toBe("");
  write("after\n");
  expect(await logSince(path, from)).toBe("after\n");
  write("x".repeat(5000));
  expect(await logSince(path, from)).toBe("x".repeat(4000));
});
