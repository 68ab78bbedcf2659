import type { Team } from "@throughline/contract/teams";
import { X } from "lucide-react";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Badge } from "../ui/badge.tsx";
import { ComboBox } from "../ui/combo-box.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Link } from "../ui/link.tsx";
import { Switch } from "../ui/switch.tsx";
import { changeTeamAtOnce } from "./team-deeds.ts";

/** Who is in a team and who leads it. */
export function TeamMembers({ team, isReadOnly }: { team: Team; isReadOnly: boolean }) {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const { people } = useDirectory();
  const [adding, setAdding] = useState(0);
  const rows = team.members
    .map((member) => ({ ...member, person: people.get(member.personId) }))
    .toSorted(
      (a, b) => Number(b.isLead) - Number(a.isLead) || (a.person?.name ?? "").localeCompare(b.person?.name ?? ""),
    );
  const change = (members: Team["members"], said: string) =>
    void changeTeamAtOnce(team, { ...team, members }, { members }, said, { members: team.members });
  const others = [...people.values()]
    .filter(
      (person) => person.state === "active" && !team.members.some((member) => member.personId === person.personId),
    )
    .map((person) => ({
      id: person.personId,
      name: person.name,
      mark: <Avatar name={person.name} kind={person.kind} isDecorative />,
      hint: person.kind === "agent" ? "agent" : (person.email ?? ""),
    }));
  return (
    <>
      {rows.length === 0 ? <p className="mb-2 text-dense text-faint">Nobody is in this team yet.</p> : null}
      <ul className="divide-y divide-rule border-y border-rule text-dense empty:hidden">
        {rows.map(({ personId, isLead, person }) => {
          const name = person?.name ?? "Someone";
          return (
            <li key={personId} className="flex min-h-row items-center gap-2.5 py-1">
              <Avatar name={name} kind={person?.kind ?? "person"} isDecorative />
              <span className="flex min-w-0 flex-1 items-center gap-2">
                <Link href={`${paths.people(organization)}?person=${personId}`} tone="quiet" className="truncate">
                  {name}
                </Link>
                {person?.kind === "agent" ? <Badge>Agent</Badge> : null}
              </span>
              {isReadOnly ? (
                isLead ? (
                  <span className="text-muted">Lead</span>
                ) : null
              ) : (
                <>
                  <Switch
                    isSelected={isLead}
                    onChange={(lead) =>
                      change(
                        team.members.map((member) =>
                          member.personId === personId ? { personId, isLead: lead } : member,
                        ),
                        lead ? `${name} leads ${team.name}` : `${name} leads ${team.name} no more`,
                      )
                    }
                    aria-label={`${name} leads the team`}
                  >
                    <span className="text-muted">Lead</span>
                  </Switch>
                  <IconButton
                    size="small"
                    label={`Take ${name} out`}
                    icon={<Icon of={X} size={14} />}
                    onPress={() =>
                      change(
                        team.members.filter((member) => member.personId !== personId),
                        `${name} is out of ${team.name}`,
                      )
                    }
                  />
                </>
              )}
            </li>
          );
        })}
      </ul>
      {isReadOnly ? null : (
        <ComboBox
          key={adding}
          label="Add someone"
          isLabelHidden
          placeholder="Add someone…"
          className="mt-3 max-w-72"
          choices={others}
          value={null}
          onChange={(choice) => {
            if (!choice) return;
            setAdding(adding + 1);
            change([...team.members, { personId: choice.id, isLead: false }], `${choice.name} is in ${team.name}`);
          }}
        />
      )}
    </>
  );
}
