import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type TextEncoding, decodeText, encodingOf } from "./decode-text.ts";
import { given, refusalOf } from "./testing/given-bytes.ts";

const decode = async (bytes: Uint8Array, size: number, mayBeWindows = true, start?: TextEncoding) => {
  const encoding = start ?? { ...encodingOf(bytes.subarray(0, 4096)) };
  let text = "";
  for await (const part of decodeText(given(bytes, size), encoding, mayBeWindows)) text += part;
  return { text, encoding: encoding.name };
};
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

describe("decodeText", () => {
  it.each([
    ["UTF-8", Buffer.from("Größe;🧯"), "Größe;🧯", "utf-8"],
    ["UTF-8 with a byte order mark", Buffer.from("\ufeffGröße"), "Größe", "utf-8"],
    ["UTF-16 little-endian with a mark", Buffer.from("\ufeffGröße;🧯", "utf16le"), "Größe;🧯", "utf-16le"],
    ["UTF-16 big-endian with a mark", utf16be("\ufeffGröße;🧯"), "Größe;🧯", "utf-16be"],
    ["UTF-16 little-endian without", Buffer.from("id;title;state", "utf16le"), "id;title;state", "utf-16le"],
    ["UTF-16 big-endian without", utf16be("id;title;state"), "id;title;state", "utf-16be"],
    ["Latin-1", Buffer.from("id;Größe;Mönch", "latin1"), "id;Größe;Mönch", "windows-1252"],
    ["windows-1252", Buffer.from([0x61, 0x80, 0x62]), "a€b", "windows-1252"],
    [
      "Latin-1 by an XML declaration",
      Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a b="ö"/>', "latin1"),
      '<?xml version="1.0" encoding="ISO-8859-1"?><a b="ö"/>',
      "windows-1252",
    ],
  ])("reads %s, however it is cut", async (_, bytes, text, encoding) => {
    for (const size of [1, 2, 3, 5, 1000]) expect(await decode(bytes, size)).toEqual({ text, encoding });
  });

  it("turns to windows-1252 only where nothing before was UTF-8, and only where it may", async () => {
    const late = Buffer.concat([Buffer.from("plain,".repeat(2000)), Buffer.from("Größe", "latin1")]);
    expect((await decode(late, 1000)).text).toMatch(/plain,Größe$/);
    expect(await refusalOf(decode(late, 1000, false))).toMatchObject({ code: "encoding_invalid", byte: 12_002 });
    const mixed = Buffer.concat([Buffer.from("Größe,"), Buffer.from("Größe", "latin1")]);
    expect(await refusalOf(decode(mixed, 3))).toMatchObject({ code: "encoding_invalid", byte: 10 });
  });

  it("gives the text before a fault, then refuses at the byte, however it is cut", async () => {
    const bytes = Buffer.concat([Buffer.from("naïve\n€"), Buffer.from([0xe2, 0x28, 0xa1]), Buffer.from("rest")]);
    for (const size of [1, 2, 3, 4, 5, 100]) {
      let text = "";
      const reading = (async () => {
        for await (const part of decodeText(given(bytes, size), { name: "utf-8", reason: "" }, false)) text += part;
      })();
      expect(await refusalOf(reading)).toMatchObject({ code: "encoding_invalid", byte: 10 });
      expect(text).toBe("naïve\n€");
    }
  });

  it.each([
    ["a character cut off at the end", Buffer.from("naïve €").subarray(0, -1), "encoding_invalid", 7],
    ["half a character of UTF-16", Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x3d, 0xd8]), "encoding_invalid", 4],
    ["overlong UTF-8", Buffer.concat([Buffer.from("é"), Buffer.from([0xc0, 0xaf])]), "encoding_invalid", 2],
    ["surrogates in UTF-8", Buffer.concat([Buffer.from("é"), Buffer.from([0xed, 0xa0, 0x80])]), "encoding_invalid", 2],
    ["a zero byte", Buffer.from("é,b\nc\0d"), "nul_byte", 6],
  ])("refuses %s", async (_, bytes, code, byte) => {
    expect(await refusalOf(decode(bytes, 4))).toMatchObject({ code, byte });
  });

  it("refuses encodings it does not know by name", () => {
    const xml = (name: string) => Buffer.from(`<?xml version="1.0" encoding="${name}"?><log/>`);
    expect(() => encodingOf(xml("EBCDIC-37"))).toThrow(expect.objectContaining({ code: "encoding_unknown" }));
    expect(() => encodingOf(xml("utf-7"))).toThrow(expect.objectContaining({ code: "encoding_unknown" }));
    expect(encodingOf(xml("UTF-8")).name).toBe("utf-8");
  });

  it("reads any text in any encoding back, however it is cut", async () => {
    const anyText = fc.string({ unit: "binary", maxLength: 60 }).map((text) => text.replaceAll("\0", "0"));
    await fc.assert(
      fc.asyncProperty(anyText, fc.integer({ min: 1, max: 9 }), async (text, size) => {
        const marked = `\ufeff${text}`;
        expect((await decode(Buffer.from(marked), size)).text).toBe(text);
        expect((await decode(Buffer.from(marked, "utf16le"), size)).text).toBe(text);
        expect((await decode(utf16be(marked), size)).text).toBe(text);
      }),
    );
  });
});
