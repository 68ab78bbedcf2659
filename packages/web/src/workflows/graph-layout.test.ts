import { expect, test } from "vitest";
import { layOut, nodeHeight } from "./graph-layout.ts";

const stage = (stageId: string, teamId: string, nextStageIds: string[] | null) => ({ stageId, teamId, nextStageIds });

test("stages stand from left to right, each in its team's lane, and lanes do not overlap", () => {
  const layout = layOut([
    stage("new", "desk", ["check"]),
    stage("check", "desk", ["queue"]),
    stage("queue", "net", ["fix"]),
    stage("fix", "net", ["check", "done"]),
    stage("done", "desk", []),
  ]);
  const xs = layout.nodes.map((node) => node.x);
  expect(xs).toEqual(xs.toSorted((a, b) => a - b));
  expect(layout.lanes.map((lane) => lane.teamId)).toEqual(["desk", "net"]);
  const [desk, net] = layout.lanes;
  expect((desk?.y ?? 0) + (desk?.height ?? 0)).toBeLessThanOrEqual(net?.y ?? 0);
  for (const [at, node] of layout.nodes.entries()) {
    const lane = layout.lanes.find((each) => each.teamId === (at === 2 || at === 3 ? "net" : "desk"));
    expect(node.y).toBeGreaterThan(lane?.y ?? 0);
    expect(node.y + nodeHeight).toBeLessThanOrEqual((lane?.y ?? 0) + (lane?.height ?? 0));
  }
  expect(layout.width).toBeGreaterThan(Math.max(...xs));
});

test("ways between teams are hand-offs; ways back are told from ways on", () => {
  const { ways } = layOut([stage("a", "desk", ["b", "c"]), stage("b", "net", ["a"]), stage("c", "net", null)]);
  expect(ways.map(({ from, to, kind, isHandOff }) => [from, to, kind, isHandOff])).toEqual([
    ["a", "b", "forward", true],
    ["a", "c", "forward", true],
    ["b", "a", "back", true],
  ]);
});

test("where any stage may follow, the way to the next one is implied, and the last leads nowhere", () => {
  const { ways } = layOut([stage("a", "desk", null), stage("b", "desk", null)]);
  expect(ways).toMatchObject([{ from: "a", to: "b", kind: "implied", isHandOff: false }]);
});

test("a way to a stage that is gone or to itself is not drawn, and nothing is drawn of nothing", () => {
  expect(layOut([stage("a", "desk", ["gone", "a"])]).ways).toEqual([]);
  expect(layOut([])).toEqual({ width: 0, height: 0, nodes: [], lanes: [], ways: [] });
});
