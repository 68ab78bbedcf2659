import { Plus, X } from "lucide-react";
import { TimeZoneField } from "../session/time-zone-field.tsx";
import { Button } from "../ui/button.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { NumberField } from "../ui/number-field.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { Select } from "../ui/select.tsx";
import { TextField } from "../ui/text-field.tsx";
import { ruleOf, type Calendar } from "./calendar-rule.ts";
import { dayNames, nthNames, ordinal } from "./calendar-words.ts";
import type { RoutineDesign } from "./routine-design.ts";

export interface FieldsProps {
  readonly design: RoutineDesign;
  readonly onChange: (more: Partial<RoutineDesign>) => void;
  readonly errors: Readonly<Record<string, string>>;
}

const at = (errors: FieldsProps["errors"], name: string): { error?: string } =>
  errors[name] === undefined ? {} : { error: errors[name] };

/** When a routine makes its item: by the calendar, or some days after the last one is done. */
export function TimingFields({ design, onChange, errors }: FieldsProps) {
  const isCalendar = design.trigger === "calendar";
  return (
    <div className="space-y-4">
      <RadioGroup
        label="When"
        isLabelHidden
        choices={[
          { id: "calendar", name: "By the calendar", hint: "Whether or not the last one is done" },
          { id: "after_done", name: "After the last one is done", hint: "So that there is never more than one" },
        ]}
        value={design.trigger}
        onChange={(trigger) => onChange({ trigger: trigger as RoutineDesign["trigger"] })}
      />
      {isCalendar ? (
        <CalendarFields
          calendar={design.calendar}
          onChange={(more) => onChange({ calendar: { ...design.calendar, ...more } })}
          {...at(errors, "recurrence")}
        />
      ) : (
        <NumberField
          label="Days between the end of one and the next"
          className="max-w-56"
          minValue={0}
          maxValue={3650}
          unit="days"
          value={design.afterDays}
          onChange={(afterDays) => onChange({ afterDays })}
          {...at(errors, "afterDays")}
        />
      )}
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        <TimeZoneField
          value={design.timeZone}
          onChange={(timeZone) => onChange({ timeZone })}
          {...at(errors, "timeZone")}
        />
        <DateField
          label={isCalendar ? "Not before" : "The first one on"}
          value={design.startsOn === "" ? null : design.startsOn}
          onChange={(startsOn) => onChange({ startsOn: startsOn ?? "" })}
          {...at(errors, "startsOn")}
        />
      </div>
    </div>
  );
}

const units = [
  { id: "day", name: "Days" },
  { id: "week", name: "Weeks" },
  { id: "month", name: "Months" },
  { id: "own", name: "A rule of my own" },
];

function CalendarFields({
  calendar,
  onChange,
  error,
}: {
  calendar: Calendar;
  onChange: (more: Partial<Calendar>) => void;
  error?: string;
}) {
  const changeUnit = (unit: string) =>
    onChange({
      unit: unit as Calendar["unit"],
      ...(unit === "own" && calendar.unit !== "own" ? { rule: ruleOf(calendar) } : {}),
    });
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-end gap-2">
        {calendar.unit === "own" ? null : (
          <NumberField
            label="Every"
            className="w-28 pointer-coarse:w-36"
            minValue={1}
            maxValue={1000}
            value={calendar.interval}
            onChange={(interval) => onChange({ interval })}
          />
        )}
        <Select
          label="Unit"
          isLabelHidden
          className="w-44"
          choices={units}
          value={calendar.unit}
          onChange={changeUnit}
        />
      </div>
      {calendar.unit === "own" ? (
        <TextField
          label="Rule"
          description="As in iCalendar: FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1;BYHOUR=9"
          spellCheck="false"
          value={calendar.rule}
          onChange={(rule) => onChange({ rule })}
          maxLength={500}
        />
      ) : null}
      {calendar.unit === "week" ? <WeekDays days={calendar.days} onChange={(days) => onChange({ days })} /> : null}
      {calendar.unit === "month" ? <MonthDay calendar={calendar} onChange={onChange} /> : null}
      {calendar.unit === "own" ? null : <Times times={calendar.times} onChange={(times) => onChange({ times })} />}
      {error === undefined ? null : (
        <p role="alert" className="text-small text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

/** The days of the week as seven switches in a row. */
function WeekDays({ days, onChange }: { days: readonly number[]; onChange: (days: readonly number[]) => void }) {
  return (
    <div role="group" aria-label="Days of the week" className="flex flex-wrap gap-1">
      {dayNames.map((name, day) => {
        const isOn = days.includes(day);
        return (
          <button
            key={name}
            type="button"
            title={name}
            aria-pressed={isOn}
            onClick={() =>
              onChange(isOn ? days.filter((each) => each !== day) : [...days, day].toSorted((a, b) => a - b))
            }
            className="h-8 min-w-10 rounded border border-edge bg-raised px-2 text-dense text-muted hover:bg-hover aria-pressed:border-solid aria-pressed:bg-solid aria-pressed:text-on-solid pointer-coarse:h-10"
          >
            {name.slice(0, 3)}
          </button>
        );
      })}
    </div>
  );
}

function MonthDay({ calendar, onChange }: { calendar: Calendar; onChange: (more: Partial<Calendar>) => void }) {
  const dates = [...Array.from({ length: 31 }, (_, index) => index + 1), -1];
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Select
        label="On"
        className="w-36"
        choices={[
          { id: "date", name: "The day" },
          { id: "weekday", name: "The weekday" },
        ]}
        value={calendar.monthBy}
        onChange={(by) => onChange({ monthBy: by as Calendar["monthBy"] })}
      />
      {calendar.monthBy === "date" ? (
        <Select
          label="Day of the month"
          isLabelHidden
          className="w-36"
          choices={dates.map((date) => ({ id: String(date), name: date === -1 ? "Last" : ordinal(date) }))}
          value={String(calendar.date)}
          onChange={(date) => onChange({ date: Number(date) })}
        />
      ) : (
        <>
          <Select
            label="Which of the month"
            isLabelHidden
            className="w-28"
            choices={["1", "2", "3", "4", "-1"].map((nth) => ({ id: nth, name: nthNames[nth] ?? nth }))}
            value={String(calendar.nth)}
            onChange={(nth) => onChange({ nth: Number(nth) })}
          />
          <Select
            label="Weekday"
            isLabelHidden
            className="w-36"
            choices={dayNames.map((name, day) => ({ id: String(day), name }))}
            value={String(calendar.weekday)}
            onChange={(weekday) => onChange({ weekday: Number(weekday) })}
          />
        </>
      )}
    </div>
  );
}

const mostTimes = 24;

function Times({ times, onChange }: { times: readonly string[]; onChange: (times: readonly string[]) => void }) {
  return (
    <div className="flex flex-wrap items-end gap-2">
      {times.map((time, index) => (
        // Two may be alike while one of them is being typed.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="flex items-end">
          <TextField
            label={index === 0 ? "At" : `Time ${index + 1}`}
            isLabelHidden={index > 0}
            type="time"
            className="w-28"
            value={time}
            onChange={(next) => onChange(times.map((each, place) => (place === index ? next : each)))}
          />
          {times.length > 1 ? (
            <IconButton
              label={`Remove ${time === "" ? "this time" : time}`}
              icon={<Icon of={X} size={14} />}
              onPress={() => onChange(times.filter((_, place) => place !== index))}
            />
          ) : null}
        </div>
      ))}
      <Button
        tone="quiet"
        icon={<Icon of={Plus} size={14} />}
        isDisabled={times.length >= mostTimes}
        onPress={() => onChange([...times, laterThan(times.at(-1))])}
      >
        Another time
      </Button>
    </div>
  );
}

/** An hour after the last one, with its minutes. */
const laterThan = (time = "08:00"): string =>
  `${String((Number(time.slice(0, 2)) + 1) % 24).padStart(2, "0")}:${time.slice(3) || "00"}`;
