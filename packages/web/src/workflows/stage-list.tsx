import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import { Plus } from "lucide-react";
import { useEffect, useEffectEvent } from "react";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { ShapeMark } from "../ui/shape-mark.tsx";
import { type Design, plainStage } from "./design.ts";
import { StageRow } from "./stage-row.tsx";

export type StageListProps = {
  design: Design;
  /** Before the edit, to mark what is new or changed. */
  base: Design;
  problems: readonly { readonly stageId: string | null; readonly sentence: string }[];
  current: string | null;
  isReadOnly: boolean;
  teamName: (teamId: string) => string;
  onOpen: (stageId: string) => void;
  onPlace: (stageId: string, to: number) => void;
  onAdd: (afterStageId: string | null) => void;
  onRemove: (stageId: string) => void;
};

/** The stages in order: opened, dragged or moved by keys, added and taken out. What is wrong stands where it is wrong. */
export function StageList({
  design,
  base,
  problems,
  current,
  isReadOnly,
  teamName,
  onOpen,
  onPlace,
  onAdd,
  onRemove,
}: StageListProps) {
  const { stages } = design;
  const was = new Map(base.stages.map((stage) => [stage.stageId, JSON.stringify(plainStage(stage))]));
  const place = (stageId: string, to: number) => {
    const within = Math.max(0, Math.min(stages.length - 1, to));
    onPlace(stageId, within);
    announce(
      `${stages.find((stage) => stage.stageId === stageId)?.name ?? "The stage"} is now ${within + 1} of ${stages.length}`,
    );
    requestAnimationFrame(() => document.getElementById(`stage-${stageId}`)?.focus());
  };
  const drop = useEffectEvent((stageId: string, targetId: string, isAbove: boolean) => {
    const from = stages.findIndex((stage) => stage.stageId === stageId);
    const target = stages.findIndex((stage) => stage.stageId === targetId);
    if (from < 0 || target < 0 || from === target) return;
    const slot = isAbove ? target : target + 1;
    place(stageId, slot > from ? slot - 1 : slot);
  });
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => source.data["kind"] === "stage",
        onDrop: ({ source, location }) => {
          const target = location.current.dropTargets[0]?.data;
          if (target)
            drop(String(source.data["stageId"]), String(target["stageId"]), extractClosestEdge(target) === "top");
        },
      }),
    [],
  );
  const whole = problems.filter((each) => each.stageId === null);
  return (
    <section className="px-4 pt-5 pb-10 md:px-5" aria-label="Stages">
      {whole.map(({ sentence }) => (
        <p key={sentence} className="mb-2 flex items-center gap-2 text-dense text-bad">
          <ShapeMark shape="square" className="text-bad-mark" />
          {sentence}.
        </p>
      ))}
      <ol className="divide-y divide-rule border-y border-rule text-dense">
        {stages.map((stage, at) => (
          <StageRow
            key={stage.stageId}
            stage={stage}
            position={at}
            count={stages.length}
            teamName={teamName(stage.teamId)}
            isHandOff={at > 0 && stages[at - 1]?.teamId !== stage.teamId}
            state={
              !was.has(stage.stageId)
                ? "new"
                : was.get(stage.stageId) === JSON.stringify(plainStage(stage))
                  ? "same"
                  : "changed"
            }
            problem={problems.find((each) => each.stageId === stage.stageId)?.sentence ?? null}
            isCurrent={stage.stageId === current}
            isReadOnly={isReadOnly}
            onOpen={() => onOpen(stage.stageId)}
            onPlace={(to) => place(stage.stageId, to)}
            onAdd={() => onAdd(stage.stageId)}
            onRemove={() => onRemove(stage.stageId)}
          />
        ))}
      </ol>
      {isReadOnly || stages.length >= 60 ? null : (
        <Button
          className="mt-3"
          icon={<Icon of={Plus} size={14} />}
          onPress={() => onAdd(stages.findLast((stage) => stage.kind !== "done")?.stageId ?? null)}
        >
          Add a stage
        </Button>
      )}
    </section>
  );
}
