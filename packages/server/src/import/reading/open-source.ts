/** Opens a file to import by what is in it, whatever it is called. */
import { type CsvOptions, type CsvTable, openCsv } from "./csv-reader.ts";
import { encodingOf } from "./decode-text.ts";
import { BYTE_LIMITS, type ByteSource, peek, plainBytes } from "./plain-bytes.ts";
import { ReadRefusal } from "./read-refusal.ts";
import { type XesLog, type XesOptions, openXes } from "./xes-reader.ts";

export type OpenedSource =
  | { readonly format: "csv"; readonly table: CsvTable }
  | { readonly format: "xes"; readonly log: XesLog };

/** Beginnings of files that people try, and what to do about each. */
const NOT_READ: readonly (readonly [bytes: readonly number[], sentence: string])[] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    "This is a zip archive or a spreadsheet. Unzip it, or save the sheet as CSV, and import that.",
  ],
  [[0xd0, 0xcf, 0x11, 0xe0], "This is an old Office file. Save the sheet as CSV and import that."],
  [[0x25, 0x50, 0x44, 0x46], "This is a PDF. Export the work itself as CSV or XES and import that."],
  [
    [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65],
    "This is a database file. Export the work itself as CSV or XES and import that.",
  ],
  [[0x28, 0xb5, 0x2f, 0xfd], "This is compressed with zstd. Decompress it, or use gzip."],
  [[0x42, 0x5a, 0x68], "This is compressed with bzip2. Decompress it, or use gzip."],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "This is compressed with xz. Decompress it, or use gzip."],
];

/** XES where the text begins like XML, else CSV. Refuses what is neither, saying what it is where that is plain. */
export async function openSource(source: ByteSource, options: CsvOptions & XesOptions = {}): Promise<OpenedSource> {
  const { head, all } = await peek(plainBytes(source, options.bytes ?? BYTE_LIMITS), 4096);
  for (const [bytes, sentence] of NOT_READ) {
    if (bytes.every((byte, index) => head[index] === byte)) throw new ReadRefusal("not_supported", sentence);
  }
  const { name } = encodingOf(head);
  if (head.includes(0) && !name.startsWith("utf-16")) {
    const sentence = "This is no text: a picture, a program or a damaged file. Export the work as CSV or XES.";
    throw new ReadRefusal("not_supported", sentence, { byte: head.indexOf(0) });
  }
  const start = new TextDecoder(name).decode(head).trimStart();
  if (start === "" && head.length < 4096) {
    throw new ReadRefusal("empty", "The file holds nothing but blanks. Choose one with content.");
  }
  if (/^(\{\s*"|\[\s*[{["\]])/.test(start)) {
    throw new ReadRefusal("not_supported", "This is JSON. Export the work as CSV or XES and import that.");
  }
  return start.startsWith("<")
    ? { format: "xes", log: await openXes(all, options) }
    : { format: "csv", table: await openCsv(all, options) };
}
