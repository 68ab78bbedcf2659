/** Numbers for distinct traces in order of first sight: an open hash table, so that no text is built per trace. */
export class TraceIndex {
  readonly traces: Uint16Array[] = [];
  #hashes: Int32Array = new Int32Array(64);
  #slots: Int32Array = new Int32Array(128).fill(-1);

  /** The number of the trace in the first `length` places of `buffer`; a new one is copied. */
  numberOf(buffer: Uint16Array, length = buffer.length): number {
    let hash = 0x811c9dc5 ^ length;
    for (let i = 0; i < length; i++) hash = Math.imul(hash ^ buffer[i]!, 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot]!;
      if (number < 0) return this.#insert(slot, hash, buffer.slice(0, length));
      if (this.#hashes[number] === hash && same(this.traces[number]!, buffer, length)) return number;
    }
  }

  #insert(slot: number, hash: number, trace: Uint16Array): number {
    const number = this.traces.push(trace) - 1;
    this.#slots[slot] = number;
    if (number >= this.#hashes.length) {
      const hashes = new Int32Array(this.#hashes.length * 2);
      hashes.set(this.#hashes);
      this.#hashes = hashes;
    }
    this.#hashes[number] = hash;
    if (this.traces.length * 2 > this.#slots.length) this.#grow();
    return number;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let number = 0; number < this.traces.length; number++) {
      let slot = this.#hashes[number]! & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = number;
    }
    this.#slots = slots;
  }
}

function same(trace: Uint16Array, buffer: Uint16Array, length: number): boolean {
  if (trace.length !== length) return false;
  for (let i = 0; i < length; i++) if (trace[i] !== buffer[i]) return false;
  return true;
}
