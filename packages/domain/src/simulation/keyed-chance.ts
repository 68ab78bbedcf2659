import { randomStream } from "../numbers/random.ts";
import type { Seed } from "../numbers/random.ts";

/**
 * Chance by place instead of by turn: the same seed, item, step and purpose give the same number however many numbers were
 * drawn before. So two runs that differ in policy, people or limits still give every item the same work, and their
 * difference is the policy's, not chance's (common random numbers). A counter-based generator in the manner of Salmon and others,
 * "Parallel random numbers: as easy as 1, 2, 3" (2011), with MurmurHash3's finaliser as its mixing; not for secrets.
 */
export class KeyedChance {
  readonly #high: number;
  readonly #low: number;

  constructor(seed: Seed, name: string) {
    const stream = randomStream(seed).substream(name);
    this.#high = stream.nextUint32();
    this.#low = stream.nextUint32();
  }

  /** Uniform on [0, 1) for one place; three whole numbers name it. */
  uniform(a: number, b: number, c: number): number {
    let x = this.#high + Math.imul(a, 0x9e3779b1);
    let y = this.#low + Math.imul(b, 0x85ebca77) + Math.imul(c, 0xc2b2ae3d);
    x = mix(x ^ y);
    y = mix(y + ((x << 16) | (x >>> 16)) + 0x27d4eb2f);
    x = mix(x + y);
    y = mix(y ^ ((x << 11) | (x >>> 21)));
    return ((x >>> 5) * 67_108_864 + (y >>> 6)) * 1.1102230246251565e-16;
  }
}

function mix(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
