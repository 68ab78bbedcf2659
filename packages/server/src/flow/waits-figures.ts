import { cycleTimes, spreadOf } from "@throughline/domain/flow/cycle-time";
import { handOffWaits, waitsByPair } from "@throughline/domain/flow/hand-off-waits";
import { littleGauge } from "@throughline/domain/flow/little";
import { blockedByReason, pooledFlowEfficiency, stageTimes } from "@throughline/domain/flow/stage-times";
import { must } from "../http/refusal.ts";
import type { FlowLook } from "./flow-look.ts";
import type { ReadItem } from "./read-flow.ts";

const mostPairs = 50;
const mostReasons = 50;
const mostKinds = 20;

/** What time went into: work, waiting, being blocked, waiting between teams. */
export function waitsFigures({ flow: { history, whole }, window, clock, elapsed, teamId }: FlowLook) {
  const times = cycleTimes(history, clock, { window, elapsed }).map(({ flow, finishedAt }) =>
    stageTimes(flow, finishedAt, elapsed),
  );
  const sum = (part: "active" | "waiting" | "blocked") => times.reduce((total, time) => total + time[part], 0);
  const waits = handOffWaits(whole, window.to, elapsed).filter(
    ({ fromTeam, toTeam, to }) =>
      (to ?? Infinity) >= window.from && (teamId === undefined || fromTeam === teamId || toTeam === teamId),
  );
  const pairs = waitsByPair(waits);
  const { inProgress, rate, time, error, steadiness } = littleGauge(history, clock, window);
  return {
    efficiency: {
      share: pooledFlowEfficiency(times) ?? null,
      active: sum("active"),
      waiting: sum("waiting"),
      blocked: sum("blocked"),
    },
    blocked: blockedByReason(history, window.to, elapsed, window.from)
      .slice(0, mostReasons)
      .map(({ reason, ...row }) => ({ reason: reason ?? null, ...row })),
    handOffs: {
      pairs: pairs.slice(0, mostPairs).map(({ fromTeam, toTeam, count, open, times: ended, total }) => {
        const spread = spreadOf(ended);
        return {
          fromTeamId: fromTeam,
          toTeamId: toTeam,
          count,
          open,
          p50: spread?.p50 ?? null,
          p85: spread?.p85 ?? null,
          total,
        };
      }),
      more: Math.max(0, pairs.length - mostPairs),
    },
    little: { inProgress, perDay: rate * 86_400_000, time, error, steadiness: steadiness ?? null },
  };
}

/** How work divides by class of service and by kind. */
export function shareFigures({ flow: { history, items }, window, clock, elapsed }: FlowLook) {
  const classes = shares((item) => item.classOfService).map(({ name, ...row }) => ({ class: name, ...row }));
  const kinds = shares((item) => item.kind).map(({ name, ...row }) => ({ kind: name, ...row }));
  return { classes, kinds: kinds.slice(0, mostKinds) };

  function shares<N extends string>(nameOf: (item: ReadItem) => N) {
    const rows = new Map<N, { arrived: number; open: number; times: number[] }>();
    const rowOf = (id: string) => {
      const name = nameOf(must(items.get(id), "what is told of every item"));
      const row = rows.get(name) ?? { arrived: 0, open: 0, times: [] };
      rows.set(name, row);
      return row;
    };
    for (const { item, arrivedAt, finishedAt, droppedAt } of history.items) {
      if (arrivedAt >= window.to) continue;
      const row = rowOf(item);
      if (arrivedAt >= window.from) row.arrived += 1;
      if (Math.min(finishedAt ?? Infinity, droppedAt ?? Infinity) >= window.to) row.open += 1;
    }
    for (const { flow, time } of cycleTimes(history, clock, { window, elapsed })) rowOf(flow.item).times.push(time);
    return [...rows]
      .map(([name, { arrived, open, times }]) => {
        const spread = spreadOf(times);
        return { name, arrived, finished: times.length, open, p50: spread?.p50 ?? null, p85: spread?.p85 ?? null };
      })
      .filter(({ arrived, finished, open }) => arrived + finished + open > 0)
      .sort((a, b) => b.finished + b.open - (a.finished + a.open));
  }
}
