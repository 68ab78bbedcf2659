import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { TabLinks } from "../ui/tabs.tsx";

/** The pages of one team. */
export function TeamTabs({
  organization,
  teamKey,
  current,
}: {
  organization: string;
  teamKey: string;
  current: "board" | "list" | "queue" | "hand-offs" | "flow" | "forecast" | "process" | "what-if";
}) {
  const here = useHere();
  return (
    <TabLinks
      label="Team pages"
      links={[
        { href: paths.board(organization, teamKey), title: "Board", isCurrent: current === "board" },
        { href: paths.list(organization, teamKey), title: "List", isCurrent: current === "list" },
        { href: paths.queue(organization, teamKey), title: "Queue", isCurrent: current === "queue" },
        { href: paths.handOffs(organization, teamKey), title: "Hand-offs", isCurrent: current === "hand-offs" },
        ...(here.may("flow.read")
          ? [
              { href: paths.flow(organization, teamKey), title: "Flow", isCurrent: current === "flow" },
              { href: paths.forecast(organization, teamKey), title: "Forecast", isCurrent: current === "forecast" },
              { href: paths.process(organization, teamKey), title: "Process", isCurrent: current === "process" },
              { href: paths.whatIf(organization, teamKey), title: "What-if", isCurrent: current === "what-if" },
            ]
          : []),
      ]}
    />
  );
}
