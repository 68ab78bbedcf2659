/** Draws the parameters of a family, and reads them with a clear error where a generator asks for what is not there. */
import type { RandomStream } from "../../numbers/random.ts";
import type { Parameter } from "./template.ts";

export type Drawn = Record<string, number | string>;

/**
 * One value for each parameter, each from its own substream, so that adding a parameter does not move the others.
 * A grid gives `from`, `from + step` … up to `to`.
 */
export function drawParameters(parameters: Record<string, Parameter>, random: RandomStream): Drawn {
  const drawn: Drawn = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const stream = random.substream(name);
    if ("choices" in parameter) {
      const choice = parameter.choices[stream.nextInt(parameter.choices.length)];
      if (choice === undefined) throw new Error(`Parameter ${name} has no choices.`);
      drawn[name] = choice;
    } else {
      const { from, to, step } = parameter;
      if (!(step > 0) || to < from) throw new Error(`Parameter ${name}: needs from ≤ to and a step above 0.`);
      const steps = Math.floor((to - from) / step + 1e-9);
      // Decimal grids such as 0.1 would otherwise print as 0.30000000000000004.
      drawn[name] = Number((from + step * stream.nextInt(steps + 1)).toFixed(9));
    }
  }
  return drawn;
}

/** The number called `name`; throws where the template does not have it. */
export function numberOf(drawn: Drawn, name: string): number {
  const value = drawn[name];
  if (typeof value !== "number")
    throw new Error(`The generator needs a number "${name}"; the template gives ${value}.`);
  return value;
}

/** The word called `name`, one of `allowed`; throws where the template has another. */
export function wordOf<Word extends string>(drawn: Drawn, name: string, allowed: readonly Word[]): Word {
  const value = allowed.find((word) => word === drawn[name]);
  if (value === undefined) {
    throw new Error(`The generator needs "${name}" to be one of ${allowed.join(", ")}; it is ${drawn[name]}.`);
  }
  return value;
}
