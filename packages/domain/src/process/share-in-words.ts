/** Whole percents, but never 0 % of something that happened or 100 % of not quite all: “12 %”, “Under 1 %”, “Over 99 %”. */
export function shareInWords(share: number): string {
  if (share > 0 && share < 0.005) return "Under 1 %";
  if (share < 1 && share > 0.995) return "Over 99 %";
  return `${Math.round(100 * share)} %`;
}
