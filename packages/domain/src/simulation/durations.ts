import { normalQuantile } from "../numbers/normal.ts";
import { RefusedInput } from "../numbers/refused-input.ts";

/** A length of time, or its distribution; milliseconds wherever the simulation takes one. */
export type Duration =
  | { readonly kind: "fixed"; readonly value: number }
  | { readonly kind: "exponential"; readonly mean: number }
  /** Sum of `phases` exponential parts: less spread than one, cv² = 1 / phases. */
  | { readonly kind: "erlang"; readonly mean: number; readonly phases: number }
  /** A mixture of two exponentials with balanced means: more spread than one, cv² above 1. */
  | { readonly kind: "hyperexponential"; readonly mean: number; readonly squaredVariation: number }
  /** Skewed, as work usually is: median, and the 85th percentile. */
  | { readonly kind: "lognormal"; readonly median: number; readonly p85: number }
  | { readonly kind: "uniform"; readonly from: number; readonly to: number }
  | { readonly kind: "triangular"; readonly least: number; readonly likely: number; readonly most: number }
  /** One of the observed values, each as likely. */
  | { readonly kind: "observed"; readonly values: readonly number[] };

/** Draws a duration from uniforms on [0, 1); `next()` gives the next one of the place it is drawn for. */
export type DurationSampler = (next: () => number) => number;

export type DurationRefusal = "bad_duration";

/** Whether it can ever be longer than nothing: what repeats after no time at all would repeat for ever at one instant. */
export function takesTime(duration: Duration): boolean {
  switch (duration.kind) {
    case "fixed":
      return duration.value > 0;
    case "uniform":
      return duration.to > 0;
    case "triangular":
      return duration.most > 0;
    case "observed":
      return duration.values.some((value) => value > 0);
    default:
      return true;
  }
}

/** The sampler of a distribution. `where` names it in a refusal: “effort of Review”. */
export function durationSampler(duration: Duration, where: string): DurationSampler {
  const refuse = (why: string): never => {
    throw new RefusedInput<DurationRefusal>("bad_duration", `The ${where} ${why}.`);
  };
  const atLeastZero = (value: number, what: string): number =>
    value >= 0 && value < Infinity ? value : refuse(`has a ${what} of ${value}; it must be zero or more`);
  const above = (value: number, what: string): number =>
    value > 0 && value < Infinity ? value : refuse(`has a ${what} of ${value}; it must be above zero`);
  switch (duration.kind) {
    case "fixed": {
      const value = atLeastZero(duration.value, "length");
      return () => value;
    }
    case "exponential": {
      const mean = above(duration.mean, "mean");
      return (next) => -mean * Math.log1p(-next());
    }
    case "erlang": {
      const phases = duration.phases;
      if (!Number.isInteger(phases) || phases < 1 || phases > 100) refuse(`needs 1 to 100 phases, not ${phases}`);
      const scale = above(duration.mean, "mean") / phases;
      return (next) => {
        let product = 1;
        for (let i = 0; i < phases; i++) product *= 1 - next();
        return -scale * Math.log(product);
      };
    }
    case "hyperexponential": {
      const mean = above(duration.mean, "mean");
      const cv2 = duration.squaredVariation;
      if (!(cv2 >= 1 && cv2 < Infinity)) refuse(`needs a squared variation of at least 1, not ${cv2}`);
      const first = 0.5 * (1 + Math.sqrt((cv2 - 1) / (cv2 + 1)));
      return (next) => {
        const share = next() < first ? first : 1 - first;
        return (-mean / (2 * share)) * Math.log1p(-next());
      };
    }
    case "lognormal": {
      const centre = Math.log(above(duration.median, "median"));
      const spread = (Math.log(above(duration.p85, "85th percentile")) - centre) / normalQuantile(0.85);
      if (spread < 0) refuse("has its 85th percentile below its median");
      return (next) => Math.exp(centre + spread * normalQuantile(Math.max(next(), 1e-17)));
    }
    case "uniform": {
      const from = atLeastZero(duration.from, "lower end");
      const width = duration.to - from;
      if (!(width >= 0 && width < Infinity)) refuse(`runs from ${from} to ${duration.to}`);
      return (next) => from + width * next();
    }
    case "triangular": {
      const { likely, most } = duration;
      const least = atLeastZero(duration.least, "least value");
      if (!(least <= likely && likely <= most && most < Infinity))
        refuse(`must have least ≤ likely ≤ most, not ${least}, ${likely}, ${most}`);
      const width = most - least;
      return (next) => {
        const u = next();
        if (width === 0) return least;
        return u < (likely - least) / width
          ? least + Math.sqrt(u * width * (likely - least))
          : most - Math.sqrt((1 - u) * width * (most - likely));
      };
    }
    case "observed": {
      const values = Float64Array.from(duration.values, (value, i) => atLeastZero(value, `value number ${i}`));
      if (values.length === 0) refuse("has no observed values");
      return (next) => values[Math.floor(next() * values.length)]!;
    }
  }
}
