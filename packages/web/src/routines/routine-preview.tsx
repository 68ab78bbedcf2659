import type { Routine } from "@throughline/contract/routines";
import { fillTemplate } from "@throughline/domain/routines/fill-template";
import { useMemo } from "react";
import { ClassMark } from "../items/item-marks.tsx";
import { useDirectory } from "../organization/directory.ts";
import { useNow } from "../ui/clock.ts";
import { absoluteTime } from "../ui/relative-time.ts";
import { calendarProblem, ruleOf } from "./calendar-rule.ts";
import { calendarWords } from "./calendar-words.ts";
import { dayAt, nextTimes } from "./next-times.ts";
import type { RoutineDesign } from "./routine-design.ts";

const shown = 5;

/** What the routine will do, kept true while it is designed: when next, and what it makes then. */
export function RoutinePreview({ design, saved }: { design: RoutineDesign; saved: Routine | null }) {
  const now = useNow();
  const { stages, workflows, people } = useDirectory();
  const { trigger, calendar, startsOn, timeZone, template } = design;
  const problem = trigger === "calendar" ? calendarProblem(calendar) : null;
  const times = useMemo(() => {
    if (trigger !== "calendar" || problem !== null || startsOn === "") return [];
    // Of a rule written by hand the server knows the times; they are shown as long as it is the rule that is stored.
    if (calendar.unit === "own")
      return saved && saved.trigger === "calendar" && saved.recurrence === ruleOf(calendar)
        ? saved.nextTimes.map((time) => Date.parse(time))
        : [];
    return nextTimes(calendar, startsOn, timeZone, now, shown);
  }, [trigger, calendar, problem, startsOn, timeZone, now, saved]);
  const day = dayAt(timeZone, times[0] ?? Math.max(now, Date.parse(`${startsOn || "1970-01-01"}T12:00:00Z`)));
  const stage = stages.get(template.stageId ?? "") ?? workflows.get(design.workflowId)?.stages[0];
  const owner = template.ownerId === null ? undefined : people.get(template.ownerId);
  const details = [
    stage ? `in ${stage.name}` : null,
    owner ? `for ${owner.name}` : null,
    template.dueInDays === null
      ? null
      : template.dueInDays === 0
        ? "due the same day"
        : `due ${template.dueInDays} ${template.dueInDays === 1 ? "day" : "days"} later`,
    template.checklist.some((line) => line.text.trim() !== "")
      ? `${template.checklist.filter((line) => line.text.trim() !== "").length} to tick off`
      : null,
  ].filter((each) => each !== null);
  return (
    <section aria-label="What it will do" className="rounded-large border border-rule-strong px-5 py-5">
      <h2 className="text-base font-semibold">
        {trigger === "calendar"
          ? problem === null && calendar.unit !== "own"
            ? calendarWords(calendar)
            : "By a rule of its own"
          : afterWords(design.afterDays)}
      </h2>
      {trigger === "after_done" ? (
        <p className="mt-2 text-dense text-muted">
          The first one comes on {startsOn === "" ? "its first day" : startsOn}, or at once where that is past. The next
          waits until it is done.
        </p>
      ) : times.length > 0 ? (
        <>
          <h3 className="mt-4 text-small text-muted">The next {times.length} times</h3>
          <ol className="mt-1 divide-y divide-rule border-y border-rule text-dense">
            {times.map((time) => (
              <li key={time} className="py-1 tabular-nums">
                <time dateTime={new Date(time).toISOString()} title={absoluteTime(time, timeZone)}>
                  {written(time, timeZone)}
                </time>
              </li>
            ))}
          </ol>
          <p className="mt-1 text-small text-muted">{timeZone.replaceAll("_", " ")}</p>
        </>
      ) : (
        <p className="mt-2 text-dense text-muted">
          {problem !== null
            ? problem
            : calendar.unit === "own"
              ? "Its next times are shown once it is saved."
              : "It never comes up from now on."}
        </p>
      )}
      <h3 className="mt-5 text-small text-muted">What it makes</h3>
      <div className="mt-1 rounded border border-rule bg-raised px-2.5 py-2">
        <p className="flex items-start gap-2 text-dense">
          <span className="flex h-5 items-center">
            <ClassMark of={template.classOfService} />
          </span>
          <span className="min-w-0 break-words">
            {template.title.trim() === "" ? (
              <span className="text-faint">No title yet</span>
            ) : (
              fillTemplate(template.title, day)
            )}
          </span>
        </p>
        {details.length === 0 ? null : <p className="mt-1 text-small text-muted">{details.join(", ")}</p>}
      </div>
    </section>
  );
}

export const afterWords = (days: number): string =>
  days === 0 ? "As soon as the last one is done" : `${days} ${days === 1 ? "day" : "days"} after the last one is done`;

const formats = new Map<string, Intl.DateTimeFormat>();

/** "Mon 9 Mar 2026, 09:00" */
function written(time: number, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
    });
    formats.set(zone, format);
  }
  return format.format(time);
}
