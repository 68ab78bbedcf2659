import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { client } from "../client.ts";
import { PageHeader } from "../frame/page-header.tsx";
import { paths } from "../paths.ts";
import { queryClient } from "../query-client.ts";
import { useHere } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { showToast, showUndo } from "../ui/toast-queue.ts";
import { refusalSentence } from "./item-deeds.ts";
import { ItemList } from "./list-page.tsx";

/** A saved view: what it was saved with, changed by what the address says on top. */
export function ViewPage() {
  const { organization, viewId } = useParams({ strict: false }) as { organization: string; viewId: string };
  const here = useHere();
  const { navigate } = useNavigation();
  const { data, isSuccess } = useQuery({ queryKey: ["views"], queryFn: async () => (await client.listViews()).rows });
  const view = data?.find((row) => row.viewId === viewId);
  if (isSuccess && !view)
    return (
      <>
        <PageHeader title="Views" />
        <EmptyState
          title="There is no such view"
          action={<Button onPress={() => navigate(paths.items(organization))}>Look at all items</Button>}
        >
          It was removed, or it is not shared with you.
        </EmptyState>
      </>
    );
  const remove = async () => {
    if (!view) return;
    try {
      await client.deleteView({ viewId });
      await queryClient.invalidateQueries({ queryKey: ["views"] });
      navigate(paths.items(organization));
      showUndo(`The view ${view.name} is removed`, () => {
        const { name, shared, layout, teamId, definition } = view;
        void client
          .createView({ name, shared, layout, teamId, definition })
          .then(() => queryClient.invalidateQueries({ queryKey: ["views"] }));
      });
    } catch (error) {
      showToast({ text: "The view was not removed", detail: refusalSentence(error), meaning: "bad" });
    }
  };
  const mayRemove = view && (view.ownerId === here.personId || here.may("people.administer"));
  return (
    <ItemList
      title={view?.name ?? ""}
      fixed={view ? view.definition : null}
      teamId={null}
      {...(mayRemove
        ? {
            actions: (
              <IconButton
                label="Remove this view"
                icon={<Icon of={Trash2} size={14} />}
                onPress={() => void remove()}
              />
            ),
          }
        : {})}
    />
  );
}
