import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkCrosswalk } from "./checks/crosswalk.ts";
import { readContent } from "./checks/read-content.ts";

const { content } = readContent(import.meta.dirname);
const page = readFileSync(join(import.meta.dirname, "knowledge/beside-project-management.md"), "utf8");
const { crosswalk } = content;
if (!crosswalk) throw new Error("crosswalk.json is missing or not in its form");

const count = <Value>(values: Value[], wanted: Value): number => values.filter((value) => value === wanted).length;

describe("the crosswalk", () => {
  test.each([
    ["pmp", "PMP"],
    ["capm", "CAPM"],
    ["prince2-7", "PRINCE2 7"],
  ] as const)("%s: the page prints the counts of the data, both ways", (id, name) => {
    const outline = crosswalk.outlines.find((o) => o.id === id);
    const theirs = outline?.domains.flatMap((d) => d.rows.map((r) => r.coverage)) ?? [];
    const ours = crosswalk.ours.map((o) => o[id]);
    const cells = (values: string[]): string => ["covered", "partly", "not"].map((c) => count(values, c)).join(" | ");
    expect(page).toMatch(
      new RegExp(
        `\\| ${name}.* \\| ${outline?.grain} \\| ${theirs.length} \\| ${cells(theirs).replaceAll("|", "\\|")} \\|`,
      ),
    );
    expect(page).toContain(`| ${name} | ${cells(ours)} |`);
    for (const domain of outline?.domains ?? []) {
      if (domain.weightPercent !== null) expect(page).toContain(`${domain.weightPercent} %`);
    }
  });

  test("the page names as many topics without counterpart as there are", () => {
    const alone = crosswalk.ours.filter((o) => o.pmp === "not" && o.capm === "not" && o["prince2-7"] === "not");
    expect(alone).toHaveLength(12);
    expect(page).toContain("Twelve topics have no counterpart");
  });

  test("a row that names a topic which our side calls untouched is found", () => {
    const ours = crosswalk.ours.map((o) => (o.topic === "projects/risk" ? { ...o, pmp: "not" as const } : o));
    const found = checkCrosswalk({ ...content, crosswalk: { ...crosswalk, ours } });
    expect(found.map((p) => p.says).join()).toMatch(/projects\/risk is "not".*named by a row/);
    expect(checkCrosswalk(content)).toEqual([]);
  });
});
