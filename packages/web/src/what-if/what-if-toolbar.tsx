import { classes } from "../items/item-marks.tsx";
import { useDirectory } from "../organization/directory.ts";
import { Select } from "../ui/select.tsx";
import { precisions, runsOf, runsText, spans, weeksOf, weeksText, type WhatIfSearch } from "./what-if-address.ts";

export type WhatIfToolbarProps = {
  search: WhatIfSearch;
  onSearch: (more: WhatIfSearch) => void;
  teamId: string | undefined;
};

const precisionNames: Readonly<Record<number, string>> = {
  30: "Quick: 30 simulations",
  60: "Usual: 60 simulations",
  200: "Exact: 200 simulations",
};

/** Whose work, how far ahead and how exactly; each a parameter of the address. */
export function WhatIfToolbar({ search, onSearch, teamId }: WhatIfToolbarProps) {
  const { workflows } = useDirectory();
  const offered = [...workflows.values()]
    .filter(({ stages }) => teamId === undefined || stages.some((stage) => stage.teamId === teamId))
    .map(({ workflowId, name }) => ({ id: workflowId, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      <Select
        label="How far ahead"
        isLabelHidden
        tone="quiet"
        choices={spans.map((weeks) => ({ id: String(weeks), name: `Next ${weeks} weeks` }))}
        value={String(weeksOf(search))}
        onChange={(id) => onSearch({ weeks: weeksText(Number(id)) })}
      />
      <Select
        label="How exactly"
        isLabelHidden
        tone="quiet"
        choices={precisions.map((runs) => ({ id: String(runs), name: precisionNames[runs] ?? String(runs) }))}
        value={String(runsOf(search))}
        onChange={(id) => onSearch({ runs: runsText(Number(id)) })}
      />
      {offered.length > 1 || search["workflow"] ? (
        <Select
          label="Workflow"
          isLabelHidden
          tone="quiet"
          choices={[{ id: "", name: "Every workflow" }, ...offered]}
          value={search["workflow"] ?? ""}
          onChange={(workflow) => onSearch({ workflow: workflow || undefined })}
        />
      ) : null}
      <Select
        label="Class of service"
        isLabelHidden
        tone="quiet"
        choices={[{ id: "", name: "Every class" }, ...Object.entries(classes).map(([id, { name }]) => ({ id, name }))]}
        value={search["class"] ?? ""}
        onChange={(service) => onSearch({ class: service || undefined })}
      />
    </>
  );
}
