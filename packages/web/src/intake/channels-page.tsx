import type { Channel } from "@throughline/contract/channels";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { PageBody } from "../frame/page-body.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { PageSection } from "../frame/page-section.tsx";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { queryClient } from "../query-client.ts";
import { useHere } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { Link } from "../ui/link.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { NoAccessState } from "../ui/no-access-state.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { NewForm } from "./new-form.tsx";
import { channelsQuery } from "./request-queries.ts";

/** The ways in: each team's forms. */
export function ChannelsPage() {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const search = useSearch({ strict: false }) as { new?: string };
  const navigate = useNavigate();
  const { navigate: go } = useNavigation();
  const here = useHere();
  const channels = useQuery({ ...channelsQuery, enabled: here.may("channel.read") });
  const isSlow = useIsSlow(channels.isLoading);
  const mayDesign = here.may("channel.design");
  const isMaking = search.new !== undefined && mayDesign;
  const setMaking = (on: boolean) => void navigate({ to: ".", search: on ? { new: "1" } : {}, replace: true } as never);
  const rows = channels.data ?? [];
  const [open, archived] = [
    rows.filter((row) => row.archivedAt === null),
    rows.filter((row) => row.archivedAt !== null),
  ];
  if (!here.may("channel.read"))
    return (
      <>
        <PageHeader title="Forms" />
        <NoAccessState what="forms" grantedBy="an owner or admin of this organization" />
      </>
    );
  const newForm = (
    <Button tone="primary" icon={<Icon of={Plus} size={14} />} onPress={() => setMaking(true)}>
      New form
    </Button>
  );
  return (
    <>
      <PageHeader title="Forms" actions={mayDesign && rows.length > 0 ? newForm : undefined} />
      <PageBody>
        {isMaking ? (
          <NewForm
            onClose={() => setMaking(false)}
            onMade={(channel) => {
              queryClient.setQueryData(channelsQuery.queryKey, (before) => [...(before ?? []), channel]);
              go(paths.channel(organization, channel.channelId));
            }}
          />
        ) : null}
        {channels.isError ? (
          <ErrorState title="The forms could not be read" onRetry={() => void channels.refetch()}>
            Nothing is lost. Try again.
          </ErrorState>
        ) : channels.isLoading ? (
          isSlow ? (
            <SkeletonRows rows={4} />
          ) : null
        ) : rows.length === 0 ? (
          isMaking ? null : (
            <EmptyState title="No form yet" action={mayDesign ? newForm : undefined}>
              A form is a team's public way in. It says what must be known before work can start, and whoever sends it
              follows their request by a private link.
            </EmptyState>
          )
        ) : (
          <>
            <List rows={open} />
            {archived.length === 0 ? null : (
              <PageSection title="Archived" note="Their addresses lead nowhere until they are restored.">
                <List rows={archived} />
              </PageSection>
            )}
          </>
        )}
      </PageBody>
    </>
  );
}

function List({ rows }: { rows: readonly Channel[] }) {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const { teams } = useDirectory();
  return (
    <ul className="divide-y divide-rule border-b border-rule">
      {rows.map((row) => (
        <li key={row.channelId} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2 text-dense">
          <div className="min-w-0 flex-1 basis-64 max-md:basis-full">
            <p className="flex min-w-0 items-center gap-2">
              <Link
                tone="quiet"
                href={paths.channel(organization, row.channelId)}
                className="min-w-0 truncate font-medium text-ink"
              >
                {row.name}
              </Link>
              {row.archivedAt !== null ? null : row.isOpen ? (
                <Badge meaning="good">Open</Badge>
              ) : (
                <Badge meaning="warn">Closed</Badge>
              )}
            </p>
            <p className="truncate text-small text-muted">{paths.form(organization, row.slug)}</p>
          </div>
          <span className="w-40 truncate text-muted max-md:w-auto">{teams.get(row.teamId)?.name ?? ""}</span>
          <span className="w-28 text-muted tabular-nums max-md:w-auto">
            {row.questions.length} {row.questions.length === 1 ? "question" : "questions"}
          </span>
          <span className="w-32 text-muted tabular-nums max-md:w-auto">answer in {row.firstResponseHours} h</span>
        </li>
      ))}
    </ul>
  );
}
