import { RefusedInput, requireFinite } from "../numbers/refused-input.ts";
import { normalAbilityGrid } from "./ability-grid.ts";
import { planBlueprint } from "./adaptive-blueprint.ts";
import { itemInformation } from "./item-information.ts";
import { requireItems } from "./item-parameters.ts";
import { responseProbability } from "./response-probability.ts";
import type { AbilityGrid } from "./ability-grid.ts";
import type { Blueprint, BlueprintPlan } from "./adaptive-blueprint.ts";
import type { ItemParameters } from "./item-parameters.ts";

/** A calibrated question of an adaptive exam. */
export interface BankQuestion extends ItemParameters {
  readonly domain: string;
  /** Questions of one family (clones, enemies) never meet in one exam. Absent: the question is its own family. */
  readonly family?: string;
}

export interface AdaptiveRules {
  /** The ability at which one passes. */
  readonly cut: number;
  readonly shortest: number;
  readonly longest: number;
  /** Confidence at which the exam stops early because the ability's interval leaves the cut; 0.95 if absent. */
  readonly confidence?: number;
  /** The next question is drawn from this many of the most informative; 5 if absent. Spreads exposure. */
  readonly among?: number;
  /** Absent: any mixture of domains. */
  readonly blueprint?: Blueprint;
}

/** A bank made ready: what the selection would otherwise work out anew for every question of every sitting. */
export interface AdaptiveBank {
  readonly questions: readonly BankQuestion[];
  readonly rules: Required<Omit<AdaptiveRules, "blueprint">>;
  readonly plan: BlueprintPlan;
  readonly grid: AbilityGrid;
  /** Log chances of a right and a wrong answer, questions × grid points. */
  readonly logRight: Float64Array;
  readonly logWrong: Float64Array;
  /** Questions from most to least informative at each rung of abilities, rungs × questions. */
  readonly ranking: Uint32Array;
  readonly domainOf: Uint8Array;
  readonly familyOf: Uint32Array;
  readonly families: number;
}

export type AdaptiveRefusal =
  | "bad_slope"
  | "family_across_domains"
  | "unknown_domain"
  | "bad_confidence"
  | "bad_among"
  | "bank_too_small";

/** Rungs on which questions are ranked: far closer together than any exam can tell abilities apart. */
const RUNG = 0.05;
const RUNGS = 161;

/** The rung nearest to an ability. */
export function rungOf(ability: number): number {
  return Math.min(Math.max(Math.round(ability / RUNG) + (RUNGS - 1) / 2, 0), RUNGS - 1);
}

/** Checks bank and rules and prepares them. Refuses what could not be assembled, naming it. */
export function prepareBank(questions: readonly BankQuestion[], rules: AdaptiveRules): AdaptiveBank {
  requireItems(questions);
  const full = {
    cut: rules.cut,
    shortest: rules.shortest,
    longest: rules.longest,
    confidence: rules.confidence ?? 0.95,
    among: rules.among ?? 5,
  };
  requireFinite(full.cut, "The cut");
  if (!(full.confidence > 0.5 && full.confidence < 1)) {
    throw new RefusedInput<AdaptiveRefusal>(
      "bad_confidence",
      `The confidence must lie between 0.5 and 1; it is ${full.confidence}.`,
    );
  }
  if (!Number.isInteger(full.among) || full.among < 1) {
    throw new RefusedInput<AdaptiveRefusal>(
      "bad_among",
      `The next question must be drawn from at least one; "among" is ${full.among}.`,
    );
  }
  const families = new Map<string, { number: number; domain: string }>();
  const supply = new Map<string, number>();
  const familyOf = new Uint32Array(questions.length);
  for (const [at, question] of questions.entries()) {
    if (question.slope < 0)
      throw new RefusedInput<AdaptiveRefusal>(
        "bad_slope",
        `Question ${at} has a falling slope, ${question.slope}: the able answer it wrong. Retire it.`,
        at,
      );
    const name = question.family === undefined ? `\0${at}` : question.family;
    let family = families.get(name);
    if (!family) {
      family = { number: families.size, domain: question.domain };
      families.set(name, family);
      supply.set(question.domain, (supply.get(question.domain) ?? 0) + 1);
    } else if (family.domain !== question.domain) {
      throw new RefusedInput<AdaptiveRefusal>(
        "family_across_domains",
        `Family “${name}” has questions in “${family.domain}” and “${question.domain}”; a family belongs to one domain.`,
        at,
      );
    }
    familyOf[at] = family.number;
  }
  if (families.size < full.longest) {
    throw new RefusedInput<AdaptiveRefusal>(
      "bank_too_small",
      `The bank can put ${families.size} questions to one person; the exam may need ${full.longest}.`,
    );
  }
  const blueprint = rules.blueprint ?? { shares: { "": 1 } };
  const plan = planBlueprint(
    blueprint,
    rules.blueprint ? supply : new Map([["", families.size]]),
    full.shortest,
    full.longest,
  );
  const domainOf = Uint8Array.from(questions, (question, at) => {
    const domain = rules.blueprint ? plan.domains.indexOf(question.domain) : 0;
    if (domain < 0)
      throw new RefusedInput<AdaptiveRefusal>(
        "unknown_domain",
        `Question ${at} is of “${question.domain}”, which the blueprint does not name.`,
        at,
      );
    return domain;
  });
  const grid = normalAbilityGrid(61, 5);
  return {
    questions,
    rules: full,
    plan,
    grid,
    ...chancesOn(questions, grid),
    ranking: rankQuestions(questions),
    domainOf,
    familyOf,
    families: families.size,
  };
}

function chancesOn(questions: readonly BankQuestion[], grid: AbilityGrid) {
  const points = grid.abilities.length;
  const logRight = new Float64Array(questions.length * points);
  const logWrong = new Float64Array(questions.length * points);
  for (const [j, question] of questions.entries()) {
    for (let k = 0; k < points; k++) {
      const right = responseProbability(question, grid.abilities[k]!);
      logRight[j * points + k] = Math.log(right);
      logWrong[j * points + k] = Math.log1p(-right);
    }
  }
  return { logRight, logWrong };
}

function rankQuestions(questions: readonly BankQuestion[]): Uint32Array {
  const ranking = new Uint32Array(RUNGS * questions.length);
  for (let rung = 0; rung < RUNGS; rung++) {
    const ability = (rung - (RUNGS - 1) / 2) * RUNG;
    const information = Float64Array.from(questions, (question) => itemInformation(question, ability));
    const order = Array.from(questions.keys()).sort((a, b) => information[b]! - information[a]! || a - b);
    ranking.set(order, rung * questions.length);
  }
  return ranking;
}
