import type { ItemRow } from "@throughline/contract/items";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { client } from "../client.ts";
import { ForecastDays } from "../forecast/forecast-day.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { useDirectory } from "../organization/directory.ts";
import { TeamTabs } from "../organization/team-tabs.tsx";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { Select } from "../ui/select.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { BoardStages } from "./board-stages.tsx";
import { classes } from "./item-marks.tsx";
import { itemRows } from "./item-rows.ts";
import { NewItem } from "./new-item.tsx";

type BoardSearch = { workflow?: string; text?: string; owner?: string; class?: string; item?: string };

/** A team's work as columns, live. */
export function BoardPage() {
  const { organization, teamKey } = useParams({ strict: false }) as { organization: string; teamKey: string };
  const search = useSearch({ strict: false }) as BoardSearch;
  const navigate = useNavigate();
  const { navigate: go } = useNavigation();
  const here = useHere();
  const directory = useDirectory();
  const team = directory.teamByKey.get(teamKey);
  const workflows = useMemo(
    () =>
      [...directory.workflows.values()]
        .filter(
          (each) =>
            each.archivedAt === null &&
            (each.teamId === team?.teamId || each.stages.some((stage) => stage.teamId === team?.teamId)),
        )
        .toSorted(
          (a, b) =>
            Number(b.teamId === team?.teamId) - Number(a.teamId === team?.teamId) || a.name.localeCompare(b.name),
        ),
    [directory.workflows, team?.teamId],
  );
  const workflow = workflows.find((each) => each.workflowId === search.workflow) ?? workflows[0];
  const filter = {
    ...(search.text ? { text: search.text } : {}),
    ...(search.owner ? { owner: search.owner } : {}),
    ...(search.class ? { class: search.class as ItemRow["classOfService"] } : {}),
  };
  const board = useQuery({
    queryKey: ["board", workflow?.workflowId, filter],
    queryFn: async () => {
      const answer = await client.readBoard({ workflowId: workflow?.workflowId ?? "", ...filter });
      itemRows.put(answer.rows);
      return answer;
    },
    enabled: workflow !== undefined,
    placeholderData: (before) => before,
  });
  const isSlow = useIsSlow(board.isLoading);
  const isFiltered = Object.keys(filter).length > 0;
  const [isCreating, setCreating] = useState(false);
  const setSearch = useCallback(
    (more: Partial<Record<keyof BoardSearch, string | undefined>>) =>
      void navigate({
        to: ".",
        search: (before: Record<string, string>) => ({ ...before, ...more }),
        replace: true,
      } as never),
    [navigate],
  );
  if (!team && directory.teams.size > 0)
    return (
      <>
        <PageHeader title="Board" />
        <EmptyState title="There is no such team">It may have been renamed or archived.</EmptyState>
      </>
    );
  const owners = [...directory.people.values()]
    .filter((person) => person.state === "active")
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      <PageHeader
        title={team?.name ?? ""}
        actions={
          here.may("item.write") ? (
            <Button
              tone="primary"
              icon={<Icon of={Plus} size={14} />}
              onPress={() => setCreating(true)}
              isDisabled={!workflow}
              // The bar under the thumb has the same.
              className="max-md:hidden"
            >
              New item
            </Button>
          ) : undefined
        }
        tabs={<TeamTabs organization={organization} teamKey={teamKey} current="board" />}
        toolbar={
          <>
            {workflows.length > 1 ? (
              <Select
                label="Workflow"
                isLabelHidden
                tone="quiet"
                choices={workflows.map((each) => ({ id: each.workflowId, name: each.name }))}
                value={workflow?.workflowId ?? null}
                onChange={(id) => setSearch({ workflow: id ?? undefined })}
              />
            ) : null}
            <SearchField
              label="Filter cards"
              value={search.text ?? ""}
              onChange={(text) => setSearch({ text: text || undefined })}
            />
            <Select
              label="Owner"
              isLabelHidden
              tone="quiet"
              choices={[
                { id: "", name: "Everyone" },
                { id: "me", name: "Mine" },
                { id: "none", name: "Nobody's" },
                ...owners.map((person) => ({ id: person.personId, name: person.name })),
              ]}
              value={search.owner ?? ""}
              onChange={(id) => setSearch({ owner: id || undefined })}
            />
            <Select
              label="Class of service"
              isLabelHidden
              tone="quiet"
              choices={[
                { id: "", name: "All classes" },
                ...Object.entries(classes).map(([id, { name }]) => ({ id, name })),
              ]}
              value={search.class ?? ""}
              onChange={(id) => setSearch({ class: id || undefined })}
            />
          </>
        }
      />
      {board.isError ? (
        <ErrorState title="The board could not be read" onRetry={() => void board.refetch()}>
          Nothing is lost. Try again.
        </ErrorState>
      ) : !workflow && directory.teams.size > 0 && directory.workflows.size > 0 ? (
        <EmptyState
          title="No workflow yet"
          action={
            here.may("workflow.design") ? (
              <Button onPress={() => go(`${paths.workflows(organization)}?new=1&team=${team?.teamId ?? ""}`)}>
                Draw a workflow
              </Button>
            ) : undefined
          }
        >
          A workflow gives this team its stages. Its items then stand here as cards.
        </EmptyState>
      ) : !workflow || !board.data ? (
        <div className="p-4">{isSlow ? <SkeletonRows rows={8} /> : null}</div>
      ) : (
        <ForecastDays workflow={workflow.workflowId}>
          <BoardStages
            key={workflow.workflowId}
            organization={organization}
            teamKey={teamKey}
            workflow={workflow}
            board={board.data}
            isFiltered={isFiltered}
            onCreate={() => setCreating(true)}
          />
        </ForecastDays>
      )}
      {isCreating && workflow ? <NewItem onClose={() => setCreating(false)} workflowId={workflow.workflowId} /> : null}
    </>
  );
}
