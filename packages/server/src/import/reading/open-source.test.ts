import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect, it } from "vitest";
import { openSource } from "./open-source.ts";
import { given, refusalOf } from "./testing/given-bytes.ts";

const formatOf = async (content: string | Uint8Array) => {
  const opened = await openSource(given(content));
  await (opened.format === "csv" ? opened.table : opened.log).close();
  return opened.format;
};

it.each([
  ["<?xml version='1.0'?><log/>", "xes"],
  ["\n <log/>", "xes"],
  ["\ufeff<log/>", "xes"],
  ["id,title\n1,a\n", "csv"],
  ["[id],title\n1,a\n", "csv"],
])("opens %j as %s, plain and gzip", async (text, format) => {
  expect(await formatOf(text)).toBe(format);
  expect(await formatOf(gzipSync(text))).toBe(format);
});

it.each([
  ["a spreadsheet", Buffer.from("PK\u0003\u0004[Content_Types].xml"), /CSV/],
  ["an old spreadsheet", Buffer.from("d0cf11e0a1b11ae1", "hex"), /CSV/],
  ["a PDF", Buffer.from("%PDF-1.7\n"), /PDF/],
  ["JSON", Buffer.from('{ "issues": [] }'), /JSON/],
  ["a list in JSON", Buffer.from('[\n{"id": 1}]'), /JSON/],
  ["zstd", zstdCompressSync(Buffer.from("id,title\n")), /zstd/],
  ["a database", Buffer.from("SQLite format 3\0"), /database/],
])("says what to do with %s", async (_, content, sentence) => {
  const refusal = await refusalOf(formatOf(content));
  expect(refusal.code).toBe("not_supported");
  expect(refusal.sentence).toMatch(sentence);
});

it.each([
  ["nothing", "", "empty"],
  ["blanks", " \n\t", "empty"],
  ["bytes of no kind", Buffer.from([1, 2, 0, 3, 0, 0, 255, 7]), "not_supported"],
  ["a picture", Buffer.concat([Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")]), "not_supported"],
])("refuses %s", async (_, content, code) => {
  expect((await refusalOf(formatOf(content))).code).toBe(code);
});
