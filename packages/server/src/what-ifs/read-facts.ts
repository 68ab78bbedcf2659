import type { Team } from "@throughline/contract/teams";
import type { KnownFacts } from "@throughline/domain/simulation/fit/known-facts";
import type { ServiceClass } from "@throughline/domain/simulation/organisation";
import type { CalendarPlan } from "@throughline/domain/time/working-calendar";
import { sql } from "kysely";
import { zoneOffsets } from "../calendars/zone-offsets.ts";
import type { Read } from "../db/transaction.ts";
import type { ReadFlow, ReadItem } from "../flow/read-flow.ts";

export interface ReadFacts extends KnownFacts {
  readonly names: { readonly teams: Record<string, string>; readonly channels: Record<string, string> };
}

interface TeamRow {
  readonly team_id: string;
  readonly name: string;
  readonly time_zone: string;
  readonly calendar: Team["calendar"];
  readonly members: number;
}

/** Years of clock changes and holidays on either side of the instant looked at. */
const yearsEitherSide = 3;

/** What a fit needs to know of an organization beside what happened to its items. */
export async function readFacts(tx: Read, { stages, items }: ReadFlow, at: number): Promise<ReadFacts> {
  const { rows: teams } = await sql<TeamRow>`
    select t.team_id, t.name, t.time_zone, t.calendar,
      (select count(*)::int from team_members m join people p on p.organization_id = m.organization_id and p.person_id = m.person_id
        where m.organization_id = t.organization_id and m.team_id = t.team_id and p.state <> 'removed' and p.kind = 'person') as members
    from teams t where t.organization_id = ${tx.organizationId}`.execute(tx.db);
  const channels = await readChannels(tx, items);
  return {
    teams: teams.map((team) => ({
      id: team.team_id,
      members: team.members,
      calendar: planOf(team, at),
      // As the team's queue: by class of service first.
      order: "class",
    })),
    limits: new Map(stages.flatMap(({ id, wipLimit }) => (wipLimit === null ? [] : [[id, wipLimit]]))),
    classes: classesOf(items.values()),
    channelOf: (item) => channels.of.get(item) ?? "hand",
    classOf: (item) => items.get(item)?.classOfService ?? "standard",
    names: {
      teams: Object.fromEntries(teams.map(({ team_id, name }) => [team_id, name])),
      channels: channels.names,
    },
  };
}

function planOf({ time_zone, calendar: { week, holidays } }: TeamRow, at: number): CalendarPlan {
  const year = new Date(at).getUTCFullYear();
  return {
    zone: zoneOffsets(time_zone, year - yearsEitherSide, year + yearsEitherSide),
    week: week.map((spans) => spans.map(([from, to]) => ({ from, to }))),
    exceptions: holidays
      .filter((date) => Math.abs(Number(date.slice(0, 4)) - year) <= yearsEitherSide)
      .map((date) => ({ date, shifts: [] })),
  };
}

const originNames: Readonly<Record<string, string>> = {
  hand: "Made by hand",
  form: "Forms",
  routine: "Routines",
  import: "Imports",
  api: "Programs",
  hand_off: "Hand-offs",
  demo: "Made by hand",
};

/** How each item came in: by which form, else in which way. */
async function readChannels(tx: Read, items: ReadonlyMap<string, ReadItem>) {
  const { rows } = await sql<{ item: string; origin: string; channel: string | null; name: string | null }>`
    select i.item_id as item, i.origin, c.channel_id as channel, c.name from items i
      left join requests r on i.origin = 'form' and r.organization_id = i.organization_id and r.request_id = i.origin_id
      left join channels c on c.organization_id = r.organization_id and c.channel_id = r.channel_id
    where i.organization_id = ${tx.organizationId} and i.item_id = any(${[...items.keys()]}::uuid[])`.execute(tx.db);
  const of = new Map<string, string>();
  const names: Record<string, string> = { hand: originNames["hand"]! };
  for (const { item, origin, channel, name } of rows) {
    const key = channel ?? (origin === "demo" ? "hand" : origin);
    of.set(item, key);
    names[key] ??= name ?? originNames[origin] ?? origin;
  }
  return { of, names };
}

const day = 86_400_000;
/** What the classes cost by a day where no item says: only their order matters. */
const usualCosts = { expedite: 1_000, fixed_date: 100, standard: 10, intangible: 1 } as const;
const enoughDates = 5;

/** The four classes, what a day's delay of one costs, and how long after they come their items are due. */
function classesOf(items: Iterable<ReadItem>): ServiceClass[] {
  const byClass = Map.groupBy(items, ({ classOfService }) => classOfService);
  return (["expedite", "fixed_date", "standard", "intangible"] as const).map((name, rank) => {
    const own = byClass.get(name) ?? [];
    const lengths = own.flatMap(({ dueOn, itemId }) => (dueOn === null ? [] : [Date.parse(dueOn) - bornAt(itemId)]));
    const median = lengths.sort((a, b) => a - b)[lengths.length >> 1];
    return {
      name,
      rank,
      delayCost: usualCosts[name],
      ...(median !== undefined && lengths.length >= enoughDates
        ? { due: { kind: "fixed" as const, value: Math.max(day, median) } }
        : {}),
    };
  });
}

/** When an id was made: the first 48 bits of a version 7 UUID. */
const bornAt = (id: string): number => Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
