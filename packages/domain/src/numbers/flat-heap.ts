/**
 * A priority queue in typed arrays: whole-number payloads by a rising key, first in first out among equal keys.
 * A four-way heap; push and pop O(log n), no allocation but doubling.
 */
import { RefusedInput } from "./refused-input.ts";

export class FlatHeap {
  #keys: Float64Array;
  #orders: Float64Array;
  #payloads: Int32Array;
  #size = 0;
  #next = 0;

  constructor(capacity = 1024) {
    this.#keys = new Float64Array(capacity);
    this.#orders = new Float64Array(capacity);
    this.#payloads = new Int32Array(capacity);
  }

  get size(): number {
    return this.#size;
  }

  /** The least key; ∞ when empty. */
  get firstKey(): number {
    return this.#size === 0 ? Infinity : this.#keys[0]!;
  }

  /** The payload with the least key. Refuses when empty. */
  get first(): number {
    if (this.#size === 0) throw new RefusedInput("empty", "The heap is empty: there is nothing to look at.");
    return this.#payloads[0]!;
  }

  /** Adds a payload (32-bit whole number). Refuses a key that is not a number. */
  push(key: number, payload: number): void {
    if (Number.isNaN(key)) throw new RefusedInput("not_finite", "A heap's key must be a number; it is NaN.");
    if (this.#size === this.#keys.length) this.#grow();
    const keys = this.#keys;
    const orders = this.#orders;
    const payloads = this.#payloads;
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      // Equal keys stay behind what came earlier.
      if (keys[parent]! <= key) break;
      keys[at] = keys[parent]!;
      orders[at] = orders[parent]!;
      payloads[at] = payloads[parent]!;
      at = parent;
    }
    keys[at] = key;
    orders[at] = this.#next++;
    payloads[at] = payload;
  }

  /** Removes and gives the payload with the least key. Refuses when empty. */
  pop(): number {
    if (this.#size === 0) throw new RefusedInput("empty", "The heap is empty: there is nothing to take.");
    const keys = this.#keys;
    const orders = this.#orders;
    const payloads = this.#payloads;
    const first = payloads[0]!;
    const size = --this.#size;
    if (size === 0) return first;
    const key = keys[size]!;
    const order = orders[size]!;
    const payload = payloads[size]!;
    let at = 0;
    for (;;) {
      const start = 4 * at + 1;
      if (start >= size) break;
      let least = start;
      let leastKey = keys[start]!;
      const end = Math.min(start + 4, size);
      for (let child = start + 1; child < end; child++) {
        const childKey = keys[child]!;
        if (childKey < leastKey || (childKey === leastKey && orders[child]! < orders[least]!)) {
          least = child;
          leastKey = childKey;
        }
      }
      if (leastKey > key || (leastKey === key && orders[least]! > order)) break;
      keys[at] = leastKey;
      orders[at] = orders[least]!;
      payloads[at] = payloads[least]!;
      at = least;
    }
    keys[at] = key;
    orders[at] = order;
    payloads[at] = payload;
    return first;
  }

  clear(): void {
    this.#size = 0;
    this.#next = 0;
  }

  #grow(): void {
    const capacity = Math.max(4, this.#keys.length * 2);
    const keys = new Float64Array(capacity);
    keys.set(this.#keys);
    this.#keys = keys;
    const orders = new Float64Array(capacity);
    orders.set(this.#orders);
    this.#orders = orders;
    const payloads = new Int32Array(capacity);
    payloads.set(this.#payloads);
    this.#payloads = payloads;
  }
}
