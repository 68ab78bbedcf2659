import type { Given } from "@throughline/domain/exams/families/wording";

/** Half-hour by half-hour through three days of universal time: does each place's own clock lie within its hours? */
export function recompute(given: Given): number {
  const hour = (text: string): number => {
    const [whole = "0", minutes = "0"] = text.split(":");
    return Number(whole) + Number(minutes) / 60;
  };
  const place = (side: "A" | "B"): { from: number; to: number; offset: number } => {
    const [from = "", to = ""] = String(given[`hours${side}`]).split("–");
    const [, sign = "+", size = "0"] = /UTC ?([+−])?([\d:]+)?/.exec(String(given[`zone${side}`])) ?? [];
    return { from: hour(from), to: hour(to), offset: (sign === "−" ? -1 : 1) * hour(size) };
  };
  const places = [place("A"), place("B")];
  let shared = 0;
  for (let utc = 24; utc < 48; utc += 0.5) {
    const all = places.every(({ from, to, offset }) => {
      const local = (utc + offset + 24) % 24;
      return local >= from && local < to;
    });
    if (all) shared += 0.5;
  }
  return shared;
}
