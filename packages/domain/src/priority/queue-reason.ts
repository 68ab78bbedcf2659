import { DAY, MINUTE, writtenDate } from "../time/civil-date.ts";
import { localTime, type ZoneOffsets } from "../time/zone-offsets.ts";
import { compareQueued, costOverEffort, type Criterion, effortOf, type QueuedItem } from "./queue-policy.ts";

export type ReasonCode =
  | "override"
  | "expedite"
  | "fixed_date"
  | "cost_of_delay"
  | "age"
  | "no_value"
  | "intangible"
  | "rank";

export interface QueueReason {
  readonly code: ReasonCode;
  /** "3rd, because …" */
  readonly sentence: string;
  /**
   * The numbers behind the sentence: of the item, of the neighbour it was compared with (`against…`), and, for the first of
   * a class, of the next of that class (`next…`).
   */
  readonly facts: Readonly<Record<string, string | number | null>>;
}

export interface ReasonSettings {
  /** The team's median effort in working days, taken where an item has no estimate. */
  readonly medianEffort: number;
  /** In which days are written. */
  readonly zone: ZoneOffsets;
}

/**
 * Why an item stands at a position: what decided between it and the neighbour above it (for the first: below it).
 * Where the neighbour above is of another class or was put ahead, what it leads its own class by is said as well.
 */
export function queueReason(
  item: QueuedItem,
  position: number,
  above: QueuedItem | undefined,
  below: QueuedItem | undefined,
  settings: ReasonSettings,
): QueueReason {
  const neighbour = above ?? below;
  const because = (code: ReasonCode, clauses: readonly string[], next?: QueuedItem): QueueReason => ({
    code,
    sentence: `${ordinal(position)}, because ${clauses.join(", and ")}.${held(item)}`,
    facts: {
      ...numbers("", item, settings),
      ...(neighbour ? numbers("against", neighbour, settings) : {}),
      ...(next ? numbers("next", next, settings) : {}),
    },
  });
  if (item.override) {
    const before = above?.override ? `, before ${above.key} was` : "";
    return because("override", [
      `it was put ahead of the policy${before}: ${item.override.reason.replace(/[.\s]+$/, "")}`,
    ]);
  }
  if (!neighbour) return because(codeOfClass(item), ["nothing else waits"]);
  const { criterion } = compareQueued(item, neighbour, settings.medianEffort);
  const said = clause(item, neighbour, above ? "above" : "below", criterion, settings);
  const next = below?.classOfService === item.classOfService ? below : undefined;
  if (above === undefined || next === undefined || (criterion !== "override" && criterion !== "class"))
    return because(codeOf(item, criterion), [said]);
  const lead = compareQueued(item, next, settings.medianEffort).criterion;
  return because(codeOf(item, criterion), [said, clause(item, next, "below", lead, settings)], next);
}

function codeOf(item: QueuedItem, criterion: Criterion): ReasonCode {
  switch (criterion) {
    case "override":
    case "class":
      return codeOfClass(item);
    case "due":
      return "fixed_date";
    case "value":
      return item.value === null ? "no_value" : "cost_of_delay";
    case "cost_over_effort":
      return "cost_of_delay";
    case "age":
      return "age";
    case "rank":
      return "rank";
  }
}

function codeOfClass({ classOfService, value }: QueuedItem): ReasonCode {
  if (classOfService !== "standard") return classOfService;
  return value === null ? "no_value" : "cost_of_delay";
}

const kindOfWork = {
  expedite: "is expedited",
  fixed_date: "has a fixed date",
  standard: "is standard work",
  intangible: "is intangible work",
} as const;

function clause(
  item: QueuedItem,
  other: QueuedItem,
  where: "above" | "below",
  criterion: Criterion,
  settings: ReasonSettings,
): string {
  const name = `${other.key} ${where}`;
  switch (criterion) {
    case "override":
      return `${name} was put ahead of the policy`;
    case "class":
      return `it ${kindOfWork[item.classOfService]} and ${name} ${kindOfWork[other.classOfService]}`;
    case "due":
      if (item.dueOn === null) return `it has no due date and ${name} is due ${other.dueOn}`;
      if (other.dueOn === null) return `it is due ${item.dueOn} and ${name} has no due date`;
      return `it is due ${item.dueOn}, ${where === "above" ? "after" : "before"} ${name} (${other.dueOn})`;
    case "value":
      return item.value === null
        ? `it has no cost of delay yet and ${name} has one`
        : `it has a cost of delay (${plain(item.value)} a week) and ${name} has none yet`;
    case "cost_over_effort": {
      const [own, others] = tellApart(
        costOverEffort(item, settings.medianEffort) ?? 0,
        costOverEffort(other, settings.medianEffort) ?? 0,
      );
      const relation = where === "above" ? "less" : "more";
      return `a week of waiting costs ${own} for each day of effort${assumed(item, settings)}, ${relation} than the ${others} of ${name}`;
    }
    case "age": {
      const tie =
        item.value === null ? "neither has a cost of delay yet" : "their cost of delay over effort is the same";
      const [own, others] = sinceApart(item.createdAt, other.createdAt, settings.zone);
      return `${tie}, and it waits since ${own}, ${name} since ${others}`;
    }
    case "rank":
      return item.rank === other.rank
        ? `it came at the same moment as ${name}, so that their ids decide`
        : `it came at the same moment as ${name} and is ranked ${where === "above" ? "below" : "above"} it`;
  }
}

const assumed = (item: QueuedItem, { medianEffort }: ReasonSettings): string =>
  item.effortLow === null || item.effortHigh === null
    ? ` (not estimated: the team's median of ${plain(medianEffort)} is taken)`
    : "";

const held = ({ held: why }: QueuedItem): string =>
  why === "blocked"
    ? " It is blocked and cannot be pulled."
    : why === "offered"
      ? " It is offered to another team and cannot be pulled."
      : "";

/** What an item is ordered by, its own names unprefixed: `value`, `againstValue`, `nextValue`. */
function numbers(
  prefix: "" | "against" | "next",
  item: QueuedItem,
  { medianEffort, zone }: ReasonSettings,
): QueueReason["facts"] {
  const named = {
    key: item.key,
    class: item.classOfService,
    due: item.dueOn,
    value: item.value,
    effort: effortOf(item, medianEffort),
    costOverEffort: costOverEffort(item, medianEffort),
    since: written(item.createdAt, zone),
  };
  if (prefix === "") return named;
  return Object.fromEntries(
    Object.entries(named).map(([name, value]) => [`${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`, value]),
  );
}

/** 1st, 2nd, 3rd, 4th, 11th, 21st */
export function ordinal(position: number): string {
  const teen = position % 100 >= 11 && position % 100 <= 13;
  const ending = teen ? "th" : (["th", "st", "nd", "rd"][position % 10] ?? "th");
  return `${position}${ending}`;
}

/** A number with three significant digits at least and no digit of its whole part rounded away: 1,000.3. */
const plain = (value: number, digits = 3): string =>
  String(Number(value.toPrecision(Math.max(digits, Math.floor(Math.log10(Math.max(1, Math.abs(value)))) + 1)))).replace(
    /^\d{4,}/,
    (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ","),
  );

/** Two different numbers, each written with as many digits as it takes to see which is larger. */
function tellApart(a: number, b: number): [string, string] {
  for (let digits = 3; digits < 17; digits += 1)
    if (plain(a, digits) !== plain(b, digits)) return [plain(a, digits), plain(b, digits)];
  return [String(a), String(b)];
}

function written(instant: number, zone: ZoneOffsets): string {
  return writtenDate(Math.floor(localTime(zone, instant) / DAY));
}

/** Two instants as days, with the time of day where they fall on the same one. */
function sinceApart(a: number, b: number, zone: ZoneOffsets): [string, string] {
  const days: [string, string] = [written(a, zone), written(b, zone)];
  if (days[0] !== days[1]) return days;
  const clock = (instant: number) => {
    const minutes = Math.floor((((localTime(zone, instant) % DAY) + DAY) % DAY) / MINUTE);
    return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  };
  if (clock(a) !== clock(b)) return [`${days[0]} ${clock(a)}`, `${days[1]} ${clock(b)}`];
  const order = a < b ? ["a moment earlier", "a moment later"] : ["a moment later", "a moment earlier"];
  return [`${days[0]} ${clock(a)} (${order[0]})`, `${days[1]} ${clock(b)} (${order[1]})`];
}
