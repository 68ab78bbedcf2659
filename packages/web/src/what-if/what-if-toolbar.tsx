import { ScopeChoice } from "../flow/scope-choice.tsx";
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
      <ScopeChoice search={search} onSearch={onSearch} teamId={teamId} by={["workflow", "class"]} />
    </>
  );
}
