import { tint } from "../ui/charts/tint.ts";
import { type DrawnWay, figureHeight, figureWidth, headLength, type LaidWay } from "./drawn-map.ts";
import { pressKeys } from "./map-stage.tsx";

type MapWayProps = {
  way: DrawnWay;
  laid: LaidWay;
  state: "usual" | "lit" | "dim";
  isChosen: boolean;
  onPress?: ((key: string) => void) | undefined;
};

const dimmed = 0.16;
const dimmedFigure = 0.35;

/**
 * A way between two stages. Thickness: how often. Colour: what is looked at. Dashes: not meant by the workflow. Dots: meant,
 * and never taken. It can be pressed; who uses keys presses its figure.
 */
export function WayLine({ way, laid, state, onPress }: Omit<MapWayProps, "isChosen">) {
  const { weight, heat, mark } = way;
  const isUnused = mark === "unused";
  const colour = isUnused
    ? "var(--edge)"
    : state === "lit"
      ? "var(--accent-mark)"
      : mark === "extra"
        ? tint("bad-mark", 0.5 + 0.5 * heat)
        : tint("ink", 0.28 + 0.55 * heat);
  const width = isUnused ? 1 : 1 + 6 * weight + (state === "lit" ? 1 : 0);
  const head = 4 + width * 0.55;
  return (
    <g
      aria-hidden
      opacity={state === "dim" ? dimmed : 1}
      className="group/way"
      {...(onPress ? { onClick: () => onPress(way.key) } : {})}
    >
      <title>{way.label}</title>
      <path d={laid.path} fill="none" stroke="transparent" strokeWidth={Math.max(14, width + 8)} />
      <path
        d={laid.path}
        fill="none"
        stroke={colour}
        strokeWidth={width}
        strokeDasharray={isUnused ? "2 4" : mark === "extra" ? "7 4" : undefined}
        className={onPress ? "group-hover/way:stroke-accent-mark" : undefined}
      />
      <path
        d={`M0 0L${-headLength - width * 0.4} ${head}V${-head}Z`}
        transform={`translate(${laid.tip.x} ${laid.tip.y}) rotate(${(laid.angle * 180) / Math.PI})`}
        fill={colour}
        className={onPress ? "group-hover/way:fill-accent-mark" : undefined}
      />
    </g>
  );
}

/** A way's figure, over all lines. A cross: not meant by the workflow. A diamond: a hand-off. An arrow that turns: back. */
export function WayFigure({ way, laid, state, isChosen, reach, onPress }: MapWayProps & { reach: number }) {
  const { figure, isBack, isHandOff, mark, label } = way;
  const box = figureWidth(way);
  const press = onPress && (() => onPress(way.key));
  return (
    <g
      {...(press
        ? { role: "button", tabIndex: -1, "aria-pressed": isChosen, onClick: press, onKeyDown: pressKeys(press) }
        : { role: "img" })}
      transform={`translate(${laid.label.x - box / 2} ${laid.label.y - figureHeight / 2})`}
      className="group/way outline-none"
    >
      <title>{label}</title>
      <rect
        x={Math.min(0, (box - reach) / 2)}
        y={(figureHeight - reach) / 2}
        width={Math.max(box, reach)}
        height={reach}
        fill="transparent"
      />
      <rect
        width={box}
        height={figureHeight}
        rx={3}
        strokeWidth={isChosen ? 1.5 : 1}
        className={
          isChosen
            ? "fill-raised stroke-accent-mark"
            : "fill-sunk stroke-transparent group-hover/way:stroke-accent-mark"
        }
      />
      <g opacity={state === "dim" ? dimmedFigure : 1}>
        <Marks isHandOff={isHandOff} isBack={isBack} isExtra={mark === "extra"} />
        <text
          x={box - 5}
          y={13}
          textAnchor="end"
          className={mark === "unused" ? "fill-muted text-small" : "fill-ink text-small tabular-nums"}
        >
          {figure}
        </text>
      </g>
    </g>
  );
}

/** What goes with a way's figure, from the left. */
function Marks({ isHandOff, isBack, isExtra }: { isHandOff: boolean; isBack: boolean; isExtra: boolean }) {
  const marks = [
    ...(isExtra ? [<path key="extra" d="M-3 -3 3 3M3 -3-3 3" className="stroke-bad-mark" strokeWidth={1.6} />] : []),
    ...(isHandOff ? [<path key="hand-off" d="M0 -4.5 4.5 0 0 4.5-4.5 0Z" className="fill-accent-mark" />] : []),
    ...(isBack ? [<TurnMark key="back" />] : []),
  ];
  return marks.map((each, at) => (
    <g key={each.key} transform={`translate(${9 + at * 13} ${figureHeight / 2})`}>
      {each}
    </g>
  ));
}

export const TurnMark = () => (
  <path
    d="M3.5 3.5V-.5a2.8 2.8 0 0 0-5.6 0V3M-4.6 .8-2.1 3.4 .4 .8"
    fill="none"
    className="stroke-muted"
    strokeWidth={1.4}
  />
);
