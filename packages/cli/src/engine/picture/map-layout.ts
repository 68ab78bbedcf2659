/**
 * Places for the boxes of a process map: layers from left to right by longest ways, edges that lead back left out of it,
 * long edges led through places of their own so that they pass between boxes (K. Sugiyama, S. Tagawa, M. Toda 1981, with
 * the greedy order of P. Eades, X. Lin, W. Smyth 1993 for what leads back).
 */

export interface MapEdge {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

export interface MapPlace {
  readonly layer: number;
  /** Height within the layer, in rows of boxes; layers are centred on 0. */
  readonly row: number;
}

export interface MapLayout {
  readonly places: readonly MapPlace[];
  /** Per edge the places it passes through between its ends; undefined where it leads back or to itself. */
  readonly ways: readonly (readonly MapPlace[] | undefined)[];
}

const SWEEPS = 16;
/** The room an edge takes where it passes a layer, in rows. */
const PASSING = 0.45;

export function mapLayout(size: number, edges: readonly MapEdge[]): MapLayout {
  const order = greedyOrder(size, edges);
  const isForward = ({ from, to }: MapEdge) => order[from]! < order[to]!;
  const layer = longestWays(size, edges.filter(isForward), order);
  // Every edge as steps from layer to layer, through points of its own.
  const layerOf = [...layer];
  const steps: MapEdge[] = [];
  const points = edges.map((edge) => {
    if (!isForward(edge)) return undefined;
    const between: number[] = [];
    let at = edge.from;
    for (let next = layer[edge.from]! + 1; next < layer[edge.to]!; next++) {
      const point = layerOf.push(next) - 1;
      steps.push({ from: at, to: point, weight: edge.weight });
      between.push(point);
      at = point;
    }
    steps.push({ from: at, to: edge.to, weight: edge.weight });
    return between;
  });
  const row = settledRows(layerOf, steps, size);
  const place = (node: number): MapPlace => ({ layer: layerOf[node]!, row: row[node]! });
  return {
    places: Array.from({ length: size }, (_, node) => place(node)),
    ways: points.map((between) => between?.map(place)),
  };
}

function longestWays(size: number, forward: readonly MapEdge[], order: Int32Array): number[] {
  const layer = Array.from({ length: size }, () => 0);
  const inOrder = forward.toSorted((a, b) => order[a.from]! - order[b.from]!);
  for (const { from, to } of inOrder) layer[to] = Math.max(layer[to]!, layer[from]! + 1);
  return layer;
}

/** Orders each layer by where its neighbours stand, back and forth, and gives every node its height. */
function settledRows(layerOf: readonly number[], steps: readonly MapEdge[], boxes: number): Float64Array {
  const row = new Float64Array(layerOf.length);
  const before = neighboursOf(layerOf.length, steps, false);
  const after = neighboursOf(layerOf.length, steps, true);
  const layers: number[][] = [];
  for (const [node, layer] of layerOf.entries()) (layers[layer] ??= []).push(node);
  const settle = (nodes: readonly number[]) => {
    const heights = nodes.map((node) => (node < boxes ? 1 : PASSING));
    let top = -heights.reduce((sum, height) => sum + height, 0) / 2;
    for (const [i, node] of nodes.entries()) {
      row[node] = top + heights[i]! / 2;
      top += heights[i]!;
    }
  };
  for (const nodes of layers) settle(nodes);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const near = sweep % 2 === 0 ? before : after;
    for (const nodes of sweep % 2 === 0 ? layers : layers.toReversed()) {
      const centre = new Map(nodes.map((node) => [node, centreOf(near[node]!, row) ?? row[node]!]));
      settle(nodes.sort((a, b) => centre.get(a)! - centre.get(b)!));
    }
  }
  return row;
}

type Neighbours = readonly { readonly node: number; readonly weight: number }[];

function neighboursOf(size: number, steps: readonly MapEdge[], ahead: boolean): Neighbours[] {
  const near = Array.from({ length: size }, (): { node: number; weight: number }[] => []);
  for (const { from, to, weight } of steps) near[ahead ? from : to]!.push({ node: ahead ? to : from, weight });
  return near;
}

/** The mean row of the neighbours, weighed by how often. */
function centreOf(near: Neighbours, row: Float64Array): number | undefined {
  let [sum, all] = [0, 0];
  for (const { node, weight } of near) {
    sum += weight * row[node]!;
    all += weight;
  }
  return all > 0 ? sum / all : undefined;
}

/** An order in which little weight leads back: sinks last, sources first, then whoever gives out most more than it takes in. */
function greedyOrder(size: number, edges: readonly MapEdge[]): Int32Array {
  const place = new Int32Array(size).fill(-1);
  const out = new Float64Array(size);
  const into = new Float64Array(size);
  const left = new Set(Array.from({ length: size }, (_, i) => i));
  const real = edges.filter(({ from, to }) => from !== to);
  for (const { from, to, weight } of real) {
    out[from]! += weight;
    into[to]! += weight;
  }
  let [first, last] = [0, size - 1];
  const take = (node: number, at: number) => {
    place[node] = at;
    left.delete(node);
    for (const { from, to, weight } of real) {
      if (from === node) into[to]! -= weight;
      if (to === node) out[from]! -= weight;
    }
  };
  while (left.size > 0) {
    const sink = [...left].find((node) => out[node]! < 1e-9);
    if (sink !== undefined) {
      take(sink, last--);
      continue;
    }
    let best = -1;
    for (const node of left) if (best < 0 || out[node]! - into[node]! > out[best]! - into[best]!) best = node;
    take(best, first++);
  }
  return place;
}
