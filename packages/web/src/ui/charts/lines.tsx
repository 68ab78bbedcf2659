import { spreadLabels, textWidth } from "./label-places.ts";
import { linePath, type Place, stepPath } from "./paths.ts";
import type { Plot } from "./plot.ts";
import type { Scale } from "./scales.ts";

export type LineProps = {
  places: readonly Place[];
  stroke: string;
  as?: "steps" | "straight";
  width?: number;
  /** A dash tells lines apart where colour alone would. */
  dash?: string;
};

export function Line({ places, stroke, as = "straight", width = 1.75, dash }: LineProps) {
  return (
    <path
      d={as === "steps" ? stepPath(places) : linePath(places)}
      style={{ stroke }}
      className="fill-transparent"
      strokeWidth={width}
      strokeDasharray={dash}
      strokeLinejoin="round"
      strokeLinecap="round"
    />
  );
}

/** A line across the picture with its words at the right edge. */
export interface Level {
  /** In the scale's values. */
  readonly value: number;
  /** "85 %: 9 days". */
  readonly text: string;
  readonly stroke?: string;
  readonly dash?: string;
}

/**
 * Percentiles, limits and goals: lines across, each with its words at its right end, moved apart where they would meet.
 * Leave them room with the right margin (`roomForWords`).
 */
export function LevelLines({ plot, scale, levels }: { plot: Plot; scale: Scale; levels: readonly Level[] }) {
  const inside = levels.filter(({ value }) => value >= scale.domain[0] && value <= scale.domain[1]);
  const middles = spreadLabels(
    inside.map(({ value }) => ({ middle: scale.at(value), room: 15 })),
    plot.y[1] - 8,
    plot.y[0] + 8,
  );
  return (
    <g aria-hidden>
      {inside.map(({ value, text, stroke = "var(--ink)", dash = "4 3" }, at) => {
        const y = scale.at(value);
        const middle = middles[at]!;
        return (
          <g key={text}>
            <line x1={plot.x[0]} x2={plot.x[1]} y1={y} y2={y} style={{ stroke }} strokeDasharray={dash} />
            <Leader plot={plot} from={y} to={middle} />
            <Words x={plot.x[1] + 10} y={middle} text={text} />
          </g>
        );
      })}
    </g>
  );
}

/** Words beside the picture's right edge for what ends there: an area, a line. */
export interface EndWords {
  /** Where it ends, pixels. */
  readonly y: number;
  readonly text: string;
  /** The colour of a small sample of it before the words. */
  readonly sample?: string;
}

/** Direct labels at the right edge, moved apart where they would meet, each led to its place. */
export function EndLabels({ plot, words }: { plot: Plot; words: readonly EndWords[] }) {
  const middles = spreadLabels(
    words.map(({ y }) => ({ middle: y, room: 15 })),
    plot.y[1] - 8,
    plot.y[0] + 8,
  );
  return (
    <g aria-hidden>
      {words.map(({ y, text, sample }, at) => (
        <g key={text}>
          <Leader plot={plot} from={y} to={middles[at]!} />
          {sample === undefined ? null : (
            <rect
              x={plot.x[1] + 10}
              y={middles[at]! - 4}
              width={8}
              height={8}
              rx={1}
              style={{ fill: sample, stroke: "var(--edge)" }}
              strokeWidth={0.5}
            />
          )}
          <Words x={plot.x[1] + (sample === undefined ? 10 : 22)} y={middles[at]!} text={text} />
        </g>
      ))}
    </g>
  );
}

function Leader({ plot, from, to }: { plot: Plot; from: number; to: number }) {
  const x = plot.x[1];
  return (
    <path
      d={linePath([
        [x, from],
        [x + 4, from],
        [x + 8, to],
      ])}
      className="fill-transparent stroke-edge"
      strokeWidth={0.75}
    />
  );
}

function Words({ x, y, text }: { x: number; y: number; text: string }) {
  return (
    <text x={x} y={y} dy="0.32em" className="fill-ink tabular-nums">
      {text}
    </text>
  );
}

/** The right margin that words at the edge need; at most a third of the width. */
export function roomForWords(texts: readonly string[], most = 160): number {
  return Math.min(most, Math.max(0, ...texts.map((text) => textWidth(text))) + 26);
}
