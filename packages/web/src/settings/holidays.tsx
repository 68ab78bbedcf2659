import type { Team } from "@throughline/contract/teams";
import { useState } from "react";
import { useNow } from "../ui/clock.ts";
import { Button } from "../ui/button.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { Tag } from "../ui/badge.tsx";
import { DateField } from "../ui/date-field.tsx";
import { daysIn } from "./days-in.ts";
import { changeTeamAtOnce } from "./team-deeds.ts";

const readable = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "short",
  day: "numeric",
  month: "short",
});
const dayText = (day: string): string => readable.format(Date.parse(`${day}T00:00:00Z`));
/** The days a team does not work, by year; one added at a time, or many from a list. */
export function Holidays({ team, isReadOnly }: { team: Team; isReadOnly: boolean }) {
  const now = useNow();
  const [isPasting, setPasting] = useState(false);
  const [pasted, setPasted] = useState("");
  const [adding, setAdding] = useState(0);
  const { holidays } = team.calendar;
  const byYear = Map.groupBy(holidays.toSorted(), (day) => day.slice(0, 4));
  const today = new Date(now).toISOString().slice(0, 10);
  const change = (next: readonly string[], said: string) => {
    const calendar = { ...team.calendar, holidays: [...new Set(next)].toSorted() };
    void changeTeamAtOnce(team, { ...team, calendar }, { calendar }, said, { calendar: team.calendar });
  };
  const found = daysIn(pasted).filter((day) => !holidays.includes(day));
  return (
    <div className="space-y-3 text-dense">
      {holidays.length === 0 ? <p className="text-faint">None. Every weekday above counts.</p> : null}
      {[...byYear].map(([year, days]) => (
        <div key={year} className="grid grid-cols-[3rem_minmax(0,1fr)] gap-x-3">
          <span className="text-muted tabular-nums">{year}</span>
          <div className="flex flex-wrap gap-1">
            {days.map((day) => (
              <span key={day} className={day < today ? "opacity-60" : ""}>
                <Tag
                  {...(isReadOnly
                    ? {}
                    : {
                        onRemove: () =>
                          change(
                            holidays.filter((each) => each !== day),
                            `${dayText(day)} ${year} is a working day`,
                          ),
                      })}
                >
                  {dayText(day)}
                </Tag>
              </span>
            ))}
          </div>
        </div>
      ))}
      {isReadOnly ? null : isPasting ? (
        <div className="max-w-96 space-y-2">
          <TextArea
            label="Days"
            description="As 2026-12-25, one a line or within any text"
            rows={4}
            value={pasted}
            onChange={setPasted}
          />
          <div className="flex gap-2">
            <Button
              isDisabled={found.length === 0}
              onPress={() => {
                change([...holidays, ...found], `${found.length} holidays added`);
                setPasted("");
                setPasting(false);
              }}
            >
              {found.length === 0 ? "Add" : `Add ${found.length}`}
            </Button>
            <Button onPress={() => setPasting(false)}>Cancel</Button>
          </div>
        </div>
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          <DateField
            key={adding}
            label="Add a holiday"
            isLabelHidden
            className="w-44"
            value={null}
            onChange={(day) => {
              if (day === null || !/^[12]\d{3}-/.test(day) || holidays.includes(day)) return;
              setAdding(adding + 1);
              change([...holidays, day], `${dayText(day)} ${day.slice(0, 4)} is a holiday`);
            }}
          />
          <Button tone="quiet" onPress={() => setPasting(true)}>
            Paste a list
          </Button>
        </div>
      )}
    </div>
  );
}
