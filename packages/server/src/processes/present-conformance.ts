import { conformance, deviationKeys } from "@throughline/domain/process/conformance";
import { deviationInWords } from "@throughline/domain/process/conformance-in-words";
import { drawWorkflow } from "@throughline/domain/process/intended-workflow";
import { caseTime, type TimeBetween } from "@throughline/domain/process/time-spent";
import { quantile } from "@throughline/domain/numbers/quantile";
import { variantKey } from "@throughline/domain/process/variant-key";
import { variantsOf } from "@throughline/domain/process/variants";
import type { ReadProcess } from "./read-process-log.ts";

const mostVariants = 100;
const mostDeviations = 100;
const mostWays = 40;
const longestTrace = 60;
const examples = 3;

/** Some of the items behind a figure, by id and key. */
const exampleItems = ({ flow }: ReadProcess, cases: readonly string[]) =>
  cases.slice(0, examples).flatMap((itemId) => {
    const item = flow.items.get(itemId);
    return item ? [{ itemId, key: item.key }] : [];
  });

/** The ways items took from beginning to end, most frequent first. */
export function presentVariants(process: ReadProcess, timeBetween: TimeBetween) {
  const { log, intended, placeOf } = process;
  const variants = variantsOf(log);
  const stages = log.activities.map((key) => placeOf(key).stage);
  const drawn = intended && drawWorkflow(intended.workflow, stages);
  const numbers = drawn && stages.map((stage) => drawn.names.indexOf(stage));
  const shown = variants.slice(0, mostVariants).map(({ trace, cases, count }) => ({
    key: variantKey(trace, log.activities),
    stages: Array.from(trace.subarray(0, longestTrace), (a) => log.activities[a] ?? ""),
    length: trace.length,
    items: count,
    share: count / log.cases.length,
    median: quantile(
      cases.map((c) => caseTime(log, c, timeBetween)),
      0.5,
    ),
    deviations:
      drawn && numbers
        ? deviationKeys(
            Array.from(trace, (a) => numbers[a] ?? -1),
            drawn,
          )
        : [],
    examples: exampleItems(
      process,
      cases.map((c) => log.cases[c] ?? ""),
    ),
  }));
  return { total: variants.length, shown, shownShare: shown.reduce((sum, { share }) => sum + share, 0) };
}

/** Where work leaves the intended workflow, in words, with the moves and items behind each; null where nothing is intended. */
export function presentConformance(process: ReadProcess, timeBetween: TimeBetween) {
  const { byStage, intended, placeOf } = process;
  if (!intended) return null;
  const held = conformance(byStage, intended.workflow, timeBetween);
  const key = (activity: number): string => held.names[activity] ?? "";
  const names = held.names.map((name) => placeOf(name).name);
  return {
    following: Math.round(held.conformingShare * held.cases),
    followingShare: held.conformingShare,
    followingMedian: held.conformingMedianDuration ?? null,
    open: held.openCases,
    total: held.deviations.length,
    deviations: held.deviations.slice(0, mostDeviations).map((each) => ({
      key: each.key,
      kind: each.deviation.kind,
      stage: key(each.deviation.stage),
      from: "from" in each.deviation && each.deviation.from !== undefined ? key(each.deviation.from) : null,
      items: each.cases,
      share: each.share,
      median: each.medianDuration,
      sentence: deviationInWords(each, { names, cases: held.cases }),
      ways: each.moves.slice(0, mostWays).map(({ from, to, times }) => ({
        from: from === undefined ? null : key(from),
        to: key(to),
        times,
      })),
      examples: exampleItems(process, each.examples),
    })),
  };
}
