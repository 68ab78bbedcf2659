import type { ItemDetail } from "@throughline/contract/items";
import { Plus, X } from "lucide-react";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { client } from "../client.ts";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { queryClient } from "../query-client.ts";
import { Button } from "../ui/button.tsx";
import { CommandPalette } from "../ui/command-palette.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Link } from "../ui/link.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { showToast } from "../ui/toast-queue.ts";
import { refusalSentence } from "./item-deeds.ts";
import { StageMark } from "./item-marks.tsx";
import { NewItem } from "./new-item.tsx";

type Relative = ItemDetail["children"][number];
type LinkKind = ItemDetail["links"][number]["kind"];
const linkWords = {
  blocks: ["blocks", "is blocked by"],
  relates: ["relates to", "relates to"],
  duplicates: ["duplicates", "is duplicated by"],
} as const satisfies Record<LinkKind, readonly [string, string]>;

/** The items below this one, and those it is linked to. */
export function ItemRelatives({ item, isReadOnly }: { item: ItemDetail; isReadOnly: boolean }) {
  const [isMaking, setMaking] = useState(false);
  const [linking, setLinking] = useState<LinkKind | null>(null);
  const refresh = (detail: ItemDetail) => queryClient.setQueryData(["item", item.itemId], detail);
  const link = async (kind: LinkKind, toItem: string) => {
    try {
      refresh(await client.linkItem({ item: item.itemId, toItem, kind }));
    } catch (error) {
      showToast({ text: "They were not linked", detail: refusalSentence(error), meaning: "bad" });
    }
  };
  const unlink = async (linkId: string) => {
    refresh({ ...item, links: item.links.filter((each) => each.linkId !== linkId) });
    await client
      .unlinkItem({ item: item.itemId, linkId })
      .catch((error: unknown) =>
        showToast({ text: "The link was not removed", detail: refusalSentence(error), meaning: "bad" }),
      );
    void queryClient.invalidateQueries({ queryKey: ["item", item.itemId] });
  };
  if (isReadOnly && item.children.length === 0 && item.links.length === 0) return null;
  const done = item.children.filter((child) => child.finishedAt !== null).length;
  return (
    <section aria-label="Related items" className="space-y-3">
      {item.children.length > 0 ? (
        <div>
          <h2 className="text-small font-medium text-muted">{`Parts ${done}/${item.children.length}`}</h2>
          <ul>
            {item.children.map((child) => (
              <RelativeLine key={child.itemId} relative={child} />
            ))}
          </ul>
        </div>
      ) : null}
      {item.links.length > 0 ? (
        <div>
          <h2 className="text-small font-medium text-muted">Links</h2>
          <ul>
            {item.links.map((each) => (
              <RelativeLine
                key={each.linkId}
                relative={each.item}
                word={linkWords[each.kind][each.direction === "out" ? 0 : 1]}
                {...(isReadOnly ? {} : { onRemove: () => void unlink(each.linkId) })}
              />
            ))}
          </ul>
        </div>
      ) : null}
      {isReadOnly ? null : (
        <div className="flex flex-wrap gap-2">
          <Button tone="quiet" size="small" icon={<Icon of={Plus} size={14} />} onPress={() => setMaking(true)}>
            Add a part
          </Button>
          <Menu
            label="Link to an item"
            trigger={
              <Button tone="quiet" size="small" icon={<Icon of={Plus} size={14} />}>
                Link
              </Button>
            }
          >
            <MenuItem id="blocks" onAction={() => setLinking("blocks")}>
              This blocks…
            </MenuItem>
            <MenuItem id="relates" onAction={() => setLinking("relates")}>
              This relates to…
            </MenuItem>
            <MenuItem id="duplicates" onAction={() => setLinking("duplicates")}>
              This duplicates…
            </MenuItem>
          </Menu>
        </div>
      )}
      {isMaking ? (
        <NewItem onClose={() => setMaking(false)} parentId={item.itemId} workflowId={item.workflowId} />
      ) : null}
      {linking ? (
        <CommandPalette
          isOpen
          onClose={() => setLinking(null)}
          label="Link to an item"
          placeholder={`${item.key} ${linkWords[linking][0]}… (key or words)`}
          commands={[]}
          sources={[
            {
              id: "items",
              search: async (text, signal) => {
                const { rows } = await client.search({ text, limit: 20 }, { signal });
                return rows
                  .filter((hit) => hit.kind === "item" && hit.id !== item.itemId)
                  .map((hit) => ({
                    id: hit.id,
                    title: hit.title,
                    hint: hit.detail,
                    group: "Items",
                    run: () => void link(linking, hit.id),
                  }));
              },
            },
          ]}
        />
      ) : null}
    </section>
  );
}

function RelativeLine({ relative, word, onRemove }: { relative: Relative; word?: string; onRemove?: () => void }) {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const { stages } = useDirectory();
  const stage = stages.get(relative.stageId);
  return (
    <li className="flex min-h-row items-center gap-2 text-dense">
      <StageMark kind={stage?.kind ?? "queue"} />
      {word ? <span className="shrink-0 text-muted">{word}</span> : null}
      <Link href={paths.item(organization, relative.key)} tone="text" className="min-w-0 truncate">
        <span className="text-muted">{relative.key}</span> {relative.title}
      </Link>
      <span className="flex-1" />
      <span className="shrink-0 text-small text-muted">{stage?.name ?? ""}</span>
      {onRemove ? (
        <IconButton
          size="small"
          label={`Remove the link to ${relative.key}`}
          icon={<Icon of={X} size={12} />}
          onPress={onRemove}
        />
      ) : null}
    </li>
  );
}
