import { Refusal } from "./refusal.ts";

interface Waiting {
  readonly start: () => void;
  readonly fail: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Bounds how much runs at once and how much may wait: past the queue, or after the deadline, work is refused at once
 * (`unavailable`) instead of slowing down everything that was taken on.
 */
export class Lane {
  readonly #most: number;
  readonly #queue: number;
  readonly #deadlineMs: number;
  readonly #waiting: Waiting[] = [];
  #running = 0;

  constructor({ most, queue, deadlineMs }: { most: number; queue: number; deadlineMs: number }) {
    this.#most = most;
    this.#queue = queue;
    this.#deadlineMs = deadlineMs;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#most) await this.#wait();
    else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) {
        clearTimeout(next.timer);
        next.start();
      } else this.#running -= 1;
    }
  }

  #wait(): Promise<void> {
    if (this.#waiting.length >= this.#queue)
      throw new Refusal("unavailable", "Too much is waiting already; try again in a moment");
    return new Promise((start, fail) => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(entry), 1);
        fail(new Refusal("unavailable", "The server did not get to this in time; try again in a moment"));
      }, this.#deadlineMs);
      const entry: Waiting = { start, fail, timer };
      this.#waiting.push(entry);
    });
  }
}
