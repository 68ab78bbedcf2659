import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { BYTE_LIMITS, peek, plainBytes } from "./plain-bytes.ts";
import { given, refusalOf } from "./testing/given-bytes.ts";

const read = async (content: Uint8Array, limits = BYTE_LIMITS, size = 1000) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of plainBytes(given(content, size), limits)) chunks.push(chunk);
  return Buffer.concat(chunks);
};
const text = Buffer.from("id,title\n1,Paint the fence\n".repeat(5000));
/** Bytes that hardly compress, the same every time. */
const noise = (length: number) => {
  const bytes = Buffer.alloc(length);
  for (let i = 0, state = 1; i < length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
};

describe("plainBytes", () => {
  it("gives plain bytes as they are and gzip decompressed, however they are cut", async () => {
    for (const size of [1, 2, 999, 1_000_000]) {
      expect(await read(text, BYTE_LIMITS, size)).toEqual(text);
      expect(await read(gzipSync(text), BYTE_LIMITS, size)).toEqual(text);
    }
  });

  it("reads gzip of several members, as concatenated logs are", async () => {
    expect(await read(Buffer.concat([gzipSync(text), gzipSync(text)]))).toEqual(Buffer.concat([text, text]));
  });

  it("reads a gzip file by its bytes, whatever it is called", async () => {
    const folder = mkdtempSync(join(tmpdir(), "plain-bytes-"));
    try {
      const path = join(folder, "tickets.csv");
      writeFileSync(path, gzipSync(text));
      const chunks: Uint8Array[] = [];
      for await (const chunk of plainBytes(createReadStream(path))) chunks.push(chunk);
      expect(Buffer.concat(chunks)).toEqual(text);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    ["an empty file", Buffer.alloc(0), "empty"],
    ["gzip cut short", gzipSync(noise(100_000)).subarray(0, 50_000), "gzip_truncated"],
    ["gzip with its end missing", gzipSync(text).subarray(0, -4), "gzip_truncated"],
    ["gzip with a byte changed", gzipSync(noise(100_000)).with(30, 0xff), "gzip_damaged"],
    ["gzip followed by something else", Buffer.concat([gzipSync(text), Buffer.from("PS: hello")]), "gzip_damaged"],
    ["gzip within gzip", gzipSync(gzipSync(text)), "gzip_nested"],
    ["200 MB of zeros in 194 kB", gzipSync(Buffer.alloc(200_000_000)), "gzip_bomb"],
  ])("refuses %s", async (_, content, code) => {
    expect((await refusalOf(read(content))).code).toBe(code);
  });

  it("refuses a bomb before it gives a single byte on, and holds no more than the look-ahead", async () => {
    let taken = 0;
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const reading = (async () => {
      for await (const chunk of plainBytes(given(bomb, 1000))) taken += chunk.length;
    })();
    expect(await refusalOf(reading)).toMatchObject({ code: "gzip_bomb", byte: BYTE_LIMITS.ahead });
    expect(taken).toBe(0);
    // The control: without the bound on growth the same bytes are read to their end.
    expect((await read(bomb, { ...BYTE_LIMITS, growth: Infinity })).length).toBe(50_000_000);
  });

  it("refuses a bomb that begins behind honest content", async () => {
    const late = gzipSync(Buffer.concat([noise(100_000), Buffer.alloc(100_000_000)]));
    expect((await refusalOf(read(late))).code).toBe("gzip_bomb");
  });

  it("refuses what is too large, plain or compressed, and reads what just fits", async () => {
    const limits = { ...BYTE_LIMITS, most: text.length };
    expect(await read(text, limits)).toEqual(text);
    expect((await refusalOf(read(Buffer.concat([text, Buffer.from("!")]), limits))).code).toBe("too_large");
    expect((await refusalOf(read(gzipSync(Buffer.concat([text, text])), limits))).code).toBe("too_large");
  });

  it("passes an error of the source on as it is", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield gzipSync(text).subarray(0, 40);
      throw new Error("the connection is gone");
    }
    await expect(async () => {
      for await (const _ of plainBytes(broken()));
    }).rejects.toThrow("the connection is gone");
  });

  it("lets go of the source when the reader stops early", async () => {
    let released = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.alloc(1000, "x");
      } finally {
        released = true;
      }
    }
    for await (const _ of plainBytes(source())) break;
    expect(released).toBe(true);
  });
});

it("peek gives the first bytes and then the whole, also of a short source", async () => {
  for (const [content, count] of [
    ["abcdef", 4],
    ["ab", 4],
    ["", 4],
  ] as const) {
    const { head, all } = await peek(given(content, 1), count);
    expect(Buffer.from(head).toString()).toBe(content.slice(0, count));
    const chunks: Uint8Array[] = [];
    for await (const chunk of all) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe(content);
  }
});
