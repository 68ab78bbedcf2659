import { eventNames } from "@throughline/contract/events";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { client } from "../client.ts";
import { useDirectory } from "../organization/directory.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import type { Choice } from "../ui/choice-list.tsx";
import { ComboBox } from "../ui/combo-box.tsx";
import { DateField } from "../ui/date-field.tsx";
import type { AuditSearch } from "./audit-filter.ts";
import { eventFamilies } from "./event-families.ts";

const whats: readonly Choice[] = [
  ...eventFamilies.map(({ id, title }) => ({ id, name: title, hint: "all of these" })),
  ...Object.entries(eventNames).map(([id, name]) => ({ id, name })),
];

/** What, who, about what and when; all of it in the address. */
export function AuditFilters({
  search,
  isFiltered,
  onChange,
}: {
  search: AuditSearch;
  isFiltered: boolean;
  onChange: (parameters: Readonly<Record<string, string | undefined>>) => void;
}) {
  const { people, teams, workflows } = useDirectory();
  const actors = useMemo(
    () =>
      [...people.values()]
        .filter((person) => person.state !== "recorded")
        .map((person) => ({
          id: person.personId,
          name: person.name,
          mark: <Avatar name={person.name} kind={person.kind} isDecorative />,
          ...(person.kind === "agent" ? { hint: "agent" } : {}),
        })),
    [people],
  );
  const subjects = useMemo(
    () => [
      ...[...teams.values()].map((team) => ({ id: team.teamId, name: team.name, hint: "team" })),
      ...[...workflows.values()].map((workflow) => ({
        id: workflow.workflowId,
        name: workflow.name,
        hint: "workflow",
      })),
      ...[...people.values()]
        .filter((person) => person.state !== "recorded")
        .map((person) => ({ id: person.personId, name: person.name, hint: "person" })),
    ],
    [people, teams, workflows],
  );
  const isItem = search.about !== undefined && !subjects.some((choice) => choice.id === search.about);
  const item = useQuery({
    queryKey: ["item", search.about],
    queryFn: () => client.readItem({ item: search.about ?? "" }),
    enabled: isItem && people.size > 0,
    retry: false,
  });
  const about =
    subjects.find((choice) => choice.id === search.about) ??
    (isItem && item.data ? { id: search.about ?? "", name: `${item.data.key} ${item.data.title}` } : null);
  return (
    <>
      <ComboBox
        label="What happened"
        isLabelHidden
        placeholder="Everything"
        className="w-52"
        choices={whats}
        value={whats.find((choice) => choice.id === search.what) ?? null}
        onChange={(choice) => onChange({ what: choice?.id })}
      />
      <ComboBox
        label="Who did it"
        isLabelHidden
        placeholder="By anyone"
        className="w-44"
        choices={actors}
        value={actors.find((choice) => choice.id === search.actor) ?? null}
        onChange={(choice) => onChange({ actor: choice?.id })}
      />
      <ComboBox
        label="What it is about"
        isLabelHidden
        placeholder="About anything"
        className="w-56"
        choices={subjects}
        search={async (text, signal) => {
          if (text.trim() === "") return [];
          const { rows } = await client.search({ text, limit: 10 }, { signal });
          return rows.flatMap((hit) =>
            hit.kind === "item"
              ? [{ id: hit.id, name: `${hit.detail.split(" ")[0] ?? ""} ${hit.title}`, hint: "item" }]
              : [],
          );
        }}
        value={about}
        onChange={(choice) => onChange({ about: choice?.id })}
      />
      <span className="flex items-center gap-1.5">
        <DateField
          label="From"
          isLabelHidden
          className="w-36"
          value={search.from ?? null}
          {...(search.to ? { max: search.to } : {})}
          onChange={(day) => onChange({ from: day ?? undefined })}
        />
        <span className="text-faint">–</span>
        <DateField
          label="To"
          isLabelHidden
          className="w-36"
          value={search.to ?? null}
          {...(search.from ? { min: search.from } : {})}
          onChange={(day) => onChange({ to: day ?? undefined })}
        />
      </span>
      {isFiltered ? (
        <Button
          tone="quiet"
          onPress={() =>
            onChange({ what: undefined, actor: undefined, about: undefined, from: undefined, to: undefined })
          }
        >
          Clear
        </Button>
      ) : null}
    </>
  );
}
