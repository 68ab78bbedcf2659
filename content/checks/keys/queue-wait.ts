import type { Given } from "@throughline/domain/exams/families/wording";

/** Use ÷ (1 − use) by adding up its series: use + use² + use³ …, the chances to find one, two, three … ahead. */
function series(percent: number): number {
  let sum = 0;
  for (let term = percent / 100; term > 1e-13; term *= percent / 100) sum += term;
  return sum;
}

export function recompute(given: Given): number {
  const { usePercent, laterPercent, arrivalCv2, serviceCv2, serviceMinutes } = given;
  if (typeof usePercent !== "number") throw new Error("The use must be told.");
  if (typeof laterPercent === "number") return series(laterPercent) / series(usePercent);
  if (typeof arrivalCv2 !== "number" || typeof serviceCv2 !== "number" || typeof serviceMinutes !== "number")
    throw new Error("Both variations and the service time must be told.");
  const even = series(usePercent) * serviceMinutes;
  return (even * arrivalCv2 + even * serviceCv2) / 2;
}
