import { classes } from "../items/item-marks.tsx";
import { useDirectory } from "../organization/directory.ts";
import { Select } from "../ui/select.tsx";
import type { ForecastSearch } from "./forecast-search.ts";

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

/** Narrows the work to one workflow, class of service or label; each a parameter of the address. */
export function ScopeChoice({
  search,
  teamId,
  onSearch,
}: {
  search: ForecastSearch;
  teamId: string | undefined;
  onSearch: (more: ForecastSearch) => void;
}) {
  const directory = useDirectory();
  const workflows = [...directory.workflows.values()]
    .filter((workflow) => teamId === undefined || workflow.stages.some((stage) => stage.teamId === teamId))
    .map(({ workflowId, name }) => ({ id: workflowId, name }))
    .toSorted(byName);
  const labels = [...directory.labels.values()]
    .filter((label) => label.archivedAt === null)
    .map(({ labelId, name }) => ({ id: labelId, name }))
    .toSorted(byName);
  const pick = (name: string, title: string, choices: readonly { id: string; name: string }[], first: string) => (
    <Select
      label={title}
      isLabelHidden
      tone="quiet"
      choices={[{ id: "", name: first }, ...choices]}
      value={search[name] ?? ""}
      onChange={(id) => onSearch({ [name]: id || undefined })}
    />
  );
  return (
    <>
      {workflows.length > 1 || search["workflow"] ? pick("workflow", "Workflow", workflows, "Every workflow") : null}
      {pick(
        "class",
        "Class of service",
        Object.entries(classes).map(([id, { name }]) => ({ id, name })),
        "Every class",
      )}
      {labels.length > 0 ? pick("label", "Label", labels, "Every label") : null}
    </>
  );
}
