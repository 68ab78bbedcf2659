/** Where words go so that none stands on another. */

/** What is needed of a label: where it would like its middle, and how much room it takes. */
export interface WantedLabel {
  readonly middle: number;
  readonly room: number;
}

/**
 * Middles in the order given, each as near to where it wants to be as the others allow, none overlapping, all inside
 * [from, to] where they fit. Labels that meet share the shift (pooled, so that the sum of squared shifts is least).
 */
export function spreadLabels(labels: readonly WantedLabel[], from: number, to: number): number[] {
  const order = labels.map((_, at) => at).toSorted((a, b) => labels[a]!.middle - labels[b]!.middle);
  interface Pool {
    start: number;
    room: number;
    /** Sum of the starts its members would have given it. */
    wish: number;
    members: number[];
  }
  const pools: Pool[] = [];
  const clamp = (pool: Pool) => {
    pool.start = Math.max(from, Math.min(pool.wish / pool.members.length, to - pool.room));
  };
  for (const at of order) {
    const { middle, room } = labels[at]!;
    let pool: Pool = { start: 0, room, wish: middle - room / 2, members: [at] };
    clamp(pool);
    for (
      let before = pools.at(-1);
      before !== undefined && before.start + before.room > pool.start;
      before = pools.at(-1)
    ) {
      pools.pop();
      pool = {
        start: 0,
        room: before.room + pool.room,
        // A later member's wish for the pool's start is its own less the room of those before it.
        wish: before.wish + pool.wish - pool.members.length * before.room,
        members: [...before.members, ...pool.members],
      };
      clamp(pool);
    }
    pools.push(pool);
  }
  const middles = Array.from<number>({ length: labels.length });
  for (const { start, members } of pools) {
    let at = start;
    for (const member of members) {
      const { room } = labels[member]!;
      middles[member] = at + room / 2;
      at += room;
    }
  }
  return middles;
}

/** Which of the labels along a line may be shown, first come first kept, so that each has `gap` pixels to the next. */
export function withoutOverlap(labels: readonly WantedLabel[], gap: number): boolean[] {
  const kept: WantedLabel[] = [];
  return labels.map((label) => {
    const isFree = kept.every((other) => Math.abs(other.middle - label.middle) >= (other.room + label.room) / 2 + gap);
    if (isFree) kept.push(label);
    return isFree;
  });
}

/** About how wide a text is in the product's type, in pixels; errs on the wide side. */
export function textWidth(text: string, size = 12): number {
  let ems = 0;
  for (const letter of text) {
    if ("ijlI.,:;'|! ".includes(letter)) ems += 0.3;
    else if ("ftr()-−".includes(letter)) ems += 0.42;
    else if ("mwMW%".includes(letter)) ems += 0.92;
    else ems += letter >= "A" && letter <= "Z" ? 0.72 : 0.62;
  }
  return ems * size;
}

/** The text, cut with an ellipsis where it is wider than the room. */
export function fitText(text: string, room: number, size = 12): string {
  if (textWidth(text, size) <= room) return text;
  let cut = text;
  while (cut.length > 1 && textWidth(`${cut}…`, size) > room) cut = cut.slice(0, -1);
  return `${cut.trimEnd()}…`;
}
