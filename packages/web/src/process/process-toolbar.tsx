import { CalendarDays, X } from "lucide-react";
import { ScopeChoice } from "../flow/scope-choice.tsx";
import { Button } from "../ui/button.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Popover } from "../ui/popover.tsx";
import { Select } from "../ui/select.tsx";
import type { ProcessAnswer } from "./process-query.ts";
import type { ProcessSearch } from "./process-search.ts";
import { count } from "./process-words.ts";

type ProcessToolbarProps = {
  search: ProcessSearch;
  onSearch: (more: ProcessSearch) => void;
  process: ProcessAnswer | undefined;
};

const narrowing = { class: undefined, kind: undefined, label: undefined, from: undefined, to: undefined };

/** Which workflow, which items, and by which steps and clock; each a parameter of the address. */
export function ProcessToolbar({ search, onSearch, process }: ProcessToolbarProps) {
  const workflows = process?.workflows ?? [];
  const isNarrowed = Object.keys(narrowing).some((name) => search[name as keyof typeof narrowing] !== undefined);
  // What is chosen on one map is not there on another.
  const choose = (more: ProcessSearch) => onSearch({ ...more, at: undefined });
  return (
    <>
      {workflows.length > 0 ? (
        <Select
          label="Workflow"
          isLabelHidden
          tone="quiet"
          value={process?.workflow?.workflowId ?? null}
          onChange={(id) => choose({ workflow: id, stages: undefined, ways: undefined })}
          choices={workflows.map(({ workflowId, name, items }) => ({
            id: workflowId,
            name,
            hint: items === 1 ? "1 item" : `${count(items)} items`,
          }))}
        />
      ) : null}
      <Popover
        label="When items came in"
        trigger={
          <Button tone="quiet" size="small" icon={<Icon of={CalendarDays} size={14} />}>
            {cameIn(search)}
          </Button>
        }
      >
        <div className="flex flex-wrap gap-3">
          <DateField
            label="Came in from"
            value={search.from ?? null}
            {...(search.to === undefined ? {} : { max: search.to })}
            onChange={(day) => choose({ from: day ?? undefined })}
          />
          <DateField
            label="Came in until"
            value={search.to ?? null}
            {...(search.from === undefined ? {} : { min: search.from })}
            onChange={(day) => choose({ to: day ?? undefined })}
          />
        </div>
      </Popover>
      <ScopeChoice search={search} onSearch={choose} teamId={null} by={["class", "label"]} />
      <Select
        label="Steps"
        isLabelHidden
        tone="quiet"
        value={search.group === "stage_team" ? "stage_team" : "stage"}
        onChange={(id) => choose({ group: id === "stage_team" ? id : undefined, stages: undefined, ways: undefined })}
        choices={[
          { id: "stage", name: "By stage" },
          { id: "stage_team", name: "By stage and team" },
        ]}
      />
      <Select
        label="How time is counted"
        isLabelHidden
        tone="quiet"
        value={search.time === "working" ? "working" : "calendar"}
        onChange={(id) => onSearch({ time: id === "working" ? id : undefined })}
        choices={[
          { id: "calendar", name: "Calendar time" },
          { id: "working", name: "Working hours" },
        ]}
      />
      {isNarrowed ? (
        <Button tone="quiet" size="small" icon={<Icon of={X} size={12} />} onPress={() => choose(narrowing)}>
          Clear
        </Button>
      ) : null}
    </>
  );
}

function cameIn({ from, to }: ProcessSearch): string {
  if (from === undefined && to === undefined) return "All items";
  if (to === undefined) return `Came in from ${from}`;
  return from === undefined ? `Came in until ${to}` : `Came in ${from} to ${to}`;
}
