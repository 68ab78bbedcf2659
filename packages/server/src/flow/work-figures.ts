import { ageBands } from "@throughline/domain/flow/age-bands";
import { ageingWork } from "@throughline/domain/flow/ageing-work";
import { calendarCuts, cutFor, type Cut } from "@throughline/domain/flow/calendar-cuts";
import { cumulativeFlow } from "@throughline/domain/flow/cumulative-flow";
import { evenInstants } from "@throughline/domain/flow/even-instants";
import { stageLoad } from "@throughline/domain/flow/stage-load";
import { throughput } from "@throughline/domain/flow/throughput";
import { crossings, workInProgress, workInProgressAt } from "@throughline/domain/flow/work-in-progress";
import { bandsOf } from "./flow-bands.ts";
import type { FlowLook } from "./flow-look.ts";

const mostInstants = 400;
const mostBuckets = 400;
const mostAgeing = 500;
const mostLoads = 60;

/** Where work stood, instant by instant, and how much of it was in progress. */
export function workFigures(look: FlowLook, p85: number | undefined) {
  const { flow, window, clock, elapsed, zone, iso } = look;
  const { history, items, stages } = flow;
  const bands = bandsOf(history, stages);
  const instants = evenInstants(zone, window, mostInstants);
  const cumulative = cumulativeFlow(bands.history, instants);
  const changes = crossings(history, clock);
  const ages = ageBands(bands.history, clock, { window, elapsed });
  // What ends with the window is still there in it.
  const ageing = ageingWork(bands.history, clock, window.to, elapsed);
  const waiting = history.items.filter(
    ({ arrivedAt, startedAt, droppedAt }) =>
      arrivedAt < window.to && (startedAt ?? Infinity) >= window.to && (droppedAt ?? Infinity) >= window.to,
  ).length;
  const own = new Set(history.stages.map((stage) => stage.id));
  const counted = stages.filter((stage) => own.has(stage.id) && stage.kind !== "done");
  const limits = counted.filter(({ kind }) => kind === "active").map(({ wipLimit }) => wipLimit);
  return {
    bands: bands.rows,
    cumulative: {
      at: instants.map(iso),
      counts: cumulative.inStage.map((row) => [...row]),
      arrived: [...cumulative.arrived],
      dropped: [...cumulative.dropped],
    },
    inProgress: {
      counts: [...workInProgressAt(changes, instants)],
      ...(({ mean, least, most }) => ({ mean, least, most }))(workInProgress(changes, window)),
      last: workInProgressAt(changes, [window.to])[0]!,
      limit: limits.length > 0 && !limits.includes(null) ? limits.reduce<number>((sum, n) => sum + (n ?? 0), 0) : null,
      waiting,
      blocked: ageing.filter(({ blocked }) => blocked).length,
    },
    loads: counted
      .map((stage) => ({
        stageId: stage.id,
        name: stage.name,
        workflowId: stage.workflowId,
        limit: stage.wipLimit,
        ...loadOf(stage.id, stage.wipLimit),
      }))
      .filter(({ most }) => most > 0)
      .slice(0, mostLoads),
    ageing: {
      items: ageing.slice(0, mostAgeing).map(({ flow: { item }, stage, age, stageAge, blocked, olderThan }) => {
        const { key = "", title = "", classOfService = "standard" } = items.get(item) ?? {};
        return { key, title, class: classOfService, bandId: stage, age, inStage: stageAge, blocked, olderThan };
      }),
      more: Math.max(0, ageing.length - mostAgeing),
      bands: bands.rows
        .filter(({ kind }) => kind !== "done")
        .map(({ bandId }) => ({ bandId, ages: ages.get(bandId) ?? null })),
      olderThanP85: p85 === undefined ? 0 : ageing.filter(({ age }) => age > p85).length,
    },
  };

  function loadOf(stage: string, limit: number | null) {
    const { mean, most, last, full } = stageLoad(history, stage, window, limit ?? undefined);
    return { mean, most, last, full: full ?? null };
  }
}

/** What came, what was finished and what was dropped, by the calendar. */
export function throughputFigures({ flow: { history }, window, zone, iso }: FlowLook, asked: Cut | undefined) {
  const days = (window.to - window.from) / 86_400_000;
  const by = cutFor(window, asked ?? (days <= 35 ? "day" : days <= 400 ? "week" : "month"), mostBuckets);
  const cuts = calendarCuts(zone, window, by);
  // The first and the last bucket hold only what lies in the window.
  const edges = cuts.map((at) => Math.min(Math.max(at, window.from), window.to));
  const { arrived, finished, dropped } = throughput(history, edges);
  const sum = (row: Int32Array) => row.reduce((total, count) => total + count, 0);
  return {
    by,
    buckets: [...finished].map((count, i) => ({
      from: iso(cuts[i]!),
      to: iso(cuts[i + 1]!),
      isWhole: cuts[i]! >= window.from && cuts[i + 1]! <= window.to,
      arrived: arrived[i]!,
      finished: count,
      dropped: dropped[i]!,
    })),
    arrived: sum(arrived),
    finished: sum(finished),
    dropped: sum(dropped),
  };
}
