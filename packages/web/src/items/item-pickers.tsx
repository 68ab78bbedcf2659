import type { ItemRow } from "@throughline/contract/items";
import type { Person } from "@throughline/contract/people";
import { useState, type ReactNode } from "react";
import { useDirectory } from "../organization/directory.ts";
import { useHere } from "../session/session.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { CommandPalette } from "../ui/command-palette.tsx";
import type { Command } from "../ui/command-search.ts";
import { DateField } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/text-field.tsx";
import { useShortcut } from "../ui/shortcuts.ts";
import { EntryChecklist } from "./entry-checklist.tsx";
import { blockItem, changeWithUndo, moveItem, unblockItem } from "./item-deeds.ts";
import { classes, ClassMark, StageMark } from "./item-marks.tsx";
import { itemRows } from "./item-rows.ts";

type Picking = {
  readonly kind: "move" | "hand-off" | "assign" | "class" | "due" | "block";
  readonly itemIds: readonly string[];
};
type Checking = { readonly itemId: string; readonly stageId: string };

/** What a bulk edit does instead, where several items are chosen. */
export type ApplyToMany = (
  itemIds: readonly string[],
  change: {
    stageId?: string;
    ownerId?: string | null;
    classOfService?: ItemRow["classOfService"];
    dueOn?: string | null;
  },
) => void;

/**
 * The keyboard's way to move, assign, class, date and block, on any page with items: `m a p d b h` act on the chosen items or
 * the current one.
 * @param targets the items the keys act on now.
 * @returns what to render, and a way to open a picker by pointer.
 */
export function useItemPickers(
  targets: () => readonly string[],
  applyToMany?: ApplyToMany,
): {
  readonly element: ReactNode;
  readonly pick: (kind: Picking["kind"], itemIds: readonly string[]) => void;
  readonly move: (itemId: string, stageId: string, more?: { afterItemId?: string | null; rank?: string }) => void;
} {
  const here = useHere();
  const directory = useDirectory();
  const [picking, setPicking] = useState<Picking | null>(null);
  const [checking, setChecking] = useState<Checking | null>(null);
  const isEnabled = here.may("item.write");

  const pick = (kind: Picking["kind"], itemIds: readonly string[]) => {
    if (itemIds.length > 0 && isEnabled) setPicking({ kind, itemIds });
  };
  const key = (kind: Picking["kind"], title: string) =>
    [() => pick(kind, targets()), { title, group: "Items", isEnabled }] as const;
  useShortcut("m", ...key("move", "Move to a stage"));
  useShortcut("a", ...key("assign", "Assign an owner"));
  useShortcut("p", ...key("class", "Set class of service"));
  useShortcut("d", ...key("due", "Set due day"));
  useShortcut("b", ...key("block", "Block or unblock"));
  useShortcut("h", ...key("hand-off", "Hand off to another team"));

  const move = (itemId: string, stageId: string, more: { afterItemId?: string | null; rank?: string } = {}) => {
    const row = itemRows.get(itemId);
    const to = directory.stages.get(stageId);
    const from = row && directory.stages.get(row.stageId);
    if (!row || !to) return;
    const crosses =
      from !== undefined &&
      from.teamId !== to.teamId &&
      !directory.teams.get(to.teamId)?.members.some((member) => member.personId === here.personId);
    if (to.entryChecklist.length > 0 && stageId !== row.stageId) {
      setChecking({ itemId, stageId });
      return;
    }
    void moveItem(itemId, { stageId, stageName: to.name, ...(crosses ? { offeredTo: to.teamId } : {}), ...more });
  };

  const one = (itemIds: readonly string[], change: Parameters<ApplyToMany>[1], alone: (itemId: string) => void) => {
    if (itemIds.length > 1 && applyToMany) applyToMany(itemIds, change);
    else for (const itemId of itemIds) alone(itemId);
  };

  const close = () => setPicking(null);
  const row = picking && itemRows.get(picking.itemIds[0] ?? "");
  const element = (
    <>
      {picking && row && (picking.kind === "move" || picking.kind === "hand-off") ? (
        <CommandPalette
          isOpen
          onClose={close}
          label={picking.kind === "move" ? "Move to" : "Hand off to"}
          placeholder={`${picking.kind === "move" ? "Move" : "Hand off"} ${named(picking)} to…`}
          commands={stageCommands(directory, row, picking.kind === "hand-off", (stageId) =>
            one(picking.itemIds, { stageId }, (itemId) => move(itemId, stageId)),
          )}
        />
      ) : null}
      {picking?.kind === "assign" ? (
        <CommandPalette
          isOpen
          onClose={close}
          label="Assign to"
          placeholder={`Assign ${named(picking)} to…`}
          commands={ownerCommands([...directory.people.values()], here.personId, (ownerId, name) =>
            one(
              picking.itemIds,
              { ownerId },
              (itemId) =>
                void changeWithUndo(itemId, { ownerId }, ownerId === null ? "nobody owns it now" : `owned by ${name}`),
            ),
          )}
        />
      ) : null}
      {picking?.kind === "class" ? (
        <CommandPalette
          isOpen
          onClose={close}
          label="Class of service"
          placeholder={`Class of service of ${named(picking)}…`}
          commands={Object.entries(classes).map(([id, { name }]) => ({
            id,
            title: name,
            group: "Class of service",
            mark: <ClassMark of={id as ItemRow["classOfService"]} isNamed={false} />,
            run: () =>
              one(
                picking.itemIds,
                { classOfService: id as ItemRow["classOfService"] },
                (itemId) =>
                  void changeWithUndo(itemId, { classOfService: id as ItemRow["classOfService"] }, name.toLowerCase()),
              ),
          }))}
        />
      ) : null}
      {picking?.kind === "due" && row ? (
        <DuePicker
          title={`Due day of ${named(picking)}`}
          value={row.dueOn}
          onClose={close}
          onSave={(dueOn) =>
            one(
              picking.itemIds,
              { dueOn },
              (itemId) => void changeWithUndo(itemId, { dueOn }, dueOn === null ? "no due day" : `due ${dueOn}`),
            )
          }
        />
      ) : null}
      {picking?.kind === "block" && row ? <BlockPicker row={row} onClose={close} /> : null}
      {checking ? (
        <EntryChecklist
          itemKey={itemRows.get(checking.itemId)?.key ?? ""}
          stage={directory.stages.get(checking.stageId)}
          onClose={() => setChecking(null)}
          onConfirm={(confirmed) => {
            const to = directory.stages.get(checking.stageId);
            const from = directory.stages.get(itemRows.get(checking.itemId)?.stageId ?? "");
            setChecking(null);
            if (!to) return;
            const crosses =
              from !== undefined &&
              from.teamId !== to.teamId &&
              !directory.teams.get(to.teamId)?.members.some((member) => member.personId === here.personId);
            void moveItem(checking.itemId, {
              stageId: to.stageId,
              stageName: to.name,
              confirmed,
              ...(crosses ? { offeredTo: to.teamId } : {}),
            });
          }}
        />
      ) : null}
    </>
  );
  return { element, pick, move };
}

const named = ({ itemIds }: Picking): string =>
  itemIds.length === 1 ? (itemRows.get(itemIds[0] ?? "")?.key ?? "the item") : `${itemIds.length} items`;

function stageCommands(
  directory: ReturnType<typeof useDirectory>,
  row: ItemRow,
  onlyOtherTeams: boolean,
  choose: (stageId: string) => void,
): Command[] {
  const workflow = directory.workflows.get(row.workflowId);
  const from = directory.stages.get(row.stageId);
  return (workflow?.stages ?? [])
    .filter(
      (stage) =>
        stage.stageId !== row.stageId &&
        (from?.nextStageIds?.includes(stage.stageId) ?? true) &&
        (!onlyOtherTeams || stage.teamId !== from?.teamId),
    )
    .map((stage) => ({
      id: stage.stageId,
      title: stage.name,
      group: directory.teams.get(stage.teamId)?.name ?? "Stages",
      mark: <StageMark kind={stage.kind} />,
      ...(stage.teamId === from?.teamId ? {} : { hint: "hand-off" }),
      run: () => choose(stage.stageId),
    }));
}

function ownerCommands(
  people: readonly Person[],
  me: string,
  choose: (personId: string | null, name: string) => void,
): Command[] {
  const active = people
    .filter((person) => person.state === "active")
    .toSorted((a, b) => Number(b.personId === me) - Number(a.personId === me) || a.name.localeCompare(b.name));
  return [
    ...active.map((person) => ({
      id: person.personId,
      title: person.personId === me ? `${person.name} (me)` : person.name,
      group: "People",
      mark: <Avatar name={person.name} kind={person.kind} isDecorative />,
      ...(person.email ? { words: [person.email] } : {}),
      run: () => choose(person.personId, person.name),
    })),
    { id: "nobody", title: "Nobody", group: "People", run: () => choose(null, "nobody") },
  ];
}

function DuePicker({
  title,
  value,
  onClose,
  onSave,
}: {
  title: string;
  value: string | null;
  onClose: () => void;
  onSave: (day: string | null) => void;
}) {
  const [day, setDay] = useState(value);
  const save = () => {
    onSave(day);
    onClose();
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="primary" onPress={save}>
            {day === null ? "Remove due day" : "Set due day"}
          </Button>
        </>
      }
    >
      <DateField label="Due" value={day} onChange={setDay} autoFocus />
    </Dialog>
  );
}

function BlockPicker({ row, onClose }: { row: ItemRow; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const [waitingFor, setWaitingFor] = useState("");
  const [isWrong, setWrong] = useState(false);
  if (row.blockedSince !== null) {
    return (
      <Dialog
        title={`${row.key} is blocked`}
        isOpen
        onClose={onClose}
        actions={
          <>
            <Button onPress={onClose}>Leave it blocked</Button>
            <Button
              tone="primary"
              onPress={() => {
                void unblockItem(row.itemId);
                onClose();
              }}
            >
              Unblock
            </Button>
          </>
        }
      >
        {row.blockReason}
      </Dialog>
    );
  }
  const save = () => {
    if (reason.trim() === "") {
      setWrong(true);
      return;
    }
    void blockItem(row.itemId, reason.trim(), waitingFor.trim());
    onClose();
  };
  return (
    <Dialog
      title={`Block ${row.key}`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="primary" onPress={save}>
            Block
          </Button>
        </>
      }
    >
      <div className="space-y-3">
        <TextField
          label="Why it cannot go on"
          value={reason}
          onChange={setReason}
          autoFocus
          isRequired
          {...(isWrong ? { error: "Say why, so that others can help" } : {})}
        />
        <TextField
          label="Waiting for"
          description="A person, a team, a delivery, a day"
          value={waitingFor}
          onChange={setWaitingFor}
        />
      </div>
    </Dialog>
  );
}
