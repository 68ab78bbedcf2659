/** Bytes to text, refusing what is not text where it stands rather than replacing it. */
import { ReadRefusal } from "@throughline/domain/intake/reading/read-refusal";

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
  let decoder = strictDecoder(encoding.name);
  /** Bytes before those the decoder has not given out yet, and those: the beginning of a character cut in two. */
  let offset = 0;
  let held: Uint8Array = new Uint8Array();
  let onlyAscii = encoding.name === "utf-8" && encoding.reason !== "byte order mark";
  for await (const chunk of bytes) {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      const joined = Buffer.concat([held, chunk]);
      const valid = validLength(joined, encoding.name);
      const before = strictDecoder(encoding.name).decode(joined.subarray(0, valid), { stream: true });
      if (!mayBeWindows || !onlyAscii || widthOf(before, encoding.name) > before.length) {
        yield* withoutNul(before, offset, encoding.name);
        throw notOfEncoding(encoding, offset + widthOf(before, encoding.name));
      }
      encoding.name = "windows-1252";
      encoding.reason = "not UTF-8: read as windows-1252 (Latin-1)";
      decoder = strictDecoder(encoding.name);
      text = decoder.decode(joined, { stream: true });
    }
    yield* withoutNul(offset === 0 && text.startsWith("\ufeff") ? text.slice(1) : text, offset, encoding.name);
    const given = widthOf(text, encoding.name);
    if (given > text.length) onlyAscii = false;
    const cut = held.length + chunk.length - given;
    held = cut <= chunk.length ? chunk.subarray(chunk.length - cut) : Buffer.concat([held, chunk]);
    offset += given;
  }
  try {
    decoder.decode();
  } catch {
    throw notOfEncoding(encoding, offset);
  }
}

function strictDecoder(name: string) {
  return new TextDecoder(name, { fatal: true, ignoreBOM: true });
}

/** How many bytes a text took. */
function widthOf(text: string, name: string): number {
  return name === "utf-8" ? Buffer.byteLength(text) : name === "windows-1252" ? text.length : text.length * 2;
}

function* withoutNul(text: string, offset: number, name: string): Generator<string> {
  const nul = text.indexOf("\0");
  if (nul < 0) {
    if (text !== "") yield text;
    return;
  }
  const before = text.slice(0, nul);
  if (before !== "") yield before;
  const sentence = "A zero byte stands in the text, so the file is damaged or no text at all. Export it again.";
  throw new ReadRefusal("nul_byte", sentence, { byte: offset + widthOf(before, name) });
}

/** How many of the bytes can be decoded before the first that cannot. */
function validLength(bytes: Uint8Array, name: string): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    try {
      strictDecoder(name).decode(bytes.subarray(0, middle), { stream: true });
      low = middle;
    } catch {
      high = middle - 1;
    }
  }
  return low;
}

function notOfEncoding(encoding: TextEncoding, byte: number): ReadRefusal {
  const sentence =
    `The bytes here are not ${encoding.name.toUpperCase()}, which the rest of the file is (${encoding.reason}). ` +
    "Export it again, or save it as UTF-8.";
  return new ReadRefusal("encoding_invalid", sentence, { byte });
}
