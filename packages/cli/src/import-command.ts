import { openAsBlob } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Client } from "@throughline/contract/client";
import type { ImportDetail, ImportRow, ImportTarget } from "@throughline/contract/imports";
import { type Arguments, isGiven, noOthers, readArguments, textOf, WrongUsage } from "./arguments.ts";
import type { CommandCall, ShapedCommand } from "./command.ts";
import { NotDone } from "./failure.ts";
import { printMapping, printTally } from "./import-words.ts";
import { harmless, type Output } from "./printing.ts";

const parameters = ["team", "source", "workflow", "zone", "mapping", "saveMapping", "report", "dryRun", "yes", "json"];
const pauseMs = 300;

export const importCommand: ShapedCommand = {
  words: ["import"],
  summary: "Bring work in from a XES or CSV file: what would be made is shown first",
  usage:
    "import FILE [--team KEY] [--source NAME] [--workflow NAME] [--zone ZONE] [--mapping FILE] [--save-mapping FILE] [--report FILE] [--dry-run] [--yes] [--json]",
  async run(call) {
    const given = readArguments(call.given, new Set(["dryRun", "yes", "json"]));
    noOthers(given, parameters);
    const [path] = given.words;
    if (path === undefined || given.words.length > 1) throw new WrongUsage("Name one file: throughline import FILE");
    const client = await call.client();
    const made = await prepare(client, call, given, path);
    try {
      await carryOut(client, call, given, made);
    } catch (error) {
      // Nothing half-done is left, nor a file that waits for nobody.
      await client.cancelImport({ importId: made.importId }).catch(() => {});
      throw error;
    }
  },
};

async function carryOut(client: Client, call: CommandCall, given: Arguments, made: ImportDetail): Promise<void> {
  const { out, aside } = call;
  const asJson = isGiven(given, "json");
  const { importId } = made;
  const started = await client.dryRunImport({ importId, revision: made.revision });
  const checked = await follow(client, call, started, ["ready"]);
  const { plan } = checked;
  if (!plan) throw new NotDone("The dry run came to nothing.");
  if (!asJson) printTally(out, plan, checked.target?.source ?? "", "would be");
  if (isGiven(given, "dryRun")) {
    if (asJson) out.write(`${JSON.stringify(plan)}\n`);
    await keepReport(client, importId, given, aside);
    await client.cancelImport({ importId });
    aside.write("This was a dry run: nothing was made.\n");
    return;
  }
  if (plan.items.made + plan.items.changed === 0) {
    if (asJson) out.write(`${JSON.stringify(plan)}\n`);
    await client.cancelImport({ importId });
    aside.write("There is nothing to bring in.\n");
    return;
  }
  if (!isGiven(given, "yes")) {
    if (!call.ask) throw new NotDone("Nobody is here to say yes, so nothing was made: add --yes.");
    if (!(await call.ask(`Bring this in? [y/N] `))) throw new NotDone("Nothing was made.");
  }
  const running = await client.runImport({ importId, revision: checked.revision });
  const done = await follow(client, call, running, ["finished"]);
  if (!done.result) throw new NotDone("The import came to nothing.");
  if (asJson) out.write(`${JSON.stringify(done.result)}\n`);
  else printTally(out, done.result, done.source ?? "", "were");
  await keepReport(client, importId, given, aside);
}

/** Uploads the file and settles mapping and target. */
async function prepare(client: Client, call: CommandCall, given: Arguments, path: string): Promise<ImportDetail> {
  const { aside } = call;
  const zone = textOf(given, "zone") ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const body = new FormData();
  body.append("zone", zone);
  body.append("file", await openAsBlob(path), basename(path));
  aside.write(`Uploading ${harmless(basename(path))} …\n`);
  let made = await client.createImport({}, { body });
  if (made.state === "reading") made = await follow(client, call, made, ["ready"]);
  try {
    const { mapping, target } = made;
    if (!mapping || !target) throw new NotDone("The file could not be looked over.");
    const mappingPath = textOf(given, "mapping");
    const written = mappingPath === undefined ? null : await readMapping(mappingPath);
    const wished = await targetOf(client, given, { ...target, ...written?.target });
    if (written?.mapping || JSON.stringify(wished) !== JSON.stringify(target))
      made = await client.changeImport({
        importId: made.importId,
        revision: made.revision,
        target: wished,
        ...(written?.mapping ? { mapping: written.mapping } : {}),
      });
    const savePath = textOf(given, "saveMapping");
    if (savePath !== undefined) {
      await writeFile(savePath, `${JSON.stringify({ mapping: made.mapping, target: made.target }, null, 2)}\n`);
      aside.write(`The mapping is in ${savePath}; edit it and pass it with --mapping.\n`);
    }
    if (!isGiven(given, "json")) printMapping(aside, made);
    return made;
  } catch (error) {
    await client.cancelImport({ importId: made.importId }).catch(() => {});
    throw error;
  }
}

async function targetOf(client: Client, given: Arguments, target: ImportTarget): Promise<ImportTarget> {
  const source = textOf(given, "source") ?? target.source;
  const workflowName =
    textOf(given, "workflow") ?? (target.workflowName === target.source ? source : target.workflowName);
  const key = textOf(given, "team")?.toUpperCase();
  if (key === undefined) return { ...target, source, workflowName };
  const team = (await client.listTeams()).rows.find((one) => one.key === key && one.archivedAt === null);
  return team
    ? { ...target, source, workflowName, teamId: team.teamId, newTeam: null }
    : { ...target, source, workflowName, teamId: null, newTeam: { key, name: source } };
}

/** A file as `--save-mapping` writes it, or the mapping alone. The server checks what is in it. */
async function readMapping(path: string): Promise<{
  readonly mapping?: NonNullable<ImportDetail["mapping"]>;
  readonly target?: Partial<ImportTarget>;
}> {
  const text = await readFile(path, "utf8");
  try {
    const written: unknown = JSON.parse(text);
    if (typeof written !== "object" || written === null) throw new SyntaxError();
    return "columns" in written
      ? { mapping: written as NonNullable<ImportDetail["mapping"]> }
      : (written as { mapping?: NonNullable<ImportDetail["mapping"]> });
  } catch {
    throw new WrongUsage(`${path} is not a mapping. Write one with --save-mapping and edit that.`);
  }
}

/** Asks until the import is in one of the states, telling how far it is. */
async function follow(
  client: Client,
  { aside, interrupted }: CommandCall,
  begun: ImportDetail,
  states: readonly ImportRow["state"][],
): Promise<ImportDetail> {
  const progress = progressLine(aside);
  for (let now = begun; ; now = await client.readImport({ importId: begun.importId })) {
    if (interrupted.aborted) {
      progress.end();
      throw new NotDone("Stopped; nothing of it is left.");
    }
    if (states.includes(now.state)) {
      progress.end();
      return now;
    }
    if (now.state === "failed" || now.state === "cancelled" || now.state === "finished") {
      progress.end();
      throw new NotDone(harmless(now.failure?.sentence ?? `The import is ${now.state}.`));
    }
    progress.show(now);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

const phases = { waiting: "Waiting", reading: "Reading", arranging: "Arranging", publishing: "Publishing" } as const;

/** On a terminal one line that changes; in a pipe a line per phase. */
function progressLine(aside: Output) {
  let shown = "";
  return {
    show({ state, progress }: ImportDetail) {
      const phase = state === "waiting" ? "waiting" : (progress?.phase ?? "reading");
      const text =
        aside.width === null
          ? `${phases[phase]} …`
          : `${phases[phase]} ${Math.round((progress?.share ?? 0) * 100)} % · ${(progress?.rows ?? 0).toLocaleString("en")} records`;
      if (text === shown) return;
      aside.write(aside.width === null ? `${text}\n` : `\r${text.padEnd(Math.max(shown.length, text.length))}`);
      shown = text;
    },
    end() {
      if (aside.width !== null && shown !== "") aside.write(`\r${" ".repeat(shown.length)}\r`);
    },
  };
}

async function keepReport(client: Client, importId: string, given: Arguments, aside: Output): Promise<void> {
  const path = textOf(given, "report");
  if (path === undefined) return;
  const response = await client.readImportReportFile({ importId });
  await writeFile(path, new Uint8Array(await response.arrayBuffer()));
  aside.write(`The report is in ${path}\n`);
}
