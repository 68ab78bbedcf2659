/** Command lines run as a person would, on files that a test writes. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { run, type Surroundings } from "../run.ts";

let made = "";
beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), "throughline-engine-"));
});
afterAll(() => rm(made, { recursive: true }));

/** Where this test file's files lie; gone after it. */
export const folder = (): string => made;

/** Writes a file and gives its path. */
export async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(made, name);
  await writeFile(path, content);
  return path;
}

/** Runs one command line as a person would; no server is there to be asked. */
export const told = (...line: readonly string[]) => toldUntil(new AbortController().signal, line);

/** The same until somebody presses Ctrl-C. */
export async function toldUntil(interrupted: AbortSignal, line: readonly string[]) {
  const texts = { out: "", aside: "" };
  const surroundings: Surroundings = {
    environment: { THROUGHLINE_CONFIG: "/nowhere/config.json", THROUGHLINE_URL: "http://127.0.0.1:9" },
    out: { write: (text) => void (texts.out += text), width: null },
    aside: { write: (text) => void (texts.aside += text), width: null },
    interrupted,
    ask: null,
  };
  const code = await run(line, surroundings);
  return { code, ...texts };
}

/** The one object that `--json` prints. */
export async function json(...line: readonly string[]) {
  const { code, out, aside } = await told(...line, "--json");
  expect({ code, aside }).toMatchObject({ code: 0 });
  expect(out.trim().split("\n")).toHaveLength(1);
  // Tests look into it by name; what is not there is undefined and fails them.
  // oxlint-disable-next-line typescript/no-explicit-any
  return JSON.parse(out) as any;
}

/** Each case one day in "Open", two in "Review"; every fourth goes back once. A case begins every day. */
export function logRows(cases: number): string[][] {
  const rows: string[][] = [];
  for (let i = 0; i < cases; i++) {
    const at = (day: number) => new Date(Date.UTC(2026, 0, 5 + i + day, 9)).toISOString();
    const way = i % 4 === 3 ? ["Open", "Review", "Open", "Review", "Done"] : ["Open", "Review", "Done"];
    let day = 0;
    for (const state of way) {
      rows.push([`OPS-${i + 1}`, state, at(day)]);
      day += state === "Open" ? 1 : 2;
    }
  }
  return rows;
}

export const csvOf = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, ...rows].map((row) => row.join(",")).join("\n");
export const log = () => csvOf(["ticket id", "state", "changed at"], logRows(40));

export function xesOf(rows: readonly (readonly string[])[]): string {
  const cases = Map.groupBy(rows, ([id]) => id);
  const string = (key: string, value = "") => `<string key="${key}" value="${value}"/>`;
  const traces = [...cases].map(
    ([id, events]) =>
      `<trace>${string("concept:name", id)}${events.map(([, state, at]) => `<event>${string("concept:name", state)}<date key="time:timestamp" value="${at}"/></event>`).join("")}</trace>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n${traces.join("\n")}\n</log>\n`;
}
