import type { DrawnMap } from "./drawn-map.ts";
import type { ProcessAnswer } from "./process-query.ts";
import { count, counted, shortCount, shortTime } from "./process-words.ts";
import { stageOf, wayKey } from "./selection.ts";
import type { ShownPart } from "./shown-part.ts";

/** What is read on the map: how often, or how long. */
export type Measure = "often" | "long";

/** Of a map with more ways nobody could follow one, and laying it out would take seconds (769 ways: 6 s; 200: 0.4 s). */
export const mostDrawn = 200;

/** The process as it was worked, as far as it is shown. */
export function workedMap(
  process: ProcessAnswer,
  shown: ShownPart,
  measure: Measure,
  isWorking: boolean,
  teamName: (teamId: string | null) => string | null,
): DrawnMap {
  const stages = process.stages.filter(({ key }) => shown.stages.has(key));
  const ways = process.ways.filter(({ from, to }) => shown.ways.has(wayKey(from, to))).slice(0, mostDrawn);
  const nameOf = new Map(process.stages.map((stage) => [stage.key, stage.name]));
  const mostVisits = most(stages.map(({ visits }) => visits));
  const longestStay = most(stages.map(({ spent }) => spent?.median ?? 0));
  const mostMoves = most(ways.map(({ moves }) => moves));
  const longestWay = most(ways.map(({ median }) => median));
  const time = (milliseconds: number) => shortTime(milliseconds, isWorking);
  return {
    stages: stages.map((stage) => {
      const { key, name, kind, visits, starts, ends, spent } = stage;
      const team = key.includes(".") ? (teamName(stage.teamId) ?? "other teams") : null;
      const figure = measure === "often" ? shortCount(visits) : spent ? time(spent.median) : "–";
      return {
        key,
        name,
        kind,
        figure: team === null ? figure : `${figure} · ${team}`,
        heat: measure === "often" ? visits / mostVisits : (spent?.median ?? 0) / longestStay,
        note: joined(
          starts === 0 ? null : `${shortCount(starts)} in`,
          ends === 0
            ? null
            : `${shortCount(ends)} ${stage.stageId === null ? "there" : kind === "done" ? "ended" : "here"}`,
        ),
        isUnused: false,
        label: [
          team === null ? name : `${name}, ${team}`,
          `entered ${counted(visits, "time")} by ${counted(stage.items, "item")}`,
          spent ? `half stay under ${time(spent.median)}` : "nothing has left it",
        ].join("; "),
      };
    }),
    ways: ways.map((way) => ({
      key: wayKey(way.from, way.to),
      from: way.from,
      to: way.to,
      figure: measure === "often" ? shortCount(way.moves) : time(way.median),
      weight: Math.sqrt(way.moves / mostMoves),
      heat: measure === "often" ? way.moves / mostMoves : way.median / longestWay,
      isBack: way.isBack,
      isHandOff: way.isHandOff,
      mark: way.isIntended ? null : ("extra" as const),
      label: [
        `${nameOf.get(way.from)} to ${nameOf.get(way.to)}`,
        `${counted(way.moves, "move")} of ${counted(way.items, "item")}`,
        `half take under ${time(way.median)}`,
        ...(way.isHandOff ? ["a hand-off"] : []),
        ...(way.isBack ? ["back"] : []),
        ...(way.isIntended ? [] : ["not meant by the workflow"]),
      ].join("; "),
    })),
  };
}

/** The workflow as it is meant, with how often each of its ways was taken and what of it never was. */
export function meantMap(
  process: ProcessAnswer,
  stageFacts: (stageId: string) => { readonly name: string; readonly kind: "queue" | "active" | "done" },
): DrawnMap {
  const { intended } = process;
  if (!intended) return { stages: [], ways: [] };
  const place = new Map(intended.stages.map(({ key }, at) => [key, at]));
  const moves = new Map<string, number>();
  for (const way of process.ways) {
    const key = wayKey(stageOf(way.from), stageOf(way.to));
    moves.set(key, (moves.get(key) ?? 0) + way.moves);
  }
  const visits = new Map<string, number>();
  for (const stage of process.stages) {
    const key = stageOf(stage.key);
    visits.set(key, (visits.get(key) ?? 0) + stage.visits);
  }
  const starts = new Map<string, number>();
  for (const stage of process.stages)
    starts.set(stageOf(stage.key), (starts.get(stageOf(stage.key)) ?? 0) + stage.starts);
  // Where any stage may follow any other, only the ways that were taken say anything.
  const isWide = intended.stages.reduce((sum, { next }) => sum + next.length, 0) > 40;
  const meant = intended.stages.flatMap(({ key, next }) =>
    next.map((to) => ({ from: key, to, moves: moves.get(wayKey(key, to)) ?? 0 })),
  );
  const taken = meant.filter((way) => way.moves > 0);
  // No stage stands free: what nobody reached so hangs on the nearest stage it was to be reached from.
  const nearest = intended.stages.flatMap(({ key, begins }) =>
    begins || taken.some(({ to }) => to === key) ? [] : (meant.findLast(({ to }) => to === key) ?? []),
  );
  const ways = isWide ? [...taken, ...nearest] : meant;
  const mostVisits = most([...visits.values()]);
  const mostMoves = most(ways.map((way) => way.moves));
  return {
    stages: intended.stages.map(({ key, begins }) => {
      const { name, kind } = stageFacts(key);
      const entered = visits.get(key) ?? 0;
      return {
        key,
        name,
        kind,
        figure: entered === 0 ? "nobody was here" : shortCount(entered),
        heat: entered / mostVisits,
        note: begins ? `${shortCount(starts.get(key) ?? 0)} in` : null,
        isUnused: entered === 0,
        label: `${name}; entered ${counted(entered, "time")}`,
      };
    }),
    ways: ways.map((way) => ({
      key: wayKey(way.from, way.to),
      from: way.from,
      to: way.to,
      figure: way.moves === 0 ? "never" : shortCount(way.moves),
      weight: Math.sqrt(way.moves / mostMoves),
      heat: way.moves / mostMoves,
      isBack: (place.get(way.to) ?? 0) < (place.get(way.from) ?? 0),
      isHandOff: false,
      mark: way.moves === 0 ? ("unused" as const) : null,
      label: `${stageFacts(way.from).name} to ${stageFacts(way.to).name}; ${way.moves === 0 ? "never taken" : `${count(way.moves)} moves`}`,
    })),
  };
}

const joined = (...parts: readonly (string | null)[]): string | null =>
  parts.filter((part) => part !== null).join(" · ") || null;

const most = (values: readonly number[]): number => Math.max(1, ...values);
