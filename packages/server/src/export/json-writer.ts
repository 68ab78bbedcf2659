/** Writes JSON of any length, streaming. Throws a `TypeError` on what JSON cannot hold (undefined, functions, bigints). */
import { type Rows, inPortions } from "./text-portions.ts";

/** One value per line. */
export function writeNdjson(values: Rows<unknown>): AsyncGenerator<string> {
  async function* lines(): AsyncGenerator<string> {
    for await (const value of values) yield `${jsonOf(value)}\n`;
  }
  return inPortions(lines());
}

/** One array, an entry per line. */
export function writeJsonArray(values: Rows<unknown>): AsyncGenerator<string> {
  async function* whole(): AsyncGenerator<string> {
    yield* arrayOf(values);
    yield "\n";
  }
  return inPortions(whole());
}

/** One object whose properties are arrays, each read only once the one before it is written. */
export function writeJsonObject(parts: Rows<readonly [name: string, values: Rows<unknown>]>): AsyncGenerator<string> {
  async function* whole(): AsyncGenerator<string> {
    let between = "{\n";
    for await (const [name, values] of parts) {
      yield `${between}${JSON.stringify(name)}: `;
      yield* arrayOf(values);
      between = ",\n";
    }
    yield between === "{\n" ? "{}\n" : "\n}\n";
  }
  return inPortions(whole());
}

async function* arrayOf(values: Rows<unknown>): AsyncGenerator<string> {
  let between = "[\n";
  for await (const value of values) {
    yield between + jsonOf(value);
    between = ",\n";
  }
  yield between === "[\n" ? "[]" : "\n]";
}

function jsonOf(value: unknown): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`A ${typeof value} cannot be written as JSON.`);
  return text;
}
