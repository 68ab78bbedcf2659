import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { firstDifference } from "@throughline/domain/testing/nearly-same-text";
import { expect, test } from "vitest";
import { told } from "../testing/told.ts";

const root = join(import.meta.dirname, "../../../..");
const page = join(root, "docs/guide/engine-command-line.md");

test("the guide's examples are what the commands print (WRITE_PAGES=1 writes them anew)", async () => {
  let written = await readFile(page, "utf8");
  const examples = [...written.matchAll(/```console\n\$ throughline (.+)\n([^`]*)```/g)];
  expect(examples.map(([, line = ""]) => line.split(" ")[0])).toEqual([
    "flow",
    "forecast",
    "mine",
    "schedule",
    "simulate",
  ]);
  for (const [whole, line = "", shown = ""] of examples) {
    const words = line.split(" ").map((word) => (word.startsWith("docs/") ? join(root, word) : word));
    const { code, out } = await told(...words);
    expect(code, line).toBe(0);
    written = written.replace(whole, () => `\`\`\`console\n$ throughline ${line}\n${out.trimEnd()}\n\`\`\``);
    if (!process.env["WRITE_PAGES"]) expect(firstDifference(shown, out), line).toBeNull();
  }
  if (process.env["WRITE_PAGES"]) await writeFile(page, written);
});
