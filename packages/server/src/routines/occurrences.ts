import { readRecurrence } from "@throughline/domain/routines/recurrence";
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";

/** When a calendar routine comes up. Every answer is an instant. */
export interface Occurrences {
  /** The first after `after`; null: never again. */
  next(after: Date): Date | null;
  /** The last at or before `at`; null: none yet. */
  latest(at: Date): Date | null;
}

const HOUR = 3_600_000;
/** Clocks are never changed by more than this at once where people live. */
const clockJump = 3 * HOUR;
const lastYear = 2200;

/**
 * The occurrences of a rule that starts on a day, in a time zone. The rule is unrolled on the wall clock and each time then
 * found in the zone: a time that the clocks skip is taken as much later as they were put forward (2:30 becomes 3:30), so that
 * no day is lost, and a time they show twice is taken the first time only.
 * @param startsOn `YYYY-MM-DD`; where the rule names no hour it comes up at midnight.
 * @returns the occurrences, or a sentence that says what is wrong with the rule.
 */
export function occurrences(
  rule: string,
  startsOn: string,
  timeZone: string,
): { readonly occurrences: Occurrences } | { readonly problem: string } {
  const reading = readRecurrence(rule);
  if ("problem" in reading) return reading;
  const { until, rule: text } = reading.recurrence;
  const end = until && wallOf(until, timeZone);
  const unrolled = new RRuleTemporal({
    rruleString: `RRULE:${text}`,
    dtstart: Temporal.PlainDate.from(startsOn).toZonedDateTime("UTC"),
    ...(end ? { until: end.toZonedDateTime("UTC") } : {}),
    temporal: Temporal,
  });
  const toInstant = (wall: Temporal.ZonedDateTime): Date =>
    new Date(wall.toPlainDateTime().toZonedDateTime(timeZone, { disambiguation: "compatible" }).epochMilliseconds);
  /** The wall clock of an instant, written as if it were UTC, moved by some milliseconds. */
  const wallAt = (instant: Date, move: number): Date =>
    new Date(
      Temporal.Instant.fromEpochMilliseconds(instant.getTime())
        .toZonedDateTimeISO(timeZone)
        .toPlainDateTime()
        .toZonedDateTime("UTC").epochMilliseconds + move,
    );
  return {
    occurrences: {
      next(after) {
        let cursor = wallAt(after, -clockJump);
        for (;;) {
          const wall = step(() => unrolled.next(cursor));
          if (wall === null || wall.year > lastYear) return null;
          const instant = toInstant(wall);
          if (instant > after) return instant;
          cursor = new Date(wall.epochMilliseconds);
        }
      },
      latest(at) {
        let cursor = wallAt(at, clockJump);
        for (;;) {
          const wall = step(() => unrolled.previous(cursor));
          if (wall === null) return null;
          const instant = toInstant(wall);
          if (instant <= at) return instant;
          cursor = new Date(wall.epochMilliseconds);
        }
      },
    },
  };
}

/** The next few occurrences. */
export function upcoming(of: Occurrences, after: Date, count: number): Date[] {
  const found: Date[] = [];
  for (let next = of.next(after); next !== null && found.length < count; next = of.next(next)) found.push(next);
  return found;
}

/** The day an instant falls on in a zone, `YYYY-MM-DD`. */
export const dayIn = (instant: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** The start of a day in a zone. */
export const startOfDay = (day: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);

/** The same time of day, some days later on the zone's wall clock. */
export const daysLater = (instant: Date, days: number, timeZone: string): Date =>
  new Date(
    Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).add({ days })
      .epochMilliseconds,
  );

function wallOf(
  until: { readonly date: string; readonly time: string; readonly utc: boolean },
  timeZone: string,
): Temporal.PlainDateTime {
  const written = Temporal.PlainDateTime.from(`${until.date}T${until.time}`);
  return until.utc ? written.toZonedDateTime("UTC").withTimeZone(timeZone).toPlainDateTime() : written;
}

/** The library gives up after 10,000 empty periods: such a rule (30 February) never comes up. */
function step(find: () => Temporal.ZonedDateTime | null): Temporal.ZonedDateTime | null {
  try {
    return find() ?? null;
  } catch (error) {
    if (error instanceof Error && /maximum|exceeded/i.test(error.message)) return null;
    throw error;
  }
}
