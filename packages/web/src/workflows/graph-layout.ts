import type { Stage } from "@throughline/contract/workflows";

/** Where each stage stands and each way between two of them runs, in pixels. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly { readonly stageId: string; readonly x: number; readonly y: number }[];
  /** One band for each team, in the order work meets them. */
  readonly lanes: readonly { readonly teamId: string; readonly y: number; readonly height: number }[];
  readonly ways: readonly Way[];
}

export interface Way {
  readonly from: string;
  readonly to: string;
  /** `implied`: any stage may follow, and this is the next one. */
  readonly kind: "forward" | "back" | "implied";
  readonly isHandOff: boolean;
  /** An SVG path. */
  readonly path: string;
  /** Its middle, for the hand-off's mark. */
  readonly middle: { readonly x: number; readonly y: number };
}

export const nodeWidth = 144;
export const nodeHeight = 44;
const columnPitch = 184;
const margin = 16;
/** Room for a lane's name above its stages, and for arcs above and below. */
const arcStep = 9;
const laneHead = 22;
const laneFoot = 10;

type Drawn = Pick<Stage, "stageId" | "teamId" | "nextStageIds">;

/**
 * Lays a workflow out: stages from left to right in their order, each in the lane of its team. Neighbours are joined
 * straight; ways that skip stages arc above, ways back arc below, the longer the wider.
 */
export function layOut(stages: readonly Drawn[]): GraphLayout {
  const at = new Map(stages.map((stage, index) => [stage.stageId, index]));
  const teams = [...new Set(stages.map((stage) => stage.teamId))];
  const wanted = stages.flatMap((stage, index) => waysOf(stage, stages, index, at));
  const lanes: { teamId: string; y: number; height: number }[] = [];
  const rows = new Map<string, number>();
  let y = 0;
  for (const teamId of teams) {
    const own = wanted.filter((way) => way.from.teamId === teamId && way.to.teamId === teamId);
    const above = roomFor(own.filter((way) => way.span > 1));
    const below = roomFor(own.filter((way) => way.span < 0));
    rows.set(teamId, y + laneHead + above);
    const height = laneHead + above + nodeHeight + below + laneFoot;
    lanes.push({ teamId, y, height });
    y += height;
  }
  const nodes = stages.map((stage, index) => ({
    stageId: stage.stageId,
    x: margin + index * columnPitch,
    y: rows.get(stage.teamId) ?? 0,
  }));
  const ways = wanted.map(({ from, to, fromAt, toAt, span, kind }): Way => {
    const [a, b] = [nodes[fromAt], nodes[toAt]];
    const drawn = a && b ? draw(a, b, span) : { path: "", middle: { x: 0, y: 0 } };
    return { from: from.stageId, to: to.stageId, kind, isHandOff: from.teamId !== to.teamId, ...drawn };
  });
  const width = stages.length === 0 ? 0 : margin * 2 + (stages.length - 1) * columnPitch + nodeWidth;
  return { width, height: y, nodes, lanes, ways };
}

interface WantedWay {
  readonly from: Drawn;
  readonly to: Drawn;
  readonly fromAt: number;
  readonly toAt: number;
  /** How many stages on; negative: back. */
  readonly span: number;
  readonly kind: Way["kind"];
}

function waysOf(from: Drawn, stages: readonly Drawn[], fromAt: number, at: ReadonlyMap<string, number>): WantedWay[] {
  const next = stages[fromAt + 1];
  if (from.nextStageIds === null)
    return next ? [{ from, to: next, fromAt, toAt: fromAt + 1, span: 1, kind: "implied" }] : [];
  return from.nextStageIds.flatMap((id) => {
    const toAt = at.get(id);
    const to = toAt === undefined ? undefined : stages[toAt];
    if (toAt === undefined || !to || toAt === fromAt) return [];
    return [{ from, to, fromAt, toAt, span: toAt - fromAt, kind: toAt > fromAt ? "forward" : "back" }];
  });
}

const rise = (span: number): number => 14 + Math.min(6, Math.abs(span) - 1) * arcStep;
const roomFor = (ways: readonly WantedWay[]): number =>
  ways.length === 0 ? 0 : Math.max(...ways.map((way) => rise(way.span))) * 0.75;

type Place = { readonly x: number; readonly y: number };

function draw(a: Place, b: Place, span: number): Pick<Way, "path" | "middle"> {
  if (span === 1) {
    const [x1, y1, x2, y2] = [a.x + nodeWidth, a.y + nodeHeight / 2, b.x, b.y + nodeHeight / 2];
    const bend = (x2 - x1) / 2;
    const path = y1 === y2 ? `M${x1} ${y1}H${x2}` : `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
    return { path, middle: { x: (x1 + x2) / 2, y: (y1 + y2) / 2 } };
  }
  if (a.y === b.y) {
    // Ends a little apart from the middle, so that ways there and back do not meet in one point.
    const isBack = span < 0;
    const edge = isBack ? a.y + nodeHeight : a.y;
    const [x1, x2] = [a.x + nodeWidth / 2 + (isBack ? -12 : 12), b.x + nodeWidth / 2 + (isBack ? 12 : -12)];
    const height = isBack ? edge + rise(span) : edge - rise(span);
    return {
      path: `M${x1} ${edge}C${x1} ${height} ${x2} ${height} ${x2} ${edge}`,
      middle: { x: (x1 + x2) / 2, y: edge + (height - edge) * 0.75 },
    };
  }
  const isDown = b.y > a.y;
  const [x1, y1] = [a.x + nodeWidth / 2 + (span > 0 ? 28 : -28), isDown ? a.y + nodeHeight : a.y];
  const [x2, y2] = [b.x + nodeWidth / 2 - (span > 0 ? 28 : -28), isDown ? b.y : b.y + nodeHeight];
  const half = (y2 - y1) / 2;
  return {
    path: `M${x1} ${y1}C${x1} ${y1 + half} ${x2} ${y2 - half} ${x2} ${y2}`,
    middle: { x: (x1 + x2) / 2, y: (y1 + y2) / 2 },
  };
}
