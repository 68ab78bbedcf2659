/** The crosswalk read in both directions must tell one story, and touch each of our topics once. */
import type { Problem } from "./problem.ts";
import type { Content } from "./read-content.ts";

export function checkCrosswalk({ crosswalk, map }: Content): Problem[] {
  if (!crosswalk) return [];
  const problems: Problem[] = [];
  const say = (id: string, says: string): void => void problems.push({ file: "crosswalk.json", id, says });
  const named = new Map(
    crosswalk.outlines.map((o) => [o.id, new Set(o.domains.flatMap((d) => d.rows.flatMap((r) => r.topics)))]),
  );
  for (const topic of map.domains.flatMap((d) => d.topics.map((t) => t.id))) {
    const rows = crosswalk.ours.filter((o) => o.topic === topic);
    if (rows.length !== 1) say("ours", `has ${topic} ${rows.length} times; once is wanted`);
    for (const row of rows) {
      for (const [outline, topics] of named) {
        if ((row[outline] === "not") === topics.has(topic)) {
          say(
            outline,
            `${topic} is "${row[outline]}" seen from our side and ${topics.has(topic) ? "" : "not "}named by a row of the outline`,
          );
        }
      }
    }
  }
  for (const { id, domains } of crosswalk.outlines) {
    const weights = domains.map((d) => d.weightPercent);
    const sum = weights.reduce<number>((all, weight) => all + (weight ?? 0), 0);
    if (weights.some((weight) => weight !== null) && sum !== 100) say(id, `its domains' weights add up to ${sum} %`);
  }
  return problems;
}
