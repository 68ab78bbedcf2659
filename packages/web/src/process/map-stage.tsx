import type { KeyboardEvent } from "react";
import { tint } from "../ui/charts/tint.ts";
import { type DrawnStage, nameLines, type Point, stageHeight, stageWidth } from "./drawn-map.ts";
import { fitText } from "./process-words.ts";

/** Enter and space press what is not a button by itself. */
export const pressKeys = (press: () => void) => (event: KeyboardEvent) => {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  event.stopPropagation();
  press();
};

type MapStageProps = {
  stage: DrawnStage;
  place: Point;
  isDim: boolean;
  isChosen: boolean;
  onPress?: ((key: string) => void) | undefined;
};

/**
 * A stage on the map: its kind, its name, the figure that is looked at; how strong the tint, how large the figure. Its title
 * is what it is called to who cannot see it.
 */
export function MapStage({ stage, place: { x, y }, isDim, isChosen, onPress }: MapStageProps) {
  const { key, name, kind, figure, heat, note, isUnused, label } = stage;
  const height = stageHeight(stage);
  const lines = nameLines(name);
  const press = onPress && (() => onPress(key));
  return (
    <g
      {...(press
        ? { role: "button", tabIndex: 0, "aria-pressed": isChosen, onClick: press, onKeyDown: pressKeys(press) }
        : { role: "img" })}
      opacity={isDim ? 0.35 : 1}
      className="group/stage outline-none"
    >
      <title>{label}</title>
      <rect
        x={x}
        y={y}
        width={stageWidth}
        height={height}
        rx={4}
        fill={isUnused ? "var(--paper)" : tint("accent-mark", 0.05 + 0.33 * heat)}
        strokeWidth={isChosen ? 2 : 1}
        strokeDasharray={isUnused ? "3 3" : undefined}
        className={isChosen ? "stroke-accent-mark" : press ? "stroke-edge group-hover/stage:stroke-ink" : "stroke-edge"}
      />
      <rect
        x={x - 3}
        y={y - 3}
        width={stageWidth + 6}
        height={height + 6}
        rx={6}
        fill="none"
        strokeWidth={2}
        className="stroke-transparent group-focus-visible/stage:stroke-focus"
      />
      <KindMark kind={kind} x={x + 16} y={y + 15} />
      {lines.map((line, at) => (
        <text key={line} x={x + 28} y={y + 19 + 16 * at} className="fill-ink text-dense font-medium">
          {line}
        </text>
      ))}
      <text x={x + 28} y={y + 20 + 16 * lines.length} className="fill-ink text-small tabular-nums">
        {fitText(figure, stageWidth - 36, 12)}
      </text>
      {note === null ? null : (
        <text x={x + 28} y={y + 36 + 16 * lines.length} className="fill-muted text-small tabular-nums">
          {fitText(note, stageWidth - 32, 12)}
        </text>
      )}
    </g>
  );
}

/** As everywhere: a queue is hollow, an active stage half, a done one full. */
function KindMark({ kind, x, y }: { kind: DrawnStage["kind"]; x: number; y: number }) {
  return (
    <g className={kind === "done" ? "text-good-mark" : "text-muted"}>
      <circle
        cx={x}
        cy={y}
        r={4.2}
        fill={kind === "done" ? "currentColor" : "none"}
        stroke="currentColor"
        strokeWidth={1.5}
      />
      {kind === "active" ? <path d={`M${x} ${y - 4.2}a4.2 4.2 0 0 1 0 8.4Z`} fill="currentColor" /> : null}
    </g>
  );
}
