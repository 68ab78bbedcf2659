#!/usr/bin/env node
import { createInterface } from "node:readline/promises";
import type { Output } from "./printing.ts";
import { run } from "./run.ts";

const interrupt = new AbortController();
process.once("SIGINT", () => interrupt.abort());
// Whoever reads the output may stop reading it: throughline list items | head
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 4));

const output = (stream: NodeJS.WriteStream): Output => ({
  write: (text) => void stream.write(text),
  width: stream.isTTY ? stream.columns : null,
});

const ask = async (question: string): Promise<boolean> => {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(question, { signal: interrupt.signal })).trim());
  } catch {
    return false;
  } finally {
    lines.close();
  }
};

process.exitCode = await run(process.argv.slice(2), {
  environment: process.env,
  out: output(process.stdout),
  aside: output(process.stderr),
  interrupted: interrupt.signal,
  ask: process.stdin.isTTY && process.stderr.isTTY ? ask : null,
});
