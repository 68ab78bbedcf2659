import { boxesPath, dotsPath, type Place } from "./paths.ts";

/** Dots as one element: thousands cost what one costs. */
export function Dots({
  places,
  fill,
  size = 5,
  opacity = 1,
}: {
  places: readonly Place[];
  fill: string;
  size?: number;
  opacity?: number;
}) {
  return (
    <path
      d={dotsPath(places)}
      style={{ stroke: fill }}
      strokeWidth={size}
      strokeLinecap="round"
      strokeOpacity={opacity}
    />
  );
}

/** Rings, for what is not finished: told from dots without colour. */
export function Rings({ places, stroke, size = 7 }: { places: readonly Place[]; stroke: string; size?: number }) {
  return (
    <>
      <path d={dotsPath(places)} style={{ stroke }} strokeWidth={size} strokeLinecap="round" />
      <path d={dotsPath(places)} className="stroke-paper" strokeWidth={size - 3} strokeLinecap="round" />
    </>
  );
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Columns or bars of one colour, as one element. */
export function Boxes({ boxes, fill }: { boxes: readonly Box[]; fill: string }) {
  return <path d={boxesPath(boxes)} style={{ fill }} />;
}
