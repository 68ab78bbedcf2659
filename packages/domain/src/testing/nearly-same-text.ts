/** Pages hold what programs print. Words must be the same; figures may move a little when a method is refined. */

const DATE = /\d{4}-\d{2}-\d{2}/;
const FIGURE = /\d{4}-\d{2}-\d{2}|\d+(?:,\d{3})*(?:\.\d+)?/g;
const DAY = 86_400_000;

/**
 * The first line in which two texts differ by more than blanks, a fifth of a figure (or 2), or a week of a date; null
 * where there is none.
 */
export function firstDifference(page: string, printed: string): { page: string; printed: string } | null {
  const [a, b] = [page.trimEnd().split("\n"), printed.trimEnd().split("\n")];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [one, other] = [a[i] ?? "(nothing)", b[i] ?? "(nothing)"];
    if (!nearlySame(one, other)) return { page: one, printed: other };
  }
  return null;
}

function nearlySame(a: string, b: string): boolean {
  const words = (line: string) => line.replaceAll(FIGURE, "#").replaceAll(/\s+/g, " ").trim();
  if (words(a) !== words(b)) return false;
  const others = b.match(FIGURE) ?? [];
  return (a.match(FIGURE) ?? []).every((figure, i) => near(figure, others[i] ?? ""));
}

function near(a: string, b: string): boolean {
  if (DATE.test(a) || DATE.test(b)) return Math.abs(Date.parse(a) - Date.parse(b)) <= 7 * DAY;
  const [one, other] = [a, b].map((figure) => Number(figure.replaceAll(",", ""))) as [number, number];
  return Math.abs(one - other) <= Math.max(2, 0.2 * Math.abs(one));
}
