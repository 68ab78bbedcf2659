import { expect, test } from "vitest";
import { type Column, shownColumns, widthOf } from "./column-layout.ts";

const column = (id: string, more: Partial<Column<unknown>> = {}): Column<unknown> => ({
  id,
  title: id,
  width: 100,
  cell: () => null,
  ...more,
});
const columns = [
  column("key", { isSticky: true, canHide: false }),
  column("title", { canHide: false }),
  column("stage"),
  column("age"),
];
const names = (layout: Parameters<typeof shownColumns>[1]) => shownColumns(columns, layout).map(({ id }) => id);

test("columns stand in their own order until the reader gives another; unnamed ones follow", () => {
  expect(names({})).toEqual(["key", "title", "stage", "age"]);
  expect(names({ order: ["age", "title"] })).toEqual(["key", "age", "title", "stage"]);
});

test("a sticky column stays first whatever the order says", () => {
  expect(names({ order: ["age", "stage", "title", "key"] })[0]).toBe("key");
});

test("a hidden column is gone, one that must not be hidden stays, an unknown one is ignored", () => {
  expect(names({ hidden: ["stage", "key", "nothing"] })).toEqual(["key", "title", "age"]);
});

test("a width is the reader's, but never under the column's least", () => {
  expect(widthOf(column("a"), {})).toBe(100);
  expect(widthOf(column("a"), { widths: { a: 250.4 } })).toBe(250);
  expect(widthOf(column("a", { minWidth: 80 }), { widths: { a: 10 } })).toBe(80);
});
