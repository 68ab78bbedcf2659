import type { Stage } from "@throughline/contract/workflows";
import type { ReactNode } from "react";
import { StageMark } from "../items/item-marks.tsx";
import { useDirectory } from "../organization/directory.ts";
import { Button } from "../ui/button.tsx";
import { NumberField } from "../ui/number-field.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { Select } from "../ui/select.tsx";
import { ShapeMark } from "../ui/shape-mark.tsx";
import { SidePanel } from "../ui/side-panel.tsx";
import { Switch } from "../ui/switch.tsx";
import { TextField } from "../ui/text-field.tsx";
import { EntryChecklistEditor } from "./entry-checklist-editor.tsx";
import { NextStages } from "./next-stages.tsx";
import { StageFacts } from "./stage-facts.tsx";

const kinds = [
  { id: "queue", name: "Queue", hint: "Work waits here to be pulled", mark: <StageMark kind="queue" /> },
  { id: "active", name: "Active", hint: "Someone works on it", mark: <StageMark kind="active" /> },
  { id: "done", name: "Done", hint: "Finished: the clock stops", mark: <StageMark kind="done" /> },
];

export type StagePanelProps = {
  stage: Stage;
  stages: readonly Stage[];
  isReadOnly: boolean;
  problems: readonly { readonly sentence: string }[];
  onChange: (change: Partial<Stage>) => void;
  onRemove: () => void;
  onClose: () => void;
};

/** All of one stage. What is typed is in the edit at once, and nowhere else until the edit is saved. */
export function StagePanel({ stage, stages, isReadOnly, problems, onChange, onRemove, onClose }: StagePanelProps) {
  const { teams } = useDirectory();
  const living = [...teams.values()]
    .filter((team) => team.archivedAt === null || team.teamId === stage.teamId)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const { serviceLevel } = stage;
  return (
    <SidePanel
      label={stage.name}
      onClose={onClose}
      head={
        <>
          <StageMark kind={stage.kind} isNamed />
          <span className="truncate font-semibold text-ink">{stage.name}</span>
        </>
      }
    >
      {isReadOnly ? (
        <StageFacts stage={stage} stages={stages} teamName={teams.get(stage.teamId)?.name ?? "a team"} />
      ) : (
        <div className="space-y-5 px-4 py-4">
          {problems.map(({ sentence }) => (
            <p key={sentence} className="flex items-center gap-2 text-dense text-bad">
              <ShapeMark shape="square" className="text-bad-mark" />
              {sentence}.
            </p>
          ))}
          <TextField label="Name" value={stage.name} maxLength={80} onChange={(name) => onChange({ name })} />
          <Select
            label="Team"
            description="Who has the work here. A move from another team's stage is a hand-off."
            choices={living.map((team) => ({ id: team.teamId, name: team.name, hint: team.key }))}
            value={stage.teamId}
            onChange={(teamId) => onChange({ teamId })}
          />
          <RadioGroup
            label="Kind"
            choices={kinds}
            value={stage.kind}
            onChange={(kind) => onChange({ kind: kind as Stage["kind"] })}
          />
          <Part title="WIP limit">
            <NumberField
              label="How many items at most"
              className="max-w-44"
              placeholder="No limit"
              minValue={1}
              maxValue={10_000}
              step={1}
              value={stage.wipLimit ?? Number.NaN}
              onChange={(limit) =>
                onChange({
                  wipLimit: Number.isNaN(limit) ? null : limit,
                  ...(Number.isNaN(limit) ? { wipHard: false } : {}),
                })
              }
            />
            {stage.wipLimit === null ? null : (
              <RadioGroup
                label="When it is full"
                choices={[
                  { id: "soft", name: "Soft", hint: "More may enter; the stage shows as over its limit" },
                  { id: "hard", name: "Hard", hint: "Nothing enters, whoever tries, until something has left" },
                ]}
                value={stage.wipHard ? "hard" : "soft"}
                onChange={(value) => onChange({ wipHard: value === "hard" })}
              />
            )}
          </Part>
          <Part title="Service level">
            <Switch
              isSelected={serviceLevel !== null}
              onChange={(isOn) => onChange({ serviceLevel: isOn ? { percent: 85, days: 3 } : null })}
            >
              We expect how long items stay here
            </Switch>
            {serviceLevel === null ? null : (
              <div className="flex flex-wrap items-end gap-x-2 gap-y-2 text-dense">
                <NumberField
                  label="Share of the items"
                  className="w-32"
                  unit="%"
                  minValue={1}
                  maxValue={99}
                  step={1}
                  value={serviceLevel.percent}
                  onChange={(percent) => {
                    if (!Number.isNaN(percent)) onChange({ serviceLevel: { ...serviceLevel, percent } });
                  }}
                />
                <span className="flex h-8 items-center text-muted">within</span>
                <NumberField
                  label="Working days"
                  className="w-36"
                  unit={serviceLevel.days === 1 ? "day" : "days"}
                  minValue={0.1}
                  maxValue={10_000}
                  formatOptions={{ maximumFractionDigits: 2 }}
                  value={serviceLevel.days}
                  onChange={(days) => {
                    if (!Number.isNaN(days) && days > 0) onChange({ serviceLevel: { ...serviceLevel, days } });
                  }}
                />
              </div>
            )}
          </Part>
          <Part title="To enter, someone confirms">
            <EntryChecklistEditor
              lines={stage.entryChecklist}
              onChange={(entryChecklist) => onChange({ entryChecklist })}
            />
          </Part>
          <Part title="What may follow">
            <NextStages stage={stage} stages={stages} onChange={(nextStageIds) => onChange({ nextStageIds })} />
          </Part>
          {stages.length > 1 ? (
            <div className="border-t border-rule pt-4">
              <Button onPress={onRemove}>Take this stage out</Button>
            </div>
          ) : null}
        </div>
      )}
    </SidePanel>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="space-y-2 border-t border-rule pt-4">
      <h2 className="text-dense font-semibold">{title}</h2>
      {children}
    </section>
  );
}
