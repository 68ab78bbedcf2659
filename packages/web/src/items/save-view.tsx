import { useParams } from "@tanstack/react-router";
import { Bookmark } from "lucide-react";
import { useState } from "react";
import { client } from "../client.ts";
import { paths } from "../paths.ts";
import { queryClient } from "../query-client.ts";
import { useHere } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { Popover } from "../ui/popover.tsx";
import { TextField } from "../ui/text-field.tsx";
import { useIsNarrow } from "../ui/use-narrow.ts";
import { refusalSentence } from "./item-deeds.ts";
import type { ListSearch } from "./list-search.ts";

/** Keeps an address under a name: columns, filter, sort and groups together. */
export function SaveView({
  search,
  layout,
  teamId,
}: {
  search: ListSearch;
  layout: "list" | "board";
  teamId: string | null;
}) {
  const here = useHere();
  const { navigate } = useNavigation();
  const isNarrow = useIsNarrow();
  const { organization } = useParams({ strict: false }) as { organization: string };
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const save = async (close: () => void) => {
    if (name.trim() === "") {
      setError("Name the view");
      return;
    }
    try {
      const { item: _item, ...kept } = search;
      const definition = Object.fromEntries(
        Object.entries({ ...kept, ...(teamId === null ? {} : { team: teamId }) }).filter(
          (entry): entry is [string, string] => entry[1] !== undefined,
        ),
      );
      const view = await client.createView({ name, shared, layout, teamId, definition });
      await queryClient.invalidateQueries({ queryKey: ["views"] });
      setName("");
      close();
      navigate(paths.view(organization, view.viewId));
    } catch (failure) {
      setError(refusalSentence(failure));
    }
  };
  return (
    <Popover
      label="Save this view"
      trigger={
        isNarrow ? (
          <IconButton label="Save view" icon={<Icon of={Bookmark} />} />
        ) : (
          <Button tone="quiet" icon={<Icon of={Bookmark} size={14} />}>
            Save view
          </Button>
        )
      }
    >
      {(close) => (
        <form
          className="w-64 space-y-3"
          onSubmit={(event) => {
            event.preventDefault();
            void save(close);
          }}
        >
          <TextField
            label="Name"
            value={name}
            onChange={(text) => {
              setName(text);
              setError(null);
            }}
            autoFocus
            maxLength={120}
            {...(error === null ? {} : { error })}
          />
          {here.organization.role === "guest" ? null : (
            <Checkbox isSelected={shared} onChange={setShared}>
              Share with everyone here
            </Checkbox>
          )}
          <Button tone="primary" size="small" type="submit">
            Save view
          </Button>
        </form>
      )}
    </Popover>
  );
}
