import type { Given } from "@throughline/domain/exams/families/wording";

/** Case by case, each as its own list of steps. */
export function recompute(given: Given): number | string {
  const { rows, intended, allowed } = given;
  if (!Array.isArray(rows)) throw new Error("The variants must be told.");
  const cases = rows.flatMap((row) => Array.from({ length: Number(row["cases"]) }, () => String(row["path"])));
  if (typeof allowed === "string") {
    return (100 * cases.filter((path) => [intended, allowed].includes(path)).length) / cases.length;
  }
  const missing = new Map<string, number>();
  for (const path of cases) {
    for (const step of String(intended).split(" → ")) {
      if (!path.split(" → ").includes(step)) missing.set(step, (missing.get(step) ?? 0) + 1);
    }
  }
  return [...missing].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}
