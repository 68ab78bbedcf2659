import type { Stage } from "@throughline/contract/workflows";
import { plainStage, type Design } from "./design.ts";

/** My changes laid over what someone else saved meanwhile. */
export interface Merged {
  readonly design: Design;
  /** What both changed in different ways; mine stands in the design. */
  readonly clashes: readonly string[];
}

type Property = Exclude<keyof Stage, "stageId">;
const properties: Readonly<Record<Property, string>> = {
  name: "name",
  teamId: "team",
  kind: "kind",
  wipLimit: "WIP limit",
  wipHard: "WIP limit",
  serviceLevel: "service level",
  entryChecklist: "entry checklist",
  nextStageIds: "what may follow",
};

/**
 * A merge in three ways, property by property: what only one side changed is taken, what both changed alike is taken
 * once, and where they differ mine stands and is named. A stage I took out stays out; one they took out stays out
 * unless I changed it.
 */
export function mergeDesigns(base: Design, mine: Design, theirs: Design): Merged {
  const clashes: string[] = [];
  const text = (property: "name" | "description", word: string): string => {
    if (mine[property] === base[property]) return theirs[property];
    if (theirs[property] !== base[property] && theirs[property] !== mine[property])
      clashes.push(`The ${word} of the workflow`);
    return mine[property];
  };
  const in_ = (design: Design) => new Map(design.stages.map((stage) => [stage.stageId, stage]));
  const [was, my, their] = [in_(base), in_(mine), in_(theirs)];
  const merged = new Map<string, Stage>();
  for (const id of new Set([...my.keys(), ...their.keys()])) {
    const [old, ours, others] = [was.get(id), my.get(id), their.get(id)];
    if (ours && others) merged.set(id, old ? mergeStage(old, ours, others, clashes) : ours);
    else if (ours && !old) merged.set(id, ours);
    else if (others && !old) merged.set(id, others);
    else if (ours && old && !same(plainStage(old), plainStage(ours))) {
      clashes.push(`${ours.name}, which they took out and you changed`);
      merged.set(id, ours);
    } else if (others && old && !same(plainStage(old), plainStage(others)))
      clashes.push(`${others.name}, which they changed and you took out`);
  }
  const stages = inOrder(base, mine, theirs, merged).map((stage) => ({
    ...stage,
    nextStageIds: stage.nextStageIds && stage.nextStageIds.filter((id) => merged.has(id)),
  }));
  return {
    design: { name: text("name", "name"), description: text("description", "description"), stages },
    clashes: [...new Set(clashes)],
  };
}

function mergeStage(old: Stage, ours: Stage, others: Stage, clashes: string[]): Stage {
  const [was, my, their] = [plainStage(old), plainStage(ours), plainStage(others)];
  const taken: Partial<Record<Property, unknown>> = {};
  for (const property of Object.keys(properties) as Property[]) {
    const mineChanged = !same(was[property], my[property]);
    taken[property] = mineChanged ? ours[property] : others[property];
    if (mineChanged && !same(was[property], their[property]) && !same(my[property], their[property]))
      clashes.push(`The ${properties[property]} of ${ours.name}`);
  }
  return { ...ours, ...taken } as Stage;
}

/** My order where I changed it, else theirs; what only the other side has stands after what it stood after there. */
function inOrder(base: Design, mine: Design, theirs: Design, merged: ReadonlyMap<string, Stage>): Stage[] {
  const ids = (design: Design) => design.stages.map((stage) => stage.stageId);
  const kept = (design: Design) => ids(design).filter((id) => ids(base).includes(id) && ids(mine).includes(id));
  const iMoved = !same(kept(base), kept(mine));
  const [lead, rest] = iMoved ? [mine, theirs] : [theirs, mine];
  const order = ids(lead).filter((id) => merged.has(id));
  for (const [at, id] of ids(rest).entries()) {
    if (!merged.has(id) || order.includes(id)) continue;
    const before = ids(rest)
      .slice(0, at)
      .findLast((each) => order.includes(each));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  }
  return order.flatMap((id) => merged.get(id) ?? []);
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
