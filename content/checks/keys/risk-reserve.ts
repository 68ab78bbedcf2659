import type { Given } from "@throughline/domain/exams/families/wording";

/** By filling a line of cells, one for each thousand: each risk moves its share of what is there; then walk up the line. */
export function recompute(given: Given): number {
  const risks = given["risks"];
  if (!Array.isArray(risks)) throw new Error("The table of risks is missing.");
  const most = risks.reduce((sum, risk) => sum + Number(risk["effect"]), 0);
  let line: number[] = Array.from({ length: most + 1 }, (_, cell) => (cell === 0 ? 1 : 0));
  for (const risk of risks) {
    const [chance, effect] = [Number(risk["chance"]), Number(risk["effect"])];
    line = line.map((share, cell) => share * (1 - chance) + (line[cell - effect] ?? 0) * chance);
  }
  let reached = 0;
  for (let cell = 0; cell <= most; cell += 1) {
    reached += line[cell] ?? 0;
    if (reached * 100 >= Number(given["percent"]) - 1e-9) return cell;
  }
  return most;
}
