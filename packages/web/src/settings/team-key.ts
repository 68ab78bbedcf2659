/** A key from a name: initials of several words, else its first letters; free among those taken. */
export function keyFrom(name: string, taken: ReadonlySet<string>): string {
  const words = name
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9 ]/g, "")
    .toUpperCase()
    .split(/\s+/)
    .filter(Boolean);
  const letters = words.length > 1 ? words.map((word) => word.charAt(0)).join("") : (words[0] ?? "");
  const start = letters.replace(/^[0-9]+/, "").slice(0, words.length > 1 ? 6 : 4);
  if (start === "") return "";
  for (let at = 1; at < 100; at += 1) {
    const key = at === 1 ? start : `${start}${at}`;
    if (!taken.has(key)) return key;
  }
  return start;
}
