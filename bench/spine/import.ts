import { mkdtemp, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { openPool } from "../../packages/server/src/db/pool.ts";
import { loadOrganization } from "./data.ts";
import { send } from "./load.ts";
import { ServerHandle } from "./server-handle.ts";

interface ImportState {
  readonly importId: string;
  readonly revision: number;
  readonly state: string;
  readonly failure: { readonly sentence: string } | null;
  readonly result: { readonly items: { readonly made: number }; readonly stateChanges: number } | null;
}

/**
 * A real incident history of 65,533 events, over HTTP, from the start of its run until it is published: state changes kept
 * per second, and the server's highest memory meanwhile.
 */
export async function measureImport(
  databaseUrl: string,
  folder: string,
  log: string,
  print: (line: string) => void,
): Promise<{ events_per_s: number; rss_mb: number }> {
  const pool = openPool({ url: databaseUrl, max: 2 });
  const org = await loadOrganization(pool, { items: 1000, open: 1000, teams: 1 });
  await pool.end();
  const server = new ServerHandle(databaseUrl, "", await mkdtemp(join(folder, "import-")));
  const address = await server.ask<string>("address");
  const form = new FormData();
  form.append("file", new Blob([await readFile(log)]), basename(log));
  const uploaded = await fetch(`${address}/api/v1/imports`, {
    method: "POST",
    headers: { authorization: `Bearer ${org.key}` },
    body: form,
  });
  if (!uploaded.ok) throw new Error(await uploaded.text());
  const { importId } = (await uploaded.json()) as ImportState;
  const read = async () =>
    JSON.parse((await send(address, org.key, "GET", `/imports/${importId}`)).body) as ImportState;
  const waitFor = async (states: readonly string[], watch?: () => Promise<void>): Promise<ImportState> => {
    for (;;) {
      const now = await read();
      if (now.failure) throw new Error(now.failure.sentence);
      if (states.includes(now.state)) return now;
      await watch?.();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const ready = await read();
  let peak = 0;
  const watch = async () => {
    peak = Math.max(peak, await server.ask<number>("rssNow"));
  };
  const started = performance.now();
  const begun = await send(address, org.key, "POST", `/imports/${importId}/run`, { revision: ready.revision });
  if (begun.status !== 200) throw new Error(begun.body);
  const done = await waitFor(["finished", "done"], watch);
  const seconds = (performance.now() - started) / 1000;
  await server.ask("stop");
  const changes = done.result?.stateChanges ?? 0;
  print(
    `import: ${done.result?.items.made.toLocaleString("en")} items, ${changes.toLocaleString("en")} state changes in ${seconds.toFixed(1)} s, ${Math.round(changes / seconds).toLocaleString("en")}/s, server at ${peak.toFixed(0)} MB at most`,
  );
  return { events_per_s: Math.round(changes / seconds), rss_mb: Math.round(peak) };
}
