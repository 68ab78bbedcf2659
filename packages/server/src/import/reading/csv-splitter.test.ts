import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CSV_LIMITS, type CsvRow, csvSplitter } from "@throughline/domain/intake/reading/csv-splitter";

const split = (text: string, delimiter = ",", size = 1000, returnsEndRows = false, limits = CSV_LIMITS): CsvRow[] => {
  const splitter = csvSplitter(delimiter, returnsEndRows, limits);
  const rows: CsvRow[] = [];
  for (let start = 0; start < text.length; start += size) rows.push(...splitter.write(text.slice(start, start + size)));
  return [...rows, ...splitter.end()];
};
const cells = (text: string, delimiter?: string, size?: number, returns?: boolean) =>
  split(text, delimiter, size, returns).map((row) => row.cells);

describe("csvSplitter", () => {
  it.each([
    [
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a,b\r\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ['a,"b,""c"""\n', [["a", 'b,"c"']]],
    [
      'a,"b\nc\r\nd"\nx,y',
      [
        ["a", "b\nc\r\nd"],
        ["x", "y"],
      ],
    ],
    [
      "a,,\n,,\n",
      [
        ["a", "", ""],
        ["", "", ""],
      ],
    ],
    ["\n\na\n\n\r\n\nb\n", [["a"], ["b"]]],
    ['""\n""', [[""], [""]]],
    ['a, "b, c" ,d\n', [["a", "b, c", "d"]]],
    ['5" pipe,x"y\n', [['5" pipe', 'x"y']]],
    ["a,b\rc\n", [["a", "b\rc"]]],
    ["", []],
  ])("splits %j", (text, expected) => {
    for (const size of [1, 2, 3, 100]) expect(cells(text, ",", size)).toEqual(expected);
  });

  it("ends rows with lone carriage returns where the file does", () => {
    expect(cells("a,b\r1,2\r", ",", 1, true)).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });

  it("knows the line on which each row begins, line breaks within quotes counted once", () => {
    const text = 'a,b\r\n"x\r\ny\nz",2\r\n\r\n3,4\r\n';
    for (const size of [1, 2, 100]) expect(split(text, ",", size).map(({ line }) => line)).toEqual([1, 2, 6]);
  });

  it("keeps text after a closing quote as it stands and tells which cell it was in", () => {
    expect(split('x,"abc"def,"g" h\n')).toEqual([{ line: 1, cells: ["x", '"abc"def', '"g" h'], strayQuotes: [1, 2] }]);
    expect(split('"abc","d"\n')[0]?.strayQuotes).toEqual([]);
  });

  it.each([
    ["more cells than columns are allowed", `${",".repeat(10_000)}\n`, "csv_too_many_columns", 1],
    ["a million columns", Array.from({ length: 1_000_000 }, (_, i) => `c${i}`).join(","), "csv_too_many_columns", 1],
    ["a row that is too long", `a\n${`${"x".repeat(900_000)},`.repeat(10)}`, "csv_row_too_long", 2],
    ["a cell that is too long", `a\n${"x".repeat(1_100_000)}`, "csv_field_too_long", 2],
    ["a quotation mark that is never closed", `a\nb\n"${"x\n".repeat(600_000)}`, "csv_field_too_long", 3],
    ["a quotation mark open at the end", 'a,b\n1,"2\n3', "csv_quote_open", 2],
    [
      "very many quotation marks in one cell",
      `a,b\n1,${" ".repeat(30_000)}x${'"'.repeat(2_000_000)}`,
      "csv_field_too_long",
      2,
    ],
  ])("refuses %s", (_, text, code, line) => {
    expect(() => split(text, ",", 65_536)).toThrow(expect.objectContaining({ code, line }));
  });

  it("reads what just keeps within the limits", () => {
    expect(split(",".repeat(9999))[0]?.cells).toHaveLength(10_000);
    expect(split("x".repeat(CSV_LIMITS.cell))[0]?.cells[0]).toHaveLength(CSV_LIMITS.cell);
    // The control for the bound on columns: with a wider one the refused text is read.
    const wide = { ...CSV_LIMITS, columns: 20_000 };
    expect(split(",".repeat(10_000), ",", 1000, false, wide)[0]?.cells).toHaveLength(10_001);
  });

  it("agrees with an independent reader on well-formed CSV, however it is cut", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "é", '"', ",", ";", "\n", "\r\n", " ", "1"), maxLength: 8 });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(table, fc.constantFrom(",", ";"), fc.integer({ min: 1, max: 5 }), (rows, delimiter, size) => {
        const text = rows
          .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter))
          .join("\r\n");
        const expected = parse(text, { delimiter, relax_column_count: true, record_delimiter: ["\r\n", "\n"] });
        expect(expected).toEqual(rows);
        expect(cells(text, delimiter, size)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("never loses a character of malformed CSV that it accepts", () => {
    const text = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "b"), maxLength: 20 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 4 }), (content, size) => {
        let rows: CsvRow[];
        try {
          rows = split(content, ",", size);
        } catch (error) {
          expect(error).toMatchObject({ code: "csv_quote_open" });
          return;
        }
        const letters = (value: string) => value.replaceAll(/[^ab]/g, "");
        expect(letters(rows.flatMap((row) => row.cells).join(""))).toBe(letters(content));
        expect(cells(content, ",", 1000)).toEqual(rows.map((row) => row.cells));
      }),
      { numRuns: 2000 },
    );
  });
});
