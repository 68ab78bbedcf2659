import { RefusedInput, requireCount } from "../../numbers/refused-input.ts";
import type { FittedModel } from "../fit/fitted-model.ts";
import { organisationFrom } from "../fit/organisation-from.ts";
import type { Organisation } from "../organisation.ts";
import { changedModel, type WhatIfChange } from "./changes.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { type RunFigures, runOut, simulateRun } from "./simulate-run.ts";
import { drawnOrganisation } from "./uncertain.ts";

export interface Alternative {
  readonly name: string;
  readonly changes: readonly WhatIfChange[];
}

export interface WhatIfOptions {
  readonly runs: number;
  readonly weeks: number;
  readonly seed?: string;
}

export interface WhatIfAnswer {
  readonly from: number;
  readonly until: number;
  readonly weeks: number;
  readonly runs: number;
  /** As things are first, then each alternative in the order given. */
  readonly outcomes: readonly Outcome[];
}

export const MOST_RUNS = 400;
export const MOST_WEEKS = 52;
export const MOST_ALTERNATIVES = 3;
export const MOST_CHANGES = 24;
const WEEK = 7 * 86_400_000;

export type WhatIfRefusal = "too_many_alternatives" | "too_many_runs" | "too_many_weeks" | "too_many_changes";

/**
 * Alternatives to how things are, each simulated from today's real state under the same chance, run by run. `step` makes one
 * run of every alternative, so that whoever drives it can show progress and stop between two.
 */
export class WhatIfRun {
  readonly #model: FittedModel;
  readonly #alternatives: readonly Alternative[];
  readonly #organisations: readonly Organisation[];
  readonly #models: readonly FittedModel[];
  readonly #options: WhatIfOptions;
  readonly #figures: RunFigures[][];
  #done = 0;

  /** Refuses more than can be answered, and changes that make no sense. */
  constructor(model: FittedModel, alternatives: readonly Alternative[], options: WhatIfOptions) {
    requireCount(options.runs, "The number of runs", 2);
    requireCount(options.weeks, "The number of weeks", 1);
    atMost("too_many_runs", options.runs, MOST_RUNS, "runs");
    atMost("too_many_weeks", options.weeks, MOST_WEEKS, "weeks");
    atMost("too_many_alternatives", alternatives.length, MOST_ALTERNATIVES, "alternatives");
    for (const { changes } of alternatives) atMost("too_many_changes", changes.length, MOST_CHANGES, "changes");
    this.#model = model;
    this.#alternatives = [{ name: "", changes: [] }, ...alternatives];
    this.#models = this.#alternatives.map(({ changes }) => changedModel(model, changes));
    this.#organisations = this.#models.map(organisationFrom);
    this.#options = options;
    this.#figures = this.#models.map(() => []);
  }

  /** Share of the runs that are done. */
  get share(): number {
    return this.#done / this.#options.runs;
  }

  /** Makes the next run of every alternative; false where all are done. */
  step(): boolean {
    if (this.#done >= this.#options.runs) return false;
    const { weeks, seed = "what-if" } = this.#options;
    const chance = `${seed}/${this.#done}`;
    for (const [at, organisation] of this.#organisations.entries()) {
      const drawn = drawnOrganisation(this.#models[at]!, organisation, chance);
      this.#figures[at]!.push(simulateRun(this.#models[at]!, drawn, chance, weeks));
    }
    this.#done += 1;
    return this.#done < this.#options.runs;
  }

  /** What the runs done so far say; at least two. */
  answer(): WhatIfAnswer {
    const { weeks } = this.#options;
    const { until } = this.#model;
    return {
      from: until,
      until: until + weeks * WEEK,
      weeks,
      runs: this.#done,
      outcomes: this.#alternatives.map(({ name }, at) =>
        outcomeOf(name, this.#models[at]!, this.#figures[at]!, at === 0 ? undefined : this.#figures[0]!),
      ),
    };
  }
}

/** How many changes of state a what-if simulates, about: tells a short one from a long one. */
export function whatIfCost(changesPerWeek: number, alternatives: number, { runs, weeks }: WhatIfOptions): number {
  return changesPerWeek * (weeks + runOut(weeks)) * runs * (1 + alternatives);
}

function atMost(code: WhatIfRefusal, value: number, most: number, what: string): void {
  if (value > most)
    throw new RefusedInput<WhatIfRefusal>(code, `A what-if has at most ${most} ${what}; these are ${value}.`);
}
