import type { Field } from "@throughline/contract/fields";
import type { ItemDetail, ItemRow } from "@throughline/contract/items";
import { useState, type ReactNode } from "react";
import { client } from "../client.ts";
import { useDirectory } from "../organization/directory.ts";
import { queryClient } from "../query-client.ts";
import { useHere } from "../session/session.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Tag } from "../ui/badge.tsx";
import type { Choice } from "../ui/choice-list.tsx";
import { useNow } from "../ui/clock.ts";
import { ComboBox } from "../ui/combo-box.tsx";
import { DateField } from "../ui/date-field.tsx";
import { HairlineMeter } from "../ui/hairline-meter.tsx";
import { InlineEdit } from "../ui/inline-edit.tsx";
import { Link } from "../ui/link.tsx";
import { NumberField } from "../ui/number-field.tsx";
import { Select } from "../ui/select.tsx";
import { showToast } from "../ui/toast-queue.ts";
import { TimeText } from "../ui/time-text.tsx";
import { changeItem, refusalSentence } from "./item-deeds.ts";
import { classes, ClassMark, StageMark } from "./item-marks.tsx";
import { useItemPickers } from "./item-pickers.tsx";
import { stageAge } from "./stage-age.ts";

/** Everything of an item that is chosen rather than written. Each change is made on the spot. */
export function ItemProperties({ item, isReadOnly }: { item: ItemDetail; isReadOnly: boolean }) {
  const directory = useDirectory();
  const here = useHere();
  const now = useNow();
  const { element, move } = useItemPickers(() => [item.itemId]);
  const workflow = directory.workflows.get(item.workflowId);
  const stage = directory.stages.get(item.stageId);
  const age = stageAge(item.stageEnteredAt, stage, now);
  const change = (fields: Parameters<typeof changeItem>[1]) => void changeItem(item.itemId, fields);
  const people: Choice[] = [...directory.people.values()]
    .filter((person) => person.state === "active")
    .toSorted(
      (a, b) =>
        Number(b.personId === here.personId) - Number(a.personId === here.personId) || a.name.localeCompare(b.name),
    )
    .map((person) => ({
      id: person.personId,
      name: person.name,
      mark: <Avatar name={person.name} kind={person.kind} isDecorative />,
    }));
  const person = (id: string | null): Choice | null => {
    const found = id === null ? undefined : directory.people.get(id);
    return found ? { id: found.personId, name: found.name } : null;
  };
  return (
    <>
      <dl className="quiet-fields grid grid-cols-[7rem_minmax(0,1fr)] items-center gap-x-3 gap-y-1 text-dense">
        <Property name="Stage">
          <div className="flex items-center gap-2">
            <Select
              label="Stage"
              isLabelHidden
              tone="quiet"
              isDisabled={isReadOnly}
              choices={(workflow?.stages ?? []).map((each) => ({
                id: each.stageId,
                name: each.name,
                mark: <StageMark kind={each.kind} />,
                ...(each.teamId === stage?.teamId ? {} : { hint: directory.teams.get(each.teamId)?.name ?? "" }),
              }))}
              value={item.stageId}
              onChange={(id) => id !== null && move(item.itemId, id)}
            />
            {age.limit === null || item.finishedAt !== null ? null : (
              <HairlineMeter value={age.days} limit={age.limit} label={age.sentence} className="w-16" />
            )}
          </div>
        </Property>
        <Property name="Owner">
          <ComboBox
            label="Owner"
            isLabelHidden
            choices={people}
            isDisabled={isReadOnly}
            value={person(item.ownerId)}
            onChange={(choice) => change({ ownerId: choice?.id ?? null })}
            placeholder="Nobody"
            className="max-w-80"
          />
        </Property>
        <Property name="Class">
          <Select
            label="Class of service"
            isLabelHidden
            tone="quiet"
            isDisabled={isReadOnly}
            choices={Object.entries(classes).map(([id, { name }]) => ({
              id,
              name,
              mark: <ClassMark of={id as ItemRow["classOfService"]} isNamed={false} />,
            }))}
            value={item.classOfService}
            onChange={(id) => id !== null && change({ classOfService: id as ItemRow["classOfService"] })}
            className="max-w-48"
          />
        </Property>
        <Property name="Due">
          <DateField
            label="Due"
            isLabelHidden
            isDisabled={isReadOnly}
            value={item.dueOn}
            onChange={(dueOn) => change({ dueOn })}
            className="max-w-48"
          />
        </Property>
        <Property name="Cost of delay">
          <NumberField
            label="Cost of delay for a week"
            isLabelHidden
            isDisabled={isReadOnly}
            value={item.value ?? Number.NaN}
            onChange={(value) => change({ value: Number.isNaN(value) ? null : value })}
            minValue={0}
            placeholder="Add…"
            unit="a week"
            className="max-w-48"
          />
        </Property>
        <Property name="Effort">
          <div className="flex items-center gap-1.5">
            <NumberField
              label="Effort, at least, in days"
              isLabelHidden
              isDisabled={isReadOnly}
              value={item.effortLow ?? Number.NaN}
              onChange={(low) => change(effort(low, item.effortHigh, "low"))}
              minValue={0}
              placeholder="least"
              className="max-w-36"
            />
            <span className="text-muted">to</span>
            <NumberField
              label="Effort, at most, in days"
              isLabelHidden
              isDisabled={isReadOnly}
              value={item.effortHigh ?? Number.NaN}
              onChange={(high) => change(effort(high, item.effortLow, "high"))}
              minValue={0}
              placeholder="most"
              unit="days"
              className="max-w-44"
            />
          </div>
        </Property>
        <Property name="Labels">
          <Labels item={item} isReadOnly={isReadOnly} />
        </Property>
        <Property name="Kind">
          <InlineEdit
            label="Kind"
            value={item.kind}
            isReadOnly={isReadOnly}
            check={(text) => (text === "" ? "Name the kind of work" : null)}
            onSave={(kind) => change({ kind })}
          />
        </Property>
        <Property name="Contributors">
          <People
            ids={item.contributorIds}
            choices={people}
            isReadOnly={isReadOnly}
            name="contributor"
            onChange={(contributorIds) => change({ contributorIds })}
          />
        </Property>
        <Property name="Watchers">
          <People
            ids={item.watcherIds}
            choices={people}
            isReadOnly={isReadOnly}
            name="watcher"
            onChange={(watcherIds) => change({ watcherIds })}
          />
        </Property>
        {item.requesterId ? (
          <Property name="Requester">{directory.people.get(item.requesterId)?.name ?? "Unknown"}</Property>
        ) : null}
        {[...directory.fields.values()]
          .filter((field) => field.archivedAt === null || item.fields[field.fieldId] !== undefined)
          .map((field) => (
            <Property key={field.fieldId} name={field.name}>
              <FieldValue
                item={item}
                field={field}
                people={people}
                isReadOnly={isReadOnly || field.archivedAt !== null}
              />
            </Property>
          ))}
        <Property name="Made">
          <TimeText at={item.createdAt} />
          {item.externalId ? (
            <span className="text-muted">{` · ${item.source ?? "import"} ${item.externalId}`}</span>
          ) : null}
        </Property>
        {item.startedAt ? (
          <Property name={item.finishedAt ? "Finished" : "Started"}>
            <TimeText at={item.finishedAt ?? item.startedAt} />
          </Property>
        ) : null}
      </dl>
      {element}
    </>
  );
}

function Property({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-h-row min-w-0 content-center">{children}</dd>
    </>
  );
}

/** Both ends of the effort, kept in order: the end that was typed leads. */
function effort(
  typed: number,
  other: number | null,
  end: "low" | "high",
): { effortLow: number | null; effortHigh: number | null } {
  if (Number.isNaN(typed)) return { effortLow: null, effortHigh: null };
  const low = end === "low" ? typed : Math.min(typed, other ?? typed);
  const high = end === "high" ? typed : Math.max(typed, other ?? typed);
  return { effortLow: low, effortHigh: high };
}

function People({
  ids,
  choices,
  isReadOnly,
  name,
  onChange,
}: {
  ids: readonly string[];
  choices: readonly Choice[];
  isReadOnly: boolean;
  name: string;
  onChange: (ids: string[]) => void;
}) {
  const { people } = useDirectory();
  return (
    <div className="flex flex-wrap items-center gap-1">
      {ids.map((id) => (
        <Tag key={id} {...(isReadOnly ? {} : { onRemove: () => onChange(ids.filter((each) => each !== id)) })}>
          {people.get(id)?.name ?? "Unknown"}
        </Tag>
      ))}
      {isReadOnly ? null : (
        <ComboBox
          label={`Add a ${name}`}
          isLabelHidden
          placeholder="Add…"
          choices={choices.filter((choice) => !ids.includes(choice.id))}
          value={null}
          onChange={(choice) => choice && onChange([...ids, choice.id])}
          className="w-28"
        />
      )}
    </div>
  );
}

function Labels({ item, isReadOnly }: { item: ItemDetail; isReadOnly: boolean }) {
  const { labels } = useDirectory();
  const [typed, setTyped] = useState<Choice | null>(null);
  const known = [...labels.values()].filter((label) => label.archivedAt === null);
  const search = async (text: string): Promise<readonly Choice[]> => {
    const wanted = text.trim().toLowerCase();
    const found = known
      .filter((label) => label.name.toLowerCase().includes(wanted) && !item.labelIds.includes(label.labelId))
      .map((label) => ({ id: label.labelId, name: label.name }));
    const isNew = wanted !== "" && !known.some((label) => label.name.toLowerCase() === wanted);
    return isNew ? [...found, { id: `new:${text.trim()}`, name: `Make “${text.trim()}”` }] : found;
  };
  const choose = async (choice: Choice | null) => {
    if (!choice) return;
    setTyped(choice);
    try {
      let labelId = choice.id;
      if (labelId.startsWith("new:")) {
        labelId = (await client.createLabel({ name: labelId.slice(4) })).labelId;
        await queryClient.invalidateQueries({ queryKey: ["labels"] });
      }
      await changeItem(item.itemId, { labelIds: [...item.labelIds, labelId] });
    } catch (error) {
      showToast({ text: "The label was not added", detail: refusalSentence(error), meaning: "bad" });
    }
    setTyped(null);
  };
  return (
    <div className="flex flex-wrap items-center gap-1">
      {item.labelIds.map((id) => (
        <Tag
          key={id}
          {...(isReadOnly
            ? {}
            : {
                onRemove: () => void changeItem(item.itemId, { labelIds: item.labelIds.filter((each) => each !== id) }),
              })}
        >
          {labels.get(id)?.name ?? "…"}
        </Tag>
      ))}
      {isReadOnly ? null : (
        <ComboBox
          label="Add a label"
          isLabelHidden
          placeholder="Add…"
          search={search}
          value={typed}
          onChange={(choice) => void choose(choice)}
          className="w-28"
        />
      )}
    </div>
  );
}

function FieldValue({
  item,
  field,
  people,
  isReadOnly,
}: {
  item: ItemDetail;
  field: Field;
  people: readonly Choice[];
  isReadOnly: boolean;
}) {
  const value = item.fields[field.fieldId] ?? null;
  const save = async (next: string | number | null) => {
    await changeItem(item.itemId, { fields: { [field.fieldId]: next } });
  };
  switch (field.kind) {
    case "number":
      return (
        <NumberField
          label={field.name}
          isLabelHidden
          isDisabled={isReadOnly}
          value={typeof value === "number" ? value : Number.NaN}
          onChange={(next) => void save(Number.isNaN(next) ? null : next)}
          placeholder="Add…"
          className="max-w-48"
        />
      );
    case "date":
      return (
        <DateField
          label={field.name}
          isLabelHidden
          isDisabled={isReadOnly}
          value={typeof value === "string" ? value : null}
          onChange={(next) => void save(next)}
          className="max-w-48"
        />
      );
    case "choice":
      return (
        <Select
          label={field.name}
          isLabelHidden
          tone="quiet"
          isDisabled={isReadOnly}
          placeholder="None"
          choices={[{ id: "", name: "None" }, ...field.choices]}
          value={typeof value === "string" ? value : null}
          onChange={(next) => void save(next || null)}
          className="max-w-80"
        />
      );
    case "person":
      return (
        <ComboBox
          label={field.name}
          isLabelHidden
          isDisabled={isReadOnly}
          choices={people}
          value={people.find((choice) => choice.id === value) ?? null}
          onChange={(choice) => void save(choice?.id ?? null)}
          placeholder="Nobody"
          className="max-w-80"
        />
      );
    case "link":
      return (
        <div className="flex items-center gap-2">
          <InlineEdit
            label={field.name}
            value={typeof value === "string" ? value : ""}
            isReadOnly={isReadOnly}
            onSave={(next) => save(next || null)}
            check={(text) => (text === "" || /^https?:\/\//.test(text) ? null : "Start with https://")}
          />
          {typeof value === "string" ? <Link href={value}>Open</Link> : null}
        </div>
      );
    case "text":
      return (
        <InlineEdit
          label={field.name}
          value={typeof value === "string" ? value : ""}
          isReadOnly={isReadOnly}
          onSave={(next) => save(next || null)}
        />
      );
  }
}
