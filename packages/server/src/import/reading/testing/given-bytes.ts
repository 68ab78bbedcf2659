/** For tests: text as a byte source cut into small pieces, and what a reading comes to. */
import { ReadRefusal } from "@throughline/domain/intake/reading/read-refusal";

/** The bytes of a text (or bytes) in pieces of `size`. */
export async function* given(content: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** All of what a reading gives, in one list. */
export async function gathered<T>(portions: AsyncIterable<Iterable<T>>): Promise<T[]> {
  const all: T[] = [];
  for await (const portion of portions) all.push(...portion);
  return all;
}

/** The refusal a reading ends with; an error where it is not refused. */
export async function refusalOf(reading: Promise<unknown>): Promise<ReadRefusal> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof ReadRefusal) return error;
    throw error;
  }
  throw new Error("It was accepted.");
}
