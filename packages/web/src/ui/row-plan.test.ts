import { array, assert, nat, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { planRows, type RowGroup } from "./row-plan.ts";

const ids = ["a", "b", "c", "d", "e"];
const group = (id: string, count: number): RowGroup => ({ id, title: id, count });

/** The plan written out, heads as "#id". */
function written(groups: readonly RowGroup[], folded: readonly string[] = [], rows = ids): string[] {
  const plan = planRows(rows, groups, new Set(folded));
  return Array.from({ length: plan.length }, (_, line) => {
    const row = plan.at(line);
    return row === undefined ? "?" : row.kind === "group" ? `#${row.group.id}` : row.id;
  });
}

describe("rows under group heads", () => {
  test("stand in order under their heads", () => {
    expect(written([group("x", 2), group("y", 3)])).toEqual(["#x", "a", "b", "#y", "c", "d", "e"]);
  });

  test("of a folded group are not there, its head is", () => {
    expect(written([group("x", 2), group("y", 3)], ["x"])).toEqual(["#x", "#y", "c", "d", "e"]);
  });

  test("an empty group keeps its head", () => {
    expect(written([group("x", 0), group("y", 5)])).toEqual(["#x", "#y", "a", "b", "c", "d", "e"]);
  });

  test("beyond all counts stand at the end without a head", () => {
    expect(written([group("x", 2)])).toEqual(["#x", "a", "b", "c", "d", "e"]);
  });

  test("a count beyond the rows is cut", () => {
    expect(written([group("x", 9)])).toEqual(["#x", "a", "b", "c", "d", "e"]);
  });

  test("without groups are just rows, and no rows are nothing", () => {
    expect(written([])).toEqual(ids);
    expect(written([], [], [])).toEqual([]);
  });
});

test("a row's line leads back to the row, and a folded or unknown row has none", () => {
  assert(
    property(array(nat(6), { maxLength: 8 }), nat(30), array(nat(7)), (counts, total, foldedAt) => {
      const rows = Array.from({ length: total }, (_, at) => `row-${at}`);
      const groups = counts.map((count, at) => group(`g${at}`, count));
      const folded = new Set(foldedAt.map((at) => `g${at}`));
      const plan = planRows(rows, groups, folded);
      const seen = new Set<string>();
      for (let line = 0; line < plan.length; line += 1) {
        const row = plan.at(line);
        expect(row).toBeDefined();
        if (row?.kind === "row") {
          seen.add(row.id);
          expect(plan.lineOf(row.id)).toBe(line);
          expect(rows[row.position]).toBe(row.id);
        } else if (row?.kind === "group") expect(plan.lineOfGroup(row.group.id)).toBe(line);
      }
      for (const id of rows) if (!seen.has(id)) expect(plan.lineOf(id)).toBe(-1);
      expect(plan.lineOf("nobody")).toBe(-1);
      expect(plan.at(plan.length)).toBeUndefined();
      expect(plan.at(-1)).toBeUndefined();
    }),
  );
});
