import { fitText, textWidth, withoutOverlap } from "./label-places.ts";
import type { Plot } from "./plot.ts";
import type { BandScale, Scale } from "./scales.ts";

export type ValueAxisProps = {
  plot: Plot;
  scale: Scale;
  /** What is counted: "days", "items in progress". Stands at the top of the axis. */
  unit: string;
};

/** Values up the left side, a hair-line across at each. */
export function ValueAxis({ plot, scale, unit }: ValueAxisProps) {
  return (
    <g aria-hidden>
      {scale.ticks(plot.yTicks).map(({ value, text }) => (
        <g key={value} transform={`translate(0 ${scale.at(value)})`}>
          <line x1={plot.x[0]} x2={plot.x[1]} className="stroke-rule" />
          <text x={plot.x[0] - 8} dy="0.32em" textAnchor="end" className="fill-muted tabular-nums">
            {text}
          </text>
        </g>
      ))}
      <UnitText plot={plot} unit={unit} />
    </g>
  );
}

/** The unit reads above the highest tick, from the picture's left edge. */
function UnitText({ plot, unit }: { plot: Plot; unit: string }) {
  return (
    <text x={0} y={Math.max(9, plot.y[1] - 15)} className="fill-muted">
      {unit}
    </text>
  );
}

export type FootAxisProps = {
  plot: Plot;
  scale: Scale;
  /** What is counted; left out for time, which names itself. */
  unit?: string;
};

/** Values or time along the foot; a tick's context stands below it. */
export function FootAxis({ plot, scale, unit }: FootAxisProps) {
  const ticks = scale.ticks(plot.xTicks);
  const fits = withoutOverlap(
    ticks.map(({ value, text }) => ({ middle: scale.at(value), room: textWidth(text) })),
    6,
  );
  const foot = plot.y[0];
  return (
    <g aria-hidden transform={`translate(0 ${foot})`}>
      <line x1={plot.x[0]} x2={plot.x[1]} className="stroke-edge" />
      {ticks.map(({ value, text, context }, at) => (
        <g key={value} transform={`translate(${scale.at(value)} 0)`}>
          <line y2={4} className="stroke-edge" />
          {fits[at] ? (
            <text y={16} textAnchor="middle" className="fill-muted tabular-nums">
              {text}
            </text>
          ) : null}
          {context === undefined ? null : (
            <text y={30} textAnchor="middle" className="fill-faint tabular-nums">
              {context}
            </text>
          )}
        </g>
      ))}
      {unit === undefined ? null : (
        <text x={plot.x[1]} y={30} textAnchor="end" className="fill-muted">
          {unit}
        </text>
      )}
    </g>
  );
}

export type BandAxisProps = {
  plot: Plot;
  scale: BandScale;
  /** The bands' names, in order; those that do not fit are left out, evenly. */
  names: readonly string[];
  /** Names that must all be there lean where they are wider than their bands; the foot needs `bandNamesRoom`. */
  leans?: boolean;
};

/** How high the foot must be for names that may have to lean: pixels below the plot. */
export function bandNamesRoom(names: readonly string[], step: number): number {
  const widest = Math.max(0, ...names.map((name) => textWidth(name)));
  return widest + 6 <= step ? 36 : Math.min(110, widest * Math.sin(lean) + 24);
}
const lean = (40 / 180) * Math.PI;

/** Names of bands along the foot. */
export function BandAxis({ plot, scale, names, leans = false }: BandAxisProps) {
  if (leans && bandNamesRoom(names, scale.step) > 36)
    return (
      <g aria-hidden transform={`translate(0 ${plot.y[0]})`}>
        <line x1={plot.x[0]} x2={plot.x[1]} className="stroke-edge" />
        {names.map((name, at) => (
          <text
            key={name}
            transform={`translate(${scale.middle(at) + 4} 12) rotate(-40)`}
            textAnchor="end"
            className="fill-muted tabular-nums"
          >
            {fitText(name, (plot.bottom - 20) / Math.sin(lean))}
          </text>
        ))}
      </g>
    );
  const widest = Math.max(0, ...names.map((name) => textWidth(name))) + 8;
  const every = Math.max(1, Math.ceil(widest / Math.max(1, scale.step)));
  return (
    <g aria-hidden transform={`translate(0 ${plot.y[0]})`}>
      <line x1={plot.x[0]} x2={plot.x[1]} className="stroke-edge" />
      {names.map((name, at) =>
        at % every === 0 ? (
          <text key={name} x={scale.middle(at)} y={16} textAnchor="middle" className="fill-muted tabular-nums">
            {name}
          </text>
        ) : null,
      )}
    </g>
  );
}
