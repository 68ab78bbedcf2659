import type { ProcessAlignment } from "@throughline/contract/processes";
import { Aligner } from "@throughline/domain/process/align";
import { mineTree } from "@throughline/domain/process/inductive-miner";
import { treeToNet } from "@throughline/domain/process/tree-to-net";
import { variantsOf } from "@throughline/domain/process/variants";
import type { Context } from "../engine/questions.ts";
import { minedProcess, type ModelQuestion } from "./answer-model.ts";

/** Aligns every variant of the history with the model mined from it, and tells how far it has come. */
export async function answerAlignment(question: ModelQuestion, context: Context): Promise<ProcessAlignment> {
  const { log } = await minedProcess(context, question);
  const aligner = new Aligner(treeToNet(mineTree(log, question.infrequent)));
  const variants = variantsOf(log);
  let [fitness, fitting, isExact, told] = [0, 0, true, 0];
  for (const [at, { trace, count }] of variants.entries()) {
    const aligned = aligner.align(trace);
    fitness += count * aligned.fitness;
    if (aligned.cost === 0) fitting += count;
    isExact &&= aligned.optimal;
    const share = (at + 1) / variants.length;
    // A hundred times at most: whoever listens draws a bar.
    if (share - told < 0.01 && share < 1) continue;
    told = share;
    context.progress(share);
  }
  return {
    fitness: fitness / log.cases.length,
    fittingShare: fitting / log.cases.length,
    variants: variants.length,
    isExact,
  };
}
