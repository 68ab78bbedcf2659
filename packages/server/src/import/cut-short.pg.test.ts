import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createClient } from "@throughline/contract/client";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes, testApp, type TestApp, type TestOrganization } from "../testing/app.ts";
import { assertDense } from "./testing/assert-dense.ts";
import { prepare, until } from "./testing/run-import.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

describe("an import that does not come to its end", { timeout: 180_000 }, () => {
  const rows = 8_000;
  const large = () =>
    `Key,Title,Status,Created,Resolved,Labels\n${Array.from({ length: rows }, (_, at) => `A-${at},Task ${at},${at % 3 ? "Done" : "New"},2024-01-0${1 + (at % 9)},${at % 3 ? "2024-02-01" : ""},l${at % 40}`).join("\n")}\n`;

  async function nothingLeft(org: TestOrganization, teamKey: string, lastNumber: number): Promise<void> {
    const { client } = org.owner;
    expect((await client.listItemIds({ state: "all" })).total).toBe(0);
    expect((await client.listPeople({ state: ["recorded"] })).rows).toEqual([]);
    expect((await client.listLabels()).rows).toEqual([]);
    expect((await client.listWorkflows()).rows.filter((flow) => flow.name !== "Work")).toEqual([]);
    const left = await org.within(({ db, organizationId }) =>
      db
        .selectFrom("teams")
        .select(["key", "last_item_number"])
        .where("organization_id", "=", organizationId)
        .execute(),
    );
    expect(left).toEqual([{ key: teamKey, last_item_number: lastNumber }]);
  }

  test("because it is cancelled half-way leaves nothing, and says so", async () => {
    const org = await app.organization();
    const { client } = org.owner;
    const { teamId } = await org.team("OPS");
    for (const phase of ["reading", "publishing"] as const) {
      const made = await prepare(client, large(), { target: { teamId, newTeam: null } });
      await client.runImport({ importId: made.importId, revision: made.revision });
      for (;;) {
        const now = await client.readImport({ importId: made.importId });
        expect(now.state).not.toBe("finished");
        if (now.progress?.phase === phase || (phase === "reading" && now.state === "running")) break;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      const cancelled = await client.cancelImport({ importId: made.importId });
      expect(cancelled.state).toBe("cancelled");
      // The thread and its connection are given time to end.
      await until(client, made.importId, ["cancelled"]);
      await nothingLeft(org, "OPS", 0);
    }
    const names = (await client.listAuditEvents({})).rows.map((event) => event.name);
    expect(names.filter((name) => name.startsWith("import."))).toEqual([
      "import.cancelled",
      "import.started",
      "import.cancelled",
      "import.started",
    ]);
  });

  test("because its connection is cut fails, leaves nothing, and can be run again to the end", async () => {
    const org = await app.organization();
    const { client } = org.owner;
    const { teamId } = await org.team("OPS");
    const made = await prepare(client, large(), { target: { teamId, newTeam: null } });
    await client.runImport({ importId: made.importId, revision: made.revision });
    const admin = new Client({ connectionString: app.databaseUrl });
    await admin.connect();
    for (;;) {
      const now = await client.readImport({ importId: made.importId });
      if (now.progress?.phase === "publishing") break;
      expect(now.state).not.toBe("finished");
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const { rowCount } = await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'throughline import' and datname = current_database()",
    );
    expect(rowCount).toBe(1);
    await admin.end();
    const failed = await until(client, made.importId, ["failed"]);
    expect(failed.failure?.sentence).toContain("nothing was brought in");
    await nothingLeft(org, "OPS", 0);
    const again = await client.runImport({ importId: made.importId, revision: failed.revision });
    expect((await until(client, again.importId, ["finished"])).result?.items.made).toBe(rows);
    expect((await client.readItem({ item: "OPS-1" })).origin).toBe("import");
    await assertDense(org);
  });

  test("because its whole process is killed is known as failed at once, leaves nothing, and ends when run elsewhere", async () => {
    const org = await app.organization();
    const { teamId } = await org.team("OPS");
    const child = spawn(process.execPath, [fileURLToPath(new URL("./testing/server-process.ts", import.meta.url))], {
      env: {
        PATH: process.env["PATH"],
        DATABASE_URL: app.databaseUrl,
        THROUGHLINE_DATA: app.running.means.dataFolder,
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const origin = await new Promise<string>((resolve) => {
      let text = "";
      child.stdout.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes("\n")) resolve(text.trim());
      });
    });
    const there = createClient({ origin, routes, headers: () => ({ authorization: `Bearer ${org.owner.key}` }) });
    const made = await prepare(there, large(), { target: { teamId, newTeam: null } });
    await there.runImport({ importId: made.importId, revision: made.revision });
    const { client } = org.owner;
    for (;;) {
      const now = await client.readImport({ importId: made.importId });
      expect(["waiting", "running"]).toContain(now.state);
      if (now.progress?.phase === "publishing") break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    child.kill("SIGKILL");
    await ended;
    const failed = await until(client, made.importId, ["failed"]);
    expect(failed).toMatchObject({ failure: { code: "interrupted" }, progress: null });
    // Whoever touches it next puts it in order; then it runs here, from the file that was kept.
    await client.dryRunImport({ importId: made.importId, revision: failed.revision });
    const checked = await until(client, made.importId, ["ready"]);
    await nothingLeft(org, "OPS", 0);
    await client.runImport({ importId: made.importId, revision: checked.revision });
    expect((await until(client, made.importId, ["finished"])).result?.keys).toEqual({
      team: "OPS",
      first: "OPS-1",
      last: `OPS-${rows}`,
    });
    await assertDense(org);
  });
});
