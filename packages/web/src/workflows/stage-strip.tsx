import type { Stage } from "@throughline/contract/workflows";
import { StageMark } from "../items/item-marks.tsx";

const shownAtMost = 12;

/** A workflow's stages in a line: marks and names, a diamond where work changes teams. Of very many the first stand for all. */
export function StageStrip({ stages }: { stages: readonly Pick<Stage, "stageId" | "name" | "kind" | "teamId">[] }) {
  const shown = stages.length > shownAtMost ? stages.slice(0, shownAtMost - 1) : stages;
  return (
    <span className="flex flex-wrap items-center gap-x-1.5 gap-y-0.5 text-small text-muted">
      {shown.map((stage, at) => {
        const isHandOff = at > 0 && stages[at - 1]?.teamId !== stage.teamId;
        return (
          <span key={stage.stageId} className="inline-flex max-w-full items-center gap-1.5 whitespace-nowrap">
            {at === 0 ? null : isHandOff ? (
              <svg width="18" height="10" role="img" aria-label="hand-off to">
                <path d="M0 5H18" className="stroke-accent-mark" strokeWidth="1.25" />
                <path d="M9 1 13 5 9 9 5 5Z" className="fill-accent-mark" />
              </svg>
            ) : (
              <svg width="10" height="10" aria-hidden>
                <path d="M0 5H10" className="stroke-rule-strong" strokeWidth="1.25" />
              </svg>
            )}
            <StageMark kind={stage.kind} />
            <span className="max-w-48 truncate">{stage.name}</span>
          </span>
        );
      })}
      {shown.length < stages.length ? (
        <span className="text-faint">and {stages.length - shown.length} more</span>
      ) : null}
    </span>
  );
}
