import type { Stage } from "@throughline/contract/workflows";
import { useEffect, useId, useMemo, useRef } from "react";
import { StageMark } from "../items/item-marks.tsx";
import { classNames } from "../ui/class-names.ts";
import { layOut, nodeHeight, nodeWidth, type Way } from "./graph-layout.ts";

export type WorkflowGraphProps = {
  stages: readonly Stage[];
  teamName: (teamId: string) => string;
  /** The stage that is being looked at. */
  current?: string | null;
  onOpen?: (stageId: string) => void;
  /** Stages with a fault. */
  faulty?: ReadonlySet<string>;
  label: string;
};

/** The picture of a workflow: stages in the lanes of their teams, the ways between them, hand-offs marked. */
export function WorkflowGraph({ stages, teamName, current = null, onOpen, faulty, label }: WorkflowGraphProps) {
  const layout = useMemo(() => layOut(stages), [stages]);
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const place = layout.nodes.find((node) => node.stageId === current);
  useEffect(() => {
    const box = scroller.current;
    if (!box || !place) return;
    const room = 32;
    if (place.x < box.scrollLeft) box.scrollTo({ left: place.x - room });
    else if (place.x + nodeWidth > box.scrollLeft + box.clientWidth)
      box.scrollTo({ left: place.x + nodeWidth + room - box.clientWidth });
  }, [place]);
  const hasAny = stages.some((stage) => stage.nextStageIds === null);
  const hasHandOff = layout.ways.some((way) => way.isHandOff);
  return (
    <figure className="min-w-0">
      <div
        ref={scroller}
        className="overflow-x-auto border-y border-rule bg-sunk scroll-thin"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys
        tabIndex={0}
        role="group"
        aria-label={label}
      >
        <div className="relative min-w-full" style={{ width: layout.width, height: layout.height }}>
          {layout.lanes.map((lane, at) => (
            <div
              key={lane.teamId}
              className={classNames("absolute inset-x-0", at > 0 && "border-t border-rule")}
              style={{ top: lane.y, height: lane.height }}
            >
              <span className="sticky left-0 inline-block px-4 pt-1 text-small text-faint">
                {teamName(lane.teamId)}
              </span>
            </div>
          ))}
          <svg width={layout.width} height={layout.height} className="absolute inset-0" aria-hidden>
            <defs>
              <Head id={`${id}way`} className="fill-muted" />
              <Head id={`${id}hand-off`} className="fill-accent-mark" />
            </defs>
            {layout.ways.map((way) => (
              <WayLine
                key={`${way.from} ${way.to}`}
                way={way}
                heads={id}
                isLit={current !== null && (way.from === current || way.to === current)}
              />
            ))}
          </svg>
          {layout.nodes.map(({ stageId, x, y }) => {
            const stage = stages.find((each) => each.stageId === stageId);
            return stage ? (
              <Node
                key={stageId}
                stage={stage}
                x={x}
                y={y}
                isCurrent={stageId === current}
                isFaulty={faulty?.has(stageId) ?? false}
                {...(onOpen ? { onOpen: () => onOpen(stageId) } : {})}
              />
            ) : null;
          })}
        </div>
      </div>
      <figcaption className="flex flex-wrap gap-x-5 gap-y-1 px-4 pt-1.5 text-small text-faint md:px-5">
        {hasHandOff ? (
          <span className="flex items-center gap-1.5">
            <svg width="26" height="10" aria-hidden>
              <path d="M0 5H26" className="stroke-accent-mark" strokeWidth="1.5" />
              <path d="M13 1 17 5 13 9 9 5Z" className="fill-accent-mark" />
            </svg>
            hand-off: offered, then accepted or declined
          </span>
        ) : null}
        {hasAny ? (
          <span className="flex items-center gap-1.5">
            <svg width="26" height="10" aria-hidden>
              <path d="M0 5H26" className="stroke-muted" strokeWidth="1.5" strokeDasharray="2 3" />
            </svg>
            any stage may follow
          </span>
        ) : null}
      </figcaption>
    </figure>
  );
}

const Head = ({ id, className }: { id: string; className: string }) => (
  <marker
    id={id}
    viewBox="0 0 8 8"
    refX="7"
    refY="4"
    markerUnits="userSpaceOnUse"
    markerWidth="8"
    markerHeight="8"
    orient="auto-start-reverse"
  >
    <path d="M0 0.5 7.5 4 0 7.5Z" className={className} />
  </marker>
);

function WayLine({ way, heads, isLit }: { way: Way; heads: string; isLit: boolean }) {
  const { x, y } = way.middle;
  return (
    <g>
      <path
        d={way.path}
        fill="none"
        strokeWidth={isLit ? 2.25 : 1.25}
        className={way.isHandOff ? "stroke-accent-mark" : "stroke-muted"}
        markerEnd={`url(#${heads}${way.isHandOff ? "hand-off" : "way"})`}
        {...(way.kind === "implied" ? { strokeDasharray: "2 3" } : {})}
      />
      {way.isHandOff ? (
        <path
          d={`M${x} ${y - 5} ${x + 5} ${y} ${x} ${y + 5} ${x - 5} ${y}Z`}
          className="fill-accent-mark stroke-sunk"
          strokeWidth="1.5"
        />
      ) : null}
    </g>
  );
}

function Node({
  stage,
  x,
  y,
  isCurrent,
  isFaulty,
  onOpen,
}: {
  stage: Stage;
  x: number;
  y: number;
  isCurrent: boolean;
  isFaulty: boolean;
  onOpen?: () => void;
}) {
  const look = classNames(
    "absolute flex flex-col justify-center rounded border bg-raised px-2 text-left",
    isCurrent
      ? "border-accent-mark outline-2 -outline-offset-1 outline-accent-mark"
      : isFaulty
        ? "border-bad-mark"
        : "border-edge",
    stage.wipHard && stage.wipLimit !== null && "border-x-[3px]",
  );
  const place = { left: x, top: y, width: nodeWidth, height: nodeHeight };
  const inside = (
    <>
      <span className="flex min-w-0 items-center gap-1.5">
        <StageMark kind={stage.kind} />
        <span className="truncate text-dense font-medium">{stage.name}</span>
      </span>
      {stage.wipLimit === null && stage.serviceLevel === null ? null : (
        <span className="truncate text-small text-muted tabular-nums">
          {[
            ...(stage.wipLimit === null ? [] : [`max ${stage.wipLimit}`]),
            ...(stage.serviceLevel === null ? [] : [`${stage.serviceLevel.percent} % in ${stage.serviceLevel.days} d`]),
          ].join(" · ")}
        </span>
      )}
    </>
  );
  if (!onOpen)
    return (
      <div className={look} style={place}>
        {inside}
      </div>
    );
  return (
    <button
      type="button"
      className={classNames(look, "hover:bg-hover")}
      style={place}
      aria-pressed={isCurrent}
      onClick={onOpen}
      tabIndex={-1}
    >
      {inside}
    </button>
  );
}
