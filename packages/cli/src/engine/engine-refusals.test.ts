import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { file, folder, json, log, told } from "../testing/told.ts";

describe("what cannot be read is refused with code 2, the place and what to do", () => {
  const head = "case id,activity,timestamp\n";
  test.each<[string, string, string | Uint8Array, readonly string[], RegExp]>([
    [
      "a time that is none",
      "bad.csv",
      `${log()}\nOPS-1,Done,soon\n`,
      ["flow"],
      /Line 142: "soon" in column "changed at" is no time.*--skip-unreadable/,
    ],
    [
      "a quotation mark that is never closed",
      "open.csv",
      `${head}1,"Open,2026-01-05\n`,
      ["flow"],
      /never closed.*\(line 2\)/,
    ],
    ["an empty file", "empty.csv", "", ["flow"], /is empty/],
    ["a picture", "x.csv", new Uint8Array([0x50, 0x4b, 3, 4, 9]), ["mine"], /zip archive or a spreadsheet.*CSV/],
    ["damaged gzip", "x.gz", gzipSync("a".repeat(5000)).subarray(0, 20), ["flow"], /gzip file ends before/],
    [
      "a document type",
      "x.xes",
      '<?xml version="1.0"?>\n<!DOCTYPE log [<!ENTITY a "b">]>\n<log/>',
      ["mine"],
      /DOCTYPE.*\(line 2\)/,
    ],
    ["XML that breaks off", "y.xes", "<log>\n<trace><event>\n", ["mine"], /\(line 3\)/],
    ["XML that is no log", "z.xes", "<html></html>", ["mine"], /no event log/],
    [
      "JSON that is none",
      "x.json",
      '{"teams": [\n,]}',
      ["simulate"],
      /is not JSON: line 2, ",\]\}" is not expected there/,
    ],
    ["columns that say nothing", "n.csv", "x,y\n1,2\n3,4\n", ["flow"], /say --case COLUMN\. The columns are "x", "y"/],
    [
      "a column that is not there",
      "c.csv",
      `${head}1,Open,2026-01-05\n`,
      ["flow", "--case", "nr"],
      /there is no column "nr".*"case id"/,
    ],
    [
      "work that never ends",
      "d.csv",
      `${head}1,Open,2026-01-05\n1,Review,2026-01-06\n`,
      ["flow"],
      /--done STATE.*"Open", "Review"/,
    ],
    [
      "half an item",
      "h.csv",
      "day,finished\n2026-01-05,1\n2026-01-06,1.5\n",
      ["forecast"],
      /Line 3: "1.5" in column "finished"/,
    ],
    [
      "several series of counts in one file",
      "series.csv",
      "team,day,finished\nA,2026-01-05,1\nB,2026-01-05,2\nA,2026-01-06,1\nB,2026-01-06,0\n",
      ["forecast"],
      /2 series by "team": "A", "B"\. Choose one with --where "team=A", or add them up with --sum/,
    ],
    [
      "counts side by side",
      "wide.csv",
      "day,alpha,beta\n2026-01-05,1,2\n2026-01-06,0,1\n",
      ["forecast"],
      /"alpha", "beta"\. Say which with --count COLUMN/,
    ],
    ["counts that are none", "nan.csv", "day,count\n2026-01-05,NaN\n", ["forecast"], /Line 2: "NaN" in column "count"/],
    ["a log without events", "bare.xes", "<log><trace/></log>", ["mine"], /no events in any trace/],
    ["too short a history", "s.csv", "day,finished\n2026-01-05,1\n2026-01-06,2\n", ["forecast"], /seven days/],
    ["a log to schedule", "l.csv", `${head}1,Open,2026-01-05\n`, ["schedule"], /PSPLIB \(\.sm\) and JSON/],
    [
      "a ring of activities",
      "r.json",
      JSON.stringify({
        activities: [
          { name: "a", duration: 1, after: ["b"] },
          { name: "b", duration: 1, after: ["a"] },
        ],
      }),
      ["schedule"],
      /a → b → a|b → a → b/,
    ],
    [
      "a field that nobody reads",
      "f.json",
      JSON.stringify({ activities: [{ name: "a", durration: 1 }] }),
      ["schedule"],
      /activities\[0\]\.durration is not known here/,
    ],
    [
      "a length of time that is none",
      "t.json",
      JSON.stringify({ teams: [], channels: [], stages: [{ name: "a", kind: "active", effort: "3 x" }] }),
      ["simulate"],
      /stages\[0\]\.effort: "3 x" is not a length of time: write "30m"/,
    ],
    [
      "a number out of bounds",
      "b.csv",
      `${head}1,Open,2026-01-05\n`,
      ["flow", "--weeks", "0"],
      /--weeks is a whole number from 1 to 520/,
    ],
    [
      "a parameter that is not there",
      "p.csv",
      `${head}1,Open,2026-01-05\n`,
      ["flow", "--colour", "red"],
      /no --colour here/,
    ],
    [
      "a zone that is none",
      "o.csv",
      `${head}1,Open,2026-01-05\n`,
      ["flow", "--zone", "Mars"],
      /"Mars" is no time zone/,
    ],
  ])("%s", async (_, name, content, [command = "", ...parameters], message) => {
    const { code, out, aside } = await told(command, await file(name, content), ...parameters);
    expect(aside).toMatch(message);
    expect(aside).toMatch(/^throughline: /);
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });

  test("a file that is not there", async () => {
    const { code, aside } = await told("flow", join(folder(), "nowhere.csv"));
    expect(code).toBe(2);
    expect(aside).toMatch(/^throughline: There is no file .*nowhere\.csv\.$/m);
  });

  test("but rows that cannot be read are left out where asked, and told", async () => {
    const path = await file("bad.csv", `${log()}\nOPS-1,Done,soon\n`);
    const { read, events } = await json("flow", path, "--skip-unreadable", "--zone", "UTC");
    expect(events).toBe(140);
    expect(read).toHaveLength(3);
    expect(read).toContain('1 row without a readable "changed at" left out (first: line 142).');
  });
});

test("words in a file cannot move the cursor of a terminal, in answers and in refusals", async () => {
  const moving = (text: string) => text.replaceAll("Review", "\u001b[2JRe\u009bview");
  const path = await file("moving.csv", moving(log()).replace("state", "sta\u001bte"));
  const columns = ["--case", "ticket id", "--activity", "sta\u001bte", "--time", "changed at", "--zone", "UTC"];
  for (const command of ["mine", "flow", "forecast"]) {
    const { code, out } = await told(command, path, ...columns);
    expect(code).toBe(0);
    // oxlint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(out).toContain("sta te");
  }
  const refused = await told("flow", path, "--case", "\u001b[31m");
  expect(refused.aside).toContain("there is no column");
  // oxlint-disable-next-line no-control-regex
  expect(refused.aside).not.toMatch(/[\u001b\u009b]/);
});
