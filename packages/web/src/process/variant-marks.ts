import type { ProcessAnswer } from "./process-query.ts";

/**
 * A few letters and a shade for every stage, so that a strip of many can be told apart at a glance: the first letters of
 * its words, longer where two would be the same; darker, the later in the workflow.
 */
export function variantMarks({
  stages,
}: Pick<ProcessAnswer, "stages">): ReadonlyMap<string, { readonly letters: string; readonly shade: number }> {
  const names = [...new Set(stages.map(({ name }) => name))];
  const letters = new Map<string, string>();
  const used = new Set<string>();
  for (const name of names) {
    const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const first = words[0] ?? "?";
    const initials = words.map((word) => word[0] ?? "").join("");
    const candidates = [
      words.length > 1 ? initials.slice(0, 3) : first.slice(0, 2),
      first.slice(0, 3),
      initials.slice(0, 4),
      first.slice(0, 4),
    ];
    const chosen =
      candidates.find((text) => text !== "" && !used.has(text.toLowerCase())) ?? numbered(candidates[0] ?? "?", used);
    used.add(chosen.toLowerCase());
    letters.set(name, chosen);
  }
  const last = Math.max(1, stages.length - 1);
  return new Map(
    stages.map(({ key, name }, at) => [key, { letters: letters.get(name) ?? "?", shade: 0.04 + (0.36 * at) / last }]),
  );
}

function numbered(text: string, used: ReadonlySet<string>): string {
  for (let number = 2; ; number++) if (!used.has(`${text}${number}`.toLowerCase())) return `${text}${number}`;
}
