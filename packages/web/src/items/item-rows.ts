import type { ItemRow } from "@throughline/contract/items";
import { useCallback, useSyncExternalStore } from "react";
import { client } from "../client.ts";

type Patch = Partial<ItemRow>;
const batchSize = 100;
const gatherMs = 8;

/**
 * Every item this tab knows, once. Lists and boards hold ids and read the rows from here; a patch shows at once and lies
 * over the row until the server has answered.
 */
class ItemRows {
  readonly #rows = new Map<string, ItemRow>();
  readonly #patches = new Map<string, Patch[]>();
  readonly #shown = new Map<string, ItemRow>();
  readonly #missing = new Set<string>();
  readonly #listeners = new Set<() => void>();
  readonly #wanted = new Set<string>();
  #inFlight = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #version = 0;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly version = (): number => this.#version;

  /** The row as it should be shown, its patches laid over it; the same object until something changes. */
  get(itemId: string): ItemRow | undefined {
    return this.#shown.get(itemId);
  }

  /** Whether the server said that this item is gone or not for this reader. */
  isMissing(itemId: string): boolean {
    return this.#missing.has(itemId);
  }

  all(): IterableIterator<ItemRow> {
    return this.#shown.values();
  }

  /** Takes rows from the server; an older revision never replaces a newer one. */
  put(rows: readonly ItemRow[]): void {
    if (rows.length === 0) return;
    for (const row of rows) {
      const known = this.#rows.get(row.itemId);
      if (known && known.revision > row.revision) continue;
      this.#rows.set(row.itemId, row);
      this.#missing.delete(row.itemId);
      this.#show(row.itemId);
    }
    this.#changed();
  }

  /** Asks for rows that are not here yet, gathered into few calls. */
  want(itemIds: readonly string[]): void {
    for (const id of itemIds) if (!this.#rows.has(id) && !this.#missing.has(id)) this.#wanted.add(id);
    this.#schedule();
  }

  /** Something happened to these items: reads them again, known or not. */
  refresh(itemIds: readonly string[]): void {
    for (const id of itemIds) this.#wanted.add(id);
    this.#schedule();
  }

  /** Reads again every row that is here; after a gap in the stream. */
  refreshAll(): void {
    this.refresh([...this.#rows.keys()]);
  }

  clear(): void {
    this.#rows.clear();
    this.#patches.clear();
    this.#shown.clear();
    this.#missing.clear();
    this.#wanted.clear();
    this.#changed();
  }

  /**
   * Shows a change at once and makes it so: `send` does the writing and answers with the row as it then is. A refusal takes
   * the patch away, which slides the item back, and is thrown on to who asked.
   */
  async change<T>(
    itemId: string,
    patch: Patch,
    send: (row: ItemRow) => Promise<T>,
    rowOf: (answer: T) => ItemRow,
  ): Promise<T> {
    const before = this.#rows.get(itemId);
    if (!before) throw new Error("That item is not here yet");
    this.#patches.set(itemId, [...(this.#patches.get(itemId) ?? []), patch]);
    this.#show(itemId);
    this.#changed();
    try {
      const answer = await this.#inTurn(itemId, () => send(this.#rows.get(itemId) ?? before));
      this.#rows.set(itemId, rowOf(answer));
      return answer;
    } finally {
      const left = (this.#patches.get(itemId) ?? []).filter((each) => each !== patch);
      if (left.length > 0) this.#patches.set(itemId, left);
      else this.#patches.delete(itemId);
      this.#show(itemId);
      this.#changed();
    }
  }

  readonly #turns = new Map<string, Promise<unknown>>();

  /** Writes to one item go out one after another, so that each carries the revision the one before it made. */
  #inTurn<T>(itemId: string, send: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(itemId) ?? Promise.resolve();
    const turn = before.then(send, send);
    const settled = turn.then(
      () => {},
      () => {},
    );
    this.#turns.set(itemId, settled);
    void settled.then(() => {
      if (this.#turns.get(itemId) === settled) this.#turns.delete(itemId);
    });
    return turn;
  }

  #show(itemId: string): void {
    const row = this.#rows.get(itemId);
    if (!row) {
      this.#shown.delete(itemId);
      return;
    }
    const patches = this.#patches.get(itemId);
    this.#shown.set(itemId, patches ? Object.assign({}, row, ...patches) : row);
  }

  #schedule(): void {
    if (this.#wanted.size === 0 || this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#load();
    }, gatherMs);
  }

  async #load(): Promise<void> {
    if (this.#inFlight >= 4) return;
    const ids = [...this.#wanted].slice(0, batchSize);
    if (ids.length === 0) return;
    for (const id of ids) this.#wanted.delete(id);
    this.#inFlight += 1;
    if (this.#wanted.size > 0) void this.#load();
    try {
      const { rows } = await client.readItemRows({ ids: ids.join(",") });
      const found = new Set(rows.map((row) => row.itemId));
      for (const id of ids) {
        if (found.has(id)) continue;
        this.#missing.add(id);
        this.#rows.delete(id);
        this.#shown.delete(id);
      }
      this.put(rows);
      this.#changed();
    } catch {
      // The rows stay unknown; a window that still shows them asks again, and so does a reconnect.
    } finally {
      this.#inFlight -= 1;
      this.#schedule();
    }
  }

  #changed(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}

export const itemRows = new ItemRows();

/** The row of one item; undefined until it is here. */
export function useItemRow(itemId: string): ItemRow | undefined {
  const read = useCallback(() => itemRows.get(itemId), [itemId]);
  return useSyncExternalStore(itemRows.subscribe, read);
}

/** Renders again whenever any row changes; for boards and lists that look at many. */
export function useItemRowsVersion(): number {
  return useSyncExternalStore(itemRows.subscribe, itemRows.version);
}
