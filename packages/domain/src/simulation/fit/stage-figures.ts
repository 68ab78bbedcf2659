/** What is counted of one stage: how long visits last, where they lead, how they are blocked, how offers into it are answered. */
import { kaplanMeier, type Lifetime } from "../../flow/kaplan-meier.ts";
import { quantileOfSorted } from "../../numbers/quantile.ts";
import type { FittedStage } from "./fitted-model.ts";
import { eachStretch, GIVEN_UP, type Visit } from "./visits.ts";

/** Values a distribution is kept as. */
const KEPT = 48;

/** So many values of the distribution, each as likely, in rising order; what is beyond the last that ended is taken to end there. */
export function lengthsOf(lifetimes: readonly Lifetime[]): number[] {
  if (!lifetimes.some(({ finished }) => finished)) return [];
  const { times, survival } = kaplanMeier(lifetimes);
  let at = 0;
  return Array.from({ length: KEPT }, (_, i) => {
    const share = 1 - (i + 0.5) / KEPT;
    while (at < times.length - 1 && survival[at]! > share) at += 1;
    return times[at]!;
  });
}

/** At most so many quantiles of plain values. */
export function keptOf(values: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length <= KEPT) return Array.from(sorted, Math.round);
  return Array.from({ length: KEPT }, (_, i) => Math.round(quantileOfSorted(sorted, (i + 0.5) / KEPT)));
}

/** Length of each visit in the window on a clock that stands still outside working time, stops left out. */
export function visitLifetimes(
  visits: readonly Visit[],
  clock: (at: number) => number,
  { from, until }: { from: number; until: number },
): Lifetime[] {
  const lifetimes: Lifetime[] = [];
  for (const visit of visits) {
    if (visit.from > until || visit.to < from) continue;
    let time = 0;
    let since = 0;
    eachStretch(visit, visit.from, until, (a, b) => {
      time += clock(b) - clock(a);
      if (a < from) since += clock(Math.min(b, from)) - clock(a);
    });
    lifetimes.push({ time, finished: visit.to <= until, since: Math.min(since, time) });
  }
  return lifetimes;
}

/**
 * Shares of the ways on. A way that is rare (under 1 % and fewer than three times) is left out; few observations are pulled
 * towards the way the workflow goes by Laplace's rule: one visit more that went on there.
 */
export function waysOn(
  visits: readonly Visit[],
  stageIds: readonly string[],
  usual: string,
  givenUp: string,
): FittedStage["next"] {
  const counts = new Map<string, number>([[usual, 1]]);
  for (const { next } of visits) {
    const to = next === GIVEN_UP ? givenUp : stageIds[next];
    if (to !== undefined) counts.set(to, (counts.get(to) ?? 0) + 1);
  }
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const kept = [...counts].filter(([to, n]) => to === usual || n >= 3 || n / all >= 0.01);
  const total = kept.reduce((sum, [, n]) => sum + n, 0);
  const ways = kept.map(([stage, n]) => ({ stage, share: n / total })).sort((a, b) => b.share - a.share);
  // What is left by rounding goes to the largest.
  const rest = ways.slice(1).reduce((sum, { share }) => sum + share, 0);
  return ways.map((way, at) => (at === 0 ? { ...way, share: 1 - rest } : way));
}

/** How visits that ended were blocked; undefined where hardly any was. */
export function blocksOf(visits: readonly Visit[]): FittedStage["blocks"] {
  const times = visits.flatMap(({ blocked }) => blocked ?? []);
  if (times.length < 3) return undefined;
  return { share: times.length / visits.length, wait: keptOf(times) };
}

/** How offers that led into a stage were answered; undefined where items come without being offered. */
export function acceptanceOf(visits: readonly Visit[]): FittedStage["acceptance"] {
  const offers = visits.flatMap((visit) => visit.offers);
  const accepted = visits.filter((visit) => visit.offers.some(({ isAccepted }) => isAccepted)).length;
  if (accepted < 3 || accepted < visits.length / 2) return undefined;
  const declined = offers.filter(({ isAccepted }) => !isAccepted).length;
  return {
    wait: keptOf(offers.map(({ wait }) => wait)),
    declined: Math.min(0.9, declined / (offers.length + 1)),
    count: offers.length,
  };
}
