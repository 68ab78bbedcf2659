import { describe, expect, test } from "vitest";
import { FlatHeap } from "./flat-heap.ts";
import { randomStream } from "./random.ts";

describe("the flat heap", () => {
  test("gives payloads by key, the first in first among equal keys, through growth and mixed pushes and pops", () => {
    const random = randomStream("heap");
    const heap = new FlatHeap(2);
    const pending: { key: number; order: number }[] = [];
    for (let i = 0; i < 5000; i++) {
      if (pending.length > 0 && random.nextUniform() < 0.4) {
        const first = pending.reduce((a, b) => (b.key < a.key || (b.key === a.key && b.order < a.order) ? b : a));
        pending.splice(pending.indexOf(first), 1);
        expect(heap.firstKey).toBe(first.key);
        expect(heap.pop()).toBe(first.order);
      } else {
        const key = random.nextInt(50);
        heap.push(key, i);
        pending.push({ key, order: i });
      }
    }
    expect(heap.size).toBe(pending.length);
    pending.sort((a, b) => a.key - b.key || a.order - b.order);
    expect(pending.map(() => heap.pop())).toEqual(pending.map(({ order }) => order));
  });

  test("refuses to pop when empty and a key that is no number", () => {
    const heap = new FlatHeap();
    expect(heap.firstKey).toBe(Infinity);
    expect(() => heap.pop()).toThrow(/empty/);
    expect(() => heap.push(Number.NaN, 1)).toThrow(/NaN/);
    heap.push(1, 1);
    heap.clear();
    expect(heap.size).toBe(0);
  });
});
