import type { Team } from "@throughline/contract/teams";
import { useState } from "react";
import { FailureNotice } from "../session/failure-notice.tsx";
import { useAttempt } from "../session/use-attempt.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showUndo } from "../ui/toast-queue.ts";
import { dayNames, spansFrom, spansText, weeklyHours, weekSummary, type Span } from "./calendar-words.ts";
import { changeTeam } from "./team-deeds.ts";

/** The working hours of each weekday, typed and drawn. Saved as a whole, because half a week makes no sense. */
export function WorkingWeek({ team, isReadOnly }: { team: Team; isReadOnly: boolean }) {
  const saved = team.calendar.week.map(spansText);
  const [typed, setTyped] = useState<readonly string[]>(saved);
  const { attempt, isPending, failure } = useAttempt();
  const read = typed.map(spansFrom);
  const week = read.map((day) => ("spans" in day ? day.spans : []));
  const isChanged = typed.some((text, at) => text !== saved[at]);
  const hasFault = read.some((day) => "fault" in day);
  const isIdle = !hasFault && week.every((spans) => spans.length === 0);

  const setDay = (at: number, text: string) => setTyped(typed.map((each, index) => (index === at ? text : each)));
  const save = async () => {
    const before = team.calendar;
    const changed = await attempt(() =>
      changeTeam(team, {
        calendar: { ...before, week: week.map((day) => day.map(([from, to]): [number, number] => [from, to])) },
      }),
    );
    if (!changed) return;
    const now = changed.done;
    showUndo(`${team.name} works ${weekSummary(week)}`, () => {
      void attempt(() => changeTeam(now, { calendar: { ...now.calendar, week: before.week } }));
    });
  };
  if (isReadOnly) return <p className="text-dense">{weekSummary(team.calendar.week)}</p>;
  const mondays = typed[0] ?? "";
  return (
    <div className="text-dense">
      <ul className="space-y-1.5">
        {typed.map((text, at) => {
          const day = read[at];
          return (
            <li
              key={dayNames[at]}
              className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-start gap-x-3 sm:grid-cols-[5.5rem_14rem_minmax(0,1fr)]"
            >
              <span className="flex h-8 items-center pointer-coarse:h-10">{dayNames[at]}</span>
              <TextField
                label={`Working hours on ${dayNames[at] ?? ""}`}
                isLabelHidden
                placeholder="Off"
                value={text}
                onChange={(next) => setDay(at, next)}
                onBlur={() => {
                  if (day && "spans" in day) setDay(at, spansText(day.spans));
                }}
                {...(day && "fault" in day ? { error: day.fault } : {})}
              />
              <DayBar spans={week[at] ?? []} />
            </li>
          );
        })}
      </ul>
      <div className="mt-2.5 flex flex-wrap items-center gap-x-4 gap-y-1 sm:pl-[6.25rem]">
        <span className="text-small text-muted tabular-nums">
          {Math.round(weeklyHours(week) * 10) / 10} hours a week
        </span>
        {typed.slice(1, 5).some((text) => text !== mondays) ? (
          <Button size="small" onPress={() => setTyped(typed.map((text, at) => (at < 5 ? mondays : text)))}>
            Monday to Friday as on Monday
          </Button>
        ) : null}
      </div>
      {isChanged ? (
        <div className="mt-3 space-y-3 sm:pl-[6.25rem]">
          {isIdle ? <p className="text-bad">At least one day must have working hours.</p> : null}
          <FailureNotice failure={failure} />
          <div className="flex gap-2">
            <Button tone="primary" isPending={isPending} isDisabled={hasFault || isIdle} onPress={() => void save()}>
              Save working hours
            </Button>
            <Button onPress={() => setTyped(saved)}>Discard</Button>
          </div>
        </div>
      ) : null}
    </div>
  );
}

/** The day from midnight to midnight with its working spans filled, parted every six hours. */
function DayBar({ spans }: { spans: readonly Span[] }) {
  return (
    <svg
      viewBox="0 0 1440 8"
      preserveAspectRatio="none"
      aria-hidden
      className="hidden h-1.5 w-full self-center sm:block"
    >
      <rect width="1440" height="8" className="fill-hover" />
      {[360, 720, 1080].map((x) => (
        <rect key={x} x={x - 1} width="4" height="8" className="fill-paper" />
      ))}
      {spans.map(([from, to]) => (
        <rect key={from} x={from} width={Math.max(0, to - from)} height="8" className="fill-muted" />
      ))}
    </svg>
  );
}
