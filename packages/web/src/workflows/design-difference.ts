import type { Stage } from "@throughline/contract/workflows";
import { plainStage, type Design } from "./design.ts";

/** One thing that differs between two designs, as a sentence. */
export interface Difference {
  /** null: about the workflow as a whole. */
  readonly stageId: string | null;
  readonly kind: "added" | "removed" | "changed";
  readonly sentence: string;
}

export const kindWords = { queue: "a queue", active: "an active stage", done: "a done stage" } as const;
export const limitWords = ({ wipLimit, wipHard }: Pick<Stage, "wipLimit" | "wipHard">): string =>
  wipLimit === null ? "no WIP limit" : `a ${wipHard ? "hard" : "soft"} WIP limit of ${wipLimit}`;
export const serviceLevelWords = (level: Stage["serviceLevel"]): string =>
  level === null
    ? "no service level"
    : `${level.percent} % within ${level.days} working ${level.days === 1 ? "day" : "days"}`;

/**
 * What changed from one design to another, stage by stage in the new order, then what went away.
 * @param teamName a team's name by its id.
 */
export function designDifference(before: Design, after: Design, teamName: (teamId: string) => string): Difference[] {
  const differences: Difference[] = [];
  const was = new Map(before.stages.map((stage) => [stage.stageId, stage]));
  const is = new Map(after.stages.map((stage) => [stage.stageId, stage]));
  const nameOf = (id: string) => is.get(id)?.name ?? was.get(id)?.name ?? "a stage that is gone";
  const whole = (sentence: string) => differences.push({ stageId: null, kind: "changed", sentence });
  if (before.name !== after.name) whole(`Renamed from “${before.name}” to “${after.name}”`);
  if (before.description !== after.description) whole("The description changed");
  const kept = (stages: readonly Stage[]) =>
    stages.map((stage) => stage.stageId).filter((id) => was.has(id) && is.has(id));
  if (kept(before.stages).join() !== kept(after.stages).join())
    whole(`The order is now ${after.stages.map((stage) => stage.name).join(", ")}`);
  for (const stage of after.stages) {
    const old = was.get(stage.stageId);
    if (!old) {
      differences.push({
        stageId: stage.stageId,
        kind: "added",
        sentence: `${stage.name} is new: ${kindWords[stage.kind]} of ${teamName(stage.teamId)}`,
      });
      continue;
    }
    for (const sentence of stageDifference(old, stage, teamName, nameOf))
      differences.push({ stageId: stage.stageId, kind: "changed", sentence });
  }
  for (const stage of before.stages)
    if (!is.has(stage.stageId))
      differences.push({ stageId: stage.stageId, kind: "removed", sentence: `${stage.name} went away` });
  return differences;
}

function stageDifference(
  old: Stage,
  stage: Stage,
  teamName: (teamId: string) => string,
  nameOf: (id: string) => string,
): string[] {
  const sentences: string[] = [];
  const { name } = stage;
  if (old.name !== name) sentences.push(`${old.name} is now called ${name}`);
  if (old.teamId !== stage.teamId)
    sentences.push(`${name} belongs to ${teamName(stage.teamId)} instead of ${teamName(old.teamId)}`);
  if (old.kind !== stage.kind) sentences.push(`${name} is ${kindWords[stage.kind]} instead of ${kindWords[old.kind]}`);
  if (limitWords(old) !== limitWords(stage))
    sentences.push(`${name} has ${limitWords(stage)} instead of ${limitWords(old)}`);
  if (serviceLevelWords(old.serviceLevel) !== serviceLevelWords(stage.serviceLevel))
    sentences.push(
      `${name} has ${serviceLevelWords(stage.serviceLevel)} instead of ${serviceLevelWords(old.serviceLevel)}`,
    );
  const added = stage.entryChecklist.filter((line) => !old.entryChecklist.includes(line));
  const gone = old.entryChecklist.filter((line) => !stage.entryChecklist.includes(line));
  if (added.length > 0) sentences.push(`To enter ${name} one also confirms ${quoted(added)}`);
  if (gone.length > 0) sentences.push(`To enter ${name} one no longer confirms ${quoted(gone)}`);
  if (added.length + gone.length === 0 && old.entryChecklist.join("\n") !== stage.entryChecklist.join("\n"))
    sentences.push(`The checklist of ${name} has another order`);
  const follows = (ids: readonly string[] | null) =>
    ids === null ? "any stage" : ids.length === 0 ? "nothing" : ids.map(nameOf).toSorted().join(", ");
  if (JSON.stringify(plainStage(old).nextStageIds) !== JSON.stringify(plainStage(stage).nextStageIds))
    sentences.push(`After ${name} may come ${follows(stage.nextStageIds)} instead of ${follows(old.nextStageIds)}`);
  return sentences;
}

const quoted = (lines: readonly string[]): string => lines.map((line) => `“${line}”`).join(", ");
