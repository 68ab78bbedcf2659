import { paths } from "../paths.ts";
import { TabLinks } from "../ui/tabs.tsx";

/** The pages of one team. */
export function TeamTabs({
  organization,
  teamKey,
  current,
}: {
  organization: string;
  teamKey: string;
  current: "board" | "list" | "queue" | "hand-offs";
}) {
  return (
    <TabLinks
      label="Team pages"
      links={[
        { href: paths.board(organization, teamKey), title: "Board", isCurrent: current === "board" },
        { href: paths.list(organization, teamKey), title: "List", isCurrent: current === "list" },
        { href: paths.queue(organization, teamKey), title: "Queue", isCurrent: current === "queue" },
        { href: paths.handOffs(organization, teamKey), title: "Hand-offs", isCurrent: current === "hand-offs" },
      ]}
    />
  );
}
