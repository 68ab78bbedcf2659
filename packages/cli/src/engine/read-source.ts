/** A file of whatever kind as text, found out by what is in it and not by its name. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { ReadRefusal } from "@throughline/domain/intake/reading/read-refusal";
import { whyUnread } from "@throughline/domain/intake/reading/why-unread";
import { WrongUsage } from "../arguments.ts";

export interface Source {
  /** The file's name without its folder; "standard input" for `-`. */
  readonly name: string;
  readonly kind: "csv" | "xes" | "json" | "psplib";
  readonly text: string;
}

/** The most bytes of a file after decompression: what one text can hold. */
const MOST_BYTES = 500 * 1024 ** 2;

/** Refuses (`ReadRefusal`) what is no text, is damaged or too large. `-` reads standard input. */
export async function readSource(path: string): Promise<Source> {
  const given = path === "-" ? await buffer(process.stdin) : await bytesOf(path);
  const text = decoded(plain(given)).replace(/^\uFEFF/, "");
  if (text.trim() === "") throw new ReadRefusal("empty", "The file is empty. Choose one with content.");
  return { name: path === "-" ? "standard input" : basename(path), kind: kindOf(text), text };
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT") throw new WrongUsage(`There is no file ${path}.`);
    if (code === "EISDIR") throw new WrongUsage(`${path} is a folder: name one file in it.`);
    if (code === "EACCES") throw new WrongUsage(`${path} may not be read by you.`);
    throw error;
  }
}

function kindOf(text: string): Source["kind"] {
  const start = text.slice(0, 4096).trimStart();
  if (start.startsWith("<")) return "xes";
  if (/^(\{|\[\s*[[{"\]])/.test(start)) return "json";
  return /^\*{10,}/.test(start) && /jobs \(incl/.test(text.slice(0, 4096)) ? "psplib" : "csv";
}

function plain(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    if (bytes.length > MOST_BYTES) throw tooLarge();
    return bytes;
  }
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    if (code === "Z_BUF_ERROR") {
      throw new ReadRefusal("gzip_truncated", "The gzip file ends before its content does. Copy it again.");
    }
    throw new ReadRefusal("gzip_damaged", "The gzip file is damaged and cannot be decompressed. Copy it again.");
  }
}

function tooLarge(): ReadRefusal {
  const sentence = `The file has more than ${MOST_BYTES / 1024 ** 2} MB (decompressed). Leave out what is not needed.`;
  return new ReadRefusal("too_large", sentence);
}

/** UTF-8, UTF-16 with a byte order mark, and what is neither as windows-1252, which old exports use. */
function decoded(bytes: Uint8Array): string {
  const unread = whyUnread(bytes.subarray(0, 16));
  if (unread !== null) throw new ReadRefusal("not_supported", unread);
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  if (new TextDecoder("latin1").decode(bytes.subarray(257, 262)) === "ustar") {
    throw new ReadRefusal("not_supported", "This is a tar archive. Unpack it, and name one file of it.");
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    throw new ReadRefusal("nul_byte", "This is no text, or it is damaged: a zero byte stands in it.", { byte: nul });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
