import type { Person } from "@throughline/contract/people";
import { useMemo, type ReactNode } from "react";
import { useDirectory } from "../organization/directory.ts";
import { useHere } from "../session/session.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Badge } from "../ui/badge.tsx";
import type { Column } from "../ui/column-layout.ts";
import { DataTable } from "../ui/data-table.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { useIsNarrow } from "../ui/use-narrow.ts";
import { roleWords } from "./role-words.ts";

interface PersonRow {
  readonly person: Person;
  readonly isMe: boolean;
  readonly sponsor: string | null;
  readonly teams: string;
}

const name: Column<PersonRow> = {
  id: "name",
  title: "Name",
  width: 220,
  grows: true,
  canHide: false,
  cell: ({ person, isMe }) => (
    <span className="flex min-w-0 items-center gap-2">
      <Avatar name={person.name} kind={person.kind} isDecorative />
      <span className="truncate font-medium">{person.name}</span>
      {isMe ? <span className="text-small text-faint">you</span> : null}
      {person.kind === "agent" ? <Badge>Agent</Badge> : null}
    </span>
  ),
};
const role: Column<PersonRow> = {
  id: "role",
  title: "Role",
  width: 96,
  cell: ({ person }) => (
    <span className="text-muted">{person.state === "recorded" ? "No access" : roleWords[person.role].name}</span>
  ),
};
const email: Column<PersonRow> = {
  id: "email",
  title: "Email or sponsor",
  width: 240,
  cell: ({ person, sponsor }) => (
    <span className="truncate text-muted">{sponsor === null ? (person.email ?? "") : `Sponsored by ${sponsor}`}</span>
  ),
};
const teams: Column<PersonRow> = {
  id: "teams",
  title: "Teams",
  width: 200,
  cell: (row) => <span className="truncate text-muted">{row.teams}</span>,
};
const joined: Column<PersonRow> = {
  id: "joined",
  title: "Since",
  width: 112,
  cell: ({ person }) => <TimeText at={person.joinedAt} className="text-muted" />,
};

/** People as rows, however many an import has brought. */
export function PeopleTable({
  people,
  current,
  onOpen,
  empty,
}: {
  people: readonly Person[];
  current: string | null;
  onOpen: (personId: string) => void;
  empty: ReactNode;
}) {
  const directory = useDirectory();
  const here = useHere();
  const isNarrow = useIsNarrow();
  const columns = useMemo(() => (isNarrow ? [name, role] : [name, role, email, teams, joined]), [isNarrow]);
  const rows = useMemo(() => {
    const teamsOf = new Map<string, string[]>();
    for (const team of directory.teams.values())
      if (team.archivedAt === null)
        for (const { personId } of team.members) teamsOf.set(personId, [...(teamsOf.get(personId) ?? []), team.name]);
    return new Map(
      people.map((person) => [
        person.personId,
        {
          person,
          isMe: person.personId === here.personId,
          sponsor: person.sponsorId === null ? null : (directory.people.get(person.sponsorId)?.name ?? "someone"),
          teams: (teamsOf.get(person.personId) ?? []).join(", "),
        },
      ]),
    );
  }, [people, directory, here.personId]);
  const ids = useMemo(() => [...rows.keys()], [rows]);
  return (
    <DataTable
      label="People"
      ids={ids}
      rowOf={(id) => rows.get(id)}
      columns={columns}
      {...(current === null ? {} : { current })}
      onOpen={onOpen}
      empty={empty}
    />
  );
}
