/** Layered layout of a map, from above to below. Loaded only where a map is looked at. */
import { Graph, layout } from "@dagrejs/dagre";
import {
  type DrawnMap,
  figureHeight,
  figureWidth,
  headLength,
  type LaidWay,
  type MapLayout,
  type Point,
  stageHeight,
  stageWidth,
} from "./drawn-map.ts";

const margin = 12;

type Box = Point & { readonly height: number };

/**
 * Stages in the order they are given run downwards: a way against that order is laid as its reverse and drawn back, so
 * that the map reads as the workflow does however often work went back. Deterministic: the same map, the same picture.
 */
export function layOutMap({ stages, ways }: DrawnMap): MapLayout {
  const graph = new Graph({ directed: true, multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 26, edgesep: 16, ranksep: 28, marginx: margin, marginy: margin });
  for (const stage of stages) graph.setNode(stage.key, { width: stageWidth, height: stageHeight(stage) });
  for (const way of ways) {
    if (way.from === way.to) continue;
    const [tail, head] = way.isBack ? [way.to, way.from] : [way.from, way.to];
    const label = way.figure === "" ? { width: 8, height: 4 } : { width: figureWidth(way), height: figureHeight };
    graph.setEdge(tail, head, { ...label, labelpos: "c", weight: 1 + Math.round(9 * way.weight), minlen: 1 }, way.key);
  }
  layout(graph);
  const places = new Map<string, Box>();
  for (const stage of stages) {
    const { x = 0, y = 0, height = 0 } = graph.node(stage.key) as Partial<Box>;
    places.set(stage.key, { x: x - stageWidth / 2, y: y - height / 2, height });
  }
  const laid = new Map<string, LaidWay>();
  for (const way of ways) {
    const [from, to] = [places.get(way.from), places.get(way.to)];
    if (!from || !to) continue;
    if (way.from === way.to) {
      laid.set(way.key, aroundItself(from));
      continue;
    }
    const [tail, head] = way.isBack ? [way.to, way.from] : [way.from, way.to];
    const edge = graph.edge(tail, head, way.key) as { points?: Point[]; x?: number; y?: number };
    const points = (edge.points ?? []).slice(1, -1);
    laid.set(
      way.key,
      through(from, way.isBack ? points.toReversed() : points, to, way.isBack, { x: edge.x ?? 0, y: edge.y ?? 0 }),
    );
  }
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const loops = ways.some((way) => way.from === way.to) ? 40 : 0;
  return {
    width: Math.ceil(width) + loops,
    height: Math.ceil(height),
    stages: places,
    ways: laid,
  };
}

/** From one box to the other by way of some points; leaves below and comes in above, the other way round going back. */
function through(from: Box, points: readonly Point[], to: Box, isBack: boolean, label: Point): LaidWay {
  const first = points[0] ?? label;
  const last = points.at(-1) ?? label;
  const start = { x: port(from.x, first.x), y: isBack ? from.y : from.y + from.height };
  const tip = { x: port(to.x, last.x), y: isBack ? to.y + to.height : to.y };
  const foot = { x: tip.x, y: tip.y + (isBack ? headLength : -headLength) };
  return { path: curve([start, ...points, foot]), tip, angle: isBack ? -Math.PI / 2 : Math.PI / 2, label };
}

/** Where on a box's edge a way comes: as near to where it is going as the box is wide. */
const port = (left: number, towards: number): number =>
  Math.min(
    left + stageWidth - 18,
    Math.max(left + 18, left + stageWidth / 2 + (towards - left - stageWidth / 2) * 0.4),
  );

/** A smooth line through the middles of a polyline, upright at both ends. */
function curve(points: readonly Point[]): string {
  const [start, ...rest] = points;
  const end = rest.at(-1);
  if (!start || !end) return "";
  if (rest.length === 1) {
    const bend = (end.y - start.y) / 2;
    return `M${at(start)}C${at({ x: start.x, y: start.y + bend })} ${at({ x: end.x, y: end.y - bend })} ${at(end)}`;
  }
  // The way leaves and comes in upright: a point straight beyond each end.
  const lead = Math.sign((rest[0]?.y ?? 0) - start.y) * 10;
  const all = [start, { x: start.x, y: start.y + lead }, ...rest.slice(0, -1), { x: end.x, y: end.y - lead }, end];
  let path = `M${at(start)}`;
  for (let i = 1; i < all.length - 1; i++) {
    const [here, next] = [all[i], all[i + 1]];
    if (!here || !next) continue;
    const until = i === all.length - 2 ? next : { x: (here.x + next.x) / 2, y: (here.y + next.y) / 2 };
    path += `Q${at(here)} ${at(until)}`;
  }
  return path;
}

function aroundItself({ x, y, height }: Box): LaidWay {
  const right = x + stageWidth;
  const [up, down] = [y + 12, y + height - 12];
  return {
    path: `M${right} ${up}C${right + 34} ${up - 6} ${right + 34} ${down + 6} ${right + headLength} ${down}`,
    tip: { x: right, y: down },
    angle: Math.PI,
    label: { x: right + 32, y: y + height / 2 },
  };
}

const at = ({ x, y }: Point): string => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
