import { Line } from "./lines.tsx";
import { areaPath, stepAreaPath } from "./paths.ts";

export type AreaProps = {
  xs: readonly number[];
  tops: readonly number[];
  bottoms: readonly number[];
  fill: string;
  /** Counts hold until they change (a step); quantiles lean from one to the next. */
  as?: "steps" | "straight";
  /** A hair of paper around it parts it from its neighbours; left out where steps are as narrow as the hair. */
  hasEdge?: boolean;
};

/** The ground between two lines. */
export function Area({ xs, tops, bottoms, fill, as = "straight", hasEdge = true }: AreaProps) {
  const path = as === "steps" ? stepAreaPath(xs, tops, bottoms) : areaPath(xs, tops, bottoms);
  return (
    <path
      d={path}
      style={{ fill, stroke: hasEdge ? "var(--paper)" : "none" }}
      strokeWidth={0.75}
      strokeLinejoin="round"
    />
  );
}

export type FanProps = {
  xs: readonly number[];
  /** Pairs of lines, the widest first: each pair is the band between two quantiles. */
  bands: readonly { readonly low: readonly number[]; readonly high: readonly number[]; readonly fill: string }[];
  /** The line in the middle. */
  middle?: readonly number[];
  stroke: string;
};

/** A forecast's spread: bands between quantiles that get darker toward the middle. */
export function Fan({ xs, bands, middle, stroke }: FanProps) {
  return (
    <g>
      {bands.map(({ low, high, fill }, at) => (
        <path key={at} d={areaPath(xs, high, low)} style={{ fill }} />
      ))}
      {middle === undefined ? null : <Line places={xs.map((x, at) => [x, middle[at]!])} stroke={stroke} />}
    </g>
  );
}
