import * as fc from "fast-check";
import { expect, it } from "vitest";
import { writeJsonArray, writeJsonObject, writeNdjson } from "./json-writer.ts";

const joined = async (portions: AsyncIterable<string>) => {
  let text = "";
  for await (const portion of portions) text += portion;
  return text;
};

it("writes one value per line, whatever is in it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue()), async (values) => {
      const text = await joined(writeNdjson(values));
      const lines = text.split("\n").slice(0, -1);
      expect(lines.map((line) => JSON.stringify(JSON.parse(line)))).toEqual(
        values.map((value) => JSON.stringify(value)),
      );
    }),
  );
});

it("writes arrays and objects of arrays that parse to what was given, empty ones too", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue()), fc.array(fc.jsonValue()), async (items, events) => {
      const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
      expect(JSON.parse(await joined(writeJsonArray(items)))).toEqual(plain(items));
      const whole = await joined(
        writeJsonObject([
          ["items", items],
          ["events", events],
        ]),
      );
      expect(JSON.parse(whole)).toEqual(plain({ items, events }));
    }),
  );
  expect(await joined(writeJsonArray([]))).toBe("[]\n");
  expect(JSON.parse(await joined(writeJsonObject([])))).toEqual({});
});

it("reads each part only once the one before is written, and asks for no more than it gives", async () => {
  const asked: string[] = [];
  async function* part(name: string): AsyncGenerator<string> {
    asked.push(name);
    for (let index = 0; index < 1000; index++) yield name.repeat(100);
  }
  for await (const portion of writeJsonObject([
    ["a", part("a")],
    ["b", part("b")],
  ])) {
    expect(portion.length).toBeGreaterThan(60_000);
    break;
  }
  expect(asked).toEqual(["a"]);
});

it("refuses what JSON cannot hold", async () => {
  await expect(joined(writeNdjson([undefined]))).rejects.toThrow("undefined cannot be written");
  await expect(joined(writeNdjson([1n]))).rejects.toThrow(TypeError);
});
