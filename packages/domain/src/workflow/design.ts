/** A workflow as it is drawn: what must hold for any of them, and what an edit does to items under way. */
export interface DrawnStage {
  readonly stageId: string;
  readonly teamId: string;
  readonly name: string;
  readonly kind: "queue" | "active" | "done";
  readonly wipLimit: number | null;
  readonly wipHard: boolean;
  readonly nextStageIds: readonly string[] | null;
}

/**
 * What is wrong with a drawn workflow, one sentence per stage or for the whole; empty where it can be used.
 * Names are unique, something can be worked on, something ends, every stage can be reached and can reach an end.
 */
export function designFaults(
  stages: readonly DrawnStage[],
): { readonly stageId: string | null; readonly sentence: string }[] {
  const faults: { stageId: string | null; sentence: string }[] = [];
  const ids = new Set(stages.map((stage) => stage.stageId));
  if (ids.size < stages.length) faults.push({ stageId: null, sentence: "Two stages have the same id" });
  const names = Map.groupBy(stages, (stage) => stage.name.trim().toLowerCase());
  for (const same of names.values())
    if (same.length > 1)
      faults.push({
        stageId: same[1]?.stageId ?? null,
        sentence: `Two stages are called “${same[0]?.name}”; give them different names`,
      });
  if (!stages.some((stage) => stage.kind === "done"))
    faults.push({ stageId: null, sentence: "A workflow needs a done stage, or nothing is ever finished" });
  const [first] = stages;
  if (!first || first.kind === "done")
    faults.push({
      stageId: first?.stageId ?? null,
      sentence: "Work enters at the first stage, so it must be a queue or an active stage",
    });
  for (const stage of stages) {
    const stray = stage.nextStageIds?.find((next) => !ids.has(next));
    if (stray !== undefined)
      faults.push({ stageId: stage.stageId, sentence: `${stage.name} leads to a stage that is not in the workflow` });
    if (stage.nextStageIds?.includes(stage.stageId))
      faults.push({ stageId: stage.stageId, sentence: `${stage.name} leads to itself` });
  }
  if (faults.length > 0 || !first) return faults;
  const reached = reachable(stages, [first.stageId], (stage) => stage.nextStageIds ?? [...ids]);
  for (const stage of stages)
    if (!reached.has(stage.stageId))
      faults.push({ stageId: stage.stageId, sentence: `Nothing leads to ${stage.name}` });
  for (const stage of stages) {
    if (stage.kind === "done") continue;
    const ahead = reachable(stages, [stage.stageId], (each) => each.nextStageIds ?? [...ids]);
    if (!stages.some((each) => each.kind === "done" && ahead.has(each.stageId)))
      faults.push({ stageId: stage.stageId, sentence: `From ${stage.name} no done stage can be reached` });
  }
  return faults;
}

function reachable(
  stages: readonly DrawnStage[],
  from: readonly string[],
  next: (stage: DrawnStage) => readonly string[],
): Set<string> {
  const byId = new Map(stages.map((stage) => [stage.stageId, stage]));
  const reached = new Set(from);
  const waiting = [...from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const stage = byId.get(id);
    if (!stage) continue;
    for (const following of next(stage)) {
      if (reached.has(following)) continue;
      reached.add(following);
      waiting.push(following);
    }
  }
  return reached;
}

export interface DesignEffect {
  readonly stageId: string;
  readonly effect: "added" | "removed" | "over_limit" | "team_changed" | "kind_changed" | "renamed" | "cut_off";
  /** Open items it touches. */
  readonly items: number;
  readonly goTo: string | null;
  readonly sentence: string;
}

/**
 * What an edit would do to items under way.
 * @param openItems open items per stage now.
 * @param moveItems for each stage that goes away, where its items go.
 */
export function designEffects(
  before: readonly DrawnStage[],
  after: readonly DrawnStage[],
  openItems: ReadonlyMap<string, number>,
  moveItems: Readonly<Record<string, string>>,
): DesignEffect[] {
  const effects: DesignEffect[] = [];
  const beforeById = new Map(before.map((stage) => [stage.stageId, stage]));
  const afterById = new Map(after.map((stage) => [stage.stageId, stage]));
  const incoming = new Map<string, number>();
  const items = (count: number) => `${count} open ${count === 1 ? "item" : "items"}`;
  for (const stage of before) {
    if (afterById.has(stage.stageId)) continue;
    const count = openItems.get(stage.stageId) ?? 0;
    const goTo = moveItems[stage.stageId] ?? null;
    const target = goTo === null ? undefined : afterById.get(goTo);
    if (target) incoming.set(target.stageId, (incoming.get(target.stageId) ?? 0) + count);
    const sentence =
      count === 0
        ? `${stage.name} goes away; it is empty`
        : target
          ? `${stage.name} goes away; its ${items(count)} go to ${target.name}`
          : `${stage.name} goes away, and its ${items(count)} need another stage: choose one`;
    effects.push({ stageId: stage.stageId, effect: "removed", items: count, goTo, sentence });
  }
  for (const stage of after) {
    const was = beforeById.get(stage.stageId);
    const count = (openItems.get(stage.stageId) ?? 0) + (incoming.get(stage.stageId) ?? 0);
    const add = (effect: DesignEffect["effect"], sentence: string) =>
      effects.push({ stageId: stage.stageId, effect, items: count, goTo: null, sentence });
    if (!was) add("added", `${stage.name} is new`);
    else {
      if (was.name !== stage.name) add("renamed", `${was.name} will be called ${stage.name}`);
      if (was.teamId !== stage.teamId && count > 0)
        add("team_changed", `${items(count)} in ${stage.name} change team at once, without a hand-off`);
      if (was.kind !== stage.kind && count > 0) {
        add(
          "kind_changed",
          stage.kind === "done"
            ? `${items(count)} in ${stage.name} count as finished from now on`
            : `${items(count)} in ${stage.name} count as ${stage.kind === "queue" ? "waiting" : "under way"} from now on`,
        );
      }
    }
    if (stage.wipLimit !== null && count > stage.wipLimit) {
      add(
        "over_limit",
        `${stage.name} holds ${count} with a limit of ${stage.wipLimit}: ${stage.wipHard ? "nothing more enters until it is back under it" : "it shows as over its limit"}`,
      );
    }
    if (was && count > 0 && was.nextStageIds === null && stage.nextStageIds?.length === 0)
      add("cut_off", `Nothing follows ${stage.name}: its ${items(count)} cannot go on`);
  }
  return effects;
}
