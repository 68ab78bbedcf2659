import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Refused } from "@throughline/contract/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp, type TestOrganization } from "../testing/app.ts";
import { bring, dryRun, prepare, upload } from "./testing/run-import.ts";

let app: TestApp;
let org: TestOrganization;
beforeAll(async () => {
  app = await testApp();
  org = await app.organization();
});
afterAll(() => app.stop());

const xes = (inner: string) => `<?xml version="1.0"?><log xes.version="1.0">${inner}</log>`;
const zeros = (mebibytes: number) => Buffer.alloc(mebibytes * 1024 * 1024);

/** Files that mean harm, or harm by accident, and what they are refused for. */
const files: readonly (readonly [what: string, name: string, content: () => string | Uint8Array, code: string])[] = [
  [
    "a document type with entities that multiply",
    "laughs.xes",
    () => `<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>${xes("&b;")}`,
    "xml_doctype",
  ],
  ["an external entity", "outside.xes", () => `<!DOCTYPE log SYSTEM "file:///etc/passwd">${xes("")}`, "xml_doctype"],
  [
    "20 MB of character references",
    "references.xes",
    () => xes(`<string key="a" value="${"&#65;".repeat(4_000_000)}"/>`),
    "xml_too_long",
  ],
  ["elements 200,000 deep", "deep.xes", () => xes('<list key="a">'.repeat(200_000)), "xml_too_deep"],
  ["a gzip bomb", "bomb.csv.gz", () => gzipSync(zeros(300)), "gzip_bomb"],
  ["gzip within gzip", "nested.csv.gz", () => gzipSync(gzipSync("Key,Title\n1,2\n")), "gzip_nested"],
  [
    "gzip that ends early",
    "cut.csv.gz",
    () => gzipSync(Buffer.from("Key,Title\n".repeat(100_000))).subarray(0, 200),
    "gzip_truncated",
  ],
  ["a million columns", "wide.csv", () => ",".repeat(1_000_000), "csv_too_many_columns"],
  [
    "a quotation mark that never ends",
    "open.csv",
    () => `Key,Title\n1,"${"x".repeat(3_000_000)}`,
    "csv_field_too_long",
  ],
  ["a zip archive", "sheet.xlsx", () => Buffer.from("PK\u0003\u0004rest"), "not_supported"],
  ["nothing", "empty.csv", () => "", "empty"],
];

describe("a hostile file", { timeout: 120_000 }, () => {
  test.each(files)("%s is refused with 422, saying why, and nothing is left of it", async (_, name, content, code) => {
    const given = content();
    const bytes = typeof given === "string" ? given : new Uint8Array(given);
    const refusal = await upload(org.owner.client, bytes, name).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refused);
    const { problem } = refusal as Refused;
    expect(problem).toMatchObject({ status: 422, code: "unreadable_file", facts: { code } });
    expect(problem.detail).toMatch(/[.)]$/);
    expect((await org.owner.client.listImports()).rows).toEqual([]);
    const folder = join(app.running.means.dataFolder, "imports", org.organizationId);
    expect(await readdir(folder).catch(() => [])).toEqual([]);
    expect(await readdir(join(app.running.means.dataFolder, "uploads"))).toEqual([]);
  });

  test("takes no more memory than an import may, however large it would become", async () => {
    const before = process.memoryUsage().rss;
    await upload(org.owner.client, new Uint8Array(gzipSync(zeros(500))), "bomb.csv.gz").catch(() => {});
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });

  test("that breaks off only far down is refused when it is read whole: the dry run says where, the run leaves nothing", async () => {
    const { client } = org.owner;
    const text = `Key,Title\n${"A-1,x\n".repeat(40_000)}A-2,"never closed\n${"y".repeat(2_000_000)}`;
    const made = await upload(client, text, "late.csv");
    expect(made.state).toBe("ready");
    await client.dryRunImport({ importId: made.importId, revision: made.revision });
    let now = await client.readImport({ importId: made.importId });
    while (now.state === "checking") {
      await new Promise((resolve) => setTimeout(resolve, 20));
      now = await client.readImport({ importId: made.importId });
    }
    expect(now).toMatchObject({ state: "failed", failure: { code: "csv_field_too_long" } });
    expect(now.failure?.sentence).toContain("line 40002");
    expect((await client.listItemIds({ state: "all" })).total).toBe(0);
    await client.cancelImport({ importId: made.importId });
  });

  test("whose words are formulas, markup or names of properties brings in only words", async () => {
    const { client } = org.owner;
    const words = [
      "__proto__",
      "constructor",
      "=cmd|' /C calc'!A0",
      "<img src=x onerror=alert(1)>",
      "\\N",
      "a\tb",
      "\\.",
      "{}",
    ];
    const lines = words.map(
      (word, at) => `K-${at},"${word.replaceAll('"', '""')}",${at % 2 ? "New" : "Done"},"${word}","${word}","${word}"`,
    );
    const done = await bring(client, `Key,Title,Status,Assignee,Labels,Odd\n${lines.join("\n")}\n`, {
      name: "words.csv",
      mapping: (mapping) => ({
        ...mapping,
        missing: [],
        columns: mapping.columns.map((column) =>
          column.column === "Odd"
            ? { column: "Odd", role: "field", field: { name: "__proto__", kind: "text" } }
            : column,
        ),
      }),
    });
    expect(done.result?.items.made).toBe(words.length);
    const { rows } = await client.listItems({ state: "all", sort: "key" });
    expect(rows.map((row) => row.title).toSorted()).toEqual(words.map((word) => word.replace("\t", " ")).toSorted());
    const [field] = (await client.listFields()).rows;
    expect(field?.name).toBe("__proto__");
    expect(rows.map((row) => String(row.fields[field?.fieldId ?? ""])).toSorted()).toEqual(words.toSorted());
  });

  test("of circular parents and links keeps what can be kept and tells of the rest", async () => {
    const other = await app.organization();
    const { client } = other.owner;
    const chain = Array.from({ length: 30 }, (_, at) => `D-${at},deep ${at},New,${at ? `D-${at - 1}` : ""},`);
    const text = `Key,Title,Status,Parent,Blocks\nA,a,New,B,B\nB,b,New,C,C\nC,c,New,A,A\nE,e,New,E,E\nF,f,New,A,A\n${chain.join("\n")}\n`;
    const made = await prepare(client, text, { name: "circles.csv" });
    const { plan } = await dryRun(client, made);
    const counts = Object.fromEntries((plan?.report.kinds ?? []).map((kind) => [kind.code, kind.count]));
    expect(counts).toMatchObject({ link_circular: 3 });
    expect(counts["parent_circular"]).toBeGreaterThanOrEqual(4);
    expect(plan?.links).toBe(1);
    const [key] = ["circles.csv"];
    const done = await bring(client, text, { name: `again-${key}` });
    expect(done.result?.items.made).toBe(35);
  });

  test("names a thousand states: the workflow still has at most 60 stages, and says which share one", async () => {
    const other = await app.organization();
    const lines = Array.from({ length: 1000 }, (_, at) => `S-${at},t,"State ${at}"`);
    const done = await bring(other.owner.client, `Key,Title,Status\n${lines.join("\n")}\n`, { name: "states.csv" });
    expect(done.result?.stages.length).toBeLessThanOrEqual(60);
    expect(done.result?.report.kinds.find((kind) => kind.code === "stages_joined")?.count).toBeGreaterThan(900);
  });
});
