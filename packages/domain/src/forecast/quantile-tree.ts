/** One tree that splits rows by their levels so that what is left of a target differs most between its leaves. */

/** A tree in flat arrays. Node 0 is the root; a node without a feature (−1) is a leaf. */
export interface Tree {
  readonly feature: Int16Array;
  /** Numbers go left up to this level. */
  readonly level: Uint8Array;
  /** Categories go left if their bit is set: eight words per node. */
  readonly left: Uint32Array;
  readonly child: Int32Array;
}

export interface GrowOptions {
  readonly mostLeaves: number;
  readonly leastRows: number;
  /** Rows that a category's average is drawn to the node's by. */
  readonly categorySmoothing: number;
}

interface Columns {
  readonly levels: readonly Uint8Array[];
  readonly counts: readonly number[];
  readonly categorical: readonly boolean[];
}

interface Split {
  readonly gain: number;
  readonly feature: number;
  readonly level: number;
  readonly left: Uint32Array | undefined;
}

interface Node {
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly sums: Float64Array;
  readonly split: Split | undefined;
}

/** Gradient channels per row. */
export const CHANNELS = 3;
const WIDTH = CHANNELS + 1;

/**
 * Grows best-first: always the leaf whose split gains most. The gain is Σ over channels of (ΣG)² / n, left plus right less
 * whole. `gradients` holds CHANNELS numbers per row of the whole table, `rows` the rows to use.
 */
export function growTree(columns: Columns, gradients: Float32Array, rows: Int32Array, options: GrowOptions): Tree {
  const order = Int32Array.from(rows);
  const most = 2 * options.mostLeaves - 1;
  const tree = {
    feature: new Int16Array(most).fill(-1),
    level: new Uint8Array(most),
    left: new Uint32Array(8 * most),
    child: new Int32Array(2 * most),
  };
  let used = 1;
  const root = prepare(columns, gradients, order, { number: 0, from: 0, to: order.length }, options);
  const open: Node[] = [root];
  for (let leaves = 1; open.length > 0;) {
    let best = 0;
    for (let i = 1; i < open.length; i++) if (gainOf(open[i]!) > gainOf(open[best]!)) best = i;
    const node = open[best]!;
    open[best] = open.at(-1)!;
    open.pop();
    const { split } = node;
    if (split === undefined || leaves >= options.mostLeaves) continue;
    tree.feature[node.number] = split.feature;
    tree.level[node.number] = split.level;
    if (split.left) tree.left.set(split.left, 8 * node.number);
    const middle = partition(order, node, columns.levels[split.feature]!, split);
    for (const [side, from, to] of [
      [0, node.from, middle],
      [1, middle, node.to],
    ] as const) {
      tree.child[2 * node.number + side] = used;
      open.push(prepare(columns, gradients, order, { number: used, from, to }, options));
      used += 1;
    }
    leaves += 1;
  }
  return trimmed(tree, used);
}

/** The leaf a row falls into. */
export function leafOf({ feature, level, left, child }: Tree, levels: readonly Uint8Array[], row: number): number {
  let node = 0;
  for (let f = feature[0]!; f >= 0; f = feature[node]!) {
    const value = levels[f]![row]!;
    const word = left[8 * node + (value >> 5)]!;
    const goesLeft = level[node]! > 0 ? value <= level[node]! : (word >>> (value & 31)) & 1;
    node = child[2 * node + (goesLeft ? 0 : 1)]!;
  }
  return node;
}

function gainOf({ split }: Node): number {
  return split?.gain ?? -1;
}

function prepare(
  { levels, counts, categorical }: Columns,
  gradients: Float32Array,
  order: Int32Array,
  { number, from, to }: Pick<Node, "number" | "from" | "to">,
  options: GrowOptions,
): Node {
  const sums = new Float64Array(WIDTH);
  for (let i = from; i < to; i++) {
    const at = order[i]! * CHANNELS;
    sums[0]! += gradients[at]!;
    sums[1]! += gradients[at + 1]!;
    sums[2]! += gradients[at + 2]!;
  }
  sums[CHANNELS] = to - from;
  let best: Split | undefined;
  if (to - from >= 2 * options.leastRows) {
    for (let feature = 0; feature < levels.length; feature++) {
      const histogram = histogramOf(levels[feature]!, counts[feature]!, gradients, order, from, to);
      const split = categorical[feature]
        ? categorySplit(histogram, sums, feature, options)
        : numberSplit(histogram, sums, feature, options);
      if (split !== undefined && split.gain > (best?.gain ?? 1e-9)) best = split;
    }
  }
  return { number, from, to, sums, split: best };
}

function histogramOf(
  levels: Uint8Array,
  count: number,
  gradients: Float32Array,
  order: Int32Array,
  from: number,
  to: number,
): Float64Array {
  const histogram = new Float64Array(count * WIDTH);
  for (let i = from; i < to; i++) {
    const row = order[i]!;
    const bin = levels[row]! * WIDTH;
    const at = row * CHANNELS;
    histogram[bin]! += gradients[at]!;
    histogram[bin + 1]! += gradients[at + 1]!;
    histogram[bin + 2]! += gradients[at + 2]!;
    histogram[bin + 3]! += 1;
  }
  return histogram;
}

/** (ΣG)² / n of a side, and of the other side, less that of the whole. */
function gain(side: Float64Array, whole: Float64Array): number {
  const n = side[CHANNELS]!;
  const rest = whole[CHANNELS]! - n;
  let sum = 0;
  for (let c = 0; c < CHANNELS; c++) {
    const g = side[c]!;
    const h = whole[c]! - g;
    sum += (g * g) / n + (h * h) / rest - (whole[c]! * whole[c]!) / whole[CHANNELS]!;
  }
  return sum;
}

function numberSplit(
  histogram: Float64Array,
  whole: Float64Array,
  feature: number,
  { leastRows }: GrowOptions,
): Split | undefined {
  const side = new Float64Array(WIDTH);
  let best: Split | undefined;
  for (let level = 0; level < histogram.length / WIDTH - 1; level++) {
    for (let c = 0; c < WIDTH; c++) side[c]! += histogram[level * WIDTH + c]!;
    if (side[CHANNELS]! < leastRows) continue;
    if (whole[CHANNELS]! - side[CHANNELS]! < leastRows) break;
    // Level 0 alone on the left would read as "a category" in the tree; unknown goes with the lowest known.
    const value = gain(side, whole);
    if (level > 0 && value > (best?.gain ?? 0)) best = { gain: value, feature, level, left: undefined };
  }
  return best;
}

/** Categories in order of their average, then split as numbers are (Fisher 1958); small ones are drawn to the whole. */
function categorySplit(
  histogram: Float64Array,
  whole: Float64Array,
  feature: number,
  { leastRows, categorySmoothing }: GrowOptions,
): Split | undefined {
  const present: number[] = [];
  const average = new Float64Array(histogram.length / WIDTH);
  const prior = whole[0]! / whole[CHANNELS]!;
  for (let level = 0; level < average.length; level++) {
    const n = histogram[level * WIDTH + CHANNELS]!;
    if (n === 0) continue;
    present.push(level);
    average[level] = (histogram[level * WIDTH]! + prior * categorySmoothing) / (n + categorySmoothing);
  }
  present.sort((a, b) => average[a]! - average[b]! || a - b);
  const side = new Float64Array(WIDTH);
  let best: { gain: number; end: number } | undefined;
  for (let i = 0; i < present.length - 1; i++) {
    for (let c = 0; c < WIDTH; c++) side[c]! += histogram[present[i]! * WIDTH + c]!;
    if (side[CHANNELS]! < leastRows) continue;
    if (whole[CHANNELS]! - side[CHANNELS]! < leastRows) break;
    const value = gain(side, whole);
    if (value > (best?.gain ?? 0)) best = { gain: value, end: i };
  }
  if (best === undefined) return undefined;
  const left = new Uint32Array(8);
  for (let i = 0; i <= best.end; i++) left[present[i]! >> 5]! |= 1 << (present[i]! & 31);
  return { gain: best.gain, feature, level: 0, left };
}

/** Moves the rows that go left to the front, keeping their order. Gives where the right side starts. */
function partition(order: Int32Array, { from, to }: Node, levels: Uint8Array, { level, left }: Split): number {
  const right: number[] = [];
  let middle = from;
  for (let i = from; i < to; i++) {
    const row = order[i]!;
    const value = levels[row]!;
    const goesLeft = left ? (left[value >> 5]! >>> (value & 31)) & 1 : value <= level;
    if (goesLeft) order[middle++] = row;
    else right.push(row);
  }
  order.set(right, middle);
  return middle;
}

function trimmed(tree: Tree, used: number): Tree {
  return {
    feature: tree.feature.slice(0, used),
    level: tree.level.slice(0, used),
    left: tree.left.slice(0, 8 * used),
    child: tree.child.slice(0, 2 * used),
  };
}
