/** Rows under group heads as one numbered column, found by arithmetic so that 50,000 rows cost nothing to lay out. */

export type RowGroup = {
  readonly id: string;
  readonly title: string;
  /** How many of the ids, in their order, belong to it. */
  readonly count: number;
};

export type PlannedRow =
  | { readonly kind: "group"; readonly group: RowGroup }
  | { readonly kind: "row"; readonly id: string; readonly position: number };

export type RowPlan = {
  readonly length: number;
  /** What stands at a line; undefined past the end. */
  readonly at: (line: number) => PlannedRow | undefined;
  /** The line of a row, -1 where it is unknown or its group is folded. */
  readonly lineOf: (id: string) => number;
  /** The line of a group's head, -1 where it is unknown. */
  readonly lineOfGroup: (id: string) => number;
};

/**
 * Lays ids out under groups that span them in order. Ids beyond the groups' counts stand under the last group's end
 * without a head; a count beyond the ids is cut.
 */
export function planRows(
  ids: readonly string[],
  groups: readonly RowGroup[] = [],
  folded: ReadonlySet<string> = new Set(),
): RowPlan {
  const starts: { line: number; first: number; shown: number; group: RowGroup | undefined }[] = [];
  let line = 0;
  let first = 0;
  for (const group of groups) {
    const count = Math.max(0, Math.min(group.count, ids.length - first));
    const shown = folded.has(group.id) ? 0 : count;
    starts.push({ line, first, shown, group });
    line += 1 + shown;
    first += count;
  }
  if (first < ids.length || starts.length === 0) {
    starts.push({ line, first, shown: ids.length - first, group: undefined });
    line += ids.length - first;
  }

  const startAt = (wanted: number) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle]?.line ?? 0) <= wanted) low = middle;
      else high = middle - 1;
    }
    return starts[low];
  };

  let positions: Map<string, number> | undefined;

  return {
    length: line,
    at: (wanted) => {
      if (wanted < 0 || wanted >= line) return undefined;
      const start = startAt(wanted);
      if (start === undefined) return undefined;
      const within = wanted - start.line;
      if (start.group !== undefined && within === 0) return { kind: "group", group: start.group };
      const position = start.first + within - (start.group === undefined ? 0 : 1);
      const id = ids[position];
      return id === undefined ? undefined : { kind: "row", id, position };
    },
    lineOf: (id) => {
      positions ??= new Map(ids.map((each, position) => [each, position]));
      const position = positions.get(id);
      if (position === undefined) return -1;
      const start = starts.findLast((each) => each.first <= position);
      if (start === undefined || position - start.first >= start.shown) return -1;
      return start.line + (start.group === undefined ? 0 : 1) + position - start.first;
    },
    lineOfGroup: (id) => starts.find(({ group }) => group?.id === id)?.line ?? -1,
  };
}
