import { useQuery } from "@tanstack/react-query";
import { FileInput, SquareKanban, UserPlus } from "lucide-react";
import type { ReactNode } from "react";
import { client, setOrganization } from "../client.ts";
import { BarePage } from "../frame/bare-page.tsx";
import { paths } from "../paths.ts";
import { Icon } from "../ui/icon.tsx";
import { Link } from "../ui/link.tsx";
import { OpenDemo } from "./open-demo.tsx";

/** After the first form: the ways to begin, each one press away. */
export function FirstSteps({ organization }: { organization: string }) {
  const teams = useQuery({
    queryKey: ["teams"],
    queryFn: async () => {
      setOrganization(organization);
      return (await client.listTeams()).rows;
    },
  });
  const team = teams.data?.[0];
  return (
    <BarePage title="You are ready" lead="Begin wherever it suits you; the rest stays in reach.">
      <ul className="-mx-3 divide-y divide-rule border-y border-rule">
        <Step
          href={team ? paths.board(organization, team.key) : paths.myWork(organization)}
          icon={<Icon of={SquareKanban} />}
          title={team ? `Open ${team.name}` : "Open your work"}
        >
          An empty board with four stages, ready for its first item.
        </Step>
        <Step href={paths.import(organization)} icon={<Icon of={FileInput} />} title="Bring in work you have">
          A CSV or XES file, with its dates, people and history. Nothing is kept before you have seen it.
        </Step>
        <Step href={`${paths.people(organization)}?invite=1`} icon={<Icon of={UserPlus} />} title="Invite people">
          By a link you pass on, and by mail where it is set up.
        </Step>
        <li className="empty:hidden">
          <OpenDemo />
        </li>
      </ul>
    </BarePage>
  );
}

function Step({ href, icon, title, children }: { href: string; icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <li>
      <Link href={href} tone="bare" className="flex gap-3 px-3 py-3 hover:bg-hover">
        <span className="flex h-5 items-center text-accent-mark">{icon}</span>
        <span className="min-w-0">
          <span className="block font-medium text-ink">{title}</span>
          <span className="block text-dense text-muted">{children}</span>
        </span>
      </Link>
    </li>
  );
}
