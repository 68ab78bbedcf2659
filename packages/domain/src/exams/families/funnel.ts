/**
 * Which of four sites lies above the funnel's limit of three standard errors (Spiegelhalter, “Funnel Plots for Comparing
 * Institutional Performance”, 2005). Parameter: `percent`, the overall share; sites are drawn so that one large site is out.
 */
import { shuffle } from "../../numbers/random.ts";
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (random, drawn) => {
  const percent = numberOf(drawn, "percent");
  const share = percent / 100;
  const names = shuffle(random, ["North", "East", "South", "West"]);
  /** The standard errors by which each site stands off: only the largest is out, the smallest has the highest share. */
  const off = [1.6 + 0.1 * random.nextInt(6), -1 + 0.2 * random.nextInt(8), 0.5 + 0.1 * random.nextInt(10), 3.8];
  const sizes = [30 + 5 * random.nextInt(7), 150 + 10 * random.nextInt(15), 400 + 20 * random.nextInt(10), 1200];
  const sites = sizes.map((cases, i) => {
    const error = Math.sqrt((share * (1 - share)) / cases);
    const counted = Math.round(cases * (share + (off[i] ?? 0) * error));
    return { site: names[i] ?? "", cases, counted, share: counted / cases, off: (counted / cases - share) / error };
  });
  const [answer] = sites.filter((site) => site.off > 3.3);
  if (answer === undefined || sites.some((site) => site !== answer && site.off > 2.6)) {
    return { refused: "ambiguous", detail: "not exactly one site lies clearly outside" };
  }
  const top = [...sites].sort((a, b) => b.share - a.share)[0];
  const others = sites.filter((site) => site !== answer && site !== top);
  return {
    given: {
      percent,
      rows: shuffle(
        random,
        sites.map(({ site, cases, counted }) => ({ site, cases, counted })),
      ),
    },
    working: { limit: 100 * (share + 3 * Math.sqrt((share * (1 - share)) / answer.cases)), found: 100 * answer.share },
    answer: answer.site,
    wrong: [
      { mistake: "highest-share", answer: top?.site ?? "" },
      { mistake: "second-largest", answer: others.sort((a, b) => b.cases - a.cases)[0]?.site ?? "" },
      { mistake: "middle-of-the-table", answer: others.sort((a, b) => a.cases - b.cases)[0]?.site ?? "" },
    ],
  };
};
