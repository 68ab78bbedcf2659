import type { Directory } from "../organization/directory.ts";

/** What one field of an item was and is, as an item's history tells it. */
export interface Change {
  readonly before: unknown;
  readonly after: unknown;
}

const names: Readonly<Record<string, string>> = {
  title: "title",
  description: "description",
  kind: "kind",
  ownerId: "owner",
  requesterId: "requester",
  parentId: "parent",
  classOfService: "class of service",
  value: "value",
  effortLow: "effort",
  effortHigh: "effort",
  dueOn: "due date",
  labelIds: "labels",
  checklist: "checklist",
  contributorIds: "contributors",
  watcherIds: "watchers",
};
const classNames: Readonly<Record<string, string>> = {
  expedite: "expedite",
  fixed_date: "fixed date",
  standard: "standard",
  intangible: "intangible",
};

/** The field as people call it; custom fields (`fields.ID`) by their own name. */
export function fieldWord(name: string, directory: Directory): string {
  if (name.startsWith("fields.")) return directory.fields.get(name.slice("fields.".length))?.name ?? "a custom field";
  return names[name] ?? name;
}

/** "title, owner and labels", each word once. */
export const listed = (words: readonly string[]): string => {
  const once = [...new Set(words)];
  return once.length < 2 ? (once[0] ?? "") : `${once.slice(0, -1).join(", ")} and ${once.at(-1) ?? ""}`;
};

/**
 * What became of a field in words, with its old and new value where they are short enough to read in a line:
 * "made Mia the owner", "set the due date to 2025-03-14", "rewrote the description".
 */
export function changeWords(name: string, { before, after }: Change, directory: Directory): string {
  const word = fieldWord(name, directory);
  const person = (id: unknown) => directory.people.get(String(id))?.name ?? "someone";
  switch (name) {
    case "ownerId":
      if (after === null) return `took ${person(before)} off as owner`;
      return before === null
        ? `made ${person(after)} the owner`
        : `made ${person(after)} the owner after ${person(before)}`;
    case "title":
      return `changed the title from “${short(before)}” to “${short(after)}”`;
    case "description":
      return before === ""
        ? "wrote a description"
        : after === ""
          ? "cleared the description"
          : "rewrote the description";
    case "checklist":
      return checklistWords(before, after);
    case "labelIds":
      return setWords("label", before, after, (id) => directory.labels.get(id)?.name ?? "a label");
    case "contributorIds":
      return setWords("contributor", before, after, person);
    case "watcherIds":
      return setWords("watcher", before, after, person);
    case "parentId":
      return after === null ? "took it out of its parent" : "gave it another parent";
    default:
      if (after === null || after === "") return `cleared the ${word}`;
      return `set the ${word} to ${valueWord(name, after, directory)}`;
  }
}

function valueWord(name: string, value: unknown, directory: Directory): string {
  if (name === "classOfService") return classNames[String(value)] ?? String(value);
  if (name === "requesterId") return directory.people.get(String(value))?.name ?? "someone";
  if (name.startsWith("fields.")) {
    const field = directory.fields.get(name.slice("fields.".length));
    if (field?.kind === "choice") return field.choices.find((choice) => choice.id === value)?.name ?? String(value);
    if (field?.kind === "person") return directory.people.get(String(value))?.name ?? "someone";
  }
  return typeof value === "string" ? short(value) : String(value);
}

const short = (value: unknown): string => {
  const text = String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
};

function setWords(noun: string, before: unknown, after: unknown, nameOf: (id: string) => string): string {
  const was = Array.isArray(before) ? before.map(String) : [];
  const is = Array.isArray(after) ? after.map(String) : [];
  const added = is.filter((id) => !was.includes(id)).map(nameOf);
  const removed = was.filter((id) => !is.includes(id)).map(nameOf);
  const nouns = (count: number) => (count === 1 ? noun : `${noun}s`);
  const parts = [
    ...(added.length > 0 ? [`added the ${nouns(added.length)} ${listed(added)}`] : []),
    ...(removed.length > 0 ? [`removed the ${nouns(removed.length)} ${listed(removed)}`] : []),
  ];
  return parts.length > 0 ? listed(parts) : `changed the ${noun}s`;
}

interface Line {
  readonly id: string;
  readonly text: string;
  readonly done: boolean;
}

function checklistWords(before: unknown, after: unknown): string {
  const was = new Map((Array.isArray(before) ? (before as Line[]) : []).map((line) => [line.id, line]));
  const is = Array.isArray(after) ? (after as Line[]) : [];
  const ticked = is.filter((line) => line.done && was.get(line.id)?.done === false);
  if (ticked.length === 1 && is.length === was.size) return `ticked off “${short(ticked[0]?.text)}”`;
  const added = is.filter((line) => !was.has(line.id));
  if (added.length === 1 && is.length === was.size + 1) return `added “${short(added[0]?.text)}” to the checklist`;
  return "changed the checklist";
}
