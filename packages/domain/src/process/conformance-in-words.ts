import { shareInWords } from "./share-in-words.ts";
import type { Conformance, DeviationCount } from "./conformance.ts";

/** A deviation as people say it: “12 % skip Review (34 of 281).” The stages' names are the organisation's own. */
export function deviationInWords(
  { deviation, cases, share }: Pick<DeviationCount, "deviation" | "cases" | "share">,
  { names, cases: all }: Pick<Conformance, "names" | "cases">,
): string {
  const name = (activity: number): string => names[activity] ?? `#${activity}`;
  const stage = name(deviation.stage);
  const who = shareInWords(share);
  const deed = (): string => {
    switch (deviation.kind) {
      case "skipped":
        return `skip ${stage}`;
      case "too_late":
        return `reach ${stage} too late`;
      case "went_back":
        return `go back from ${name(deviation.from)} to ${stage}`;
      case "out_of_turn":
        return deviation.from === undefined
          ? `begin in ${stage}`
          : `go from ${name(deviation.from)} to ${stage}, which the workflow does not allow`;
      case "not_in_workflow":
        return `pass through ${stage}, which is not in the workflow`;
    }
  };
  return `${who} ${deed()} (${cases.toLocaleString("en")} of ${all.toLocaleString("en")}).`;
}
