import { classes } from "../items/item-marks.tsx";
import { useDirectory } from "../organization/directory.ts";
import { Select } from "../ui/select.tsx";

type Narrowing = "workflow" | "class" | "kind" | "label";

export type ScopeChoiceProps = {
  search: Readonly<Partial<Record<Narrowing, string | undefined>>>;
  onSearch: (more: Partial<Record<Narrowing, string | undefined>>) => void;
  /** Offers only workflows with a stage of this team. */
  teamId: string | null | undefined;
  /** What this page can be narrowed by, in order. */
  by: readonly Narrowing[];
  /** The kinds there are; needed where it is narrowed by kind. */
  kinds?: readonly string[];
};

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

/** Narrows the work that figures are about to one workflow, class of service, kind or label; each a parameter of the address. */
export function ScopeChoice({ search, onSearch, teamId, by, kinds = [] }: ScopeChoiceProps) {
  const directory = useDirectory();
  const offered: Record<Narrowing, { title: string; all: string; choices: { id: string; name: string }[] }> = {
    workflow: {
      title: "Workflow",
      all: "Every workflow",
      choices: [...directory.workflows.values()]
        .filter((workflow) => !teamId || workflow.stages.some((stage) => stage.teamId === teamId))
        .map(({ workflowId, name }) => ({ id: workflowId, name }))
        .toSorted(byName),
    },
    class: {
      title: "Class of service",
      all: "Every class",
      choices: Object.entries(classes).map(([id, { name }]) => ({ id, name })),
    },
    kind: {
      title: "Kind",
      all: "Every kind",
      choices: [...new Set([...kinds, search.kind ?? ""])]
        .filter(Boolean)
        .toSorted()
        .map((kind) => ({ id: kind, name: kind })),
    },
    label: {
      title: "Label",
      all: "Every label",
      choices: [...directory.labels.values()]
        .filter((label) => label.archivedAt === null)
        .map(({ labelId, name }) => ({ id: labelId, name }))
        .toSorted(byName),
    },
  };
  return by.map((name) => {
    const { title, all, choices } = offered[name];
    // Where there is nothing to choose between, a choice is only in the way.
    const least = name === "label" ? 1 : 2;
    if (choices.length < least && !search[name]) return null;
    return (
      <Select
        key={name}
        label={title}
        isLabelHidden
        tone="quiet"
        choices={[{ id: "", name: all }, ...choices]}
        value={search[name] ?? ""}
        onChange={(id) => onSearch({ [name]: id || undefined })}
      />
    );
  });
}
