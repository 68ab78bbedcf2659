import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../client.ts";
import { ComboBox } from "../ui/combo-box.tsx";
import type { Choice } from "../ui/choice-list.tsx";
import { NumberField } from "../ui/number-field.tsx";
import { Select } from "../ui/select.tsx";
import { Switch } from "../ui/switch.tsx";
import { orderOf, subjectOf, type ForecastSearch, type Subject } from "./forecast-search.ts";

const names: Record<Subject, string> = {
  open: "All open work",
  count: "So many items",
  parent: "The parts of an item",
  view: "What a saved view finds",
};
const noSubject = { count: undefined, parent: undefined, view: undefined, order: undefined };

/** Whose end is asked about, all of it in the address. */
export function SubjectChoice({
  search,
  onSearch,
  wantedName,
}: {
  search: ForecastSearch;
  onSearch: (more: ForecastSearch) => void;
  /** Of the item or the view, once it is known. */
  wantedName: string | null;
}) {
  const [chosen, setChosen] = useState<Subject>(subjectOf(search));
  const inAddress = subjectOf(search);
  // The address leads where it names a subject; an empty field is a choice not yet made.
  const subject = inAddress === "open" ? chosen : inAddress;
  const views = useQuery({
    queryKey: ["views"],
    queryFn: async () => (await client.listViews()).rows,
    enabled: subject === "view",
  });
  const choose = (id: string) => {
    setChosen(id as Subject);
    onSearch({ ...noSubject, ...(id === "count" ? { count: "10" } : {}) });
  };
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 print:hidden">
      <Select
        label="When will be done"
        isLabelHidden
        className="w-52"
        choices={Object.entries(names).map(([id, name]) => ({ id, name }))}
        value={subject}
        onChange={choose}
      />
      {subject === "count" ? (
        <NumberField
          label="How many items"
          isLabelHidden
          className="w-36 pointer-coarse:w-52"
          value={Number(search["count"] ?? Number.NaN)}
          minValue={1}
          maxValue={100_000}
          unit="items"
          onChange={(count) => onSearch({ count: Number.isNaN(count) ? undefined : String(count) })}
        />
      ) : null}
      {subject === "parent" ? (
        <ComboBox
          label="Which item"
          isLabelHidden
          className="w-72"
          placeholder="Search by key or words…"
          value={search["parent"] ? { id: search["parent"], name: wantedName ?? search["parent"] } : null}
          search={findItems}
          onChange={(choice) => onSearch({ parent: choice?.id })}
        />
      ) : null}
      {subject === "view" ? (
        <Select
          label="Which view"
          isLabelHidden
          className="w-60"
          placeholder={views.data?.length === 0 ? "No view is saved yet" : "Choose a view…"}
          choices={(views.data ?? []).map((view) => ({ id: view.viewId, name: view.name }))}
          value={search["view"] ?? null}
          onChange={(view) => onSearch({ view })}
        />
      ) : null}
      {inAddress === "open" ? null : (
        <Select
          label="In which order"
          isLabelHidden
          className="w-64"
          choices={[
            { id: "first", name: "Before anything else" },
            ...(inAddress === "count" ? [] : [{ id: "own", name: "At the pace such work had" }]),
            { id: "last", name: "After everything else open" },
          ]}
          value={orderOf(search)}
          onChange={(order) => onSearch({ order: order === "first" ? undefined : order })}
        />
      )}
      {inAddress === "count" ? null : (
        <div className="flex min-h-8 items-center">
          <Switch
            isSelected={search["growing"] === "true"}
            onChange={(isGrowing) => onSearch({ growing: isGrowing ? "true" : undefined })}
          >
            With new arrivals
          </Switch>
        </div>
      )}
    </div>
  );
}

async function findItems(text: string, signal: AbortSignal): Promise<readonly Choice[]> {
  if (text.trim() === "") return [];
  const { rows } = await client.search({ text, limit: 20 }, { signal });
  return rows.filter((hit) => hit.kind === "item").map((hit) => ({ id: hit.id, name: hit.title, hint: hit.detail }));
}
