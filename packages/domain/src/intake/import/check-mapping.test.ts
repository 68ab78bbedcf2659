import { describe, expect, it } from "vitest";
import { checkMapping } from "./check-mapping.ts";
import type { ColumnMapping } from "./import-mapping.ts";

const good = {
  version: 1,
  rows: "items",
  columns: [
    { column: "Key", role: "key" },
    { column: "Title", role: "title" },
    { column: "Created", role: "created", date: "day_first" },
    { column: "Site", role: "field", field: { name: "Site", kind: "choice" } },
    { column: "Blocks", role: "link", link: { kind: "blocks", direction: "out" }, separator: "," },
    { column: "Estimate", role: "effort", unit: "hours", decimal: "comma" },
  ],
  zone: "Europe/Lisbon",
  missing: ["?"],
  classes: { Urgent: "expedite" },
};
const codes = (mapping: unknown, headers?: readonly string[]) => {
  const checked = checkMapping(mapping, headers);
  return checked.ok ? [] : checked.problems.map(({ path, code }) => `${path} ${code}`);
};
const withColumns = (...columns: unknown[]) => ({ ...good, columns: [...good.columns, ...columns] });

describe("checkMapping", () => {
  it("accepts a good mapping and hands it back", () => {
    expect(
      checkMapping(
        good,
        good.columns.map(({ column }) => column),
      ),
    ).toEqual({ ok: true, mapping: good });
    expect(checkMapping(JSON.parse(JSON.stringify(good)))).toMatchObject({ ok: true });
  });

  it.each([
    [null, " not_a_mapping"],
    [[], " not_a_mapping"],
    [{ ...good, columns: "Key" }, " not_a_mapping"],
    [{ ...good, version: 2 }, "version bad_value"],
    [{ ...good, rows: "cards" }, "rows bad_value"],
    [{ ...good, zone: "" }, "zone bad_value"],
    [{ ...good, missing: [3] }, "missing bad_value"],
    [{ ...good, classes: { Urgent: "now" } }, "classes bad_value"],
    [{ ...good, mapper: 1 }, "mapper unknown_property"],
    [
      JSON.parse(JSON.stringify(good).replace('"version":1', '"version":1,"__proto__":{}')),
      "__proto__ unknown_property",
    ],
    [withColumns({ column: "X", role: "boss" }), "columns.6.role bad_value"],
    [withColumns({ column: "X", role: "toString" }), "columns.6.role bad_value"],
    [withColumns({ column: "X", role: "ignore", colour: 1 }), "columns.6.colour unknown_property"],
    [withColumns({ column: 3, role: "ignore" }), "columns.6 bad_value"],
    [withColumns({ column: "Title", role: "ignore" }), "columns.6 column_twice"],
    [withColumns({ column: "X", role: "title" }), "columns.6.role role_twice"],
    [withColumns({ column: "X", role: "due" }), "columns.6.date detail_missing"],
    [withColumns({ column: "X", role: "due", date: "dd/mm" }), "columns.6.date bad_value"],
    [withColumns({ column: "X", role: "field" }), "columns.6.field detail_missing"],
    [withColumns({ column: "X", role: "field", field: { name: "X", kind: "money" } }), "columns.6.field bad_value"],
    [
      withColumns({ column: "X", role: "field", field: { name: "Site", kind: "text" } }),
      "columns.6.field.name field_twice",
    ],
    [withColumns({ column: "X", role: "link" }), "columns.6.link detail_missing"],
    [withColumns({ column: "X", role: "comment", form: "date_author_text" }), "columns.6.date detail_missing"],
    [withColumns({ column: "X", role: "event_time", date: "iso" }), "columns role_misplaced"],
    [{ ...good, rows: "events" }, "columns role_missing"],
    [{ ...good, columns: [{ column: "Site", role: "label" }] }, "columns role_missing"],
    [
      { ...good, columns: Array.from({ length: 10_001 }, (_, i) => ({ column: `${i}`, role: "ignore" })) },
      "columns too_many",
    ],
  ])("refuses %.60j: %s", (mapping, problem) => {
    expect(codes(mapping)).toContain(problem);
  });

  it("refuses columns that the source does not have, and only then", () => {
    expect(codes(good, ["Key", "Title"])).toContain("columns.2 unknown_column");
  });

  it("tells what to do in every sentence, and stops at 50 problems", () => {
    const many = withColumns(...Array.from({ length: 100 }, (_, i): Partial<ColumnMapping> => ({ column: `${i}` })));
    const checked = checkMapping(many);
    if (checked.ok) throw new Error("accepted");
    expect(checked.problems).toHaveLength(50);
    for (const { sentence } of checked.problems) expect(sentence).toMatch(/\.$/);
  });
});
