/** An organisation to simulate, as people write it in JSON: lengths of time as "2h" or "3d", calendars by name, people by number. */
import type { Duration } from "@throughline/domain/simulation/durations";
import type {
  InterruptionSource,
  Organisation,
  ServiceClass,
  SimulatedChannel,
  SimulatedPerson,
  SimulatedStage,
  SimulatedTeam,
} from "@throughline/domain/simulation/organisation";
import type { ItemUnderWay } from "@throughline/domain/simulation/simulation";
import { type Shift, type WorkingCalendar, workingCalendar } from "@throughline/domain/time/working-calendar";
import { zoneOffsetsOf } from "@throughline/domain/time/zone-offsets-of";
import type { Placed } from "./read-json.ts";
import { lengthOf } from "./time-words.ts";

export interface DescribedOrganisation {
  readonly organisation: Organisation;
  /** Items under way at the beginning, by how long they have been; `from` is the instant at which the simulation begins. */
  readonly underWay: (from: number) => ItemUnderWay[];
}

/** Refuses (`WrongUsage`) what is of the wrong shape, with its place; what could not run the simulation refuses itself. */
export function readOrganisation(given: Placed): DescribedOrganisation {
  given.onlyFields("calendars", "classes", "teams", "stages", "channels", "interruptions", "underWay");
  const calendars = new Map<string, WorkingCalendar>();
  const named = given.field("calendars");
  if (named.isThere) for (const [name, one] of named.fields()) calendars.set(name, calendarOf(one));
  const calendarIn = (of: Placed): { calendar?: WorkingCalendar } => {
    const field = of.field("calendar");
    if (!field.isThere) return {};
    const known = field.isText ? calendars.get(field.text()) : calendarOf(field);
    if (!known) throw field.wrong(`one of the calendars (${[...calendars.keys()].join(", ") || "there are none"})`);
    return { calendar: known };
  };
  const classes = given.field("classes");
  const interruptions = given.field("interruptions");
  const underWay = given.field("underWay");
  const waiting = underWay.isThere ? underWay.list().map(underWayOf) : [];
  return {
    organisation: {
      teams: given
        .field("teams")
        .list()
        .map((team) => teamOf(team, calendarIn)),
      stages: given.field("stages").list().map(stageOf),
      channels: given
        .field("channels")
        .list()
        .map((channel) => channelOf(channel, calendarIn)),
      ...(classes.isThere ? { classes: classes.list().map(classOf) } : {}),
      ...(interruptions.isThere
        ? { interruptions: interruptions.list().map((source) => interruptionOf(source, calendarIn)) }
        : {}),
    },
    underWay: (from) => waiting.map(({ age, ...item }) => ({ ...item, arrivedAt: from - age })),
  };
}

type CalendarIn = (of: Placed) => { calendar?: WorkingCalendar };

/** A field as it is read, or nothing where it is not there. */
function maybe<Name extends string, Value>(
  of: Placed,
  name: Name,
  read: (field: Placed) => Value,
): { [N in Name]?: Value } {
  const field = of.field(name);
  // The computed key is the name asked for; TypeScript widens it to any text.
  return (field.isThere ? { [name]: read(field) } : {}) as { [N in Name]?: Value };
}

const textIn = (field: Placed) => field.text();
const numberIn = (field: Placed) => field.number();

function teamOf(team: Placed, calendarIn: CalendarIn): SimulatedTeam {
  team.onlyFields("name", "people", "calendar", "order", "pull");
  const name = team.field("name").text();
  const people = team.field("people");
  return {
    name,
    people:
      typeof people.value === "number"
        ? Array.from({ length: wholeNumber(people, 10_000) }, (_, i) => ({ name: `${name} ${i + 1}` }))
        : people.list().map((person) => personOf(person, calendarIn)),
    ...calendarIn(team),
    ...maybe(team, "order", (order) => order.word("first_in", "oldest", "class", "due", "cost_of_delay")),
    ...maybe(team, "pull", (pull) => pull.word("finish_first", "by_order")),
  };
}

function personOf(person: Placed, calendarIn: CalendarIn): SimulatedPerson {
  if (person.isText) return { name: person.text() };
  person.onlyFields("name", "skills", "capacity", "calendar");
  return {
    name: person.field("name").text(),
    ...maybe(person, "skills", (skills) => skills.list().map(textIn)),
    ...maybe(person, "capacity", numberIn),
    ...calendarIn(person),
  };
}

function stageOf(stage: Placed): SimulatedStage {
  stage.onlyFields("name", "kind", "team", "effort", "rest", "skill", "wipLimit", "next", "acceptance", "blocks");
  return {
    name: stage.field("name").text(),
    kind: stage.field("kind").word("queue", "active", "done"),
    ...maybe(stage, "team", textIn),
    ...maybe(stage, "effort", durationOf),
    ...maybe(stage, "rest", durationOf),
    ...maybe(stage, "skill", textIn),
    ...maybe(stage, "wipLimit", numberIn),
    ...maybe(stage, "next", (next) =>
      next.isText
        ? [{ stage: next.text(), share: 1 }]
        : next.list().map((way) => {
            way.onlyFields("stage", "share");
            return { stage: way.field("stage").text(), share: way.field("share").number() };
          }),
    ),
    ...maybe(stage, "acceptance", (acceptance) => {
      acceptance.onlyFields("wait", "declined", "redo");
      return {
        wait: durationOf(acceptance.field("wait")),
        ...maybe(acceptance, "declined", numberIn),
        ...maybe(acceptance, "redo", numberIn),
      };
    }),
    ...maybe(stage, "blocks", (blocks) => {
      blocks.onlyFields("share", "wait");
      return { share: blocks.field("share").number(), wait: durationOf(blocks.field("wait")) };
    }),
  };
}

function channelOf(channel: Placed, calendarIn: CalendarIn): SimulatedChannel {
  channel.onlyFields("name", "between", "calendar", "stage", "whenFull", "classes");
  return {
    name: channel.field("name").text(),
    between: durationOf(channel.field("between")),
    stage: channel.field("stage").text(),
    ...calendarIn(channel),
    ...maybe(channel, "whenFull", (full) => full.word("wait", "turned_away")),
    ...maybe(channel, "classes", (shares) =>
      Object.fromEntries(shares.fields().map(([name, share]) => [name, share.number()])),
    ),
  };
}

function classOf(one: Placed): ServiceClass {
  one.onlyFields("name", "rank", "due", "delayCost");
  return {
    name: one.field("name").text(),
    rank: one.field("rank").number(),
    ...maybe(one, "due", durationOf),
    ...maybe(one, "delayCost", numberIn),
  };
}

function interruptionOf(source: Placed, calendarIn: CalendarIn): InterruptionSource {
  source.onlyFields("name", "team", "between", "duration", "calendar");
  return {
    name: source.field("name").text(),
    team: source.field("team").text(),
    between: durationOf(source.field("between")),
    duration: durationOf(source.field("duration")),
    ...calendarIn(source),
  };
}

function underWayOf(item: Placed) {
  item.onlyFields("channel", "stage", "age", "serviceClass");
  return {
    channel: item.field("channel").text(),
    stage: item.field("stage").text(),
    age: item.field("age").isThere ? timeOf(item.field("age")) : 0,
    ...maybe(item, "serviceClass", textIn),
  };
}

/** The kinds of distributions by the fields that tell them. */
const shapes = {
  fixed: ["value"],
  exponential: ["mean"],
  erlang: ["mean", "phases"],
  hyperexponential: ["mean", "squaredVariation"],
  lognormal: ["median", "p85"],
  uniform: ["from", "to"],
  triangular: ["least", "likely", "most"],
  observed: ["values"],
} as const satisfies Record<Duration["kind"], readonly string[]>;

/** "2h", milliseconds, or a distribution: {"median": "2h", "p85": "1d"}; its kind need not be said. */
function durationOf(given: Placed): Duration {
  if (!given.isObject) return { kind: "fixed", value: timeOf(given) };
  const names = given
    .fields()
    .map(([name]) => name)
    .filter((name) => name !== "kind");
  const told = given.field("kind");
  const kinds = Object.keys(shapes) as (keyof typeof shapes)[];
  const kind = told.isThere
    ? told.word(...kinds)
    : kinds.find((one) => shapes[one].length === names.length && shapes[one].every((name) => names.includes(name)));
  if (kind === undefined) {
    throw given.wrong(
      `a length of time: write "2h", or one of ${kinds.map((one) => `{${shapes[one].join(", ")}}`).join(", ")}`,
    );
  }
  given.onlyFields("kind", ...shapes[kind]);
  const at = (name: string) => timeOf(given.field(name));
  switch (kind) {
    case "fixed":
      return { kind, value: at("value") };
    case "exponential":
      return { kind, mean: at("mean") };
    case "erlang":
      return { kind, mean: at("mean"), phases: given.field("phases").number() };
    case "hyperexponential":
      return { kind, mean: at("mean"), squaredVariation: given.field("squaredVariation").number() };
    case "lognormal":
      return { kind, median: at("median"), p85: at("p85") };
    case "uniform":
      return { kind, from: at("from"), to: at("to") };
    case "triangular":
      return { kind, least: at("least"), likely: at("likely"), most: at("most") };
    case "observed":
      return { kind, values: given.field("values").list().map(timeOf) };
  }
}

/** Milliseconds from a number of them or a text such as "2h 30m". */
function timeOf(given: Placed): number {
  if (typeof given.value === "number") return given.number();
  const length = given.isText ? lengthOf(given.text()) : null;
  if (length === null) throw given.wrong('a length of time: write "30m", "2h", "3d", "1w" or a number of milliseconds');
  return length;
}

function wholeNumber(given: Placed, most: number): number {
  const number = given.number();
  if (!Number.isInteger(number) || number < 0 || number > most) throw given.wrong(`a whole number up to ${most}`);
  return number;
}

const dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** {"zone": "Europe/Lisbon", "hours": {"mon-fri": "09:00-12:00, 13:00-17:00"}, "holidays": ["2026-04-03"]} */
function calendarOf(given: Placed): WorkingCalendar {
  given.onlyFields("zone", "hours", "holidays");
  const week: Shift[][] = dayNames.map(() => []);
  for (const [days, hours] of given.field("hours").fields()) {
    const [first = "", last = first] = days.toLowerCase().split("-");
    const [from, to] = [first, last].map((day) => dayNames.findIndex((name) => name === day.trim().slice(0, 3)));
    if (from === undefined || to === undefined || from < 0 || to < from) {
      throw hours.wrong(`under a day or days: write "mon-fri" or "sat", not "${days.slice(0, 20)}"`);
    }
    for (let day = from; day <= to; day++) week[day] = shiftsOf(hours);
  }
  const holidays = given.field("holidays");
  const zone = given.field("zone");
  return workingCalendar({
    zone: zoneOffsetsOf(zone.isThere ? zone.text() : "UTC"),
    week,
    exceptions: holidays.isThere ? holidays.list().map((date) => ({ date: date.text(), shifts: [] })) : [],
  });
}

function shiftsOf(given: Placed): Shift[] {
  return given
    .text()
    .split(",")
    .map((part) => {
      const times = /^\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*$/.exec(part);
      if (!times) throw given.wrong('hours: write "09:00-17:00", several separated by commas');
      const [from, to] = [Number(times[1]) * 60 + Number(times[2]), Number(times[3]) * 60 + Number(times[4])];
      // A night shift ends on the next day.
      return { from, to: to > from ? to : to + 1440 };
    });
}
