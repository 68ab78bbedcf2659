import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run, type Surroundings } from "../run.ts";

const root = join(import.meta.dirname, "../../../..");
const page = join(root, "docs/guide/engine-command-line.md");

/** What a command prints, run as the page writes it. */
async function printed(line: string): Promise<string> {
  let text = "";
  const surroundings: Surroundings = {
    environment: {},
    out: { write: (part) => void (text += part), width: null },
    aside: { write: (part) => void (text += part), width: null },
    interrupted: new AbortController().signal,
    ask: null,
  };
  const words = line.split(" ").map((word) => (word.startsWith("docs/") ? join(root, word) : word));
  expect(await run(words, surroundings), line).toBe(0);
  return text;
}

test("the guide's examples are what the commands print (after a change of figures: vitest -u)", async () => {
  let written = await readFile(page, "utf8");
  const examples = [...written.matchAll(/```console\n\$ throughline (.+)\n(?:[^`]*\n)?```/g)];
  expect(examples.map(([, line = ""]) => line.split(" ")[0])).toEqual([
    "flow",
    "forecast",
    "mine",
    "schedule",
    "simulate",
  ]);
  for (const [whole, line = ""] of examples) {
    const output = (await printed(line)).trimEnd();
    written = written.replace(whole, () => `\`\`\`console\n$ throughline ${line}\n${output}\n\`\`\``);
  }
  await expect(written).toMatchFileSnapshot(page);
});
