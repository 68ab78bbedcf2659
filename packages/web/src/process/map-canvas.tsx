import { Maximize, Minus, Plus } from "lucide-react";
import { memo, type ReactNode, useDeferredValue, useEffect, useId, useMemo } from "react";
import { useWidth } from "../ui/charts/use-width.ts";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { SkeletonText, useIsSlow } from "../ui/skeleton.tsx";
import { type DrawnMap, type MapLayout, stageWidth } from "./drawn-map.ts";
import { MapStage } from "./map-stage.tsx";
import { WayFigure, WayLine } from "./map-way.tsx";
import type { Lit } from "./selection.ts";
import { useLayOut } from "./use-layout.ts";
import { useSettled } from "./use-settled.ts";
import { useView } from "./use-view.ts";
import { fitted } from "./view-box.ts";

export type MapCanvasProps = {
  map: DrawnMap;
  /** What it is, said to who cannot see it. */
  label: string;
  lit: Lit | null;
  /** Chosen stage or way, by its key. */
  chosen: string | null;
  onStage?: ((key: string) => void) | undefined;
  onWay?: ((key: string) => void) | undefined;
  /** A press beside everything. */
  onNothing?: (() => void) | undefined;
  tallest?: number;
  /** Under it, beside what brings it nearer. */
  children?: ReactNode;
};

const nothing: MapLayout = { width: 0, height: 0, stages: new Map(), ways: new Map() };
const leastHeight = 240;
/** A map with more ways takes a while to lay out: only when the slider rests. */
const large = 80;
const restMs = 200;
/** What is pressed is so large at least as the map is first seen, pixels. */
const leastReach = 24;

/** A map of stages that can be moved and brought nearer. It is as tall as it needs, up to a bound. */
export function MapCanvas({
  map,
  label,
  lit,
  chosen,
  onStage,
  onWay,
  onNothing,
  tallest = 640,
  children,
}: MapCanvasProps) {
  const layOut = useLayOut();
  const hint = useId();
  // While a slider is dragged the picture may come a moment later; the slider does not wait for it.
  const drawn = useDeferredValue(useSettled(map, map.ways.length > large ? restMs : 0));
  const shape = shapeOf(drawn);
  // oxlint-disable-next-line react/exhaustive-deps -- the layout hangs on the shape alone, not on what is coloured
  const layout = useMemo(() => (layOut ? layOut(drawn) : nothing), [layOut, shape]);
  const { width, ref } = useWidth();
  const isSlow = useIsSlow(layOut === null);
  const { scale } = fitted(layout, { width, height: tallest });
  const height = Math.min(tallest, Math.max(leastHeight, Math.ceil(layout.height * scale)));
  const looking = useView(layout, { width, height }, onNothing);
  const { view, show } = looking;
  const place = chosen === null ? undefined : layout.stages.get(chosen);
  useEffect(() => {
    if (place) show({ ...place, width: stageWidth, height: 64 });
  }, [place, show]);
  return (
    <div ref={ref} className="min-w-0">
      {layOut === null || width === 0 ? (
        <div style={{ height: leastHeight }}>{isSlow ? <SkeletonText /> : null}</div>
      ) : (
        <div>
          <p id={hint} className="sr-only">
            Arrows move it, plus and minus come nearer and further, 0 shows all of it.
          </p>
          <div
            ref={looking.element}
            role="group"
            aria-label={label}
            aria-describedby={hint}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys
            tabIndex={0}
            {...looking.handlers}
            className="touch-pan-y overflow-hidden rounded border border-rule bg-sunk outline-none select-none focus-visible:outline-2 focus-visible:outline-focus data-dragging:cursor-grabbing print:border-0 print:bg-paper"
            data-dragging={looking.isDragging ? "" : undefined}
            style={{ height }}
          >
            <svg width={width} height={height} className="block text-small">
              <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
                <Drawing
                  map={drawn}
                  layout={layout}
                  lit={lit}
                  chosen={chosen}
                  reach={leastReach / scale}
                  onStage={onStage}
                  onWay={onWay}
                />
              </g>
            </svg>
          </div>
          <div className="mt-1 flex items-start justify-between gap-3">
            <div className="min-w-0 pt-0.5">{children}</div>
            <div className="flex shrink-0 gap-0.5 print:hidden">
              <IconButton
                size="small"
                label="Come nearer"
                icon={<Icon of={Plus} size={14} />}
                onPress={looking.zoomIn}
              />
              <IconButton
                size="small"
                label="Go further"
                icon={<Icon of={Minus} size={14} />}
                onPress={looking.zoomOut}
              />
              <IconButton
                size="small"
                label="Show all of it"
                icon={<Icon of={Maximize} size={14} />}
                onPress={looking.showWhole}
              />
            </div>
          </div>
        </div>
      )}
    </div>
  );
}

/** What the layout hangs on. */
const shapeOf = ({ stages, ways }: DrawnMap): string =>
  JSON.stringify([
    stages.map(({ key, name, note }) => [key, name, note === null]),
    ways.map(({ key, figure, isBack, mark }) => [key, figure.length, isBack, mark]),
  ]);

type DrawingProps = Pick<MapCanvasProps, "map" | "lit" | "chosen" | "onStage" | "onWay"> & {
  layout: MapLayout;
  reach: number;
};

/** Apart from how it is looked at, so that moving it draws nothing anew. */
const Drawing = memo(function Drawing({ map, layout, lit, chosen, reach, onStage, onWay }: DrawingProps) {
  const stateOf = (key: string) => (lit === null ? "usual" : lit.ways.has(key) ? "lit" : "dim");
  // What is lit lies on top, then what is thick.
  const rank = (key: string) => (stateOf(key) === "dim" ? 0 : 1);
  const ways = map.ways.toSorted((a, b) => rank(a.key) - rank(b.key) || a.weight - b.weight);
  return (
    <>
      {ways.map((way) => {
        const laid = layout.ways.get(way.key);
        return laid ? <WayLine key={way.key} way={way} laid={laid} state={stateOf(way.key)} onPress={onWay} /> : null;
      })}
      {map.stages.map((stage) => {
        const place = layout.stages.get(stage.key);
        return place ? (
          <MapStage
            key={stage.key}
            stage={stage}
            place={place}
            isDim={lit !== null && lit.stages.size > 0 && !lit.stages.has(stage.key)}
            isChosen={chosen === stage.key}
            onPress={onStage}
          />
        ) : null;
      })}
      {ways.map((way) => {
        const laid = layout.ways.get(way.key);
        return laid ? (
          <WayFigure
            key={way.key}
            way={way}
            laid={laid}
            state={stateOf(way.key)}
            isChosen={chosen === way.key}
            reach={reach}
            onPress={onWay}
          />
        ) : null;
      })}
    </>
  );
});
