import { useSyncExternalStore } from "react";

/** Rows that were just decided or pulled: a list leaves them out at once, and shows them again where that was refused. */
export class LeavingRows {
  #ids: ReadonlySet<string> = new Set();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly now = (): ReadonlySet<string> => this.#ids;

  leave(id: string): void {
    this.#set(new Set([...this.#ids, id]));
  }

  /** Back it comes, or the list knows by now that it is gone. */
  settle(id: string): void {
    this.#set(new Set([...this.#ids].filter((each) => each !== id)));
  }

  #set(ids: ReadonlySet<string>): void {
    this.#ids = ids;
    for (const listener of this.#listeners) listener();
  }
}

export const useLeaving = (rows: LeavingRows): ReadonlySet<string> => useSyncExternalStore(rows.subscribe, rows.now);
