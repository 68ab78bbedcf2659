import { Refusal } from "../http/refusal.ts";

/** Who asks: nobody is to wait for one person's many questions, or for one organization's. */
export interface Asker {
  readonly organizationId: string;
  readonly personId: string;
}

export interface TurnsSettings {
  /** Questions under way at once. */
  readonly threads: number;
  readonly waiting: number;
}

interface Entry {
  readonly asker: Asker;
  readonly isLong: boolean;
  readonly start: () => void;
  readonly fail: (error: Refusal) => void;
}

/** What one person may have asked and not yet have an answer to; of these so many that take long. */
const mostOfPerson = 12;
const mostLongOfPerson = 2;

/**
 * Whose question is next. One thread of several is always left to questions that are answered soon and to other people:
 * neither long ones nor one person's hold them all. Of those that wait, the organization and then the person with the
 * fewest under way comes first.
 */
export class Turns {
  readonly #settings: TurnsSettings;
  readonly #running = new Set<Entry>();
  readonly #waiting: Entry[] = [];

  constructor(settings: TurnsSettings) {
    this.#settings = settings;
  }

  /** @throws Refusal `too_many_requests` where this person waits for too much already. */
  assertRoom(asker: Asker, isLong: boolean): void {
    const own = [...this.#running, ...this.#waiting].filter((entry) => isSame(entry.asker, asker));
    if (isLong && own.filter((entry) => entry.isLong).length >= mostLongOfPerson)
      throw new Refusal(
        "too_many_requests",
        `At most ${mostLongOfPerson} of your long questions are worked out at once; wait for one, or stop it.`,
      );
    if (own.length >= mostOfPerson)
      throw new Refusal(
        "too_many_requests",
        `At most ${mostOfPerson} of your questions are worked out at once; wait for one to be answered.`,
      );
  }

  /**
   * Waits for a turn.
   * @returns what ends the turn.
   * @throws Refusal `too_many_requests` as `assertRoom`; `unavailable` where too many wait already.
   * @throws the signal's reason where that is aborted first.
   */
  async take(asker: Asker, isLong: boolean, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    this.assertRoom(asker, isLong);
    const { promise, resolve: start, reject: fail } = Promise.withResolvers<void>();
    const entry: Entry = { asker, isLong, start, fail };
    this.#waiting.push(entry);
    this.#next();
    if (this.#waiting.length > this.#settings.waiting) this.#turnAway();
    const gone = () => {
      const at = this.#waiting.indexOf(entry);
      if (at < 0) return;
      this.#waiting.splice(at, 1);
      fail(signal.reason as Refusal);
    };
    signal.addEventListener("abort", gone, { once: true });
    try {
      await promise;
    } finally {
      signal.removeEventListener("abort", gone);
    }
    return () => {
      if (this.#running.delete(entry)) this.#next();
    };
  }

  #next(): void {
    const { threads } = this.#settings;
    const shared = Math.max(1, threads - 1);
    while (this.#running.size < threads) {
      const running = [...this.#running];
      const count = (fits: (entry: Entry) => boolean) => running.filter(fits).length;
      const ofPerson = ({ asker }: Entry) => count((other) => isSame(other.asker, asker));
      const ofOrganization = ({ asker }: Entry) =>
        count((other) => other.asker.organizationId === asker.organizationId);
      const long = count((entry) => entry.isLong);
      const [next] = this.#waiting
        .filter((entry) => ofPerson(entry) < shared && (!entry.isLong || long < shared))
        .toSorted((a, b) => ofOrganization(a) - ofOrganization(b) || ofPerson(a) - ofPerson(b));
      if (!next) return;
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      this.#running.add(next);
      next.start();
    }
  }

  /** The last one of the organization that has most waiting makes room. */
  #turnAway(): void {
    const waiting = Map.groupBy(this.#waiting, ({ asker }) => asker.organizationId);
    const [most] = [...waiting.values()].toSorted((a, b) => b.length - a.length);
    const last = most?.at(-1);
    if (!last) return;
    this.#waiting.splice(this.#waiting.indexOf(last), 1);
    last.fail(new Refusal("unavailable", "Many ask for figures just now; try again in a moment."));
  }
}

const isSame = (one: Asker, other: Asker): boolean =>
  one.organizationId === other.organizationId && one.personId === other.personId;
