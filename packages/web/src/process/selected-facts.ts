import { shareInWords } from "@throughline/domain/process/share-in-words";
import type { ProcessAnswer } from "./process-query.ts";
import { count, counted, shortTime } from "./process-words.ts";
import type { Selection } from "./selection.ts";

/** Within a sentence. */
export const percentOf = (share: number): string => shareInWords(share).toLowerCase();

/** The heading and the figures of what is chosen, as sentences. */
export function selectedFacts(
  process: ProcessAnswer,
  { of, key }: Selection,
  isWorking: boolean,
  teamName: (teamId: string | null) => string | null,
): { readonly title: string; readonly facts: readonly string[] } {
  const time = (milliseconds: number) => shortTime(milliseconds, isWorking);
  const stageName = (wanted: string) => process.stages.find((stage) => stage.key === wanted)?.name ?? "A stage";
  switch (of) {
    case "stage":
    case "begins":
    case "ends": {
      const stage = process.stages.find((each) => each.key === key);
      if (!stage) return gone("This stage");
      const { visits, items, starts, ends, spent, teamId } = stage;
      const team = teamName(teamId);
      return {
        title: team === null ? stage.name : `${stage.name} · ${team}`,
        facts: [
          `Entered ${counted(visits, "time")} by ${counted(items, "item")} (${percentOf(items / process.items)} of all); ${count(starts)} came in here, ${count(ends)} ${stage.kind === "done" ? "ended here" : "are here now"}.`,
          ...(spent
            ? [
                `Half of ${counted(spent.stays, "stay")} took under ${time(spent.median)}, 85 % under ${time(spent.p85)}; ${time(spent.mean)} on average.`,
              ]
            : []),
        ],
      };
    }
    case "way": {
      const [from = "", to = ""] = key.split("~");
      const way = process.ways.find((each) => each.from === from && each.to === to);
      if (!way) return gone(`${stageName(from)} to ${stageName(to)}`, "Nobody took this way in this time.");
      const notes = [
        way.isIntended ? "" : "The workflow does not mean it.",
        way.isHandOff ? "It is a hand-off to another team." : "",
        way.returns === 0
          ? ""
          : `${way.returns === way.moves ? "Every one" : count(way.returns)} came back to where the item had been before.`,
      ].filter(Boolean);
      return {
        title: `${stageName(from)} to ${stageName(to)}`,
        facts: [
          `${counted(way.moves, "move")} of ${counted(way.items, "item")} (${percentOf(way.share)} of all).`,
          `Half take under ${time(way.median)}, 85 % under ${time(way.p85)}; ${time(way.mean)} on average.`,
          ...(notes.length === 0 ? [] : [notes.join(" ")]),
        ],
      };
    }
    case "variant": {
      const variant = process.variants.shown.find((each) => each.key === key);
      if (!variant) return gone("This variant");
      return {
        title: `${counted(variant.length, "step")}: ${stageName(variant.stages[0] ?? "")} to ${stageName(variant.stages.at(-1) ?? "")}`,
        facts: [
          `${counted(variant.items, "item")} (${percentOf(variant.share)} of all) went exactly this way; half took under ${time(variant.median)}.`,
          variant.stages.map(stageName).join(" → ") + (variant.length > variant.stages.length ? " → …" : ""),
        ],
      };
    }
    case "deviation": {
      const deviation = process.conformance?.deviations.find((each) => each.key === key);
      if (!deviation) return gone("This deviation");
      const usual = process.conformance?.followingMedian ?? null;
      return {
        title: deviation.sentence,
        facts: [
          usual === null
            ? `Half of them took under ${time(deviation.median)} from beginning to end.`
            : `Half of them took under ${time(deviation.median)} from beginning to end; of those that follow the workflow, under ${time(usual)}.`,
        ],
      };
    }
    case "following":
      return {
        title: "Items that follow the workflow",
        facts: [
          `${counted(process.conformance?.following ?? 0, "item")} of ${count(process.items)}, as far as they have come.`,
        ],
      };
    case "returned":
      return {
        title: "Items that came back to a stage",
        facts: [
          `${counted(process.returned.items, "item")} (${percentOf(process.returned.share)} of all) entered a stage they had been in before: rework.`,
        ],
      };
  }
}

const gone = (title: string, fact = "It is not in what is looked at now.") => ({ title, facts: [fact] });
