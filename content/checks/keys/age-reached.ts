import type { Given } from "@throughline/domain/exams/families/wording";

/** By listing every finished item with a time inside its band, keeping those that reached the age, and counting. */
export function recompute(given: Given): number {
  const limit = Number(given["limit"]);
  const times = ["early", "second", "third", "longer"].flatMap((name, band) =>
    Array.from({ length: Number(given[name]) }, () => limit * (band + 0.5)),
  );
  const reached = times.filter((time) => time > Number(given["limit2"]));
  return (100 * reached.filter((time) => time <= Number(given["limit3"])).length) / reached.length;
}
