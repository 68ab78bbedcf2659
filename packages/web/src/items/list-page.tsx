import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { client } from "../client.ts";
import { ForecastDays } from "../forecast/forecast-day.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { useDirectory } from "../organization/directory.ts";
import { TeamTabs } from "../organization/team-tabs.tsx";
import { useHere } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { useNow } from "../ui/clock.ts";
import type { ColumnLayout } from "../ui/column-layout.ts";
import { ColumnMenu } from "../ui/column-menu.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { useIsNarrow } from "../ui/use-narrow.ts";
import { BulkBar, useBulkEdit } from "./bulk-bar.tsx";
import { itemRows, useItemRowsVersion } from "./item-rows.ts";
import { useItemPickers } from "./item-pickers.tsx";
import { hiddenAtFirst, listColumns } from "./list-columns.tsx";
import { ListFilters } from "./list-filters.tsx";
import { filterOf, groupTitle, layoutOf, layoutSearch, sortOf, type ListSearch } from "./list-search.ts";
import { NewItem } from "./new-item.tsx";
import { SaveView } from "./save-view.tsx";

const noIds: readonly string[] = [];

/** A team's items as a list. */
export function TeamListPage() {
  const { organization, teamKey } = useParams({ strict: false }) as { organization: string; teamKey: string };
  const { teamByKey } = useDirectory();
  const team = teamByKey.get(teamKey);
  return (
    <ForecastDays team={team?.teamId}>
      <ItemList
        title={team?.name ?? ""}
        fixed={team ? { team: team.teamId } : null}
        teamId={team?.teamId ?? null}
        tabs={<TeamTabs organization={organization} teamKey={teamKey} current="list" />}
      />
    </ForecastDays>
  );
}

/** Every item of the organization that the reader may see. */
export function ListPage() {
  return <ItemList title="All items" fixed={{}} teamId={null} />;
}

export interface ItemListProps {
  readonly title: string;
  /** What the page itself filters by, beside what the address says; null while it is not known yet. */
  readonly fixed: ListSearch | null;
  readonly teamId: string | null;
  readonly tabs?: React.ReactNode;
  readonly actions?: React.ReactNode;
}

/** Items as rows, up to 50,000: ids at once, rows as they come into sight. All it shows is in its address. */
export function ItemList({ title, fixed, teamId, tabs, actions }: ItemListProps) {
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const here = useHere();
  const directory = useDirectory();
  const now = useNow();
  const zone = here.session.account?.timeZone ?? "UTC";
  // A saved view's own settings, what the address says on top, and the team the page is about above both.
  const shown: ListSearch = useMemo(
    () => ({ ...fixed, ...search, ...(teamId === null ? {} : { team: teamId }) }),
    [fixed, search, teamId],
  );
  const filter = useMemo(() => filterOf(shown), [shown]);
  const list = useQuery({
    queryKey: ["item-ids", filter],
    queryFn: () => client.listItemIds(filter),
    enabled: fixed !== null,
    placeholderData: (before) => before,
  });
  const isSlow = useIsSlow(list.isLoading);
  const version = useItemRowsVersion();
  const isNarrow = useIsNarrow();
  const columns = useMemo(() => {
    const all = listColumns(directory, now, zone, isNarrow);
    if (!isNarrow) return all;
    return all
      .filter((column) => column.id === "key" || column.id === "title")
      .map((column) => ({ ...column, width: column.id === "key" ? 96 : 160 }));
  }, [directory, now, zone, isNarrow]);
  const layout: ColumnLayout = useMemo(
    () => layoutOf(shown, hiddenAtFirst(directory, teamId !== null)),
    [shown, directory, teamId],
  );
  const [current, setCurrent] = useState<string | null>(null);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [isCreating, setCreating] = useState(false);

  const setSearch = useCallback(
    (more: ListSearch) =>
      void navigate({ to: ".", search: (before: ListSearch) => ({ ...before, ...more }), replace: true } as never),
    [navigate],
  );
  const open = (itemId: string) =>
    void navigate({
      to: ".",
      search: (before: ListSearch) => ({ ...before, item: itemRows.get(itemId)?.key ?? itemId }),
    } as never);
  const targets = () => (selection.size > 0 ? [...selection] : current === null ? [] : [current]);
  const bulk = useBulkEdit(() => setSelection(new Set()));
  const { element: pickers, pick } = useItemPickers(targets, bulk.apply);

  const ids = list.data?.ids ?? noIds;
  // The version stands in the closure, so that rows read anew are drawn; their identity changes only with their content.
  const rowOf = useCallback((id: string) => (version >= 0 ? itemRows.get(id) : undefined), [version]);
  const onWindow = useCallback(
    (from: number, to: number) => itemRows.want(ids.slice(Math.max(0, from - 30), to + 60)),
    [ids],
  );
  const groups = useMemo(
    () =>
      list.data?.groups.length
        ? list.data.groups.map((group) => ({
            id: group.value ?? "none",
            title: groupTitle(shown["group"], group.value, directory),
            count: group.count,
          }))
        : undefined,
    [list.data, shown, directory],
  );
  const isFiltered = Object.keys(filter).some((name) => !["sort", "descending", "group", "team"].includes(name));
  const count = list.data
    ? list.data.total > ids.length
      ? `${ids.length.toLocaleString("en")} of ${list.data.total.toLocaleString("en")} items`
      : `${list.data.total.toLocaleString("en")} ${list.data.total === 1 ? "item" : "items"}`
    : undefined;

  return (
    <>
      <PageHeader
        title={title}
        {...(count === undefined ? {} : { note: count })}
        {...(tabs === undefined ? {} : { tabs })}
        actions={
          <>
            {actions}
            <SaveView search={shown} layout="list" teamId={teamId} />
            {here.may("item.write") ? (
              <Button
                tone="primary"
                icon={<Icon of={Plus} size={14} />}
                onPress={() => setCreating(true)}
                // The bar under the thumb has the same.
                className="max-md:hidden"
              >
                New item
              </Button>
            ) : null}
          </>
        }
        toolbar={
          <>
            <ListFilters search={shown} onSearch={setSearch} hidesTeam={teamId !== null} />
            <span className="flex-1" />
            <ColumnMenu columns={columns} layout={layout} onLayout={(next) => setSearch(layoutSearch(next))} />
          </>
        }
      />
      {list.isError ? (
        <ErrorState title="The list could not be read" onRetry={() => void list.refetch()}>
          Nothing is lost. Try again.
        </ErrorState>
      ) : list.data === undefined ? (
        <div className="p-4">{isSlow ? <SkeletonRows rows={12} /> : null}</div>
      ) : (
        <div className="flex min-h-0 flex-1 flex-col">
          <DataTable
            label={title}
            ids={ids}
            rowOf={rowOf}
            columns={columns}
            layout={layout}
            onLayout={(next) => setSearch(layoutSearch(next))}
            sort={sortOf(shown)}
            onSort={(sort) =>
              setSearch({ sort: sort?.column, descending: sort?.direction === "descending" ? "true" : undefined })
            }
            {...(groups === undefined ? {} : { groups })}
            folded={folded}
            onFold={(id) =>
              setFolded(new Set(folded.has(id) ? [...folded].filter((each) => each !== id) : [...folded, id]))
            }
            onWindow={onWindow}
            current={current}
            onCurrent={setCurrent}
            onOpen={open}
            selection={selection}
            onSelection={setSelection}
            empty={
              isFiltered ? (
                <EmptyState
                  title="Nothing matches"
                  action={
                    <Button
                      onPress={() =>
                        setSearch(Object.fromEntries(Object.keys(search).map((name) => [name, undefined])))
                      }
                    >
                      Clear the filter
                    </Button>
                  }
                >
                  No item passes this filter.
                </EmptyState>
              ) : (
                <EmptyState
                  title="No items yet"
                  action={
                    here.may("item.write") ? (
                      <Button onPress={() => setCreating(true)}>Make the first item</Button>
                    ) : undefined
                  }
                >
                  Items stand here once they are made by hand, accepted from a request, made by a routine or brought in
                  by an import.
                </EmptyState>
              )
            }
          />
        </div>
      )}
      {selection.size > 0 ? (
        <BulkBar
          itemIds={[...selection]}
          onClear={() => setSelection(new Set())}
          onPick={(kind) => pick(kind, [...selection])}
          bulk={bulk}
        />
      ) : null}
      {pickers}
      {isCreating ? <NewItem onClose={() => setCreating(false)} /> : null}
    </>
  );
}
