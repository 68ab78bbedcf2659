/** For tests: an import from upload to its end, over HTTP as any client would. */
import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Client } from "@throughline/contract/client";
import type { ImportDetail, ImportRow, ImportTarget } from "@throughline/contract/imports";

export async function upload(
  client: Client,
  content: string | Uint8Array<ArrayBuffer>,
  name = "work.csv",
  zone?: string,
): Promise<ImportDetail> {
  const body = new FormData();
  if (zone !== undefined) body.append("zone", zone);
  body.append("file", new Blob([content]), name);
  const made = await client.createImport({}, { body });
  return made.state === "reading" ? until(client, made.importId, ["ready", "failed"]) : made;
}

/** Asks until the import is in one of the states. */
export async function until(
  client: Client,
  importId: string,
  states: readonly ImportRow["state"][],
): Promise<ImportDetail> {
  for (;;) {
    const now = await client.readImport({ importId });
    if (states.includes(now.state)) return now;
    if (["failed", "cancelled", "finished"].includes(now.state))
      throw new Error(`The import is ${now.state}: ${now.failure?.sentence ?? ""}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export interface Wishes {
  readonly name?: string;
  readonly target?: Partial<ImportTarget>;
  readonly mapping?: (mapping: NonNullable<ImportDetail["mapping"]>) => NonNullable<ImportDetail["mapping"]>;
}

/** Uploads, changes what is wished, runs, and waits for the end. */
export async function bring(
  client: Client,
  content: string | Uint8Array<ArrayBuffer>,
  { name, target, mapping }: Wishes = {},
): Promise<ImportDetail> {
  const made = await prepare(client, content, {
    ...(name ? { name } : {}),
    ...(target ? { target } : {}),
    ...(mapping ? { mapping } : {}),
  });
  await client.runImport({ importId: made.importId, revision: made.revision });
  return until(client, made.importId, ["finished"]);
}

export async function prepare(
  client: Client,
  content: string | Uint8Array<ArrayBuffer>,
  { name, target, mapping }: Wishes = {},
): Promise<ImportDetail> {
  const made = await upload(client, content, name);
  if (!target && !mapping) return made;
  if (!made.target || !made.mapping) throw new Error(`The upload came to nothing: ${made.failure?.sentence ?? ""}`);
  return client.changeImport({
    importId: made.importId,
    revision: made.revision,
    ...(target ? { target: { ...made.target, ...target } } : {}),
    ...(mapping ? { mapping: mapping(made.mapping) } : {}),
  });
}

export async function dryRun(client: Client, made: ImportDetail): Promise<ImportDetail> {
  await client.dryRunImport({ importId: made.importId, revision: made.revision });
  return until(client, made.importId, ["ready"]);
}

const logs = new URL("../../../../../../shared/data/logs/", import.meta.url);

/** The path of a public event log beside the project; null where it is absent, which a test says as it skips. */
export function publicLog(name: string): string | null {
  const path = fileURLToPath(new URL(name, logs));
  if (existsSync(path)) return path;
  console.warn(`skipped: ${name} is not in ../shared/data/logs`);
  return null;
}

export const bytesOf = async (path: string): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await readFile(path));
