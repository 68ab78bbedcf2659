/** A choice as it is edited: without an id it is new. */
export interface ChoiceDraft {
  readonly id: string | null;
  readonly name: string;
}

/** Gives new choices an id made from their name, unlike the others; those that have one keep it, since items refer to it. */
export function withIds(choices: readonly ChoiceDraft[]): { id: string; name: string }[] {
  const taken = new Set(choices.flatMap((choice) => choice.id ?? []));
  return choices.map(({ id, name }) => {
    const kept = id ?? freeId(name, taken);
    taken.add(kept);
    return { id: kept, name: name.trim() };
  });
}

function freeId(name: string, taken: ReadonlySet<string>): string {
  const stem =
    name
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 80) || "choice";
  for (let at = 1; ; at += 1) {
    const id = at === 1 ? stem : `${stem}-${at}`;
    if (!taken.has(id)) return id;
  }
}
