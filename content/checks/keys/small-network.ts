import type { Given } from "@throughline/domain/exams/families/wording";

interface Activity {
  days: number;
  after: { name: string; lag: number }[];
}

/** By walking every chain from a first to the last activity; float by lengthening E day by day until the end moves. */
export function recompute(given: Given, asked: Record<string, string>): number {
  const rows = given["activities"];
  if (!Array.isArray(rows)) throw new Error("The table of activities is missing.");
  const plan = new Map<string, Activity>(
    rows.map((row) => [
      String(row["activity"]),
      {
        days: Number(row["days"]),
        after: String(row["after"])
          .split(", ")
          .filter((part) => part !== "–")
          .map((part) => ({ name: part[0] ?? "", lag: Number(part.split(" + ")[1] ?? 0) })),
      },
    ]),
  );
  const chains = (name: string, longerE: number): number[] => {
    const own = (plan.get(name)?.days ?? 0) + (name === "E" ? longerE : 0);
    const before = plan.get(name)?.after ?? [];
    if (before.length === 0) return [own];
    return before.flatMap((b) => chains(b.name, longerE).map((length) => length + b.lag + own));
  };
  const end = (longerE: number): number => Math.max(...chains("F", longerE));
  if (asked["asked"] === "finish") return end(0);
  if (asked["asked"] === "slip") return end(Number(given["late"])) - end(0);
  let longer = 0;
  while (end(longer + 1) === end(0)) longer += 1;
  return longer;
}
