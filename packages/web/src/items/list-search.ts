import type { Directory } from "../organization/directory.ts";
import type { client } from "../client.ts";
import type { ColumnLayout } from "../ui/column-layout.ts";
import type { Sort } from "../ui/table-head.tsx";
import { classes } from "./item-marks.tsx";

/** A list's address: all of it plain text. */
export type ListSearch = Readonly<Record<string, string | undefined>>;
type Filter = NonNullable<Parameters<typeof client.listItemIds>[0]>;

/** Parameters the server filters, sorts and groups by; the rest of the address is how it looks. */
const filterNames = [
  "team",
  "workflow",
  "stage",
  "owner",
  "requester",
  "person",
  "class",
  "kind",
  "label",
  "parent",
  "origin",
  "state",
  "blocked",
  "dueBefore",
  "dueAfter",
  "createdAfter",
  "createdBefore",
  "finishedAfter",
  "finishedBefore",
  "text",
  "field",
  "sort",
  "descending",
  "group",
] as const;
const sortable = new Set([
  "key",
  "title",
  "stage",
  "due",
  "age",
  "owner",
  "class",
  "value",
  "created",
  "updated",
  "finished",
]);

export function filterOf(search: ListSearch): Filter {
  const given = filterNames.flatMap((name) => (search[name] ? [[name, search[name]] as const] : []));
  return Object.fromEntries(given.filter(([name, value]) => name !== "sort" || sortable.has(value))) as Filter;
}

export const sortOf = (search: ListSearch): Sort | null =>
  search["sort"] && sortable.has(search["sort"])
    ? { column: search["sort"], direction: search["descending"] === "true" ? "descending" : "ascending" }
    : null;

/** Columns as the address says: `columns` in order, `hidden`, `widths` as `id:px`. */
export function layoutOf(search: ListSearch, hiddenAtFirst: readonly string[]): ColumnLayout {
  const widths = Object.fromEntries(
    (search["widths"] ?? "")
      .split(",")
      .flatMap((pair) =>
        /^(.+):(\d+)$/.test(pair)
          ? [[pair.slice(0, pair.lastIndexOf(":")), Number(pair.slice(pair.lastIndexOf(":") + 1))]]
          : [],
      ),
  );
  const hidden = search["hidden"] === undefined ? hiddenAtFirst : search["hidden"].split(",").filter(Boolean);
  return { hidden, widths, ...(search["columns"] ? { order: search["columns"].split(",") } : {}) };
}

export function layoutSearch(layout: ColumnLayout): ListSearch {
  const widths = Object.entries(layout.widths ?? {}).map(([id, width]) => `${id}:${Math.round(width)}`);
  return {
    columns: layout.order?.join(",") || undefined,
    hidden: layout.hidden ? layout.hidden.join(",") || "none" : undefined,
    widths: widths.join(",") || undefined,
  };
}

/** What heads a group of rows. */
/** Stages of several workflows may have one name: then the workflow and its team tell them apart. */
function stageTitle(stageId: string, { stages, workflows, teams }: Directory): string {
  const stage = stages.get(stageId);
  if (!stage) return "Gone stage";
  const isAlone = [...stages.values()].filter(({ name }) => name === stage.name).length === 1;
  const workflow = workflows.get(stage.workflowId);
  return isAlone || !workflow
    ? stage.name
    : `${stage.name} · ${workflow.name}, ${teams.get(workflow.teamId)?.name ?? ""}`;
}

export function groupTitle(group: string | undefined, value: string | null, directory: Directory): string {
  const none = { owner: "Nobody", label: "No label" }[group ?? ""] ?? "None";
  if (value === null) return none;
  switch (group) {
    case "stage":
      return stageTitle(value, directory);
    case "team":
      return directory.teams.get(value)?.name ?? "Unknown team";
    case "workflow":
      return directory.workflows.get(value)?.name ?? "Unknown workflow";
    case "owner":
      return directory.people.get(value)?.name ?? "Unknown person";
    case "label":
      return directory.labels.get(value)?.name ?? "Unknown label";
    case "class":
      return classes[value as keyof typeof classes]?.name ?? value;
    default:
      return value;
  }
}
