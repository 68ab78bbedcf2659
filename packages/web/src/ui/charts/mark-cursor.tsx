import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { markAfterKey, nearestMark } from "./nearest-mark.ts";
import type { Mark, Plot } from "./plot.ts";

export type MarkCursorProps = {
  plot: Plot;
  marks: readonly Mark[];
  /** What the chart is, for the name of the control. */
  label: string;
  by: "x" | "y" | "xy";
  onOpen?: ((mark: Mark) => void) | undefined;
  /** What opening does, said under the reading: "Enter opens the item". */
  openHint?: string | undefined;
};

/**
 * Lies over the picture: the pointer reads the mark it is at, arrow keys go from mark to mark, Enter or a click opens.
 * To screen readers it is a slider whose value is what the mark says.
 */
export function MarkCursor({ plot, marks, label, by, onOpen, openHint }: MarkCursorProps) {
  const [at, setAt] = useState(-1);
  const pressed = useRef<"mouse" | "touch">("mouse");
  const mark = marks[at];
  const isAlong = by === "x";

  const placeOf = ({ currentTarget, clientX, clientY }: PointerEvent | React.MouseEvent) => {
    const box = currentTarget.getBoundingClientRect();
    return nearestMark(marks, clientX - box.left, clientY - box.top, by);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key === "Enter" && mark !== undefined && onOpen !== undefined) {
      event.preventDefault();
      onOpen(mark);
      return;
    }
    if (event.key === "Escape" && at >= 0) {
      event.preventDefault();
      setAt(-1);
      return;
    }
    const next = markAfterKey(event.key, at, marks.length);
    if (next === undefined || marks.length === 0) return;
    event.preventDefault();
    setAt(next);
  };

  return (
    <>
      <div
        role="slider"
        tabIndex={0}
        aria-label={`Read ${label} mark by mark`}
        aria-valuemin={0}
        aria-valuemax={marks.length}
        aria-valuenow={at + 1}
        aria-valuetext={mark === undefined ? `${marks.length} marks` : [mark.title, ...mark.lines].join(", ")}
        className={`absolute inset-0 touch-pan-y rounded focus-visible:outline-2 focus-visible:outline-focus ${mark && onOpen ? "cursor-pointer" : "cursor-default"} print:hidden`}
        onKeyDown={onKeyDown}
        onBlur={() => setAt(-1)}
        onPointerMove={(event) => {
          if (event.pointerType === "mouse") setAt(placeOf(event));
        }}
        onPointerLeave={(event) => {
          if (event.pointerType === "mouse") setAt(-1);
        }}
        onPointerDown={(event) => {
          pressed.current = event.pointerType === "mouse" ? "mouse" : "touch";
        }}
        onClick={(event) => {
          const next = placeOf(event);
          // Under a finger the first touch reads, a second on the same mark opens.
          if (next >= 0 && onOpen !== undefined && (pressed.current === "mouse" || next === at)) onOpen(marks[next]!);
          else setAt(next);
        }}
      />
      {mark === undefined ? null : (
        <>
          <svg
            aria-hidden
            className="pointer-events-none absolute inset-0 overflow-visible print:hidden"
            width={plot.width}
            height={plot.height}
          >
            {by === "y" ? null : isAlong ? (
              <line x1={mark.x} x2={mark.x} y1={plot.y[1]} y2={plot.y[0]} className="stroke-edge" strokeWidth={1} />
            ) : null}
            {(by === "y" ? [] : [mark.y, ...(mark.also ?? [])]).map((y, line) => (
              <circle
                key={line}
                cx={mark.x}
                cy={y}
                r={isAlong ? 3.5 : 6}
                className={isAlong ? "fill-paper stroke-ink" : "fill-transparent stroke-ink"}
                strokeWidth={1.5}
              />
            ))}
          </svg>
          <Reading mark={mark} plot={plot} hint={onOpen === undefined ? undefined : openHint} />
        </>
      )}
    </>
  );
}

/** What the mark says, beside it, on the side where there is room. */
function Reading({ mark, plot, hint }: { mark: Mark; plot: Plot; hint: string | undefined }) {
  const isRight = mark.x > plot.width / 2;
  const isLow = mark.y > plot.height / 2;
  return (
    <div
      aria-hidden
      data-reading
      className="pointer-events-none absolute z-10 max-w-64 rounded bg-raised px-2.5 py-1.5 text-small text-muted shadow-lift print:hidden"
      style={{
        ...(isRight ? { right: plot.width - mark.x + 12 } : { left: mark.x + 12 }),
        ...(isLow ? { bottom: Math.max(0, plot.height - mark.y - 8) } : { top: Math.max(0, mark.y - 8) }),
      }}
    >
      <p className="font-medium text-ink">{mark.title}</p>
      {mark.lines.map((line) => (
        <p key={line} className="tabular-nums">
          {line}
        </p>
      ))}
      {hint === undefined ? null : <p className="mt-0.5 text-faint">{hint}</p>}
    </div>
  );
}
