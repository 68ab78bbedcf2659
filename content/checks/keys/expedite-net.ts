import type { Given } from "@throughline/domain/exams/families/wording";

/** By working through both orders day by day and adding up what the unfinished items lose each day. */
export function recompute(given: Given): number {
  const rows = given["passed"];
  if (!Array.isArray(rows)) throw new Error("The passed items must be told.");
  const passed = rows.map((row) => ({ cost: Number(row["cost"]), days: Number(row["days"]) }));
  const expedite = { cost: Number(given["own"]), days: Number(given["days"]) };
  const lost = (order: { cost: number; days: number }[]): number => {
    let euros = 0;
    let open = [...order];
    while (open.length > 0) {
      const [now] = open;
      for (let day = 0; day < (now?.days ?? 0); day += 1) for (const { cost } of open) euros += cost / 5;
      open = open.slice(1);
    }
    return euros;
  };
  return lost([...passed, expedite]) - lost([expedite, ...passed]);
}
