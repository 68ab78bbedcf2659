import type { Given } from "@throughline/domain/exams/families/wording";

/** By writing down each person's day and striking out minutes. */
export function recompute(given: Given): number {
  const focused = (duty: boolean): number => {
    let minutes = 0;
    for (let person = 0; person < Number(given["people"]); person += 1) {
      if (duty && person === 0) continue;
      minutes += Number(given["dayHours"]) * 60;
      const times = duty ? 0 : Number(given["times"]);
      for (let i = 0; i < times; i += 1) {
        minutes -= Number(given["each"]);
        minutes -= Number(given["resume"]);
      }
    }
    return minutes / 60;
  };
  return focused(true) - focused(false);
}
