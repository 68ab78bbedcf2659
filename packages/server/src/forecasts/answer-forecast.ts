import { confidences, type readForecast } from "@throughline/contract/forecasts";
import type { Output } from "@throughline/contract/endpoint";
import { ForecastRecord, type Point, type Setting } from "@throughline/domain/forecast/forecast-record";
import { settingAt } from "@throughline/domain/forecast/forecast-move";
import { forecastStory, reliability, weeklyPoints, type StoryStep } from "@throughline/domain/forecast/forecast-story";
import { moveInWords, reasonsOf, type ReasonKind } from "@throughline/domain/forecast/forecast-words";
import { standingAt } from "@throughline/domain/forecast/known-then";
import { howMany } from "@throughline/domain/forecast/throughput-forecast";
import { meanAWeek } from "@throughline/domain/forecast/weekly-pace";
import { dayNumber, writtenDate } from "@throughline/domain/time/civil-date";
import type { Context } from "../engine/questions.ts";
import { shownUntil } from "../flow/answer-flow.ts";
import type { FlowScope } from "../flow/flow-scope.ts";
import { readFlow, type ReadFlow } from "../flow/read-flow.ts";
import { Refusal } from "../http/refusal.ts";
import { assumptionsOf, howManySentence, whenSentence, type Told } from "./forecast-sentences.ts";
import { readScopeDays, type ScopeDays } from "./scope-days.ts";
import type { Wanted } from "./wanted.ts";

export interface ForecastQuestion {
  readonly scope: FlowScope;
  readonly wanted: Wanted;
  readonly order: "first" | "own" | "last";
  readonly growing: boolean;
  /** Days, written. */
  readonly by: string | undefined;
  readonly asOf: string | undefined;
  readonly weeks: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

const likely = 0.85;
const fanChances = [0.95, 0.85, 0.5, 0.15, 0.05];
const mostPlaces = 60;
const pastDays = 84;
const mostNamed = 8;
/** Each step with arrivals draws thousands of futures. */
const mostGrowingWeeks = 8;
const furthestBy = 730;

/** All figures of the Forecast page but items one by one. */
export async function answerForecast(
  asked: ForecastQuestion,
  { read, progress }: Context,
): Promise<Output<typeof readForecast>> {
  const { scope, wanted } = asked;
  // So many of whatever is finished: nothing can be added to a number.
  const growing = asked.growing && wanted.kind !== "count";
  // Nor has it a pace of its own.
  const order = asked.order === "own" && wanted.kind === "count" ? "first" : asked.order;
  const { flow, scopeDays } = await read(scope.organizationId, async (tx) => {
    const flow = await readFlow(tx, scope);
    return { flow, scopeDays: await readScopeDays(tx, flow, scope.teamId, asked.now) };
  });
  const { timeZone } = scopeDays;
  const point = pointOf(asked, flow, scopeDays);
  const today = point.day;
  const wants = wantedIn(wanted, flow);
  const record = recordOf(asked, flow, scopeDays, point, wants);
  const setting = settingAt(record, point);
  const open = record.openAt(point);
  // Refuses here, before anything is worked out, where there is too little history.
  const finishing = record.finishing(today);
  progress(0.1);

  const by = asked.by === undefined ? today + 27 : dayNumber(asked.by);
  if (by < today || by > today + furthestBy)
    throw new Refusal("invalid_input", {
      detail: `Ask how many by a day from ${writtenDate(today)} to ${writtenDate(today + furthestBy)}`,
    });
  const weeks = growing ? Math.min(asked.weeks, mostGrowingWeeks) : asked.weeks;
  const story = forecastStory(record, weeklyPoints(record, point, weeks), confidences, likely);
  progress(0.7);
  const held = reliability(record, today, confidences);
  progress(0.9);
  const daily = record.finishedDaily(today);
  const dates = confidences.map((confidence) => record.dayOf(setting, confidence));
  const perWeek = meanAWeek(finishing);
  const arriving = growing ? record.arriving(today) : undefined;
  const told: Told = {
    today,
    count: open,
    kind: wanted.kind,
    order,
    growing,
    likely: dates[1],
    perWeek,
    arriving: arriving && meanAWeek(arriving),
  };
  const atLeast = confidences.map((confidence) => howMany(finishing, by - today + 1, confidence));
  const latest = daily.subarray(-pastDays);
  const finished = daily.reduce((sum, count) => sum + count, 0);
  return {
    now: iso(point.at),
    today: writtenDate(today),
    timeZone,
    isPast: point.at < asked.now,
    firstAt: flow.firstAt === undefined ? null : iso(flow.firstAt),
    lastAt: flow.lastAt === undefined ? null : iso(flow.lastAt),
    leftOut: flow.leftOut,
    lastNumber: flow.lastNumber,
    wanted: {
      kind: wanted.kind,
      name: "name" in wanted ? wanted.name : null,
      count: open,
      outside: wants.outside,
    },
    when: {
      sentence: whenSentence(told),
      dates: open === 0 ? dates.map(() => null) : dates.map(written),
      curve: open === 0 ? [] : curveOf(record, setting),
      last: lastOf(asked, flow, scopeDays, point, setting),
    },
    howMany: {
      sentence: howManySentence(today, by, atLeast),
      by: writtenDate(by),
      days: by - today + 1,
      atLeast,
      fan: spread(by - today + 1, 30).map((ahead) => ({
        day: writtenDate(today + ahead - 1),
        atLeast: fanChances.map((chance) => howMany(finishing, ahead, chance)),
      })),
      past: Array.from(latest, (count, i) => ({
        day: writtenDate(today - latest.length + i),
        finished: count,
      })),
      arriving: arriving ? [0.85, 0.5, 0.15].map((chance) => howMany(arriving, by - today + 1, chance)) : null,
    },
    story: story.map((step) => stepOf(step, flow)),
    pace: { perWeek, days: daily.length, finished, arriving: told.arriving ?? null },
    reliability: { days: held.days, of: held.of, held: [...held.held] },
    assumptions: assumptionsOf(told, {
      days: daily.length,
      finished,
      daysOff: scopeDays.daysOffFrom(today),
      held: { days: held.days, of: held.of, likely: held.held[1] ?? 0 },
    }),
  };
}

/** Now, the beginning of the day that was asked for, or where the history ended. */
function pointOf({ asOf, now }: ForecastQuestion, { lastAt }: ReadFlow, { days }: ScopeDays): Point {
  // What happened at this very millisecond is known.
  const shown = shownUntil(lastAt, now) + 1;
  const latest = { day: days.of(shown), at: shown };
  if (asOf === undefined) return latest;
  const day = dayNumber(asOf);
  return day >= days.of(now) ? { day: days.of(now), at: now + 1 } : { day, at: days.start(day) };
}

interface Wants {
  readonly has: (item: string) => boolean;
  readonly outside: number;
}

function wantedIn(wanted: Wanted, { history }: ReadFlow): Wants {
  if (!("ids" in wanted)) return { has: () => true, outside: 0 };
  const ids = new Set(wanted.ids);
  const inside = history.items.reduce((count, { item }) => count + (ids.has(item) ? 1 : 0), 0);
  return { has: (item) => ids.has(item), outside: ids.size - inside };
}

function recordOf(
  { wanted, order, growing }: Pick<ForecastQuestion, "wanted" | "order" | "growing">,
  { history }: ReadFlow,
  { days }: ScopeDays,
  point: Point,
  { has }: Wants,
): ForecastRecord {
  const base = { history, days, growing, seed: "forecast" };
  if (wanted.kind === "open" || (wanted.kind !== "count" && order === "last"))
    return new ForecastRecord({ ...base, wanted: () => true });
  if (wanted.kind !== "count")
    return new ForecastRecord({ ...base, wanted: has, pace: order === "own" ? has : undefined });
  const open = order === "last" ? openAt(history, point) : 0;
  return new ForecastRecord({ ...base, wanted: wanted.count + open, growing: false });
}

const openAt = (history: ReadFlow["history"], { at }: Point): number =>
  history.items.reduce((count, flow) => count + (standingAt(flow, at).state === "open" ? 1 : 0), 0);

/** After everything else that is open, where that is more than what is asked about. */
function lastOf(
  asked: ForecastQuestion,
  flow: ReadFlow,
  scopeDays: ScopeDays,
  point: Point,
  setting: Setting,
): Output<typeof readForecast>["when"]["last"] {
  if (asked.wanted.kind === "open" || asked.order === "last" || setting.count === 0) return null;
  const asLast = { wanted: asked.wanted, order: "last", growing: false } as const;
  const record = recordOf(asLast, flow, scopeDays, point, wantedIn(asked.wanted, flow));
  const last = settingAt(record, point);
  if (last.count <= setting.count) return null;
  return {
    count: record.openAt(point),
    dates: confidences.map((confidence) => written(record.dayOf(last, confidence))),
  };
}

/** The chance by the end of each of some days, from today to where it is nearly sure. */
function curveOf(record: ForecastRecord, setting: Setting): { day: string; chance: number }[] {
  const sure = record.dayOf(setting, 0.99) ?? record.dayOf(setting, 0.95) ?? record.dayOf(setting, 0.85);
  const furthest = sure === undefined ? Math.min(364, record.reach) : sure - setting.start + 1;
  let chance = 0;
  return spread(furthest, mostPlaces).map((ahead) => {
    // What is done by a day is done by the next: far ahead the forecast's spread must not take it back.
    chance = Math.max(chance, record.chanceWithin(setting, ahead));
    return { day: writtenDate(setting.start + ahead - 1), chance };
  });
}

/** Whole numbers from 1 to `furthest`, at most about `most` of them. */
function spread(furthest: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(furthest / most));
  const days: number[] = [];
  for (let day = 1; day < furthest; day += step) days.push(day);
  return [...days, furthest];
}

function stepOf(
  { day, count, when, move }: StoryStep,
  { items }: ReadFlow,
): Output<typeof readForecast>["story"][number] {
  const about = (kind: ReasonKind): readonly string[] => {
    if (move?.changes === undefined) return [];
    const { added, cameBack, finished, dropped } = move.changes;
    return { progress: finished, added: [...added, ...cameBack], dropped, pace: [], arrivals: [] }[kind];
  };
  const named = (ids: readonly string[]) =>
    ids.flatMap((itemId) => {
      const item = items.get(itemId);
      return item ? [{ itemId, key: item.key, title: item.title }] : [];
    });
  return {
    day: writtenDate(day),
    count,
    dates: count === 0 ? when.map(() => null) : when.map(written),
    sentence: move ? moveInWords(move, likely) : null,
    reasons: move
      ? reasonsOf(move).map((reason) => {
          const all = about(reason.kind);
          return { ...reason, items: named(all.slice(0, mostNamed)), more: Math.max(0, all.length - mostNamed) };
        })
      : [],
  };
}

const written = (day: number | undefined): string | null => (day === undefined ? null : writtenDate(day));
const iso = (at: number) => new Date(at).toISOString();
