import type { EventName } from "@throughline/contract/events";

/** Events by what they are about, as one looks for them; each name belongs to one family. */
export const eventFamilies: readonly {
  readonly id: string;
  readonly title: string;
  readonly starts: readonly string[];
}[] = [
  { id: "items", title: "Items", starts: ["item.", "comment.", "attachment.", "bulk_edit."] },
  { id: "hand-offs", title: "Hand-offs", starts: ["hand_off."] },
  { id: "requests", title: "Requests and forms", starts: ["request.", "channel."] },
  { id: "routines", title: "Routines", starts: ["routine."] },
  {
    id: "people",
    title: "People, keys and agents",
    starts: ["organization.", "person.", "invitation.", "agent.", "key."],
  },
  { id: "design", title: "Teams, workflows, fields", starts: ["team.", "workflow.", "field.", "label.", "view."] },
  { id: "data", title: "Imports and exports", starts: ["import.", "export."] },
];

export const namesOf = (familyId: string, all: readonly EventName[]): EventName[] => {
  const family = eventFamilies.find((each) => each.id === familyId);
  return all.filter((name) => family?.starts.some((start) => name.startsWith(start)));
};
