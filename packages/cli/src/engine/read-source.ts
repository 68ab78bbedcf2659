/** A file of whatever kind as text, found out by what is in it and not by its name. */
import { isUtf8 } from "node:buffer";
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
  /** The text piece by piece: logs are longer than one text may be. */
  pieces(): Iterable<string>;
}

/** The most bytes of a file after decompression. */
const MOST_BYTES = 2000 * 1024 ** 2;
/** The most bytes that are taken as one text: plans, organisations and workflows are never as long. */
const MOST_AS_ONE = 100 * 1024 ** 2;
const PIECE = 4 * 1024 ** 2;

/** Refuses (`ReadRefusal`) what is no text, is damaged or too large. `-` reads standard input. */
export async function readSource(path: string): Promise<Source> {
  const given = path === "-" ? await buffer(process.stdin) : await bytesOf(path);
  const bytes = plain(given);
  const encoding = encodingOf(bytes);
  const start = new TextDecoder(encoding).decode(bytes.subarray(0, 64 * 1024));
  if (start.trim() === "") throw new ReadRefusal("empty", "The file is empty. Choose one with content.");
  return {
    name: path === "-" ? "standard input" : basename(path),
    kind: kindOf(start),
    *pieces() {
      const decoder = new TextDecoder(encoding);
      for (let at = 0; at < bytes.length; at += PIECE) {
        yield decoder.decode(bytes.subarray(at, at + PIECE), { stream: at + PIECE < bytes.length });
      }
    },
  };
}

/** All of a source as one text; refuses (`ReadRefusal`) what is longer than anything of its kind. */
export function textOfSource(source: Source): string {
  let text = "";
  for (const piece of source.pieces()) {
    text += piece;
    if (text.length > MOST_AS_ONE) throw tooLarge(MOST_AS_ONE);
  }
  return text;
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT") throw new WrongUsage(`There is no file ${path}.`);
    if (code === "EISDIR") throw new WrongUsage(`${path} is a folder: name one file in it.`);
    if (code === "EACCES") throw new WrongUsage(`${path} may not be read by you.`);
    if (code === "ERR_FS_FILE_TOO_LARGE") throw tooLarge();
    throw error;
  }
}

function kindOf(text: string): Source["kind"] {
  const start = text.slice(0, 4096).trimStart();
  if (start.startsWith("<")) return "xes";
  if (/^(\{|\[\s*[[{"\]])/.test(start)) return "json";
  return /^\*{10,}/.test(start) && /jobs \(incl/.test(text.slice(0, 4096)) ? "psplib" : "csv";
}

/** Unpacked as often as it was packed: some archives hold what was compressed before. */
function plain(bytes: Uint8Array): Uint8Array {
  if (bytes.length > MOST_BYTES) throw tooLarge();
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return plain(gunzipSync(bytes, { maxOutputLength: MOST_BYTES }));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    if (code === "Z_BUF_ERROR") {
      throw new ReadRefusal("gzip_truncated", "The gzip file ends before its content does. Copy it again.");
    }
    if (error instanceof ReadRefusal) throw error;
    throw new ReadRefusal("gzip_damaged", "The gzip file is damaged and cannot be decompressed. Copy it again.");
  }
}

function tooLarge(most = MOST_BYTES): ReadRefusal {
  const sentence = `The file has more than ${most / 1024 ** 2} MB (decompressed). Leave out what is not needed.`;
  return new ReadRefusal("too_large", sentence);
}

/** UTF-8, UTF-16 with a byte order mark or plainly so, and what is neither as windows-1252, which old exports use. */
function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" {
  const unread = whyUnread(bytes.subarray(0, 16));
  if (unread !== null) throw new ReadRefusal("not_supported", unread);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  // Without the mark: markup and headers begin with letters, of which every other byte is zero then.
  if (bytes.length > 3 && bytes[0] !== 0 && bytes[1] === 0 && bytes[2] !== 0 && bytes[3] === 0) return "utf-16le";
  if (bytes.length > 3 && bytes[0] === 0 && bytes[1] !== 0 && bytes[2] === 0 && bytes[3] !== 0) return "utf-16be";
  if (new TextDecoder("latin1").decode(bytes.subarray(257, 262)) === "ustar") {
    throw new ReadRefusal("not_supported", "This is a tar archive. Unpack it, and name one file of it.");
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    throw new ReadRefusal("nul_byte", "This is no text, or it is damaged: a zero byte stands in it.", { byte: nul });
  }
  return isUtf8(bytes) ? "utf-8" : "windows-1252";
}
