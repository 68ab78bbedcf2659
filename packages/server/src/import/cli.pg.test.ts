/** The command line against a real server, as a process of its own. */
import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp, type TestOrganization } from "../testing/app.ts";

const main = fileURLToPath(new URL("../../../cli/src/main.ts", import.meta.url));

let app: TestApp;
let org: TestOrganization;
let folder: string;
beforeAll(async () => {
  app = await testApp();
  org = await app.organization("Riverside");
  folder = await mkdtemp(join(tmpdir(), "throughline-cli-"));
});
afterAll(async () => {
  await app.stop();
  await rm(folder, { recursive: true, force: true });
});

async function throughline(
  words: readonly string[],
  environment: Record<string, string> = { THROUGHLINE_KEY: org.owner.key, THROUGHLINE_URL: app.address },
): Promise<{ code: number | null; out: string; aside: string }> {
  const child = spawn(process.execPath, [main, ...words], {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: folder, XDG_CONFIG_HOME: folder, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const told = { out: "", aside: "" };
  child.stdout.on("data", (chunk: Buffer) => void (told.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => void (told.aside += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, ...told };
}

const csv =
  "Key,Title,Status,Assignee,Created,Resolved\nA-1,First,Done,Ana,2024-01-02,2024-01-05\nA-2,Second,New,Rui,2024-01-03,\n";

describe("throughline", { timeout: 120_000 }, () => {
  test("keeps address and key for the commands after it, where nobody else reads them", async () => {
    const connected = await throughline(["connect", `${app.address}/`, org.owner.key], {});
    expect(connected).toMatchObject({ code: 0 });
    expect(connected.out).toContain("Riverside");
    const path = join(folder, "throughline", "config.json");
    expect((await stat(path)).mode & 0o077).toBe(0);
    const listed = await throughline(["list", "people", "--json"], {});
    expect(JSON.parse(listed.out)).toMatchObject({ rows: [{ role: "owner" }] });
    await rm(path);
    expect(await throughline(["list", "people"], { THROUGHLINE_URL: app.address })).toMatchObject({ code: 1, out: "" });
  });

  test("imports a file: dry run, refusal without a yes, run, report, and nothing the second time", async () => {
    await writeFile(join(folder, "work.csv"), csv);
    const dry = await throughline(["import", "work.csv", "--team", "new", "--dry-run"]);
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.out).toContain("2 items");
    expect(dry.aside).toContain("nothing was made");
    const unsure = await throughline(["import", "work.csv", "--team", "NEW"]);
    expect(unsure).toMatchObject({ code: 1 });
    expect(unsure.aside).toContain("--yes");
    expect((await org.owner.client.listItemIds({ state: "all" })).total).toBe(0);

    const done = await throughline(["import", "work.csv", "--team", "NEW", "--yes", "--report", "report.csv"]);
    expect(done).toMatchObject({ code: 0 });
    expect(done.out).toContain("NEW-1 to NEW-2");
    expect(await readFile(join(folder, "report.csv"), "utf8")).toContain("Number,Line");
    expect(await org.owner.client.readItem({ item: "NEW-1" })).toMatchObject({
      title: "First",
      finishedAt: "2024-01-05T00:00:00.000Z",
    });

    const again = await throughline(["import", "work.csv", "--yes", "--json"]);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.out)).toMatchObject({ items: { made: 0, unchanged: 2 } });
    // Whatever did not run has left no file waiting.
    const { rows } = await org.owner.client.listImports();
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(["finished", "cancelled"]));
  });

  test("takes a mapping that was written out and edited", async () => {
    await writeFile(join(folder, "other.csv"), csv.replaceAll("A-", "B-"));
    const saved = await throughline(["import", "other.csv", "--dry-run", "--save-mapping", "mapping.json"]);
    expect(saved.code).toBe(0);
    const path = join(folder, "mapping.json");
    const written = JSON.parse(await readFile(path, "utf8")) as {
      target: { newTeam: object };
      mapping: { columns: { column: string; role: string }[] };
    };
    for (const column of written.mapping.columns) if (column.column === "Assignee") column.role = "requester";
    written.target.newTeam = { key: "MAP", name: "Mapped" };
    await writeFile(path, JSON.stringify(written));
    expect(await throughline(["import", "other.csv", "--mapping", "mapping.json", "--yes"])).toMatchObject({ code: 0 });
    const item = await org.owner.client.readItem({ item: "MAP-1" });
    expect(item.ownerId).toBeNull();
    expect(item.requesterId).not.toBeNull();
    const broken = await throughline(["import", "other.csv", "--mapping", "other.csv"]);
    expect(broken).toMatchObject({ code: 2 });
  });

  test("says what a file it cannot read is, and exits with 1", async () => {
    await writeFile(join(folder, "sheet.xlsx"), "PK\u0003\u0004");
    const refused = await throughline(["import", "sheet.xlsx", "--yes"]);
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.aside).toContain("zip archive");
  });

  test("calls any endpoint: prints a table, or JSON; a refusal is told with its code", async () => {
    const table = await throughline(["list", "items", "--state", "all"]);
    expect(table.out.split("\n")[0]).toMatch(/^KEY +TITLE/);
    const read = await throughline(["read", "item", "NEW-1", "--json"]);
    expect(JSON.parse(read.out)).toMatchObject({ key: "NEW-1" });
    const changed = await throughline(["change", "item", "NEW-2", "--title", "Anew", "--revision", "1", "--json"]);
    expect(JSON.parse(changed.out)).toMatchObject({ title: "Anew", revision: 2 });
    const stale = await throughline(["change", "item", "NEW-2", "--title", "Again", "--revision", "1"]);
    expect(stale).toMatchObject({ code: 1, out: "" });
    expect(stale.aside).toContain("(stale)");
  });

  test("exports into a folder as CSV, and as JSON down a pipe", async () => {
    const files = await throughline(["export", "--out", "taken"]);
    expect(files).toMatchObject({ code: 0 });
    const names = await readdir(join(folder, "taken"));
    expect(names).toContain("items.csv");
    expect(names.filter((name) => !name.endsWith(".csv"))).toEqual([]);
    expect(await readFile(join(folder, "taken", "items.csv"), "utf8")).toContain("NEW-1,First");
    const json = await throughline(["export", "--format", "json"]);
    expect((JSON.parse(json.out) as { items: unknown[] }).items).toHaveLength(4);
  });
});
