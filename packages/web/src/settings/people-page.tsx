import type { Person } from "@throughline/contract/people";
import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { UserPlus } from "lucide-react";
import { useMemo } from "react";
import { client } from "../client.ts";
import { peopleQuery } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { FilterLinks } from "./filter-links.tsx";
import { InvitationsList } from "./invitations-list.tsx";
import { InvitePanel } from "./invite-panel.tsx";
import { PeopleTable } from "./people-table.tsx";
import { PersonPanel } from "./person-panel.tsx";
import { SettingsPage } from "./settings-page.tsx";
import { useAddress } from "./use-address.ts";

const kinds = ["access", "invited", "recorded", "removed"] as const;
type Kind = (typeof kinds)[number];
const titles: Readonly<Record<Kind, string>> = {
  access: "With access",
  invited: "Invited",
  recorded: "From imports",
  removed: "Access ended",
};
const stateOf = { access: "active", recorded: "recorded", removed: "removed" } as const;

type PeopleSearch = { show?: string; text?: string; person?: string; invite?: string };

/** Everyone of the organization: who has access, who is invited, who is known from imports, who left; agents among them. */
export function PeoplePage() {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const search = useSearch({ strict: false }) as PeopleSearch;
  const { set } = useAddress();
  const { navigate } = useNavigation();
  const here = useHere();
  const people = useQuery(peopleQuery);
  const invitations = useQuery({
    queryKey: ["invitations"],
    queryFn: async () => (await client.listInvitations()).rows,
    enabled: here.may("people.invite"),
  });
  const isSlow = useIsSlow(people.isLoading);
  const shown: Kind = kinds.find((kind) => kind === search.show) ?? "access";
  const text = (search.text ?? "").trim().toLowerCase();
  const rows = useMemo(() => {
    const state = shown === "invited" ? null : stateOf[shown];
    const matches = (person: Person) =>
      text === "" || person.name.toLowerCase().includes(text) || (person.email ?? "").toLowerCase().includes(text);
    return (people.data ?? []).filter((person) => person.state === state && matches(person));
  }, [people.data, shown, text]);
  const count = (kind: Kind) =>
    kind === "invited"
      ? invitations.data?.length
      : people.data?.filter((person) => person.state === stateOf[kind]).length;
  const person = people.data?.find((each) => each.personId === search.person);
  const isInviting = search.invite !== undefined && here.may("people.invite");
  const kindsHere = kinds.filter((kind) => kind === "access" || kind === shown || (count(kind) ?? 0) > 0);

  return (
    <SettingsPage
      current="people"
      title="People"
      needs="item.write"
      what="the list of people"
      measure="flush"
      actions={
        here.may("people.invite") ? (
          <Button
            tone={isInviting ? "plain" : "primary"}
            icon={<Icon of={UserPlus} size={14} />}
            onPress={() => set({ invite: "1", person: undefined })}
          >
            Invite people
          </Button>
        ) : undefined
      }
      toolbar={
        <>
          <FilterLinks
            label="Which people"
            links={kindsHere.map((kind) => {
              const many = count(kind);
              return {
                href: `${paths.people(organization)}${kind === "access" ? "" : `?show=${kind}`}`,
                title: titles[kind],
                isCurrent: kind === shown,
                ...(many === undefined ? {} : { count: many }),
              };
            })}
          />
          {shown === "invited" ? null : (
            <SearchField
              label="Find by name or email"
              className="w-56"
              value={search.text ?? ""}
              onChange={(value) => set({ text: value || undefined })}
            />
          )}
        </>
      }
    >
      <div className="flex min-h-0 flex-1">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          {people.isError ? (
            <ErrorState title="The people could not be read" onRetry={() => void people.refetch()}>
              The server did not answer. Nothing is lost.
            </ErrorState>
          ) : people.isLoading ? (
            <div className="p-4">{isSlow ? <SkeletonRows /> : null}</div>
          ) : shown === "invited" ? (
            <InvitationsList invitations={invitations.data ?? []} />
          ) : (
            <PeopleTable
              people={rows}
              current={search.person ?? null}
              onOpen={(personId) => set({ person: personId, invite: undefined })}
              empty={
                text === "" ? (
                  <EmptyState title={shown === "recorded" ? "Nobody from imports" : "Nobody here"}>
                    {shown === "recorded"
                      ? "People named in imported work stand here until they are invited."
                      : "Whose access ends stands here, with their history."}
                  </EmptyState>
                ) : (
                  <EmptyState
                    title={`Nobody is called “${search.text ?? ""}”`}
                    action={<Button onPress={() => set({ text: undefined })}>Show all</Button>}
                  >
                    Names and email addresses were looked through.
                  </EmptyState>
                )
              }
            />
          )}
        </div>
        {isInviting ? (
          <InvitePanel
            key={search.invite}
            recorded={people.data?.find((each) => each.personId === search.invite)}
            onClose={() => set({ invite: undefined })}
          />
        ) : person ? (
          <PersonPanel
            key={person.personId}
            person={person}
            onClose={() => set({ person: undefined })}
            onInvite={() => navigate(`${paths.people(organization)}?show=${shown}&invite=${person.personId}`)}
          />
        ) : null}
      </div>
    </SettingsPage>
  );
}
