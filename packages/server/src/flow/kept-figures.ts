import type { Lifetime } from "@throughline/domain/flow/kaplan-meier";
import { stayLifetimes } from "@throughline/domain/flow/lifetimes";
import { serviceLevel } from "@throughline/domain/flow/service-level";
import type { FlowLook } from "./flow-look.ts";

/** How often each stage's service level was kept, in the working time of the stage's team. */
export function levelFigures({ flow: { history, stages }, window, calendars }: FlowLook) {
  const own = new Set(history.stages.map((stage) => stage.id));
  /** Times as shares of their target, so that unlike stages can be taken together. */
  const together: Lifetime[] = [];
  const rows = stages.flatMap(({ id, name, team, workflowId, serviceLevel: level }) => {
    if (level === null || !own.has(id)) return [];
    const { elapsed, day } = calendars.ofTeam(team);
    const target = level.days * day;
    const lifetimes = stayLifetimes(history, id, { ...window, elapsed });
    if (lifetimes.length === 0) return [];
    for (const { time, finished, since = 0 } of lifetimes)
      together.push({ time: time / target, finished, since: since / target });
    const { met, missed, undecided, attainment, estimate } = serviceLevel(lifetimes, target);
    return {
      stageId: id,
      name,
      workflowId,
      percent: level.percent,
      days: level.days,
      met,
      missed,
      undecided,
      share: attainment ?? null,
      estimate: estimate ?? null,
    };
  });
  const all = serviceLevel(together, 1);
  return {
    stages: rows,
    all:
      together.length === 0
        ? null
        : {
            met: all.met,
            missed: all.missed,
            undecided: all.undecided,
            share: all.attainment ?? null,
            low: all.estimate?.low ?? null,
            high: all.estimate?.high ?? null,
          },
  };
}
