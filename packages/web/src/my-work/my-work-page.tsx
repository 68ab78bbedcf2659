import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useState, type ReactNode } from "react";
import { client } from "../client.ts";
import { PageBody } from "../frame/page-body.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { PageSection } from "../frame/page-section.tsx";
import { HandOffDecision } from "../hand-offs/hand-off-decision.tsx";
import { ItemLine } from "../items/item-line.tsx";
import { useItemPickers } from "../items/item-pickers.tsx";
import { itemRows } from "../items/item-rows.ts";
import { plainMentions } from "../items/mention-text.ts";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { queryClient } from "../query-client.ts";
import { useHere } from "../session/session.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Link } from "../ui/link.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { useShortcut } from "../ui/shortcuts.ts";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { TimeText } from "../ui/time-text.tsx";

/** What waits for me, most pressing first. */
export function MyWorkPage() {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const search = useSearch({ strict: false }) as Record<string, string>;
  const navigate = useNavigate();
  const { navigate: go } = useNavigation();
  const here = useHere();
  const { teams, people } = useDirectory();
  const work = useQuery({ queryKey: ["my-work"], queryFn: () => client.readMyWork() });
  const isSlow = useIsSlow(work.isLoading);
  const [current, setCurrent] = useState<string | null>(null);
  const { element } = useItemPickers(() => (current === null ? [] : [current]));
  const data = work.data;
  const ids = data ? [...data.owned, ...data.contributing, ...data.requested] : [];
  useEffect(() => {
    if (data)
      itemRows.want([
        ...data.owned,
        ...data.contributing,
        ...data.requested,
        ...data.offers.map((offer) => offer.itemId),
        ...data.mentions.map((mention) => mention.itemId),
      ]);
  }, [data]);
  const open = (itemId: string) =>
    void navigate({ to: ".", search: { ...search, item: itemRows.get(itemId)?.key ?? itemId } } as never);
  const step = (by: number) => {
    const next = ids[Math.max(0, Math.min(ids.length - 1, (current === null ? -1 : ids.indexOf(current)) + by))];
    if (next === undefined) return;
    setCurrent(next);
    document.getElementById(`line-${next}`)?.focus();
  };
  useShortcut("j", () => step(1), { title: "Next item", group: "Items" });
  useShortcut("k", () => step(-1), { title: "Previous item", group: "Items" });

  const lines = (itemIds: readonly string[]) => (
    <ul className="divide-y divide-rule border-y border-rule">
      {itemIds.map((itemId) => (
        <ItemLine key={itemId} itemId={itemId} isCurrent={itemId === current} onOpen={open} onCurrent={setCurrent} />
      ))}
    </ul>
  );
  const isEmpty =
    data &&
    ids.length === 0 &&
    data.offers.length === 0 &&
    data.mentions.length === 0 &&
    data.triage.every((team) => team.waiting === 0);
  const seen = async () => {
    await client.seeMentions({});
    await queryClient.invalidateQueries({ queryKey: ["my-work"] });
  };
  return (
    <>
      <PageHeader title="My work" />
      <PageBody>
        {work.isError ? (
          <ErrorState title="Your work could not be read" onRetry={() => void work.refetch()}>
            Nothing is lost. Try again.
          </ErrorState>
        ) : !data ? (
          isSlow ? (
            <SkeletonRows rows={6} />
          ) : null
        ) : isEmpty ? (
          <FirstSteps organization={organization} canDesign={here.may("item.write")} go={go} />
        ) : (
          <>
            {data.offers.length > 0 ? (
              <PageSection title={`Offered to my teams, ${data.offers.length}`}>
                <ul className="divide-y divide-rule border-y border-rule">
                  {data.offers.map((offer) => (
                    <ItemLine
                      key={offer.handOffId}
                      itemId={offer.itemId}
                      isCurrent={false}
                      onOpen={open}
                      onCurrent={() => {}}
                      note={
                        <>
                          {teams.get(offer.fromTeamId)?.name} offers it to {teams.get(offer.toTeamId)?.name}, waiting{" "}
                          <TimeText at={offer.offeredAt} as="since" />
                          {offer.note ? `: “${offer.note}”` : ""}
                        </>
                      }
                      action={
                        <HandOffDecision
                          itemId={offer.itemId}
                          itemKey={itemRows.get(offer.itemId)?.key ?? "It"}
                          fromTeamId={offer.fromTeamId}
                          toTeamId={offer.toTeamId}
                        />
                      }
                    />
                  ))}
                </ul>
              </PageSection>
            ) : null}
            {data.triage.some((team) => team.waiting > 0) ? (
              <PageSection title="Requests to triage">
                <ul className="divide-y divide-rule border-y border-rule">
                  {data.triage
                    .filter((team) => team.waiting > 0)
                    .map((team) => (
                      <li key={team.teamId} className="flex min-h-row items-center gap-3 py-1 text-dense">
                        <Link href={paths.triage(organization, { team: team.teamId })}>
                          {teams.get(team.teamId)?.name}: {team.waiting} waiting
                        </Link>
                        {team.oldestAt ? (
                          <span className="text-small text-muted">
                            the oldest for <TimeText at={team.oldestAt} as="since" />
                          </span>
                        ) : null}
                      </li>
                    ))}
                </ul>
              </PageSection>
            ) : null}
            {data.mentions.length > 0 ? (
              <PageSection
                title="Mentions"
                actions={
                  <Button size="small" tone="quiet" onPress={() => void seen()}>
                    Mark all as seen
                  </Button>
                }
              >
                <ul className="divide-y divide-rule border-y border-rule">
                  {data.mentions.map((mention) => {
                    const author = mention.authorId === null ? undefined : people.get(mention.authorId);
                    return (
                      <ItemLine
                        key={mention.commentId}
                        itemId={mention.itemId}
                        isCurrent={false}
                        onOpen={(itemId) => {
                          open(itemId);
                          void client
                            .seeMentions({ commentIds: [mention.commentId] })
                            .then(() => queryClient.invalidateQueries({ queryKey: ["my-work"] }));
                        }}
                        onCurrent={() => {}}
                        note={
                          <span className="inline-flex max-w-full items-center gap-1.5">
                            <Avatar name={author?.name ?? "?"} isDecorative />
                            <span className="truncate">
                              {author?.name ?? "Someone"}: {plainMentions(mention.excerpt)}
                            </span>
                          </span>
                        }
                        action={<TimeText at={mention.createdAt} className="text-small text-muted" />}
                      />
                    );
                  })}
                </ul>
              </PageSection>
            ) : null}
            {data.owned.length > 0 ? (
              <PageSection title={`Mine to finish, ${data.owned.length}`}>{lines(data.owned)}</PageSection>
            ) : null}
            {data.contributing.length > 0 ? (
              <PageSection title={`Contributing to, ${data.contributing.length}`}>
                {lines(data.contributing)}
              </PageSection>
            ) : null}
            {data.requested.length > 0 ? (
              <PageSection title={`Asked for by me, ${data.requested.length}`}>{lines(data.requested)}</PageSection>
            ) : null}
          </>
        )}
      </PageBody>
      {element}
    </>
  );
}

function FirstSteps({
  organization,
  canDesign,
  go,
}: {
  organization: string;
  canDesign: boolean;
  go: (href: string) => void;
}): ReactNode {
  const { teams } = useDirectory();
  const team = [...teams.values()][0];
  return (
    <EmptyState
      title="Nothing waits for you"
      action={
        canDesign && team ? (
          <Button onPress={() => go(paths.queue(organization, team.key))}>Look at the queue of {team.name}</Button>
        ) : undefined
      }
    >
      Items you own, hand-offs to your teams, mentions and requests to triage stand here. Pull something from a team's
      queue, or make an item<span className="pointer-coarse:hidden"> (press c)</span>.
    </EmptyState>
  );
}
