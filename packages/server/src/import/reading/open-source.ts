/** Opens a file to import by what is in it, whatever it is called. */
import { type CsvOptions, type CsvTable, openCsv } from "./csv-reader.ts";
import { encodingOf } from "./decode-text.ts";
import { BYTE_LIMITS, type ByteSource, peek, plainBytes } from "./plain-bytes.ts";
import { whyUnread } from "@throughline/domain/intake/reading/why-unread";
import { ReadRefusal } from "@throughline/domain/intake/reading/read-refusal";
import { type XesLog, type XesOptions, openXes } from "./xes-reader.ts";

export type OpenedSource =
  | { readonly format: "csv"; readonly table: CsvTable }
  | { readonly format: "xes"; readonly log: XesLog };

/** XES where the text begins like XML, else CSV. Refuses what is neither, saying what it is where that is plain. */
export async function openSource(source: ByteSource, options: CsvOptions & XesOptions = {}): Promise<OpenedSource> {
  const { head, all } = await peek(plainBytes(source, options.bytes ?? BYTE_LIMITS), 4096);
  const unread = whyUnread(head);
  if (unread !== null) throw new ReadRefusal("not_supported", unread);
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
