/** A history up to an instant as visits to stages: what a fit counts. */
import type { FlowHistory, ItemFlow, Span } from "../../flow/history.ts";

/** Where a visit led that led to no stage. */
export const OPEN = -1;
export const GIVEN_UP = -2;

export interface Visit {
  /** Index into the history's stages. */
  readonly stage: number;
  readonly from: number;
  /** ∞ while it lasts. */
  readonly to: number;
  /** When the work here was over: when it was offered to those who took it, else `to`. */
  readonly end: number;
  /** When it could not go on: blocks, and offers that came to nothing. In order, none overlapping. */
  readonly stops: readonly { readonly from: number; readonly to: number }[];
  /** Time of its blocks; undefined where there were none. */
  readonly blocked: number | undefined;
  /** Offers to another team that have ended. */
  readonly offers: readonly { readonly wait: number; readonly isAccepted: boolean }[];
  /** Index of the stage it led to, `OPEN` or `GIVEN_UP`. */
  readonly next: number;
}

/** One way of an item from its arrival to its end; an item taken up again after its end begins another. */
export interface Journey {
  readonly item: string;
  readonly arrivedAt: number;
  /** Into a done stage; undefined while open and where it was given up. */
  readonly finishedAt: number | undefined;
  readonly visits: readonly Visit[];
}

/** Everything up to `until`, as it was known then. Items that began as done are left out. */
export function journeysUntil(history: FlowHistory, until: number): Journey[] {
  const indexOf = new Map(history.stages.map((stage, at) => [stage.id, at]));
  const journeys: Journey[] = [];
  for (const flow of history.items) {
    let visits: Visit[] = [];
    const finish = (finishedAt: number | undefined) => {
      const first = visits[0];
      if (first) journeys.push({ item: flow.item, arrivedAt: first.from, finishedAt, visits });
      visits = [];
    };
    for (const [at, stay] of flow.stays.entries()) {
      if (stay.from > until) break;
      if (stay.stage.kind === "done") {
        finish(stay.from);
        continue;
      }
      const to = stay.to === undefined || stay.to > until ? Infinity : stay.to;
      const following = flow.stays[at + 1];
      const next = to === Infinity ? OPEN : following?.from === stay.to ? indexOf.get(following!.stage.id)! : GIVEN_UP;
      visits.push(visit(flow, indexOf.get(stay.stage.id)!, stay.from, to, next, until));
      if (next === GIVEN_UP) finish(undefined);
    }
    finish(undefined);
  }
  return journeys;
}

function visit(flow: ItemFlow, stage: number, from: number, to: number, next: number, until: number): Visit {
  const inside = ({ from: begun }: Span) => begun >= from && begun < to && begun <= until;
  const stops: { from: number; to: number }[] = [];
  let blocked: number | undefined;
  for (const block of flow.blocks) {
    if (block.from >= to || (block.to !== undefined && block.to <= from) || block.from > until) continue;
    const stop = { from: Math.max(block.from, from), to: Math.min(block.to ?? Infinity, to) };
    stops.push(stop);
    blocked = (blocked ?? 0) + Math.min(stop.to, until) - stop.from;
  }
  let end = to;
  const offers: { wait: number; isAccepted: boolean }[] = [];
  for (const offer of flow.handOffs) {
    if (!inside(offer)) continue;
    const answered = offer.to !== undefined && offer.to <= until;
    if (answered && offer.end !== "withdrawn")
      offers.push({ wait: offer.to! - offer.from, isAccepted: offer.end === "accepted" });
    if (answered && offer.end === "accepted" && next >= 0) end = Math.min(end, offer.from);
    else stops.push({ from: offer.from, to: answered ? Math.min(offer.to!, to) : to });
  }
  stops.sort((a, b) => a.from - b.from);
  return { stage, from, to, end, stops: joined(stops), blocked, offers, next };
}

function joined(spans: { from: number; to: number }[]): { from: number; to: number }[] {
  const result: { from: number; to: number }[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}

/** Calls back for each stretch of the visit in which it could go on, cut to [from, to]. */
export function eachStretch(
  { from: begun, end, stops }: Visit,
  from: number,
  to: number,
  stretch: (from: number, to: number) => void,
): void {
  let at = Math.max(begun, from);
  const last = Math.min(end, to);
  for (const stop of stops) {
    if (stop.from >= last) break;
    if (stop.to <= at) continue;
    if (stop.from > at) stretch(at, stop.from);
    at = Math.max(at, stop.to);
  }
  if (at <= last) stretch(at, last);
}

/** Whether it ended without being finished. */
export const isGivenUp = (journey: Journey): boolean => journey.visits.at(-1)?.next === GIVEN_UP;
