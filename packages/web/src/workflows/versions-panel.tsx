import type { Workflow } from "@throughline/contract/workflows";
import { useState } from "react";
import { useDirectory } from "../organization/directory.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SidePanel } from "../ui/side-panel.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { designDifference } from "./design-difference.ts";
import type { Design } from "./design.ts";
import { StageStrip } from "./stage-strip.tsx";
import { useVersions } from "./use-versions.ts";

const shownAtOnce = 20;

/** Every version with who, when, why, and what it changed; an earlier one can be taken into the edit. */
export function VersionsPanel({
  workflow,
  teamName,
  onTake,
  onClose,
}: {
  workflow: Workflow;
  teamName: (teamId: string) => string;
  onTake?: (design: Pick<Design, "name" | "stages">) => void;
  onClose: () => void;
}) {
  const { people } = useDirectory();
  const versions = useVersions(workflow.workflowId);
  const isSlow = useIsSlow(versions.isLoading);
  const [most, setMost] = useState(shownAtOnce);
  const rows = versions.data ?? [];
  return (
    <SidePanel label="Versions" onClose={onClose} head={<span className="font-semibold text-ink">Versions</span>}>
      {versions.isError ? (
        <ErrorState title="The versions could not be read" onRetry={() => void versions.refetch()}>
          The server did not answer. Nothing is lost.
        </ErrorState>
      ) : null}
      {isSlow ? (
        <div className="p-4">
          <SkeletonRows />
        </div>
      ) : null}
      <ol className="divide-y divide-rule text-dense">
        {rows.slice(0, most).map((version, at) => {
          const before = rows[at + 1];
          const changes = before
            ? designDifference({ ...before, description: "" }, { ...version, description: "" }, teamName)
            : [];
          return (
            <li key={version.version} className="space-y-1.5 px-4 py-3">
              <div className="flex items-baseline gap-2">
                <h2 className="font-semibold tabular-nums">Version {version.version}</h2>
                <span className="min-w-0 flex-1 truncate text-small text-muted">
                  {version.createdBy === null ? "" : `${people.get(version.createdBy)?.name ?? "someone"}, `}
                  <TimeText at={version.createdAt} />
                </span>
                {at === 0 ? (
                  <span className="text-small text-faint">now</span>
                ) : onTake ? (
                  <Button
                    size="small"
                    onPress={() => onTake({ name: version.name, stages: version.stages })}
                    aria-label={`Bring back version ${version.version}`}
                  >
                    Bring back
                  </Button>
                ) : null}
              </div>
              {version.note === "" ? null : <p>{version.note}</p>}
              {before ? (
                <ul className="list-disc pl-4 text-muted">
                  {changes.map(({ sentence }) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                  {changes.length === 0 ? <li>Only the description changed</li> : null}
                </ul>
              ) : (
                <StageStrip stages={version.stages} />
              )}
            </li>
          );
        })}
      </ol>
      {rows.length > most ? (
        <div className="px-4 pb-4">
          <Button onPress={() => setMost(most + 50)}>Show older ones</Button>
        </div>
      ) : null}
    </SidePanel>
  );
}
