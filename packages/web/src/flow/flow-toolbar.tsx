import type { Flow } from "@throughline/contract/flow";
import { CalendarDays, X } from "lucide-react";
import { Button } from "../ui/button.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Popover } from "../ui/popover.tsx";
import { Select } from "../ui/select.tsx";
import { dayText, writtenDay } from "./day-text.ts";
import { ScopeChoice } from "./scope-choice.tsx";
import { type FlowSearch, narrowing, ranges } from "./flow-search.ts";

export type FlowToolbarProps = {
  search: FlowSearch;
  onSearch: (more: FlowSearch) => void;
  teamId: string | null;
  /** What is shown now, for the days and the kinds there are. */
  flow: Flow | undefined;
};

/** Which time, which items, and how they are counted; each a parameter of the address. */
export function FlowToolbar({ search, onSearch, teamId, flow }: FlowToolbarProps) {
  const pick = (
    name: string,
    title: string,
    choices: readonly { id: string; name: string; isDisabled?: boolean }[],
    first: string,
  ) => (
    <Select
      label={title}
      isLabelHidden
      tone="quiet"
      choices={[{ id: "", name: first }, ...choices]}
      value={search[name] ?? ""}
      onChange={(id) => onSearch({ [name]: id || undefined })}
    />
  );
  const canCountHours = teamId !== null || search["workflow"] !== undefined;
  const isNarrowed = narrowing.some((name) => search[name] !== undefined);
  return (
    <>
      <Select
        label="How far back"
        isLabelHidden
        tone="quiet"
        choices={[...ranges, ...(search["from"] || search["to"] ? [{ id: "own", name: ownRange(flow) }] : [])]}
        value={search["from"] || search["to"] ? "own" : (search["days"] ?? "90")}
        onChange={(id) => {
          if (id !== "own") onSearch({ days: id === "90" ? undefined : id, from: undefined, to: undefined });
        }}
      />
      <DayRange search={search} onSearch={onSearch} flow={flow} />
      <ScopeChoice
        search={search}
        onSearch={onSearch}
        teamId={teamId}
        by={["workflow", "class", "kind", "label"]}
        kinds={flow?.kinds.map(({ kind }) => kind) ?? []}
      />
      {pick("clock", "Where times begin", [{ id: "arrival", name: "From arrival" }], "From the start of work")}
      {pick(
        "time",
        "How time is counted",
        [
          {
            id: "working",
            name: canCountHours ? "Working hours" : "Working hours: choose a workflow",
            isDisabled: !canCountHours,
          },
        ],
        "Calendar time",
      )}
      {isNarrowed ? (
        <Button
          tone="quiet"
          size="small"
          icon={<Icon of={X} size={12} />}
          onPress={() => onSearch(Object.fromEntries(narrowing.map((name) => [name, undefined])))}
        >
          Clear
        </Button>
      ) : null}
    </>
  );
}

const ownRange = (flow: Flow | undefined) =>
  flow === undefined ? "Own days" : `${dayText(flow.from, flow.zone)} – ${dayText(Date.parse(flow.to) - 1, flow.zone)}`;

/** The first and the last day, as they are shown now until others are chosen. */
function DayRange({ search, onSearch, flow }: Pick<FlowToolbarProps, "search" | "onSearch" | "flow">) {
  const from = search["from"] ?? (flow ? writtenDay(flow.from, flow.zone) : null);
  const to = search["to"] ?? (flow ? writtenDay(Date.parse(flow.to) - 1, flow.zone) : null);
  return (
    <Popover
      label="First and last day"
      trigger={
        <Button tone="quiet" size="small" icon={<Icon of={CalendarDays} size={14} />}>
          Days
        </Button>
      }
    >
      <div className="flex flex-wrap gap-3">
        <DateField
          label="First day"
          value={from}
          {...(to === null ? {} : { max: to })}
          onChange={(day) => onSearch({ from: day ?? undefined, days: undefined })}
        />
        <DateField
          label="Last day"
          value={to}
          {...(from === null ? {} : { min: from })}
          onChange={(day) => onSearch({ to: day ?? undefined })}
        />
      </div>
    </Popover>
  );
}
