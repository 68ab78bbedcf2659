import { expect, test } from "vitest";

import { initialSettings, recoverySync, startArguments, usableMemory } from "./settings.ts";

const GIGABYTE = 1024 ** 3;

test.each([
  [0.25 * GIGABYTE, "64MB"],
  [2 * GIGABYTE, "256MB"],
  [64 * GIGABYTE, "512MB"],
])("of %d bytes of memory the shared buffers take an eighth, from 64 to 512 MB", (memory, buffers) => {
  expect(initialSettings(memory)["shared_buffers"]).toBe(buffers);
});

test("the memory counted on is some, and at most a machine's", () => {
  expect(usableMemory()).toBeGreaterThan(64 * 1024 ** 2);
  expect(Number.isSafeInteger(Math.floor(usableMemory()))).toBe(true);
});

test("every start demands what our promises rest on, and a caller's own settings come last", () => {
  const args = startArguments(21_000, { work_mem: "1MB", fsync: "off" });
  expect(args.slice(0, 2)).toEqual(["-p", "21000"]);
  expect(args).toContain("full_page_writes=on");
  expect(args).toContain("synchronous_commit=on");
  expect(args).toContain("listen_addresses=127.0.0.1");
  expect(args).toContain("fsync=off");
  expect(args).not.toContain("fsync=on");
});

test.each([
  ["linux", "6.18.44-generic", "syncfs"],
  ["linux", "5.8.0", "syncfs"],
  ["linux", "5.7.19", "fsync"],
  ["linux", "4.18.0-553.el8", "fsync"],
  ["linux", "unheard of", "fsync"],
  ["darwin", "24.1.0", "fsync"],
])("on %s %s recovery begins with %s", (system, version, method) => {
  expect(recoverySync(system, version)).toBe(method);
});
