import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { channelsQuery, type RequestTab } from "./request-queries.ts";

/** No request in a tab: what stands here otherwise, and the one next step. */
export function TriageEmpty({
  tab,
  isFiltered,
  isSearch,
  onAll,
}: {
  tab: RequestTab;
  /** Other teams may have some. */
  isFiltered: boolean;
  isSearch: boolean;
  onAll: () => void;
}) {
  const here = useHere();
  const { navigate } = useNavigation();
  const { organization } = useParams({ strict: false }) as { organization: string };
  const mayDesign = here.may("channel.design");
  const channels = useQuery({ ...channelsQuery, enabled: mayDesign });
  const hasForm = channels.data?.some((channel) => channel.archivedAt === null && channel.isOpen) ?? true;
  const all = isFiltered ? <Button onPress={onAll}>Look at every team</Button> : undefined;
  if (isSearch)
    return (
      <EmptyState title="Nothing matches" action={all}>
        Titles, names and numbers of requests are searched.
      </EmptyState>
    );
  if (tab === "decided")
    return (
      <EmptyState title="Nothing is decided yet">
        What was accepted, declined or merged stands here, latest first.
      </EmptyState>
    );
  if (tab === "asked")
    return (
      <EmptyState title="No question is open">
        Requests whose sender was asked something wait here; their clock stands still until they answer.
      </EmptyState>
    );
  if (!here.may("request.triage"))
    return (
      <EmptyState title="You have no open request">
        Ask a team for something; what becomes of it stands here.
      </EmptyState>
    );
  return (
    <EmptyState
      title="Nothing waits"
      action={
        all ??
        (hasForm || !mayDesign ? undefined : (
          <Button onPress={() => navigate(`${paths.channels(organization)}?new=1`)}>Make a form</Button>
        ))
      }
    >
      {hasForm
        ? "Requests to your teams come in here, oldest first, each with the time left to answer."
        : "Requests come in by a form of the team. Make one, and give its address to those who ask you for things."}
    </EmptyState>
  );
}
