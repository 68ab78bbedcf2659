/** Bytes to text, refusing what is not text where it stands rather than replacing it. */
import { isAscii } from "node:buffer";
import { ReadRefusal } from "./read-refusal.ts";

export interface TextEncoding {
  /** A WHATWG label: utf-8, utf-16le, utf-16be, windows-1252. */
  name: string;
  /** How we know, in words to show. */
  reason: string;
}

const SUPPORTED = new Set(["utf-8", "utf-16le", "utf-16be", "windows-1252"]);

/** The encoding a file's first bytes speak for: its byte order mark, zero bytes of UTF-16, or an XML declaration. */
export function encodingOf(head: Uint8Array): TextEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { name: "utf-8", reason: "byte order mark" };
  if (head[0] === 0xff && head[1] === 0xfe) return { name: "utf-16le", reason: "byte order mark" };
  if (head[0] === 0xfe && head[1] === 0xff) return { name: "utf-16be", reason: "byte order mark" };
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2]!++;
  const half = head.length / 2;
  if (half >= 2 && zeros[1]! > half * 0.4 && zeros[0]! < half * 0.1) {
    return { name: "utf-16le", reason: "every other byte is zero" };
  }
  if (half >= 2 && zeros[0]! > half * 0.4 && zeros[1]! < half * 0.1) {
    return { name: "utf-16be", reason: "every other byte is zero" };
  }
  const start = Buffer.from(head.subarray(0, 200)).toString("latin1");
  const declared = /^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/.exec(start)?.[1];
  if (declared === undefined) return { name: "utf-8", reason: "valid UTF-8" };
  const name = labelOf(declared);
  if (name === null) {
    const sentence = `The file says it is written in "${declared}", which is not read here. Save it as UTF-8.`;
    throw new ReadRefusal("encoding_unknown", sentence, { line: 1 });
  }
  return { name, reason: "declared in the file" };
}

function labelOf(label: string): string | null {
  try {
    const name = new TextDecoder(label).encoding;
    return SUPPORTED.has(name) ? name : null;
  } catch {
    return null;
  }
}

/**
 * Decodes as bytes arrive. `encoding` is told what was found: where UTF-8 was only assumed and the first byte that
 * is not ASCII is not UTF-8 either, the rest is read as windows-1252 (which old exports use) and `encoding` says so.
 * Bytes that are not of the encoding, and NUL, are refused at their position, after the text before them was given.
 */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  encoding: TextEncoding,
  mayBeWindows: boolean,
): AsyncGenerator<string> {
  let decoder = new TextDecoder(encoding.name, { fatal: true });
  let offset = 0;
  let onlyAscii = encoding.name === "utf-8" && encoding.reason !== "byte order mark";
  for await (const chunk of bytes) {
    let text: string;
    // A decoder that refused cannot be asked again; what it held back (at most 3 bytes) is not ASCII.
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      const valid = validLength(chunk, encoding.name, onlyAscii);
      if (!(mayBeWindows && onlyAscii && isAscii(chunk.subarray(0, valid)))) {
        yield* prefix(chunk, valid, encoding.name);
        throw notOfEncoding(encoding, offset + valid);
      }
      encoding.name = "windows-1252";
      encoding.reason = "not UTF-8: read as windows-1252 (Latin-1)";
      decoder = new TextDecoder("windows-1252", { fatal: true });
      text = decoder.decode(chunk, { stream: true });
    }
    if (onlyAscii && !isAscii(chunk)) onlyAscii = false;
    yield* withoutNul(text, offset, encoding.name);
    offset += chunk.length;
  }
  try {
    decoder.decode();
  } catch {
    throw notOfEncoding(encoding, offset);
  }
}

function* withoutNul(text: string, offset: number, name: string): Generator<string> {
  const nul = text.indexOf("\0");
  if (nul < 0) {
    if (text !== "") yield text;
    return;
  }
  const before = text.slice(0, nul);
  if (before !== "") yield before;
  const width = name === "utf-8" ? Buffer.byteLength(before) : name === "windows-1252" ? nul : nul * 2;
  const sentence = "A zero byte stands in the text, so the file is damaged or no text at all. Export it again.";
  throw new ReadRefusal("nul_byte", sentence, { byte: offset + width });
}

/** How many of the chunk's bytes can be decoded before the first that cannot. `fresh`: nothing was held back. */
function validLength(chunk: Uint8Array, name: string, fresh: boolean): number {
  const fits = (length: number) => {
    try {
      new TextDecoder(name, { fatal: true }).decode(chunk.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  // Continues a character that began in the chunk before: the fault is at the very start.
  if (!fresh && !fits(1)) return 0;
  let low = 0;
  let high = chunk.length;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function* prefix(chunk: Uint8Array, valid: number, name: string): Generator<string> {
  const text = new TextDecoder(name).decode(chunk.subarray(0, valid), { stream: true });
  if (text !== "") yield text;
}

function notOfEncoding(encoding: TextEncoding, byte: number): ReadRefusal {
  const sentence =
    `The bytes here are not ${encoding.name.toUpperCase()}, which the rest of the file is (${encoding.reason}). ` +
    "Export it again, or save it as UTF-8.";
  return new ReadRefusal("encoding_invalid", sentence, { byte });
}
