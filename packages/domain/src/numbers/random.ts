/**
 * Seeded chance: xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2018),
 * seeded through a 128-bit hash. Only 32-bit integer arithmetic, so the integers and uniforms of one seed are
 * the same bits on every platform. Period 2^128 − 1. Not for secrets.
 */
import { RefusedInput } from "./refused-input.ts";

export type Seed = string | number;

const TO_UNIT = 2 ** -53;

export class RandomStream {
  #s0: number;
  #s1: number;
  #s2: number;
  #s3: number;
  /** What the stream was seeded with. Substreams grow from this, not from how far the stream has been read. */
  readonly #key: Key;

  /** Use `randomStream(seed)`; a key is four 32-bit words, not all zero. */
  constructor(key: Key) {
    this.#key = key;
    [this.#s0, this.#s1, this.#s2, this.#s3] = key;
  }

  /** A whole number from 0 to 2^32 − 1. */
  nextUint32(): number {
    const s1 = this.#s1;
    const scrambled = Math.imul(s1, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const s2 = this.#s2 ^ this.#s0;
    const s3 = this.#s3 ^ s1;
    this.#s1 = s1 ^ s2;
    this.#s0 ^= s3;
    this.#s2 = s2 ^ (s1 << 9);
    this.#s3 = (s3 << 11) | (s3 >>> 21);
    return result;
  }

  /** Uniform on [0, 1) with all 53 bits. */
  nextUniform(): number {
    const high = this.nextUint32() >>> 5;
    const low = this.nextUint32() >>> 6;
    return (high * 67_108_864 + low) * TO_UNIT;
  }

  /** Uniform on the open interval (0, 1): safe for logarithms and quantile functions. */
  nextOpenUniform(): number {
    const high = this.nextUint32() >>> 5;
    const low = this.nextUint32() >>> 7;
    return (high * 67_108_864 + low * 2 + 1) * TO_UNIT;
  }

  /**
   * A whole number from 0 to `below` − 1, every one equally likely (no modulo bias: Lemire, "Fast random integer
   * generation in an interval", 2019, by rejection). `below` from 1 to 2^32, else a `not_count` refusal.
   */
  nextInt(below: number): number {
    if (!Number.isInteger(below) || below < 1 || below > 4_294_967_296) {
      throw new RefusedInput("not_count", `A random whole number needs an upper end from 1 to 2^32; it is ${below}.`);
    }
    const reject = 4_294_967_296 % below;
    let drawn = this.nextUint32();
    while (drawn < reject) drawn = this.nextUint32();
    return drawn % below;
  }

  /**
   * An independent stream named under this one. The same seed and name give the same substream however much of this
   * stream has been read, so that two scenarios can share the chance of one part ("arrivals") and differ in another.
   */
  substream(name: Seed): RandomStream {
    return new RandomStream(hash(name, this.#key));
  }

  /** Another stream at the same place: both will give the same numbers from here on. */
  clone(): RandomStream {
    const copy = new RandomStream(this.#key);
    copy.#s0 = this.#s0;
    copy.#s1 = this.#s1;
    copy.#s2 = this.#s2;
    copy.#s3 = this.#s3;
    return copy;
  }
}

/** A stream from a seed: any text, or any finite number (7 and "7" are different seeds). */
export function randomStream(seed: Seed): RandomStream {
  return new RandomStream(hash(seed, ROOT));
}

/** Puts `values` in a random order, in place, every order equally likely (Fisher and Yates; Durstenfeld 1964). */
export function shuffle<T>(random: RandomStream, values: T[]): T[] {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random.nextInt(i + 1);
    const kept = values[i] as T;
    values[i] = values[j] as T;
    values[j] = kept;
  }
  return values;
}

type Key = readonly [number, number, number, number];

/** Fractional bits of the square roots of 2, 3, 5 and 7: nothing up the sleeve. */
const ROOT: Key = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a];

/** 128 bits from a key and a seed: MurmurHash3's rounds over four lanes that feed each other. */
function hash(seed: Seed, [k0, k1, k2, k3]: Key): Key {
  const lanes = { a: k0, b: k1, c: k2, d: k3 };
  if (typeof seed === "number") {
    if (!Number.isFinite(seed)) {
      throw new RefusedInput("not_finite", `A seed must be text or a finite number; it is ${seed}.`);
    }
    const bytes = new DataView(new ArrayBuffer(8));
    bytes.setFloat64(0, seed === 0 ? 0 : seed);
    absorb(lanes, 0x6e756d62);
    absorb(lanes, bytes.getInt32(0));
    absorb(lanes, bytes.getInt32(4));
  } else {
    for (let i = 0; i < seed.length; i++) absorb(lanes, seed.charCodeAt(i));
    absorb(lanes, ~seed.length);
  }
  for (let round = 0; round < 4; round++) absorb(lanes, 0x9e3779b9 + round);
  const key: Key = [finish(lanes.a), finish(lanes.b), finish(lanes.c), finish(lanes.d)];
  return (key[0] | key[1] | key[2] | key[3]) === 0 ? ROOT : key;
}

/** One-to-one in the four lanes for every word: nothing absorbed before is lost. */
function absorb(lanes: { a: number; b: number; c: number; d: number }, word: number): void {
  let mixed = Math.imul(word, 0xcc9e2d51);
  mixed = Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
  const a = lanes.a ^ mixed;
  lanes.a = (lanes.b + Math.imul((a << 13) | (a >>> 19), 5) + 0xe6546b64) | 0;
  lanes.b = Math.imul(lanes.c ^ (lanes.a >>> 15), 0x85ebca6b);
  lanes.c = (lanes.d + Math.imul(lanes.b ^ (lanes.b >>> 13), 0xc2b2ae35)) | 0;
  lanes.d = a ^ ((lanes.c << 7) | (lanes.c >>> 25));
}

function finish(word: number): number {
  let mixed = word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
