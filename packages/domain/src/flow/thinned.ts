/** Fewer points of many, with what matters most kept. */

/**
 * At most about `most` of the rows in their order: every one that must stay, and of the others every so many-th, so that
 * the picture keeps its shape. Where even those that must stay are more, they are thinned alike. O(n).
 */
export function thinned<T>(rows: readonly T[], most: number, mustStay: (row: T) => boolean): readonly T[] {
  if (rows.length <= most) return rows;
  const staying = rows.filter(mustStay).length;
  const room = most - staying;
  if (room <= 0) return every(rows.filter(mustStay), most);
  const share = room / (rows.length - staying);
  let owed = 0;
  return rows.filter((row) => {
    if (mustStay(row)) return true;
    owed += share;
    if (owed < 1) return false;
    owed -= 1;
    return true;
  });
}

function every<T>(rows: readonly T[], most: number): readonly T[] {
  return Array.from({ length: most }, (_, at) => rows[Math.floor((at * rows.length) / most)]!);
}
