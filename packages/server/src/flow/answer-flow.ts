import type { Cut } from "@throughline/domain/flow/calendar-cuts";
import { spreadOf } from "@throughline/domain/flow/cycle-time";
import { wallTime, type Clock } from "@throughline/domain/flow/spells";
import { zoneOffsets } from "../calendars/zone-offsets.ts";
import type { Context } from "../engine/questions.ts";
import { finishedFigures } from "./finished-figures.ts";
import { readFlowCalendars } from "./flow-calendars.ts";
import type { FlowLook } from "./flow-look.ts";
import type { FlowScope } from "./flow-scope.ts";
import { windowOf } from "./flow-window.ts";
import { levelFigures } from "./kept-figures.ts";
import { readFlow } from "./read-flow.ts";
import { shareFigures, waitsFigures } from "./waits-figures.ts";
import { throughputFigures, workFigures } from "./work-figures.ts";

export interface FlowQuestion {
  readonly scope: FlowScope;
  /** Days as written. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** How far back where no first day is given; 90 unless told. */
  readonly days?: number | undefined;
  /** From the start of work unless told. */
  readonly clock?: Clock | undefined;
  /** Calendar time unless told. */
  readonly time?: "calendar" | "working" | undefined;
  readonly by?: Cut | undefined;
  /** Where days are cut; the team's zone unless told. */
  readonly zone?: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** All figures of the Flow page. */
export async function answerFlow(
  { scope, from, to, days = 90, clock = "start", time = "calendar", by, zone: asked, now }: FlowQuestion,
  { read, progress }: Context,
) {
  const { flow, calendars } = await read(scope.organizationId, async (tx) => {
    const read = await readFlow(tx, scope);
    const teams = read.stages.filter((stage) => stage.serviceLevel !== null).map((stage) => stage.team);
    return { flow: read, calendars: await readFlowCalendars(tx, scope, teams, shownUntil(read.lastAt, now)) };
  });
  progress(0.5);
  const { firstAt, lastAt, history, whole, leftOut } = flow;
  const zone = asked ?? calendars.zone;
  const window = windowOf({ from, to, days, zone, firstAt, until: shownUntil(lastAt, now), now });
  const look: FlowLook = {
    flow,
    window,
    clock,
    elapsed: time === "working" ? calendars.working : wallTime,
    zone: zoneOffsets(zone, yearOf(window.from) - 1, yearOf(window.to) + 1),
    calendars,
    teamId: scope.teamId,
    iso,
  };
  const finished = finishedFigures(look);
  return {
    from: iso(window.from),
    to: iso(window.to),
    zone,
    asOf: iso(now),
    endedAt: to === undefined && lastAt !== undefined && window.to < now ? iso(lastAt) : null,
    clock,
    time,
    firstAt: firstAt === undefined ? null : iso(firstAt),
    lastAt: lastAt === undefined ? null : iso(lastAt),
    items: history.items.length,
    leftOut,
    firstToLast: spreadOf(whole.items.map(({ arrivedAt, latestAt }) => latestAt - arrivedAt)) ?? null,
    finished,
    ...workFigures(look, finished.spread?.p85),
    throughput: throughputFigures(look, by),
    levels: levelFigures(look),
    ...waitsFigures(look),
    ...shareFigures(look),
  };
}

const quietDays = 60;

/** Now, or the end of what happened where nothing has for long: a history brought in is looked at where it ends. */
export const shownUntil = (lastAt: number | undefined, now: number): number =>
  lastAt === undefined || now - lastAt <= quietDays * 86_400_000 ? now : lastAt + 1;

const iso = (at: number) => new Date(at).toISOString();
const yearOf = (at: number) => new Date(at).getUTCFullYear();
