import { durationUnit, inUnit } from "../ui/charts/duration-unit.ts";
import { numberText } from "../ui/charts/ticks.ts";
import type { WhatIfBase } from "./what-if-base.ts";

type Check = WhatIfBase["check"];
type MeasureCheck = Check["measures"][number];

const names: Readonly<Record<MeasureCheck["measure"], string>> = {
  finished_per_week: "Finished a week",
  mean_time: "Time from arrival to done, on average",
  p85_time: "85 % done within",
  mean_wip: "Under way, on average",
  wip_at_end: "Under way at the end",
};

export const checkName = ({ measure }: MeasureCheck): string => names[measure];
export const verdictWord = { good: "fits", rough: "roughly", bad: "does not fit" } as const;

export function checkValue({ measure }: Pick<MeasureCheck, "measure">, value: number): string {
  return measure.endsWith("time") ? inUnit(value, durationUnit(value)) : numberText(value);
}

/** How far the model can be believed, in a sentence or two. */
export function fitSentence({ check, model }: WhatIfBase): string {
  const weeks = Math.round((check.until - check.from) / 604_800_000);
  const time = check.measures.find(({ measure }) => measure === "p85_time");
  const pace = check.measures.find(({ measure }) => measure === "finished_per_week");
  const of = [
    pace ? `${checkValue(pace, pace.simulated)} finished a week, and it was ${checkValue(pace, pace.seen)}` : "",
    time ? `85 % done within ${checkValue(time, time.simulated)}, and it was ${checkValue(time, time.seen)}` : "",
  ].filter(Boolean);
  const how = check.isKeptBack ? "Told only what was known before, it" : "It has seen these weeks, and it";
  const kept = `${how} expects for the last ${weeks} weeks ${of.join("; ")}.`;
  switch (check.verdict) {
    case "good":
      return `The model fits what happened. ${kept}`;
    case "rough":
      return `The model fits what happened roughly: trust which way a difference goes more than how large it is. ${kept}`;
    default:
      return `The model does not fit what happened, so take differences as a hint at most. ${kept} ${whyNot(check, model)}`;
  }
}

/** The likeliest reason for a bad fit. */
function whyNot({ measures, from, until }: Check, { underWay }: WhatIfBase["model"]): string {
  const end = measures.find(({ measure }) => measure === "wip_at_end");
  const pace = measures.find(({ measure }) => measure === "finished_per_week");
  if (end && end.seen <= 1 && end.simulated > 5 && underWay.length === 0)
    return "In this history nothing is left open at its end, as in one that was exported with finished items alone.";
  if (pace && Math.abs(pace.seen - pace.simulated) > 0.33 * pace.seen)
    return `Much ${pace.seen > pace.simulated ? "more" : "less"} was finished in those ${Math.round((until - from) / 604_800_000)} weeks than before them: work has changed, and history says little of how it will go on.`;
  return "How long items take depends on more than a model of arrivals, people, stages and limits can see.";
}

/** What the model rests on, a sentence each, as far as it is not what one would expect. */
export function restsOn({ model, names: known, leftOut }: WhatIfBase): string[] {
  const named = (id: string) => known.teams[id] ?? "a team";
  const sentences: string[] = [];
  for (const team of model.teams) {
    if (team.people === 0) continue;
    const name = named(team.id);
    const each = team.atOnce / team.people;
    const hands = `${name}: ${team.people === 1 ? "one person" : `${numberText(team.people)} people`}`;
    const load = each > 1.2 ? ` with about ${numberText(each)} items each at once` : ", one item each at a time";
    if (team.isLimitSeen) sentences.push(`${hands}${load}; what is more waits for its turn.`);
    else if (team.atOnce < team.most)
      sentences.push(`${hands}${load}. Whether more has to wait, history does not show; the model lets it wait.`);
    else
      sentences.push(
        `${hands}${load}. Items were not seen to wait for each other, so ${each > 1.2 ? "what is more than one item each counts as lying still, which no further person shortens" : "further people hardly shorten anything"}.`,
      );
    if (team.hours === "seen")
      sentences.push(
        `${name}: most of its work ended outside the team’s working hours, so its hours are those in which work was seen to end.`,
      );
    if (team.hours === "all")
      sentences.push(
        `${name}: its work ended at all hours, whatever the team’s working hours say, so all hours count.`,
      );
  }
  const standing = model.standing.reduce((sum, { count }) => sum + count, 0);
  if (standing > 0)
    sentences.push(
      `${standing === 1 ? "One item has" : `${numberText(standing)} items have`} stood longer in a stage than any that left it: counted as under way, and left where they stand.`,
    );
  if (leftOut > 0)
    sentences.push(`${numberText(leftOut)} items, the longest finished, are left out: at most 40,000 are read.`);
  return sentences;
}
