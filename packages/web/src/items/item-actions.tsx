import type { ItemDetail } from "@throughline/contract/items";
import { Archive, ArchiveRestore, Copy, MoreHorizontal } from "lucide-react";
import { useParams } from "@tanstack/react-router";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { showToast } from "../ui/toast-queue.ts";
import { setArchived } from "./item-deeds.ts";

export function ItemActions({ item }: { item: ItemDetail }) {
  const here = useHere();
  const { organization } = useParams({ strict: false }) as { organization: string };
  const copy = async () => {
    await navigator.clipboard.writeText(new URL(paths.item(organization, item.key), window.location.href).href);
    showToast({ text: `The link to ${item.key} is copied` });
  };
  return (
    <Menu
      label={`More for ${item.key}`}
      placement="bottom end"
      trigger={<IconButton label="More" icon={<Icon of={MoreHorizontal} />} />}
    >
      <MenuItem id="copy" icon={<Icon of={Copy} size={14} />} onAction={() => void copy()}>
        Copy link
      </MenuItem>
      {here.may("item.write") ? (
        <MenuItem
          id="archive"
          icon={<Icon of={item.archivedAt === null ? Archive : ArchiveRestore} size={14} />}
          onAction={() => void setArchived(item.itemId, item.archivedAt === null)}
        >
          {item.archivedAt === null ? "Archive" : "Restore"}
        </MenuItem>
      ) : null}
    </Menu>
  );
}
