/** The map of a process: activities as boxes, what follows what as arrows with how often and how long. */
import type { DirectlyFollowsGraph } from "@throughline/domain/process/directly-follows";
import { lengthText } from "../time-words.ts";
import { type MapEdge, mapLayout, type MapPlace } from "./map-layout.ts";
import { fitted, ink, Picture } from "./svg.ts";

const BOX = { width: 150, height: 44, across: 270, down: 96 } as const;
const MARGIN = 70;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly layer: number;
}

export function mapPicture(title: string, graph: DirectlyFollowsGraph): string {
  const shown = graph.activities.map((_, a) => a).filter((a) => graph.occurrences[a]! > 0);
  const number = new Map(shown.map((a, i) => [a, i + 1]));
  // 0 is where cases begin, the last where they end.
  const end = shown.length + 1;
  const edges: (MapEdge & { readonly label: string })[] = graph.edges.map(({ from, to, count, medianTime }) => ({
    from: number.get(from)!,
    to: number.get(to)!,
    weight: count,
    label: `${count.toLocaleString("en")} · ${lengthText(medianTime)}`,
  }));
  for (const a of shown) {
    if (graph.starts[a]! > 0)
      edges.push({
        from: 0,
        to: number.get(a)!,
        weight: graph.starts[a]!,
        label: graph.starts[a]!.toLocaleString("en"),
      });
    if (graph.ends[a]! > 0)
      edges.push({ from: number.get(a)!, to: end, weight: graph.ends[a]!, label: graph.ends[a]!.toLocaleString("en") });
  }
  const { places, ways } = mapLayout(shown.length + 2, edges);
  const rows = [...places, ...ways.flatMap((way) => way ?? [])].map(({ row }) => row);
  const [least, most] = [Math.min(...rows), Math.max(...rows)];
  const layers = Math.max(...places.map(({ layer }) => layer));
  const boxOf = ({ layer, row }: MapPlace): Box => ({
    layer,
    x: MARGIN + layer * BOX.across,
    y: 110 + (row - least) * BOX.down,
  });
  const boxes = places.map(boxOf);
  const back = edges.filter(({ from, to }, i) => !ways[i] && from !== to).length;
  const bottom = 110 + (most - least) * BOX.down + BOX.height;
  const height = bottom + 60 + Math.min(12, back) * 16;
  const picture = new Picture(Math.max(640, MARGIN * 2 + layers * BOX.across + BOX.width), height, title);
  picture.text(24, 28, title, { "font-size": 16, "font-weight": 600 });
  picture.text(24, 48, "Boxes: how often. Arrows: how often, and the median time.", { fill: ink.faint });
  const heaviest = Math.max(1, ...edges.map(({ weight }) => weight));
  const lanes = { used: 0 };
  const byWeight = edges
    .map((edge, i) => ({ edge, way: ways[i]?.map(boxOf) }))
    .sort((a, b) => a.edge.weight - b.edge.weight);
  for (const { edge, way } of byWeight) drawEdge(picture, edge, way, boxes, heaviest, bottom, lanes);
  for (const [i, a] of shown.entries()) {
    const { x, y } = boxes[i + 1]!;
    picture.rect(x, y, BOX.width, BOX.height, { rx: 6, fill: ink.paper, stroke: ink.text, "stroke-width": 1.2 });
    picture.text(x + BOX.width / 2, y + 18, fitted(graph.activities[a]!, BOX.width - 10), {
      "text-anchor": "middle",
      "font-weight": 600,
    });
    picture.text(x + BOX.width / 2, y + 35, graph.occurrences[a]!.toLocaleString("en"), {
      "text-anchor": "middle",
      fill: ink.faint,
    });
  }
  for (const [node, word] of [
    [0, "begin"],
    [end, "end"],
  ] as const) {
    const { x, y } = boxes[node]!;
    const at = node === 0 ? x + BOX.width : x;
    picture.circle(at, y + BOX.height / 2, 7, {
      fill: node === 0 ? ink.paper : ink.text,
      stroke: ink.text,
      "stroke-width": 2,
    });
    picture.text(at, y + BOX.height / 2 + 24, word, { "text-anchor": "middle", fill: ink.faint });
  }
  return picture.toString();
}

/** Forwards as a curve from right to left side, back below all boxes, to itself as a loop above the box. */
function drawEdge(
  picture: Picture,
  { from, to, weight, label }: MapEdge & { readonly label: string },
  way: readonly Box[] | undefined,
  boxes: readonly Box[],
  heaviest: number,
  bottom: number,
  lanes: { used: number },
): void {
  const [a, b] = [boxes[from]!, boxes[to]!];
  const width = 0.8 + 4 * Math.sqrt(weight / heaviest);
  const stroke = {
    fill: "none",
    stroke: ink.accent,
    "stroke-opacity": 0.3 + 0.6 * Math.sqrt(weight / heaviest),
    "stroke-width": width,
  };
  const middle = BOX.height / 2;
  const note = (x: number, y: number) => {
    picture.rect(x - label.length * 2.9, y - 10, label.length * 5.8, 13, { fill: ink.paper, "fill-opacity": 0.85 });
    picture.text(x, y, label, { "text-anchor": "middle", "font-size": 10 });
  };
  const tip = (x: number, y: number, dx: number, dy: number) => {
    const s = 4 + width / 2;
    picture.path(
      `M${x} ${y}L${x - dx * s * 1.6 - dy * s} ${y - dy * s * 1.6 - dx * s}L${x - dx * s * 1.6 + dy * s} ${y - dy * s * 1.6 + dx * s}Z`,
      { fill: ink.accent },
    );
  };
  if (from === to) {
    const x = a.x + BOX.width / 2;
    picture.path(`M${x - 22} ${a.y}C${x - 40} ${a.y - 34} ${x + 40} ${a.y - 34} ${x + 22} ${a.y}`, stroke);
    tip(x + 22, a.y, 0, 1);
    note(x, a.y - 27);
    return;
  }
  if (way) {
    const points = [
      [a.x + BOX.width, a.y + middle],
      ...way.flatMap(({ x, y }) => [
        [x, y + middle],
        [x + BOX.width, y + middle],
      ]),
      [b.x - 6, b.y + middle],
    ] as [number, number][];
    let path = `M${points[0]![0]} ${points[0]![1]}`;
    for (let i = 1; i < points.length; i++) {
      const [[x1, y1], [x2, y2]] = [points[i - 1]!, points[i]!];
      // Straight past a layer, bent between two.
      const bend = (x2 - x1) / 2;
      path += i % 2 === 0 ? `L${x2} ${y2}` : `C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
    }
    picture.path(path, stroke);
    tip(b.x, b.y + middle, 1, 0);
    const half = Math.floor((points.length - 1) / 2);
    const [[x1, y1], [x2, y2]] = [points[half]!, points[half + 1]!];
    note((x1 + x2) / 2, (y1 + y2) / 2 - 3);
    return;
  }
  const lane = lanes.used++ % 12;
  const y = bottom + 24 + lane * 16;
  const [x1, x2] = [a.x + BOX.width / 2 + 16, b.x + BOX.width / 2 - 16];
  picture.path(
    `M${x1} ${a.y + BOX.height}C${x1} ${y} ${x1} ${y} ${x1 - 30} ${y}L${x2 + 30} ${y}C${x2} ${y} ${x2} ${y} ${x2} ${b.y + BOX.height + 6}`,
    stroke,
  );
  tip(x2, b.y + BOX.height, 0, -1);
  note((x1 + x2) / 2, y - 3);
}
