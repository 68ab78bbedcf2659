import { Refusal } from "./refusal.ts";

type CursorPart = string | number | null;
type CursorKind = "number" | "string";

/** The `next` of a keyset page: the sort values of its last row. */
export const encodeCursor = (parts: readonly CursorPart[]): string =>
  Buffer.from(JSON.stringify(parts)).toString("base64url");

/**
 * @param kinds of the values the list sorts by; any may be null in the data.
 * @throws Refusal `invalid_input` where the cursor is not one of this list's.
 */
export function decodeCursor(text: string | undefined, kinds: readonly CursorKind[]): CursorPart[] | null {
  if (text === undefined) return null;
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    if (
      Array.isArray(parts) &&
      parts.length === kinds.length &&
      parts.every((part, at) => part === null || typeof part === kinds[at])
    )
      return parts as CursorPart[];
  } catch {
    // Falls through to the refusal.
  }
  throw new Refusal("invalid_input", { fields: { after: "Pass the `next` of the page before, unchanged" } });
}

/** Rows were asked for with one more than `limit`: that one says whether there is a next page. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  keys: (row: R) => readonly CursorPart[],
  present: (row: R) => T,
): { rows: T[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(present),
    next: rows.length > limit && last !== undefined ? encodeCursor(keys(last)) : null,
  };
}
