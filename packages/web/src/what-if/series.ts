/** How alternatives look in every picture: a colour, and a dash that tells them apart without it. */
import type { Outcome } from "@throughline/domain/simulation/what-if/outcome";
import { fitText } from "../ui/charts/label-places.ts";
import { colour, tint } from "../ui/charts/tint.ts";

export interface Series {
  readonly outcome: Outcome;
  /** "Today", or what the alternative is called. */
  readonly name: string;
  /** As it fits beside a picture. */
  readonly short: string;
  readonly stroke: string;
  readonly ground: string;
  readonly dash: string | undefined;
}

const looks = [
  { token: "muted", dash: "2 3" },
  { token: "series-1", dash: undefined },
  { token: "series-2", dash: "7 3" },
  { token: "series-3", dash: "9 3 2 3" },
] as const;

export function seriesOf(outcomes: readonly Outcome[]): Series[] {
  return outcomes.map((outcome, at) => {
    const { token, dash } = looks[at]!;
    const name = at === 0 ? "As today" : outcome.name;
    return {
      outcome,
      name,
      short: fitText(name, 110),
      stroke: colour(token),
      ground: tint(token, 0.16),
      dash,
    };
  });
}
