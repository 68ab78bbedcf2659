export interface AttemptsSettings {
  /** So many within the window; the next one waits until the oldest has left it. */
  readonly most: number;
  readonly windowMs: number;
  /** Keys remembered at once; past that the one first seen is forgotten. */
  readonly remembered?: number;
}

/** Counts attempts per key over a sliding window, in bounded memory. */
export class Attempts {
  readonly #most: number;
  readonly #windowMs: number;
  readonly #remembered: number;
  readonly #times = new Map<string, number[]>();

  constructor({ most, windowMs, remembered = 50_000 }: AttemptsSettings) {
    this.#most = most;
    this.#windowMs = windowMs;
    this.#remembered = remembered;
  }

  /** When the next attempt under this key is allowed; null: now. */
  blockedUntil(key: string, now: Date): Date | null {
    const times = this.#recent(key, now);
    const oldest = times[times.length - this.#most];
    return oldest === undefined ? null : new Date(oldest + this.#windowMs);
  }

  count(key: string, now: Date): void {
    const times = this.#recent(key, now);
    times.push(now.getTime());
    this.#times.delete(key);
    this.#times.set(key, times);
    if (this.#times.size <= this.#remembered) return;
    for (const first of this.#times.keys()) {
      this.#times.delete(first);
      break;
    }
  }

  /** Takes back one attempt, which turned out well. */
  giveBack(key: string): void {
    this.#times.get(key)?.pop();
  }

  forget(key: string): void {
    this.#times.delete(key);
  }

  #recent(key: string, now: Date): number[] {
    const since = now.getTime() - this.#windowMs;
    return (this.#times.get(key) ?? []).filter((time) => time > since).slice(-this.#most);
  }
}
