import type { Given } from "@throughline/domain/exams/families/wording";

/** By the table of the knapsack: for each number of weeks the best value so far, initiative by initiative. */
export function recompute(given: Given): string {
  const rows = given["initiatives"];
  if (!Array.isArray(rows)) throw new Error("The table of initiatives is missing.");
  const limit = Number(given["limit"]);
  let best = Array.from({ length: limit + 1 }, () => ({ value: 0, names: [] as string[] }));
  for (const row of rows) {
    const [weeks, value] = [Number(row["weeks"]), Number(row["value"])];
    best = best.map((without, room) => {
      const rest = best[room - weeks];
      if (!rest || rest.value + value <= without.value) return without;
      return { value: rest.value + value, names: [...rest.names, String(row["name"])] };
    });
  }
  return [...(best[limit]?.names ?? [])].sort().join(" + ");
}
