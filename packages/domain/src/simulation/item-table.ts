/** Items under way in columns, their places used again when they leave. */
export class ItemTable {
  capacity = 256;
  /** −1 outside, before it has entered. */
  stage = new Int32Array(256);
  /** Where it is going while it waits for room or for an answer. */
  target = new Int32Array(256);
  channel = new Int32Array(256);
  serviceClass = new Int32Array(256);
  /** Place among the arrivals of its channel: names the item's chance. */
  serial = new Int32Array(256);
  /** 1 once an offer would be accepted but for the room it needs. */
  accepted = new Int32Array(256);
  /** Visits to stages so far. */
  visits = new Int32Array(256);
  arrivedAt = new Float64Array(256);
  dueAt = new Float64Array(256);
  /** When this visit's work became ready; −1 once it has been started. */
  readyAt = new Float64Array(256);
  orderKey = new Float64Array(256);
  /** Effort left of this visit. */
  left = new Float64Array(256);
  /** Time this visit lies still by itself. */
  rest = new Float64Array(256);
  /** Effort left at which this visit gets blocked; −1 where it does not. */
  blockAt = new Float64Array(256);
  /** Since when it is blocked or offered. */
  heldSince = new Float64Array(256);
  worked = new Float64Array(256);
  blocked = new Float64Array(256);
  offered = new Float64Array(256);
  readonly #free: number[] = [];
  #used = 0;

  /** Items under way, outside ones included. */
  get size(): number {
    return this.#used - this.#free.length;
  }

  take(): number {
    const free = this.#free.pop();
    const item = free ?? this.#used++;
    if (item >= this.capacity) this.#grow();
    this.stage[item] = -1;
    this.target[item] = -1;
    this.accepted[item] = 0;
    this.visits[item] = 0;
    this.worked[item] = 0;
    this.blocked[item] = 0;
    this.offered[item] = 0;
    return item;
  }

  release(item: number): void {
    this.stage[item] = -2;
    this.#free.push(item);
  }

  /** Calls back for every item under way. */
  each(visit: (item: number) => void): void {
    for (let item = 0; item < this.#used; item++) if (this.stage[item] !== -2) visit(item);
  }

  #grow(): void {
    this.capacity *= 2;
    for (const column of ["stage", "target", "channel", "serviceClass", "serial", "accepted", "visits"] as const)
      this[column] = grownInts(this[column], this.capacity);
    for (const column of [
      "arrivedAt",
      "dueAt",
      "readyAt",
      "orderKey",
      "left",
      "rest",
      "blockAt",
      "heldSince",
      "worked",
      "blocked",
      "offered",
    ] as const) {
      this[column] = grownFloats(this[column], this.capacity);
    }
  }
}

function grownInts(column: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(capacity);
  grown.set(column);
  return grown;
}

function grownFloats(column: Float64Array, capacity: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(capacity);
  grown.set(column);
  return grown;
}
