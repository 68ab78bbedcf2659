import type { Stage } from "@throughline/contract/workflows";
import { kindWords, limitWords, serviceLevelWords } from "./design-difference.ts";

/** A stage for someone who only reads it. */
export function StageFacts({ stage, stages, teamName }: { stage: Stage; stages: readonly Stage[]; teamName: string }) {
  const nameOf = (id: string) => stages.find((each) => each.stageId === id)?.name ?? "a stage";
  const follows =
    stage.nextStageIds === null
      ? "Any stage"
      : stage.nextStageIds.length === 0
        ? "Nothing"
        : stage.nextStageIds.map(nameOf).join(", ");
  const rows: readonly (readonly [string, string])[] = [
    ["What it is", `${capital(kindWords[stage.kind])} of ${teamName}`],
    ["WIP limit", capital(limitWords(stage))],
    ["Service level", capital(serviceLevelWords(stage.serviceLevel))],
    ["May follow", follows],
  ];
  return (
    <div className="space-y-4 px-4 py-4 text-dense">
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-y-2">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {stage.entryChecklist.length === 0 ? null : (
        <section>
          <h2 className="mb-1 font-semibold">To enter, someone confirms</h2>
          <ul className="list-disc space-y-1 pl-5">
            {stage.entryChecklist.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
