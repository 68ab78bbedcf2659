import type { ItemRow } from "@throughline/contract/items";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { client } from "../client.ts";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { queryClient } from "../query-client.ts";
import { useHere } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Link } from "../ui/link.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { Select } from "../ui/select.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toast-queue.ts";
import { refusalSentence } from "./item-deeds.ts";
import { classes } from "./item-marks.tsx";
import { itemRows } from "./item-rows.ts";

const draftKey = "throughline.new-item";
const typeFrom = (): { title: string; description: string } => {
  try {
    return { title: "", description: "", ...JSON.parse(sessionStorage.getItem(draftKey) ?? "{}") };
  } catch {
    return { title: "", description: "" };
  }
};

/** Makes an item; what was typed is kept until it was made, whatever happens to the page. */
export function NewItem({
  onClose,
  workflowId,
  parentId,
}: {
  onClose: () => void;
  workflowId?: string;
  parentId?: string;
}) {
  const here = useHere();
  const directory = useDirectory();
  const { navigate } = useNavigation();
  const { organization } = useParams({ strict: false }) as { organization: string };
  const workflows = [...directory.workflows.values()].filter((each) => each.archivedAt === null);
  const [draft, setDraft] = useState(typeFrom);
  const [workflow, setWorkflow] = useState(workflowId ?? localStorage.getItem("throughline.workflow") ?? null);
  const chosen = workflows.find((each) => each.workflowId === workflow) ?? workflows[0];
  const [ownerId, setOwner] = useState<string>("");
  const [classOfService, setClass] = useState<ItemRow["classOfService"]>("standard");
  const [dueOn, setDue] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  const type = (more: Partial<typeof draft>) => {
    const next = { ...draft, ...more };
    setDraft(next);
    setError(null);
    sessionStorage.setItem(draftKey, JSON.stringify(next));
  };

  const make = async (again: boolean) => {
    if (draft.title.trim() === "") {
      setError("Give it a title");
      return;
    }
    if (!chosen) return;
    setPending(true);
    try {
      const item = await client.createItem({
        title: draft.title,
        description: draft.description,
        workflowId: chosen.workflowId,
        ownerId: ownerId || null,
        classOfService,
        dueOn,
        ...(parentId === undefined ? {} : { parentId }),
      });
      itemRows.put([item]);
      queryClient.setQueryData(["item", item.itemId], item);
      if (parentId !== undefined) void queryClient.invalidateQueries({ queryKey: ["item", parentId] });
      for (const key of ["item-ids", "board", "queue"]) void queryClient.invalidateQueries({ queryKey: [key] });
      localStorage.setItem("throughline.workflow", chosen.workflowId);
      sessionStorage.removeItem(draftKey);
      showToast({
        text: `${item.key} is made`,
        action: { name: "Open", run: () => navigate(paths.item(organization, item.key)) },
      });
      if (again) setDraft({ title: "", description: "" });
      else onClose();
    } catch (failure) {
      setError(refusalSentence(failure));
    } finally {
      setPending(false);
    }
  };

  const people = [...directory.people.values()]
    .filter((person) => person.state === "active")
    .toSorted(
      (a, b) =>
        Number(b.personId === here.personId) - Number(a.personId === here.personId) || a.name.localeCompare(b.name),
    );
  if (workflows.length === 0) {
    return (
      <Dialog title="New item" isOpen onClose={onClose}>
        <EmptyState title="No workflow yet">
          An item needs a workflow to stand in. <Link href={paths.workflows(organization)}>Draw one first</Link>.
        </EmptyState>
      </Dialog>
    );
  }
  return (
    <Dialog
      title="New item"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button isPending={isPending} onPress={() => void make(true)}>
            Make and add another
          </Button>
          <Button tone="primary" isPending={isPending} onPress={() => void make(false)}>
            Make item
          </Button>
        </>
      }
    >
      <form
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          void make(false);
        }}
      >
        <TextField
          label="Title"
          value={draft.title}
          onChange={(title) => type({ title })}
          autoFocus
          isRequired
          maxLength={500}
          {...(error === null ? {} : { error })}
        />
        <TextArea
          label="Description"
          description="Markdown"
          value={draft.description}
          onChange={(description) => type({ description })}
        />
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
          <Select
            label="Workflow"
            choices={workflows.map((each) => ({
              id: each.workflowId,
              name: each.name,
              ...(directory.teams.get(each.teamId) ? { hint: directory.teams.get(each.teamId)?.name ?? "" } : {}),
            }))}
            value={chosen?.workflowId ?? null}
            onChange={setWorkflow}
          />
          <Select
            label="Owner"
            choices={[
              { id: "", name: "Nobody yet" },
              ...people.map((person) => ({ id: person.personId, name: person.name })),
            ]}
            value={ownerId}
            onChange={(id) => setOwner(id ?? "")}
          />
          <Select
            label="Class of service"
            choices={Object.entries(classes).map(([id, { name }]) => ({ id, name }))}
            value={classOfService}
            onChange={(id) => setClass((id ?? "standard") as ItemRow["classOfService"])}
          />
          <DateField label="Due" value={dueOn} onChange={setDue} />
        </div>
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  );
}
