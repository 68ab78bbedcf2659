import type { EventLog } from "@throughline/domain/process/event-log";
import { mineTree } from "@throughline/domain/process/inductive-miner";
import { etcPrecision } from "@throughline/domain/process/precision";
import { type ProcessTree, writeTree } from "@throughline/domain/process/process-tree";
import { replayFitness } from "@throughline/domain/process/token-replay";
import { treeToNet } from "@throughline/domain/process/tree-to-net";
import type { Context } from "../engine/questions.ts";
import { Refusal } from "../http/refusal.ts";
import type { ProcessQuestion } from "./process-question.ts";
import { readProcessLog, type ReadProcess } from "./read-process-log.ts";

export interface ModelQuestion extends ProcessQuestion {
  /** Behaviour rarer than this share is left out, 0 to 1. */
  readonly infrequent: number;
}

/**
 * The history a model is made from.
 * @throws Refusal `not_enough_history` where no item has come in in the time asked for.
 */
export async function minedProcess({ read }: Context, question: ProcessQuestion): Promise<ReadProcess> {
  const { process } = await read(question.scope.organizationId, (tx) => readProcessLog(tx, question));
  if (!process)
    throw new Refusal("not_enough_history", {
      detail: "No item came in in this time, so there is nothing to make a model from. Choose a longer one.",
      facts: { reason: "empty_log" },
    });
  return process;
}

/** The mined model as text and as a list of nodes, and how well it and the history fit. */
export async function answerModel(question: ModelQuestion, context: Context) {
  const { log, placeOf } = await minedProcess(context, question);
  const tree = mineTree(log, question.infrequent);
  const net = treeToNet(tree);
  const { fitness, fittingShare, variants } = replayFitness(log, net);
  return {
    items: log.cases.length,
    variants: variants.length,
    text: writeTree(
      tree,
      log.activities.map((key) => placeOf(key).name),
    ),
    nodes: listNodes(tree, log),
    fitness,
    fittingShare,
    precision: etcPrecision(log, net),
  };
}

type TreeNode = {
  readonly kind: ProcessTree["kind"];
  readonly stage: string | null;
  readonly children: number[];
};

function listNodes(tree: ProcessTree, log: EventLog): TreeNode[] {
  const nodes: TreeNode[] = [];
  const add = (node: ProcessTree): number => {
    const children: number[] = [];
    const stage = node.kind === "activity" ? (log.activities[node.activity] ?? null) : null;
    const at = nodes.push({ kind: node.kind, stage, children }) - 1;
    if ("children" in node) for (const child of node.children) children.push(add(child));
    return at;
  };
  add(tree);
  return nodes;
}
