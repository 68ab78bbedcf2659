/** The bytes of a file as they were before gzip, with bounds that hold while they flow. */
import { Readable, pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { ReadRefusal } from "@throughline/domain/intake/reading/read-refusal";

export interface ByteLimits {
  /** The most bytes after decompression. */
  readonly most: number;
  /** The most times that compressed bytes may grow. */
  readonly growth: number;
  /** Nothing is given on before this much has come out (or the end) and the growth was looked at. */
  readonly ahead: number;
}

/** 2 GiB; event logs are seen to grow 10-fold to 40-fold, the bombs that gzip allows 1,030-fold. */
export const BYTE_LIMITS: ByteLimits = { most: 2 * 1024 ** 3, growth: 200, ahead: 8 * 1024 ** 2 };

/** Bytes handled at a time; of what gunzip took in it may have worked through this much less. */
const SLICE = 16 * 1024;

export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Reads on past the first bytes, which decide (never the file's name) whether it is gzip. Refuses damaged, truncated
 * and nested gzip, bombs and what is too large, as soon as it is seen; holds one slice at a time.
 */
export async function* plainBytes(source: ByteSource, limits: ByteLimits = BYTE_LIMITS): AsyncGenerator<Uint8Array> {
  const { head, all } = await peek(source, 3);
  if (head.length === 0) throw new ReadRefusal("empty", "The file is empty. Choose one with content.");
  yield* isGzip(head) ? gunzipped(all, limits) : counted(all, limits);
}

/** The first bytes (`count` where there are as many), and the whole again. */
export async function peek(
  source: ByteSource,
  count: number,
): Promise<{ readonly head: Uint8Array; readonly all: AsyncGenerator<Uint8Array> }> {
  const iterator = chunksOf(source);
  const taken: Uint8Array[] = [];
  let length = 0;
  while (length < count) {
    const next = await iterator.next();
    if (next.done) break;
    taken.push(next.value);
    length += next.value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* taken.splice(0);
      yield* iterator;
    } finally {
      await iterator.return(undefined);
    }
  }
  return { head: Buffer.concat(taken).subarray(0, count), all: all() };
}

async function* chunksOf(source: ByteSource): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    for (let start = 0; start < chunk.length; start += SLICE) yield chunk.subarray(start, start + SLICE);
  }
}

function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

async function* counted(source: AsyncIterable<Uint8Array>, limits: ByteLimits): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of source) {
    total += chunk.length;
    if (total > limits.most) throw tooLarge(limits, total);
    yield chunk;
  }
}

async function* gunzipped(source: AsyncIterable<Uint8Array>, limits: ByteLimits): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  pipeline(Readable.from(source), gunzip, () => {
    // Errors arrive where the bytes are awaited, below.
  });
  let total = 0;
  let ahead: Uint8Array[] = [];
  try {
    for await (const chunk of gunzip) {
      const bytes: Uint8Array = chunk;
      if (total === 0 && isGzip(bytes)) {
        throw new ReadRefusal("gzip_nested", "This is gzip within gzip. Decompress it once and choose the result.");
      }
      total += bytes.length;
      if (total > limits.most) throw tooLarge(limits, total);
      ahead.push(bytes);
      if (total < limits.ahead) continue;
      if (total > limits.growth * (gunzip.bytesWritten + SLICE)) throw bomb(limits, total);
      yield* ahead;
      ahead = [];
    }
    yield* ahead;
  } catch (error) {
    throw gzipRefusal(error, total);
  }
}

function bomb(limits: ByteLimits, byte: number): ReadRefusal {
  const sentence =
    `The file grows more than ${limits.growth}-fold when it is decompressed, which histories of work do not. ` +
    "If you trust it, decompress it yourself and choose the result.";
  return new ReadRefusal("gzip_bomb", sentence, { byte });
}

function gzipRefusal(error: unknown, byte: number): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "Z_BUF_ERROR") {
    const sentence = "The gzip file ends before its content does. Copy or download it again.";
    return new ReadRefusal("gzip_truncated", sentence, { byte });
  }
  if (code.startsWith("Z_")) {
    const sentence = "The gzip file is damaged and cannot be decompressed. Copy or download it again.";
    return new ReadRefusal("gzip_damaged", sentence, { byte });
  }
  return error;
}

function tooLarge(limits: ByteLimits, byte: number): ReadRefusal {
  const sentence = `The file has more than ${limits.most} bytes (decompressed). Split it and import the parts.`;
  return new ReadRefusal("too_large", sentence, { byte });
}
