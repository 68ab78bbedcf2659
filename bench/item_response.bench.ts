/** Item calibration against the published estimates for LSAT 6 and 7, and a whole adaptive exam of 10,000 candidates. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { prepareBank } from "../packages/domain/src/exams/adaptive-bank.ts";
import { calibrate } from "../packages/domain/src/exams/calibrate.ts";
import { kuderRichardson20 } from "../packages/domain/src/exams/reliability.ts";
import { responsePatterns } from "../packages/domain/src/exams/response-patterns.ts";
import { simulateAdaptive } from "../packages/domain/src/exams/simulate-adaptive.ts";
import { sampleNormal } from "../packages/domain/src/numbers/normal.ts";
import { randomStream } from "../packages/domain/src/numbers/random.ts";
import type { BankQuestion } from "../packages/domain/src/exams/adaptive-bank.ts";
import type { Answer } from "../packages/domain/src/exams/response-patterns.ts";
import type { Bench } from "./run.ts";

const DATA = join(import.meta.dirname, "../../shared/data/irt");

const REFERENCE = {
  LSAT6: { logl_2pl: -2466.653, logl_1pl: -2466.938, kr20: 0.294997, a: [0.826, 0.723, 0.891, 0.688, 0.657] },
  LSAT7: { logl_2pl: -2658.805, logl_1pl: undefined, kr20: 0.453409, a: [0.988, 1.081, 1.707, 0.765, 0.736] },
};

/** Weights of the practitioner's exam, six domains. */
const SHARES = { intake: 0.14, priority: 0.2, workflow: 0.2, visibility: 0.22, execution: 0.12, projects: 0.12 };

export const bench: Bench = async (print) => {
  const figures: Record<string, unknown> = {};
  for (const name of ["LSAT6", "LSAT7"] as const) {
    const file = join(DATA, `${name}.csv`);
    if (!existsSync(file)) {
      print(`${name}: left out, no file ${file}`);
      continue;
    }
    const rows = readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",").map(Number));
    const patterns = responsePatterns(
      rows.map((row) => row.slice(0, 5) as Answer[]),
      rows.map((row) => row[5]!),
    );
    const two = calibrate(patterns, "2PL");
    const one = calibrate(patterns, "1PL");
    const kr20 = kuderRichardson20(patterns);
    const reference = REFERENCE[name];
    print(
      `${name}  2PL logL ${two.logLikelihood.toFixed(3)} (published ${reference.logl_2pl})  1PL ${one.logLikelihood.toFixed(3)} (${reference.logl_1pl ?? "–"})  KR-20 ${kr20.toFixed(6)} (${reference.kr20})`,
    );
    print(`       a ${two.items.map(({ slope }) => slope.toFixed(3)).join(" ")} (published ${reference.a.join(" ")})`);
    print(
      `       b ${two.items.map(({ difficulty }) => difficulty.toFixed(3)).join(" ")}   d ${two.intercepts.map((d) => d.toFixed(3)).join(" ")}`,
    );
    figures[name.toLowerCase()] = {
      logl_2pl: two.logLikelihood,
      logl_1pl: one.logLikelihood,
      a: two.items.map(({ slope }) => slope),
      b: two.items.map(({ difficulty }) => difficulty),
      d: two.intercepts,
      a_1pl: one.items[0]!.slope,
      kr20,
    };
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
