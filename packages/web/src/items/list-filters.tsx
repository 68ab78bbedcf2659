import { X } from "lucide-react";
import { useDirectory } from "../organization/directory.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { Select } from "../ui/select.tsx";
import { classes } from "./item-marks.tsx";
import type { ListSearch } from "./list-search.ts";

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

/** The filters and grouping of a list, each a parameter of its address. */
export function ListFilters({
  search,
  onSearch,
  hidesTeam,
}: {
  search: ListSearch;
  onSearch: (more: ListSearch) => void;
  hidesTeam: boolean;
}) {
  const directory = useDirectory();
  const pick = (
    name: string,
    title: string,
    choices: readonly { id: string; name: string }[],
    all = `Any ${title.toLowerCase()}`,
  ) => (
    <Select
      label={title}
      isLabelHidden
      tone="quiet"
      choices={[{ id: "", name: all }, ...choices]}
      value={search[name] ?? ""}
      onChange={(id) => onSearch({ [name]: id || undefined })}
    />
  );
  const teams = [...directory.teams.values()].map((team) => ({ id: team.teamId, name: team.name })).toSorted(byName);
  const stages = [...directory.workflows.values()]
    .filter((workflow) => workflow.archivedAt === null)
    .flatMap((workflow) =>
      workflow.stages.map((stage) => ({
        id: stage.stageId,
        name: directory.workflows.size > 1 ? `${stage.name} (${workflow.name})` : stage.name,
      })),
    );
  const people = [...directory.people.values()]
    .filter((person) => person.state !== "removed")
    .map((person) => ({ id: person.personId, name: person.name }))
    .toSorted(byName);
  const labels = [...directory.labels.values()]
    .filter((label) => label.archivedAt === null)
    .map((label) => ({ id: label.labelId, name: label.name }))
    .toSorted(byName);
  const isFiltered = [
    "text",
    "team",
    "stage",
    "owner",
    "class",
    "label",
    "state",
    "blocked",
    "kind",
    "field",
    "requester",
    "person",
    "dueBefore",
  ].some((name) => search[name] !== undefined && !(name === "team" && hidesTeam));
  return (
    <>
      <SearchField
        label="Filter by words"
        value={search["text"] ?? ""}
        onChange={(text) => onSearch({ text: text || undefined })}
      />
      {pick(
        "state",
        "State",
        [
          { id: "done", name: "Finished" },
          { id: "archived", name: "Archived" },
          { id: "all", name: "All" },
        ],
        "Open",
      )}
      {hidesTeam ? null : pick("team", "Team", teams)}
      {pick("stage", "Stage", stages)}
      {pick("owner", "Owner", [{ id: "me", name: "Me" }, { id: "none", name: "Nobody" }, ...people])}
      {pick(
        "class",
        "Class",
        Object.entries(classes).map(([id, { name }]) => ({ id, name })),
      )}
      {labels.length > 0 ? pick("label", "Label", labels) : null}
      {pick(
        "blocked",
        "Blocked",
        [
          { id: "true", name: "Blocked" },
          { id: "false", name: "Not blocked" },
        ],
        "Blocked or not",
      )}
      {pick(
        "group",
        "Group",
        [
          { id: "stage", name: "By stage" },
          { id: "owner", name: "By owner" },
          { id: "team", name: "By team" },
          { id: "class", name: "By class" },
          { id: "kind", name: "By kind" },
          { id: "label", name: "By label" },
          { id: "workflow", name: "By workflow" },
        ],
        "No groups",
      )}
      {isFiltered ? (
        <Button
          tone="quiet"
          size="small"
          icon={<Icon of={X} size={12} />}
          onPress={() =>
            onSearch(
              Object.fromEntries(
                Object.keys(search)
                  .filter((name) => !["columns", "hidden", "widths", "sort", "descending", "group"].includes(name))
                  .map((name) => [name, undefined]),
              ),
            )
          }
        >
          Clear
        </Button>
      ) : null}
    </>
  );
}
