import type { ReportLine } from "@throughline/domain/intake/import/import-record";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { sniffDialect } from "@throughline/domain/intake/reading/csv-dialect";
import { type CsvOptions, openCsv } from "./csv-reader.ts";
import { gathered, given, refusalOf } from "./testing/given-bytes.ts";

const read = async (content: string | Uint8Array, options?: CsvOptions) => {
  const table = await openCsv(given(content), options);
  const reports: ReportLine[] = [];
  const rows = await gathered(table.rows((line) => reports.push(line)));
  return {
    columns: table.columns,
    rows: rows.map((row) => [row.line, ...table.columns.map((column) => row.values(column).join("+"))]),
    reports,
    delimiter: table.dialect.delimiter,
    encoding: table.encoding.name,
  };
};

describe("openCsv", () => {
  it.each([
    [",", "id,title,state\n1,Paint; then wait,Open\n2,Mow,Done\n"],
    [";", "id;title;cost\n1;Paint, then wait;1,50\n2;Mow;2,75\n"],
    ["\t", "id\ttitle\tstate\n1\tPaint, wait\tOpen\n"],
    ["|", "id|title|state\n1|Paint, wait|Open\n"],
  ])("finds the delimiter %j by itself, plain and gzip", async (delimiter, text) => {
    for (const content of [text, gzipSync(text)]) {
      const table = await read(content);
      expect(table).toMatchObject({ delimiter, reports: [] });
      expect(table.columns).toHaveLength(3);
      expect(table.rows[0]?.[1]).toBe("1");
    }
  });

  it("obeys the line in which spreadsheets name their delimiter, and keeps counting lines", async () => {
    expect(await read("sep=;\r\nid;title\r\n1;a,b,c\r\n")).toMatchObject({ delimiter: ";", rows: [[3, "1", "a,b,c"]] });
  });

  it("gathers repeated columns, calls nameless ones by number, and drops empty cells", async () => {
    const { columns, rows } = await read("Key,Labels,Labels,,Labels\nA,x,,extra,z\n");
    expect(columns).toEqual(["Key", "Labels", "column 4"]);
    expect(rows).toEqual([[2, "A", "x+z", "extra"]]);
  });

  it("keeps line breaks within quotes and tells the line of each row", async () => {
    const { rows } = await read('id,text\r\n1,"a\r\nb"\r\n2,c\r\n');
    expect(rows).toEqual([
      [2, "1", "a\r\nb"],
      [4, "2", "c"],
    ]);
  });

  it("keeps ragged rows and reports them", async () => {
    const { rows, reports } = await read("a,b,c\n1,2\n1,2,3,,\n1,2,3,four,five\n");
    expect(rows).toHaveLength(3);
    expect(reports).toMatchObject([
      { code: "row_shorter", line: 2, effect: "note" },
      { code: "row_longer", line: 4, effect: "lost", value: "four", column: "column 4" },
      { code: "row_longer", line: 4, effect: "lost", value: "five", column: "column 5" },
    ]);
  });

  it("reports quotation marks that do not belong, and keeps the text", async () => {
    const { rows, reports } = await read('a,b\n1,"x"y\n');
    expect(rows).toEqual([[2, "1", '"x"y']]);
    expect(reports).toMatchObject([{ code: "quote_unexpected", column: "b", line: 2, effect: "changed" }]);
  });

  it("says in which encoding it read", async () => {
    expect(await read(Buffer.from("id,name\n1,Jörg\n", "latin1"))).toMatchObject({
      encoding: "windows-1252",
      rows: [[2, "1", "Jörg"]],
    });
    expect(await read(Buffer.from("\ufeffid,name\n1,Jörg\n", "utf16le"))).toMatchObject({
      encoding: "utf-16le",
      columns: ["id", "name"],
      rows: [[2, "1", "Jörg"]],
    });
  });

  it("takes the apostrophe from neutralised cells and leaves others alone", async () => {
    expect((await read("a,b\n'=1+1,'tis fine\n")).rows).toEqual([[2, "=1+1", "'tis fine"]]);
  });

  it.each([
    ["nothing but line breaks", "\n\r\n\n", "empty", undefined],
    ["a header that is a novel", `${"x".repeat(2000)},b\n1,2\n`, "csv_header_unusable", 1],
    ["a quotation mark that stays open", 'a,b\n1,2\n3,"4\n', "csv_quote_open", 3],
    ["a zero byte", "a,b\n1,2\n3,\0\n", "nul_byte", 3],
    ["a million columns", Array.from({ length: 1_000_000 }, (_, i) => i).join(","), "csv_too_many_columns", 1],
    ["twenty million commas", Buffer.alloc(20_000_000, ","), "csv_too_many_columns", 1],
  ])("refuses %s", async (_, content, code, line) => {
    const reading = (async () => {
      const table = await openCsv(given(content, 65_536));
      await gathered(table.rows(() => undefined));
    })();
    expect(await refusalOf(reading)).toMatchObject({ code, line });
  });

  it("gives the rows before a fault first", async () => {
    const seen: number[] = [];
    const table = await openCsv(given(`a,b\n${"1,2\n".repeat(50_000)}3,\0`));
    const reading = (async () => {
      for await (const rows of table.rows(() => undefined)) seen.push(...rows.map(({ line }) => line));
    })();
    expect(await refusalOf(reading)).toMatchObject({ code: "nul_byte", line: 50_002 });
    expect(seen).toHaveLength(50_000);
  });

  it("lets go of the source when closed early", async () => {
    let released = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        yield Buffer.from("a,b\n");
        for (;;) yield Buffer.from("1,2\n".repeat(1000));
      } finally {
        released = true;
      }
    }
    const table = await openCsv(source());
    await table.close();
    expect(released).toBe(true);
  });
});

describe("sniffDialect", () => {
  it("prefers the delimiter that fits every row over one that is merely frequent", () => {
    expect(sniffDialect("id;note\n1;a,b,c,d\n2;e,f\n3;g\n").delimiter).toBe(";");
  });

  it("sees through line breaks and delimiters within quotes", () => {
    expect(sniffDialect('id;note\n1;"a,b\nc,d,e\n"\n2;"f,g"\n').delimiter).toBe(";");
  });

  it("takes one column for one column", () => {
    expect(sniffDialect("title\nPaint the fence\nMow\n")).toMatchObject({ delimiter: ",", reason: "only one column" });
  });

  it("knows the line ends of old Macs", () => {
    expect(sniffDialect("a,b\r1,2\r").returnsEndRows).toBe(true);
    expect(sniffDialect("a,b\r\n1,2\r\n").returnsEndRows).toBe(false);
  });
});
