import type { Stage } from "@throughline/contract/workflows";
import { StageMark } from "../items/item-marks.tsx";
import { useDirectory } from "../organization/directory.ts";
import { Checkbox } from "../ui/checkbox.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";

/** Which stages may follow: any, or those that are ticked. */
export function NextStages({
  stage,
  stages,
  onChange,
}: {
  stage: Stage;
  stages: readonly Stage[];
  onChange: (nextStageIds: string[] | null) => void;
}) {
  const { teams } = useDirectory();
  const others = stages.filter((each) => each.stageId !== stage.stageId);
  const chosen = stage.nextStageIds;
  const begin = () => {
    const at = stages.findIndex((each) => each.stageId === stage.stageId);
    const next = stages[at + 1];
    onChange(next ? [next.stageId] : []);
  };
  return (
    <div className="space-y-2">
      <RadioGroup
        label="What may follow"
        isLabelHidden
        choices={[
          { id: "any", name: "Any stage" },
          { id: "some", name: "Only these" },
        ]}
        value={chosen === null ? "any" : "some"}
        onChange={(value) => {
          if (value === "any") onChange(null);
          else if (chosen === null) begin();
        }}
      />
      {chosen === null ? null : (
        <ul className="pl-6">
          {others.map((other) => (
            <li key={other.stageId}>
              <Checkbox
                isSelected={chosen.includes(other.stageId)}
                onChange={(isOn) =>
                  onChange(isOn ? [...chosen, other.stageId] : chosen.filter((id) => id !== other.stageId))
                }
              >
                <span className="flex items-center gap-2">
                  <StageMark kind={other.kind} />
                  {other.name}
                  {other.teamId === stage.teamId ? null : (
                    <span className="text-small text-faint">
                      hand-off to {teams.get(other.teamId)?.name ?? "another team"}
                    </span>
                  )}
                </span>
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
      {chosen?.length === 0 && stage.kind === "done" ? (
        <p className="text-small text-faint">Nothing: what is finished stays finished.</p>
      ) : null}
    </div>
  );
}
