import type { Routine } from "@throughline/contract/routines";
import { classes, StageMark } from "../items/item-marks.tsx";
import { useDirectory } from "../organization/directory.ts";
import { useHere } from "../session/session.ts";
import { Avatar } from "../ui/avatar.tsx";
import { ComboBox } from "../ui/combo-box.tsx";
import { NumberField } from "../ui/number-field.tsx";
import { Select } from "../ui/select.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextField } from "../ui/text-field.tsx";
import { checklistOf } from "./routine-design.ts";
import type { FieldsProps } from "./timing-fields.tsx";

/** What each item of a routine is like when it is made. */
export function TemplateFields({ design, onChange, errors }: FieldsProps) {
  const { workflows, people } = useDirectory();
  const here = useHere();
  const { template } = design;
  const change = (more: Partial<Routine["template"]>) => onChange({ template: { ...template, ...more } });
  const at = (name: string) => (errors[`template.${name}`] === undefined ? {} : { error: errors[`template.${name}`] });
  const owners = [...people.values()]
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
  const stages = workflows.get(design.workflowId)?.stages ?? [];
  return (
    <div className="space-y-3">
      <TextField
        label="Title"
        description="{date} becomes the day it is made for, {week} its week."
        value={template.title}
        onChange={(title) => change({ title })}
        maxLength={500}
        {...at("title")}
      />
      <TextArea
        label="Description"
        description="Markdown; {date} and {week} work here as well."
        value={template.description}
        onChange={(description) => change({ description })}
        maxLength={100_000}
        {...at("description")}
      />
      <TextArea
        label="Checklist"
        description="One line for each thing to tick off."
        value={template.checklist.map((line) => line.text).join("\n")}
        onChange={(text) => change({ checklist: checklistOf(text, template.checklist, () => crypto.randomUUID()) })}
        {...at("checklist")}
      />
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
        <Select
          label="Class of service"
          choices={Object.entries(classes).map(([id, { name }]) => ({ id, name }))}
          value={template.classOfService}
          onChange={(id) => change({ classOfService: id as Routine["template"]["classOfService"] })}
        />
        <ComboBox
          label="Owner"
          placeholder="Nobody yet"
          choices={owners}
          value={owners.find((choice) => choice.id === template.ownerId) ?? null}
          onChange={(choice) => change({ ownerId: choice?.id ?? null })}
          {...at("ownerId")}
        />
        <Select
          label="Stage"
          choices={[
            { id: "", name: "The first stage" },
            ...stages.map((stage) => ({
              id: stage.stageId,
              name: stage.name,
              mark: <StageMark kind={stage.kind} />,
            })),
          ]}
          value={template.stageId ?? ""}
          onChange={(id) => change({ stageId: id === "" ? null : id })}
          {...at("stageId")}
        />
        <NumberField
          label="Due in"
          unit="days"
          placeholder="No due day"
          minValue={0}
          maxValue={3650}
          value={template.dueInDays ?? Number.NaN}
          onChange={(days) => change({ dueInDays: orNull(days) })}
          {...at("dueInDays")}
        />
        <NumberField
          label="Effort, at least"
          unit="days"
          minValue={0}
          value={template.effortLow ?? Number.NaN}
          onChange={(low) =>
            change({ effortLow: orNull(low), effortHigh: Number.isNaN(low) ? null : (template.effortHigh ?? low) })
          }
          {...at("effortLow")}
        />
        <NumberField
          label="Effort, at most"
          unit="days"
          minValue={0}
          value={template.effortHigh ?? Number.NaN}
          onChange={(high) =>
            change({ effortHigh: orNull(high), effortLow: Number.isNaN(high) ? null : (template.effortLow ?? high) })
          }
          {...at("effortHigh")}
        />
        <NumberField
          label="Cost of delay"
          unit="a week"
          minValue={0}
          value={template.value ?? Number.NaN}
          onChange={(value) => change({ value: orNull(value) })}
          {...at("value")}
        />
        <TextField
          label="Kind"
          value={template.kind}
          onChange={(kind) => change({ kind })}
          maxLength={60}
          {...at("kind")}
        />
      </div>
    </div>
  );
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
