import type { Team } from "@throughline/contract/teams";
import { Copy, Plus, X } from "lucide-react";
import { useState } from "react";
import { FailureNotice } from "../session/failure-notice.tsx";
import { useAttempt } from "../session/use-attempt.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showUndo } from "../ui/toast-queue.ts";
import {
  clockText,
  dayNames,
  minutesOf,
  nextSpan,
  weeklyHours,
  weekFault,
  weekSummary,
  type Span,
  type Week,
} from "./calendar-words.ts";
import { changeTeam } from "./team-deeds.ts";

/** The working spans of each weekday, drawn and typed. Saved as a whole. */
export function WorkingWeek({ team, isReadOnly }: { team: Team; isReadOnly: boolean }) {
  const [week, setWeek] = useState<Week>(team.calendar.week);
  const { attempt, isPending, failure } = useAttempt();
  const isChanged = JSON.stringify(week) !== JSON.stringify(team.calendar.week);
  const fault = weekFault(week);
  const setDay = (at: number, spans: readonly Span[]) =>
    setWeek(week.map((day, index) => (index === at ? spans : day)));
  const copyToWorkdays = (at: number) => setWeek(week.map((day, index) => (index < 5 ? (week[at] ?? []) : day)));
  const save = async () => {
    const before = team.calendar;
    const saved = await attempt(() =>
      changeTeam(team, {
        calendar: { ...before, week: week.map((day) => day.map(([from, to]): [number, number] => [from, to])) },
      }),
    );
    if (saved)
      showUndo(
        `${team.name} works ${weekSummary(week)}`,
        () => void attempt(() => changeTeam(saved.done, { calendar: { ...saved.done.calendar, week: before.week } })),
      );
  };
  if (isReadOnly) return <p className="text-dense">{weekSummary(week)}</p>;
  return (
    <div>
      <ul className="divide-y divide-rule border-y border-rule text-dense">
        {week.map((spans, at) => (
          <Day
            key={dayNames[at]}
            name={dayNames[at] ?? ""}
            spans={spans}
            onChange={(next) => setDay(at, next)}
            {...(at < 5 ? { onCopy: () => copyToWorkdays(at) } : {})}
          />
        ))}
      </ul>
      <p className="mt-2 text-small text-muted tabular-nums">
        {weekSummary(week)} · {Math.round(weeklyHours(week) * 10) / 10} hours a week
      </p>
      {isChanged ? (
        <div className="mt-3 space-y-3">
          {fault === null ? null : <p className="text-dense text-bad">{fault}.</p>}
          <FailureNotice failure={failure} />
          <div className="flex gap-2">
            <Button tone="primary" isPending={isPending} isDisabled={fault !== null} onPress={() => void save()}>
              Save working hours
            </Button>
            <Button onPress={() => setWeek(team.calendar.week)}>Discard</Button>
          </div>
        </div>
      ) : null}
    </div>
  );
}

function Day({
  name,
  spans,
  onChange,
  onCopy,
}: {
  name: string;
  spans: readonly Span[];
  onChange: (spans: readonly Span[]) => void;
  onCopy?: () => void;
}) {
  const more = nextSpan(spans);
  const set = (at: number, end: 0 | 1, text: string) => {
    const minutes = minutesOf(text, end === 1);
    if (minutes === null) return;
    onChange(
      spans.map((span, index): Span => (index !== at ? span : end === 0 ? [minutes, span[1]] : [span[0], minutes])),
    );
  };
  return (
    <li className="grid grid-cols-[5.5rem_minmax(0,1fr)_auto] items-start gap-x-3 gap-y-1 py-1.5 sm:grid-cols-[6rem_minmax(0,1fr)_auto]">
      <span className="flex h-8 items-center pointer-coarse:h-10">{name}</span>
      <div className="min-w-0">
        <DayBar spans={spans} />
        {spans.length === 0 ? <p className="flex h-8 items-center text-faint">Off</p> : null}
        {spans.map(([from, to], at) => (
          <div key={at} className="flex items-center gap-1.5 py-0.5">
            <TextField
              type="time"
              label={`${name}, ${at === 0 ? "" : `span ${at + 1}, `}from`}
              isLabelHidden
              className="w-27"
              value={clockText(from)}
              onChange={(text) => set(at, 0, text)}
            />
            <span className="text-faint">–</span>
            <TextField
              type="time"
              label={`${name}, ${at === 0 ? "" : `span ${at + 1}, `}to`}
              isLabelHidden
              className="w-27"
              value={to === 1440 ? "00:00" : clockText(to)}
              onChange={(text) => set(at, 1, text)}
            />
            <IconButton
              size="small"
              label={`Remove ${clockText(from)}–${clockText(to)} on ${name}`}
              icon={<Icon of={X} size={14} />}
              onPress={() => onChange(spans.filter((_, index) => index !== at))}
            />
          </div>
        ))}
      </div>
      <div className="flex h-8 items-center">
        {onCopy === undefined || spans.length === 0 ? null : (
          <IconButton
            size="small"
            label={`Use ${name}'s hours from Monday to Friday`}
            icon={<Icon of={Copy} size={14} />}
            onPress={onCopy}
          />
        )}
        <IconButton
          size="small"
          label={spans.length === 0 ? `Work on ${name}` : `Another span on ${name}`}
          icon={<Icon of={Plus} size={14} />}
          isDisabled={more === null}
          onPress={() => {
            if (more) onChange([...spans, more]);
          }}
        />
      </div>
    </li>
  );
}

/** The day from midnight to midnight with its working spans filled. */
function DayBar({ spans }: { spans: readonly Span[] }) {
  return (
    <svg viewBox="0 0 1440 8" preserveAspectRatio="none" aria-hidden className="mb-1 block h-1.5 w-full">
      <rect width="1440" height="8" className="fill-hover" />
      {spans.map(([from, to], at) => (
        <rect key={at} x={from} width={Math.max(0, to - from)} height="8" className="fill-accent-mark" />
      ))}
      {[360, 720, 1080].map((x) => (
        <rect key={x} x={x - 1} width="3" height="8" className="fill-paper" />
      ))}
    </svg>
  );
}
