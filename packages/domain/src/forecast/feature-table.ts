/** What is known about many cases, cut into few levels per feature so that trees grow quickly. */

export interface NumberFeature {
  readonly name: string;
  readonly kind: "number";
  /** One value per row; NaN where it is not known. */
  readonly values: Float64Array;
}

export interface CategoryFeature {
  readonly name: string;
  readonly kind: "category";
  readonly values: readonly string[];
}

export type Feature = NumberFeature | CategoryFeature;

/** How one feature's values become levels 0 … 255; level 0 is "not known" or "not seen before". */
export type Levelling =
  | { readonly name: string; readonly kind: "number"; readonly edges: Float64Array }
  | { readonly name: string; readonly kind: "category"; readonly codes: ReadonlyMap<string, number> };

const MOST_NUMBER_LEVELS = 63;
const MOST_CATEGORY_LEVELS = 255;
/** A category seen in fewer rows is "not seen before". */
const LEAST_SEEN = 10;

/** Learns levels from rows: numbers by even shares of the rows, categories by how often they occur. */
export function learnLevels(features: readonly Feature[]): Levelling[] {
  return features.map((feature) => {
    const { name, kind } = feature;
    if (kind === "number") return { name, kind, edges: evenEdges(feature.values) };
    const counts = new Map<string, number>();
    for (const value of feature.values) counts.set(value, (counts.get(value) ?? 0) + 1);
    const kept = [...counts]
      .filter(([, count]) => count >= LEAST_SEEN)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, MOST_CATEGORY_LEVELS);
    return { name, kind, codes: new Map(kept.map(([value], i) => [value, i + 1])) };
  });
}

/** Each feature's levels, one byte per row. */
export function toLevels(features: readonly Feature[], levellings: readonly Levelling[]): Uint8Array[] {
  return features.map((feature, f) => {
    const levelling = levellings[f]!;
    if (feature.kind === "number" && levelling.kind === "number") {
      return Uint8Array.from(feature.values, (value) => numberLevel(levelling.edges, value));
    }
    if (feature.kind === "category" && levelling.kind === "category") {
      return Uint8Array.from(feature.values, (value) => levelling.codes.get(value) ?? 0);
    }
    throw new TypeError(`feature ${feature.name} changed its kind`);
  });
}

/** How many levels a feature has. */
export function levelCount(levelling: Levelling): number {
  return levelling.kind === "number" ? levelling.edges.length + 2 : levelling.codes.size + 1;
}

function numberLevel(edges: Float64Array, value: number): number {
  if (Number.isNaN(value)) return 0;
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

/** Rising edges that cut the known values into shares as even as ties allow. */
function evenEdges(values: Float64Array): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const edges: number[] = [];
  for (let i = 1; i < MOST_NUMBER_LEVELS; i++) {
    const edge = sorted[Math.floor((i * sorted.length) / MOST_NUMBER_LEVELS)];
    if (edge !== undefined && edge !== edges.at(-1) && edge < sorted.at(-1)!) edges.push(edge);
  }
  return Float64Array.from(edges);
}
