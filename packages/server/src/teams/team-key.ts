/**
 * A key for a team's items from its name: `Operations` → OPE, `Customer Support` → CS. Latin letters and digits are kept;
 * a name without any becomes TEAM.
 */
export function teamKeyOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .toUpperCase()
    .replace(/\p{M}/gu, "")
    .split(/[^A-Z0-9]+/)
    .filter(Boolean);
  const letters = words.length > 1 ? words.map((word) => word[0]).join("") : (words[0] ?? "").slice(0, 3);
  const key = letters.replace(/^[0-9]+/, "").slice(0, 8);
  return key === "" ? "TEAM" : key;
}
