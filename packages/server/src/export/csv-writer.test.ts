import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openCsv } from "../import/reading/csv-reader.ts";
import { gathered, given } from "../import/reading/testing/given-bytes.ts";
import { type CsvCell, csvLine, writeCsv } from "./csv-writer.ts";
import { restoreCell } from "@throughline/domain/intake/reading/neutralise-cell";

const written = async (columns: readonly string[], rows: Iterable<readonly CsvCell[]>, byteOrderMark = false) => {
  const portions: string[] = [];
  for await (const portion of writeCsv(columns, rows, { byteOrderMark })) portions.push(portion);
  return portions.join("");
};

describe("writeCsv", () => {
  it("writes what RFC 4180 asks", async () => {
    expect(
      await written(
        ["id", "a,b"],
        [
          [1, 'say "hi"'],
          [null, "two\nlines"],
          [true, ""],
        ],
      ),
    ).toBe('id,"a,b"\r\n1,"say ""hi"""\r\n,"two\nlines"\r\ntrue,\r\n');
    expect(await written(["a"], [], true)).toBe("\ufeffa\r\n");
  });

  it("neutralises text in cells and column names, and leaves numbers numbers", () => {
    expect(csvLine(["=1+1", -5, "-5", 10n ** 20n, "@x", "\tx", "\rx", "\0x"])).toBe(
      `'=1+1,-5,'-5,100000000000000000000,'@x,'\tx,"'\rx",'\0x\r\n`,
    );
  });

  it("writes one empty cell as a row that is not blank", async () => {
    const text = await written(["a"], [[""], [null], ["x"]]);
    expect(parse(text, { from_line: 2 })).toEqual([[""], [""], ["x"]]);
  });

  it("refuses rows that do not fit their columns, and numbers that are none", async () => {
    await expect(written(["a", "b"], [["1"]])).rejects.toThrow("1 cells where there are 2 columns");
    await expect(written(["a"], [[Number.NaN]])).rejects.toThrow(RangeError);
    await expect(written(["a"], [[Infinity]])).rejects.toThrow(RangeError);
  });

  it("streams: asks for rows as it gives portions", async () => {
    let asked = 0;
    function* endless(): Generator<CsvCell[]> {
      for (;;) yield [++asked, "x".repeat(1000)];
    }
    for await (const portion of writeCsv(["n", "text"], endless())) {
      expect(portion.length).toBeGreaterThan(60_000);
      break;
    }
    expect(asked).toBeLessThan(100);
  });

  const hostile = fc.string({
    unit: fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", "'", '"', ",", ";", " ", "a", "é", "🧯"),
    maxLength: 8,
  });
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) =>
      fc.array(fc.array(hostile, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
    );

  it("comes back whole through our reader", async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.boolean(), async (rows, mark) => {
        const columns = rows[0]!.map((_, index) => `c${index}`);
        const source = await openCsv(given(await written(columns, rows, mark), 11), { delimiter: "," });
        const read = await gathered(source.rows(() => undefined));
        expect(read.map((row) => columns.map((column) => row.values(column)[0] ?? ""))).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });

  it("comes back whole through an independent reader, neutralised on the way", async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const columns = rows[0]!.map((_, index) => `c${index}`);
        const cells: string[][] = parse(await written(columns, rows), { from_line: 2, record_delimiter: "\r\n" });
        for (const cell of cells.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\0]/);
        expect(cells.map((row) => row.map(restoreCell))).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });

  it("holds the control: written without neutralising, such a table does have a formula in it", () => {
    expect(parse("a\r\n=1+1\r\n").flat()).toContain("=1+1");
  });
});
