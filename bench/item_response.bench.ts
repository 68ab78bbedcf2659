/**
 * Item calibration of response tables, beside the published estimates for LSAT 6 and 7, and a whole adaptive exam of 10,000
 * candidates. Reads ../shared/data/irt or what `--data=` names: CSV of 0 and 1, a row per person, or per pattern with a last
 * column that says how many gave it (named freq, count, n or people).
 */
import { prepareBank } from "../packages/domain/src/exams/adaptive-bank.ts";
import { calibrate } from "../packages/domain/src/exams/calibrate.ts";
import { kuderRichardson20 } from "../packages/domain/src/exams/reliability.ts";
import { simulateAdaptive } from "../packages/domain/src/exams/simulate-adaptive.ts";
import { sampleNormal } from "../packages/domain/src/numbers/normal.ts";
import { randomStream } from "../packages/domain/src/numbers/random.ts";
import type { BankQuestion } from "../packages/domain/src/exams/adaptive-bank.ts";
import type { ResponsePatterns } from "../packages/domain/src/exams/response-patterns.ts";
import { RefusedInput } from "../packages/domain/src/numbers/refused-input.ts";
import { dataFiles, dataName } from "./bench-data.ts";
import { readResponses } from "./read-responses.ts";
import type { Bench } from "./run.ts";

interface Reference {
  readonly logl_2pl: number;
  readonly logl_1pl?: number;
  readonly kr20: number;
  readonly a: readonly number[];
}

const REFERENCE: Readonly<Record<string, Reference>> = {
  lsat6: { logl_2pl: -2466.653, logl_1pl: -2466.938, kr20: 0.294997, a: [0.826, 0.723, 0.891, 0.688, 0.657] },
  lsat7: { logl_2pl: -2658.805, kr20: 0.453409, a: [0.988, 1.081, 1.707, 0.765, 0.736] },
};

/** Weights of the practitioner's exam, six domains. */
const SHARES = { intake: 0.14, priority: 0.2, workflow: 0.2, visibility: 0.22, execution: 0.12, projects: 0.12 };

export const bench: Bench = async (print, options) => {
  const figures: Record<string, unknown> = {};
  for (const path of dataFiles(options, "irt", /\.(csv|tsv|txt)(\.gz)?$/i, print)) {
    const name = dataName(path)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "_");
    try {
      figures[name] = calibrated(path, name, print);
    } catch (error) {
      if (!(error instanceof RefusedInput)) throw error;
      print(`${name}: left out. ${error.message}`);
    }
  }
  const bank = prepareBank(demoBank(480), { cut: 0, shortest: 45, longest: 75, blueprint: { shares: SHARES } });
  const started = performance.now();
  const result = simulateAdaptive(bank, { seed: "adaptive-bench", candidates: 10_000, exposureCeiling: 0.3 });
  const seconds = (performance.now() - started) / 1000;
  print(
    `Adaptive: ${result.candidates} candidates in ${seconds.toFixed(2)} s (bar 10 s); rmse ${result.rmse.toFixed(3)}, bias ${result.bias.toFixed(3)}, length ${result.meanLength.toFixed(1)}`,
  );
  print(
    `          right decisions ${(100 * result.rightDecisions).toFixed(1)} %, 95 % intervals hold ${(100 * result.coverage95).toFixed(1)} %, outside blueprint ${result.outsideBlueprint}, largest exposure ${Math.max(...result.exposure).toFixed(3)}, never used ${result.neverUsed}`,
  );
  figures["cat"] = {
    rmse: result.rmse,
    length_mean: result.meanLength,
    candidates: result.candidates,
    seconds,
    right_decisions: result.rightDecisions,
    coverage95: result.coverage95,
    outside_blueprint: result.outsideBlueprint,
    exposure_max: Math.max(...result.exposure),
  };
  return figures;
};

/** Null where some questions were not put to everybody. */
function reliabilityOf(patterns: ResponsePatterns): number | null {
  try {
    return kuderRichardson20(patterns);
  } catch (error) {
    if (error instanceof RefusedInput) return null;
    throw error;
  }
}

function calibrated(path: string, name: string, print: (line: string) => void): object {
  const { patterns, told } = readResponses(path);
  const two = calibrate(patterns, "2PL");
  const one = calibrate(patterns, "1PL");
  const kr20 = reliabilityOf(patterns);
  const reference = REFERENCE[name];
  const published = (value: number | string | undefined) => (value === undefined ? "" : ` (published ${value})`);
  const row = (values: Iterable<number>) => Array.from(values, (value) => value.toFixed(3)).join(" ");
  const [slopes, difficulties] = [two.items.map(({ slope }) => slope), two.items.map(({ difficulty }) => difficulty)];
  print(
    `${name}  ${told}  2PL logL ${two.logLikelihood.toFixed(3)}${published(reference?.logl_2pl)}  1PL ${one.logLikelihood.toFixed(3)}${published(reference?.logl_1pl)}  KR-20 ${kr20?.toFixed(6) ?? "– (not everybody was asked everything)"}${published(reference?.kr20)}`,
  );
  print(`       a ${row(slopes)}${published(reference?.a.join(" "))}`);
  print(`       b ${row(difficulties)}   d ${row(two.intercepts)}`);
  return {
    logl_2pl: two.logLikelihood,
    logl_1pl: one.logLikelihood,
    a: slopes,
    b: difficulties,
    d: two.intercepts,
    a_1pl: one.items[0]!.slope,
    kr20,
  };
}

/** A described bank, not a real one: slopes lognormal around 1, difficulties standard normal, guessing 0.2. */
function demoBank(size: number): BankQuestion[] {
  const random = randomStream("adaptive-bank");
  const domains = Object.keys(SHARES);
  return Array.from({ length: size }, (_, i) => ({
    slope: Math.exp(sampleNormal(random, 0.1, 0.3)),
    difficulty: sampleNormal(random),
    guessing: 0.2,
    domain: domains[i % domains.length]!,
  }));
}
