import type { Output } from "@throughline/contract/endpoint";
import type { search } from "@throughline/contract/search";
import {
  BookOpen,
  Inbox,
  LayoutList,
  SquareKanban,
  StickyNote,
  UserRound,
  Waypoints,
  type LucideIcon,
} from "lucide-react";
import { lessonPath } from "../academy/lesson-address.ts";
import { paths } from "../paths.ts";

export type Hit = Output<typeof search>["rows"][number];

/** What each kind of hit is called and drawn as, in the order results are shown. */
export const hitKinds: Readonly<Record<Hit["kind"], { readonly title: string; readonly icon: LucideIcon }>> = {
  item: { title: "Items", icon: StickyNote },
  request: { title: "Requests", icon: Inbox },
  team: { title: "Teams", icon: SquareKanban },
  person: { title: "People", icon: UserRound },
  workflow: { title: "Workflows", icon: Waypoints },
  view: { title: "Views", icon: LayoutList },
  lesson: { title: "Lessons", icon: BookOpen },
};

/** Where a hit leads. */
export function hitPath(organization: string, { kind, id, detail }: Hit): string {
  switch (kind) {
    case "item":
      return paths.item(organization, detail.split(" ")[0] ?? id);
    case "request":
      return paths.triage(organization, { request: id });
    case "team":
      return paths.board(organization, detail);
    case "person":
      return `${paths.people(organization)}?person=${id}`;
    case "workflow":
      return paths.workflow(organization, id);
    case "view":
      return paths.view(organization, id);
    case "lesson":
      return lessonPath(organization, id);
  }
}
