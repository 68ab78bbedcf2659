/** Orders of activities that keep precedence, from keys: the input of the serial scheme. */
import type { RandomStream } from "../numbers/random.ts";
import type { Direction } from "./schedule-problem.ts";

/** Makes lists for one problem; reuses its memory. */
export class ActivityLists {
  readonly #count: number;
  readonly #sorting: Float64Array;
  /** First and last activity of each bucket, and the next within it; −1 for none. */
  #first = new Int32Array(0);
  #last = new Int32Array(0);
  readonly #next: Int32Array;
  readonly #placed: Uint8Array;
  readonly #stack: Int32Array;

  constructor(count: number) {
    this.#count = count;
    this.#sorting = new Float64Array(count);
    this.#next = new Int32Array(count);
    this.#placed = new Uint8Array(count);
    this.#stack = new Int32Array(count);
  }

  /** By rising whole key, equals in random order. */
  byStart(key: Int32Array, random: RandomStream, list: Int32Array): void {
    const count = this.#count;
    let low = Infinity;
    let high = -Infinity;
    for (let j = 0; j < count; j++) {
      if (key[j]! < low) low = key[j]!;
      if (key[j]! > high) high = key[j]!;
    }
    const range = high - low + 1;
    // Buckets are several times faster than sorting, unless nearly all would be empty.
    if (!(range <= 20 * count + 2000)) return this.byPriority(key, list);
    if (this.#first.length < range) {
      this.#first = new Int32Array(range);
      this.#last = new Int32Array(range);
    }
    const [first, last, next] = [this.#first, this.#last, this.#next];
    first.fill(-1, 0, range);
    let coins = 1;
    for (let j = 0; j < count; j++) {
      const bucket = key[j]! - low;
      const head = first[bucket]!;
      if (coins === 1) coins = random.nextUint32() | 0x80000000;
      if (head < 0) {
        first[bucket] = last[bucket] = j;
        next[j] = -1;
      } else if ((coins & 1) === 0) {
        first[bucket] = j;
        next[j] = head;
      } else {
        next[last[bucket]!] = j;
        last[bucket] = j;
        next[j] = -1;
      }
      coins >>>= 1;
    }
    let filled = 0;
    for (let bucket = 0; bucket < range; bucket++) {
      for (let j = first[bucket]!; j >= 0; j = next[j]!) list[filled++] = j;
    }
  }

  /** By rising key of any kind, equals by index. */
  byPriority(key: ArrayLike<number>, list: Int32Array): void {
    const sorting = this.#sorting;
    // One number per activity, key above and index below, sorts without a comparison function.
    const room = 2 ** (32 - Math.clz32(this.#count));
    for (let j = 0; j < this.#count; j++) sorting[j] = Math.floor(key[j]! * 1024) * room + j;
    sorting.sort();
    for (let q = 0; q < this.#count; q++) list[q] = sorting[q]! - Math.floor(sorting[q]! / room) * room;
  }

  /** Pulls what must come before an activity ahead of it where the list has it later. O(activities + links). */
  keepPrecedence({ offsets, neighbours }: Direction, list: Int32Array): void {
    const placed = this.#placed.fill(0);
    const stack = this.#stack;
    const wanted = this.#next;
    wanted.set(list);
    let filled = 0;
    for (let q = 0; q < this.#count; q++) {
      if (placed[wanted[q]!] === 1) continue;
      let depth = 0;
      stack[0] = wanted[q]!;
      while (depth >= 0) {
        const j = stack[depth]!;
        let missing = -1;
        for (let row = offsets[j]!; row < offsets[j + 1]!; row++) {
          if (placed[neighbours[row]!] === 0) missing = neighbours[row]!;
        }
        if (missing >= 0) stack[++depth] = missing;
        else {
          placed[j] = 1;
          list[filled++] = j;
          depth--;
        }
      }
    }
  }
}
