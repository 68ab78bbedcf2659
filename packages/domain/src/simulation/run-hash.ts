/** A running fingerprint of everything that happened: equal runs have equal fingerprints, and others practically never (64 bits by MurmurHash3's mixing). */
export class RunHash {
  #a = 0x239b961b;
  #b = 0x38b34ae5 | 0;
  readonly #float = new Float64Array(1);
  readonly #words = new Int32Array(this.#float.buffer);

  add(kind: number, subject: number, time: number): void {
    this.#float[0] = time;
    let mixed = Math.imul(this.#words[0]! ^ Math.imul(kind + 1, 0x9e3779b1), 0xcc9e2d51);
    this.#a = Math.imul(this.#a ^ ((mixed << 15) | (mixed >>> 17)), 0x1b873593) + this.#b;
    mixed = Math.imul(this.#words[1]! ^ Math.imul(subject + 1, 0x85ebca77), 0xc2b2ae35);
    this.#b = Math.imul(((this.#b << 13) | (this.#b >>> 19)) ^ mixed ^ (this.#a >>> 15), 5) + 0xe6546b64;
  }

  /** Sixteen hexadecimal digits. */
  text(): string {
    const finish = (word: number): string => {
      let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
      return ((mixed ^ (mixed >>> 16)) >>> 0).toString(16).padStart(8, "0");
    };
    return finish(this.#a) + finish(this.#b ^ this.#a);
  }
}
