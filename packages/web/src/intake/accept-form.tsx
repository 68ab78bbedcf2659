import type { ItemRow } from "@throughline/contract/items";
import type { RequestDetail } from "@throughline/contract/requests";
import type { Workflow } from "@throughline/contract/workflows";
import { useState } from "react";
import { classes } from "../items/item-marks.tsx";
import { useDirectory, type Directory } from "../organization/directory.ts";
import { useHere } from "../session/session.ts";
import { Avatar } from "../ui/avatar.tsx";
import type { Choice } from "../ui/choice-list.tsx";
import { ComboBox } from "../ui/combo-box.tsx";
import { DateField } from "../ui/date-field.tsx";
import { NumberField } from "../ui/number-field.tsx";
import { Select } from "../ui/select.tsx";
import { TextField } from "../ui/text-field.tsx";
import { DeedForm } from "./deed-form.tsx";
import { useDraft } from "./use-draft.ts";

export interface AcceptWish {
  readonly title: string;
  readonly workflowId: string;
  readonly classOfService: ItemRow["classOfService"];
  readonly value: number | null;
  readonly effortLow: number | null;
  readonly effortHigh: number | null;
  readonly dueOn: string | null;
  readonly ownerId: string | null;
}

/** Everything an item needs to stand rightly in its queue, in one glance; what is not known yet can stay empty. */
export function AcceptForm({
  request,
  onAccept,
  onCancel,
}: {
  request: RequestDetail;
  onAccept: (wish: AcceptWish) => void;
  onCancel: () => void;
}) {
  const directory = useDirectory();
  const here = useHere();
  const workflows = workflowsFor(directory, request.teamId);
  const memory = `throughline.accept.${request.teamId}`;
  const [initial] = useState<AcceptWish>(() => ({
    title: request.title,
    workflowId: localStorage.getItem(memory) ?? "",
    classOfService: "standard",
    value: null,
    effortLow: null,
    effortHigh: null,
    dueOn: null,
    ownerId: null,
  }));
  const { draft, type } = useDraft(`accept.${request.requestId}`, initial);
  const [isTried, setTried] = useState(false);
  const change = (more: Partial<AcceptWish>) => type({ ...draft, ...more });
  const workflow = workflows.find((each) => each.workflowId === draft.workflowId) ?? workflows[0];
  const people = choicesOf(directory, here.personId);
  const isTitleMissing = draft.title.trim() === "";
  const first = workflow?.stages.find((stage) => stage.teamId === request.teamId && stage.kind === "queue");
  const submit = () => {
    setTried(true);
    if (isTitleMissing || !workflow) return;
    localStorage.setItem(memory, workflow.workflowId);
    const [low, high] = [draft.effortLow ?? draft.effortHigh, draft.effortHigh ?? draft.effortLow];
    onAccept({
      ...draft,
      title: draft.title.trim(),
      workflowId: workflow.workflowId,
      effortLow: low === null || high === null ? null : Math.min(low, high),
      effortHigh: low === null || high === null ? null : Math.max(low, high),
    });
  };
  return (
    <DeedForm
      label={`Accept request ${request.number}`}
      verb="Accept"
      onSubmit={submit}
      onCancel={onCancel}
      hint={`It becomes an item in ${first?.name ?? workflow?.stages[0]?.name ?? "the first stage"}. ${request.requesterName} is told.`}
    >
      <TextField
        label="Title"
        value={draft.title}
        onChange={(title) => change({ title })}
        maxLength={500}
        {...(isTried && isTitleMissing ? { error: "Give it a title" } : {})}
      />
      <div className="grid grid-cols-1 gap-x-3 gap-y-2.5 sm:grid-cols-2 xl:grid-cols-3">
        <Select
          label="Workflow"
          placeholder="No workflow yet"
          choices={workflows.map((each) => ({
            id: each.workflowId,
            name: each.name,
            ...(each.teamId === request.teamId ? {} : { hint: directory.teams.get(each.teamId)?.name ?? "" }),
          }))}
          value={workflow?.workflowId ?? null}
          onChange={(workflowId) => change({ workflowId })}
          {...(isTried && !workflow ? { error: "Draw a workflow first" } : {})}
        />
        <Select
          label="Class of service"
          choices={Object.entries(classes).map(([id, { name }]) => ({ id, name }))}
          value={draft.classOfService}
          onChange={(id) => change({ classOfService: id as ItemRow["classOfService"] })}
        />
        <ComboBox
          label="Owner"
          placeholder="Nobody yet"
          choices={people}
          value={people.find((choice) => choice.id === draft.ownerId) ?? null}
          onChange={(choice) => change({ ownerId: choice?.id ?? null })}
        />
        <NumberField
          label="Cost of delay"
          unit="a week"
          minValue={0}
          value={draft.value ?? Number.NaN}
          onChange={(value) => change({ value: orNull(value) })}
        />
        <NumberField
          label="Effort, at least"
          unit="days"
          minValue={0}
          value={draft.effortLow ?? Number.NaN}
          onChange={(value) => change({ effortLow: orNull(value) })}
        />
        <NumberField
          label="Effort, at most"
          unit="days"
          minValue={0}
          value={draft.effortHigh ?? Number.NaN}
          onChange={(value) => change({ effortHigh: orNull(value) })}
        />
        {draft.classOfService === "fixed_date" || draft.dueOn !== null ? (
          <DateField label="Due" value={draft.dueOn} onChange={(dueOn) => change({ dueOn })} />
        ) : null}
      </div>
    </DeedForm>
  );
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** The team's own workflows first, then those it has a stage in, then the rest. */
function workflowsFor({ workflows }: Directory, teamId: string): Workflow[] {
  const nearness = (workflow: Workflow) =>
    workflow.teamId === teamId ? 0 : workflow.stages.some((stage) => stage.teamId === teamId) ? 1 : 2;
  return [...workflows.values()]
    .filter((workflow) => workflow.archivedAt === null)
    .toSorted((a, b) => nearness(a) - nearness(b) || a.name.localeCompare(b.name));
}

/** Whoever may own an item, the reader first. */
function choicesOf({ people }: Directory, me: string): Choice[] {
  return [...people.values()]
    .filter((person) => person.state === "active")
    .toSorted((a, b) => Number(b.personId === me) - Number(a.personId === me) || a.name.localeCompare(b.name))
    .map((person) => ({
      id: person.personId,
      name: person.personId === me ? `${person.name} (me)` : person.name,
      mark: <Avatar name={person.name} kind={person.kind} isDecorative />,
    }));
}
