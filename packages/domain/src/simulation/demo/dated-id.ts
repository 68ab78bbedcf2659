import type { RandomStream } from "../../numbers/random.ts";

/** A UUID version 7 whose chance comes from a seed: the same stream and instants give the same ids. */
export function datedId(random: RandomStream, at: number): string {
  const time = Math.floor(at).toString(16).padStart(12, "0");
  const hex = (bits: number) =>
    Math.floor(random.nextUniform() * 2 ** bits)
      .toString(16)
      .padStart(bits / 4, "0");
  const variant = (8 + random.nextInt(4)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(12)}-${variant}${hex(12)}-${hex(48)}`;
}
