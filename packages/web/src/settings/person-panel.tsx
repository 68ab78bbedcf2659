import type { Person } from "@throughline/contract/people";
import { grantableRoles } from "@throughline/domain/access/can";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { InlineEdit } from "../ui/inline-edit.tsx";
import { Link } from "../ui/link.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { SidePanel } from "../ui/side-panel.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { changeRole, renamePerson } from "./person-deeds.ts";
import { RemovePerson } from "./remove-person.tsx";
import { roleChoices, roleWords } from "./role-words.ts";

/** One person or agent beside the list: name, role, teams, and the end of their access. */
export function PersonPanel({
  person,
  onClose,
  onInvite,
}: {
  person: Person;
  onClose: () => void;
  onInvite: () => void;
}) {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const here = useHere();
  const directory = useDirectory();
  const teams = [...directory.teams.values()].filter(
    (team) => team.archivedAt === null && team.members.some((member) => member.personId === person.personId),
  );
  const agents = [...directory.people.values()].filter(
    (each) => each.sponsorId === person.personId && each.state === "active",
  );
  const mine = here.session.current?.role ?? "guest";
  const mayChange =
    here.may("people.administer") &&
    person.kind === "person" &&
    person.state === "active" &&
    grantableRoles(mine).includes(person.role);
  const sponsor = person.sponsorId === null ? undefined : directory.people.get(person.sponsorId);
  return (
    <SidePanel label={person.name} onClose={onClose} head={person.kind === "agent" ? "Agent" : "Person"}>
      <div className="space-y-6 px-4 py-4">
        <div className="flex items-center gap-3">
          <Avatar name={person.name} kind={person.kind} size="large" isDecorative />
          <div className="min-w-0 flex-1">
            <InlineEdit
              label="Name"
              value={person.name}
              isReadOnly={!here.may("people.administer") || person.kind === "agent"}
              className="text-lead font-semibold"
              check={(text) => (text === "" ? "Write a name" : text.length > 200 ? "At most 200 characters" : null)}
              onSave={(name) => renamePerson(person, name)}
            />
            <p className="truncate text-dense text-muted">
              {sponsor
                ? `Sponsored by ${sponsor.name}`
                : (person.email ?? (person.state === "recorded" ? "Known from an import" : ""))}
            </p>
          </div>
        </div>

        {person.state === "recorded" ? (
          <Part title="No access">
            <p className="text-dense text-muted">
              Named in imported work, which keeps this name. Invite them and what the import says of them becomes their
              own history.
            </p>
            {here.may("people.invite") ? (
              <Button className="mt-3" onPress={onInvite}>
                Invite {person.name}
              </Button>
            ) : null}
          </Part>
        ) : person.state === "removed" ? (
          <Part title="Access ended">
            <p className="text-dense text-muted">
              {person.kind === "agent"
                ? "Switched off: its keys are refused. Its sponsor can switch it on again among the agents."
                : "What they did stays under their name. Invited again under the same address, they come back to it."}
            </p>
          </Part>
        ) : mayChange ? (
          <RadioGroup
            label="Role"
            choices={roleChoices(grantableRoles(mine).toReversed())}
            value={person.role}
            onChange={(role) => void changeRole(person, role as Person["role"])}
          />
        ) : (
          <Part title="Role">
            <p className="text-dense">
              {roleWords[person.role].name}
              <span className="block text-small text-faint">
                {person.kind === "agent"
                  ? "An agent's role follows its sponsor's, at most a member's"
                  : here.may("people.administer")
                    ? "Only owners make or unmake owners"
                    : roleWords[person.role].meaning}
              </span>
            </p>
          </Part>
        )}

        {person.kind === "person" ? (
          <Part title="Teams">
            {teams.length === 0 ? (
              <p className="text-dense text-faint">In no team</p>
            ) : (
              <ul className="text-dense">
                {teams.map((team) => (
                  <li key={team.teamId} className="flex min-h-7 items-center gap-2">
                    <Link href={paths.team(organization, team.key)}>{team.name}</Link>
                    {team.members.find((member) => member.personId === person.personId)?.isLead ? (
                      <span className="text-faint">lead</span>
                    ) : null}
                  </li>
                ))}
              </ul>
            )}
          </Part>
        ) : null}
        {agents.length > 0 ? (
          <Part title="Sponsors">
            <ul className="text-dense">
              {agents.map((agent) => (
                <li key={agent.personId} className="flex min-h-7 items-center gap-2">
                  <Avatar name={agent.name} kind="agent" isDecorative />
                  {agent.name}
                </li>
              ))}
            </ul>
          </Part>
        ) : null}
        <p className="text-small text-faint">
          {person.state === "recorded" ? "Recorded" : "Here"} since <TimeText at={person.joinedAt} />
          {here.may("audit.read") ? (
            <>
              {" · "}
              <Link href={`${paths.audit(organization)}?actor=${person.personId}`}>What they did</Link>
            </>
          ) : null}
        </p>
        {mayChange && person.personId !== here.personId ? (
          <RemovePerson person={person} agents={agents.length} onRemoved={onClose} />
        ) : null}
      </div>
    </SidePanel>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-1 text-dense font-medium">{title}</h2>
      {children}
    </section>
  );
}
