import { Archive, Copy, Ellipsis, Flag, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../button.tsx";
import { CommandPalette } from "../command-palette.tsx";
import type { Command } from "../command-search.ts";
import { ConfirmDialog } from "../dialog.tsx";
import { Icon } from "../icon.tsx";
import { IconButton } from "../icon-button.tsx";
import { KeyHint } from "../key-hint.tsx";
import { Link } from "../link.tsx";
import { Menu, MenuItem, MenuRule, MenuSection } from "../menu.tsx";
import { Popover } from "../popover.tsx";
import { useShortcut } from "../shortcuts.ts";
import { showToast, showUndo } from "../toast-queue.ts";
import { Specimen, SpecimenGroup } from "./specimen.tsx";

const commands: Command[] = [
  { id: "create", title: "Create an item", group: "Do", keys: "c", mark: <Icon of={Plus} size={14} /> },
  { id: "block", title: "Block this item", group: "Do", keys: "b", mark: <Icon of={Flag} size={14} /> },
  { id: "archive", title: "Archive this item", group: "Do", mark: <Icon of={Archive} size={14} /> },
  { id: "my-work", title: "My work", group: "Go to", keys: "g m", href: "/gallery" },
  { id: "triage", title: "Triage", group: "Go to", keys: "g t", href: "/gallery", hint: "4 waiting" },
  ...Array.from({ length: 20 }, (_, at) => ({
    id: `item-${at}`,
    title: `OPS-${at + 1} Renew certificate ${at + 1}`,
    group: "Items",
    href: "/gallery",
  })),
];

export function DeedSpecimens() {
  const [isAsking, setAsking] = useState(false);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  useShortcut("mod+k", () => setPaletteOpen(true), { title: "Search or do something", group: "Everywhere" });
  useShortcut("g m", () => undefined, { title: "My work", group: "Go to" });
  useShortcut("c", () => undefined, { title: "Create an item", group: "Everywhere" });
  return (
    <SpecimenGroup title="Deeds">
      <Specimen name="Button">
        <Button tone="primary">Accept request</Button>
        <Button>Decline</Button>
        <Button tone="quiet">Ask</Button>
        <Button tone="danger">Remove organization</Button>
        <Button isDisabled>Accept request</Button>
        <Button tone="primary" isPending>
          Sending
        </Button>
      </Specimen>
      <Specimen name="Button, sizes and parts">
        <Button size="small">Undo</Button>
        <Button icon={<Icon of={Plus} size={14} />} after={<KeyHint keys="c" />}>
          New item
        </Button>
        <Button size="large" tone="primary">
          Sign in
        </Button>
      </Specimen>
      <Specimen name="IconButton">
        <IconButton label="Copy link" icon={<Icon of={Copy} />} keys="mod+c" />
        <IconButton label="Flag" icon={<Icon of={Flag} />} isOn />
        <IconButton label="More" icon={<Icon of={Ellipsis} />} size="small" />
        <IconButton label="Archive" icon={<Icon of={Archive} />} isDisabled />
      </Specimen>
      <Specimen name="Link">
        <Link href="/gallery">In a sentence</Link>
        <Link href="/gallery" tone="quiet">
          Quiet
        </Link>
      </Specimen>
      <Specimen name="Menu, Popover, Dialog, Toast, Palette">
        <Menu label="Item" trigger={<Button>Menu</Button>}>
          <MenuItem icon={<Icon of={Copy} size={14} />} keys="mod+c">
            Copy link
          </MenuItem>
          <MenuItem icon={<Icon of={Archive} size={14} />} hint="Can be restored">
            Archive
          </MenuItem>
          <MenuItem isDisabled>Merge</MenuItem>
          <MenuSection title="Density" selectionMode="single" selectedKeys={["normal"]}>
            <MenuItem id="normal">Normal</MenuItem>
            <MenuItem id="compact">Compact</MenuItem>
          </MenuSection>
          <MenuRule />
          <MenuItem isDanger icon={<Icon of={Trash2} size={14} />}>
            Remove
          </MenuItem>
        </Menu>
        <Popover label="Why" trigger={<Button>Popover</Button>}>
          <p className="text-dense">
            Third, because of its class of service, then cost of delay over effort, then age.
          </p>
        </Popover>
        <Button onPress={() => setAsking(true)}>Dialog</Button>
        <Button onPress={() => showUndo("Moved OPS-12 to Review", () => undefined)}>Toast with Undo</Button>
        <Button
          onPress={() =>
            showToast({
              text: "Review is full",
              detail: "5 of 5. Somebody in Operations can pull OPS-9.",
              meaning: "bad",
            })
          }
        >
          Refusal
        </Button>
        <Button onPress={() => setPaletteOpen(true)} after={<KeyHint keys="mod+k" />}>
          Palette
        </Button>
      </Specimen>
      <ConfirmDialog
        title="Remove this organization?"
        confirm="Remove organization"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => setAsking(false)}
      >
        All its work, people and history are removed. This cannot be undone. Export it first if you may need it.
      </ConfirmDialog>
      <CommandPalette isOpen={isPaletteOpen} onClose={() => setPaletteOpen(false)} commands={commands} />
    </SpecimenGroup>
  );
}
