/** Outlines in SVG's path language; places in pixels, rounded to a hundredth. */

export type Place = readonly [x: number, y: number];

const n = (value: number) => `${Math.round(value * 100) / 100}`;
const p = ([x, y]: Place) => `${n(x)},${n(y)}`;

/** Straight from place to place. */
export function linePath(places: readonly Place[]): string {
  return places.length === 0 ? "" : `M${places.map(p).join("L")}`;
}

/** Each height holds until the next place: for counts, which do not slide from one to the next. */
export function stepPath(places: readonly Place[]): string {
  return places.map(([x, y], at) => (at === 0 ? `M${p([x, y])}` : `H${n(x)}V${n(y)}`)).join("");
}

/** The ground between two lines over the same x. */
export function areaPath(xs: readonly number[], tops: readonly number[], bottoms: readonly number[]): string {
  if (xs.length === 0) return "";
  const back = xs.map((x, at): Place => [x, bottoms[at]!]).toReversed();
  return `${linePath(xs.map((x, at): Place => [x, tops[at]!]))}L${back.map(p).join("L")}Z`;
}

/** The ground between two step lines over the same x. */
export function stepAreaPath(xs: readonly number[], tops: readonly number[], bottoms: readonly number[]): string {
  if (xs.length === 0) return "";
  let path = stepPath(xs.map((x, at): Place => [x, tops[at]!]));
  const last = xs.length - 1;
  path += `V${n(bottoms[last]!)}`;
  for (let at = last; at > 0; at -= 1) path += `H${n(xs[at]!)}V${n(bottoms[at - 1]!)}`;
  return `${path}H${n(xs[0]!)}Z`;
}

/** Dots as strokes of no length with round ends: one element, however many. */
export function dotsPath(places: readonly Place[]): string {
  return places.map((place) => `M${p(place)}h0`).join("");
}

/** Boxes as one outline. */
export function boxesPath(boxes: readonly { x: number; y: number; width: number; height: number }[]): string {
  return boxes
    .filter(({ width, height }) => width > 0 && height > 0)
    .map(({ x, y, width, height }) => `M${p([x, y])}h${n(width)}v${n(height)}h${n(-width)}z`)
    .join("");
}
