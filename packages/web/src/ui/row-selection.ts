/** Which rows are selected, as sets of ids. Each function gives a new set. */

export function toggled(selected: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Adds every id from one row to another, both included, in whichever order they stand. Unknown ids add nothing. */
export function withRange(
  selected: ReadonlySet<string>,
  ids: readonly string[],
  from: string,
  to: string,
): Set<string> {
  const [first, last] = [ids.indexOf(from), ids.indexOf(to)].sort((a, b) => a - b);
  if (first === undefined || last === undefined || first < 0) return new Set(selected);
  return new Set([...selected, ...ids.slice(first, last + 1)]);
}
