/** The few figures that matter, as sentences. */
import type { Flow } from "@throughline/contract/flow";
import { durationUnit, inUnit, type DurationUnit } from "../ui/charts/duration-unit.ts";
import { numberText } from "../ui/charts/ticks.ts";

/** Fewer finished items than this make percentiles a guess. */
const few = 20;
/** Fewer than this say nothing of what is old. */
const fewest = 5;

/** The unit a figure's times are said and drawn in. */
export const unitOf = (longest: number, flow: Pick<Flow, "time">): DurationUnit =>
  durationUnit(longest, flow.time === "working");

/** "4.2 days", in the unit its own size asks for. */
export const took = (milliseconds: number, flow: Pick<Flow, "time">): string =>
  milliseconds < 60_000 ? "under a minute" : inUnit(milliseconds, unitOf(milliseconds, flow));

export const percentText = (share: number): string => `${Math.round(share * 100)}\u00a0%`;

export const itemsText = (count: number): string => `${numberText(count)} ${count === 1 ? "item" : "items"}`;

/** The lead: how long work takes and how much is under way. Then what qualifies it, a sentence each. */
export function leadOf(flow: Flow): { readonly lead: string; readonly more: readonly string[] } {
  const { finished, inProgress, ageing, throughput } = flow;
  const { spread, before, estimate } = finished;
  const more: string[] = [];
  const isWorking = flow.time === "working" ? " of working time" : "";
  const done =
    spread === null
      ? "Nothing was finished in this time"
      : spread.count === 1
        ? `One item was finished, after ${took(spread.p50, flow)}${isWorking}`
        : `Half of items are done within ${took(spread.p50, flow)}, 85 % within ${took(spread.p85, flow)}${isWorking}`;
  const isOne = inProgress.last === 1;
  const older =
    spread === null || spread.count < fewest || inProgress.last === 0
      ? ""
      : ageing.olderThanP85 === 0
        ? `, ${isOne ? "it is not" : "none of them"} older than 85 % of what was done`
        : `, ${isOne ? "and it is" : `${ageing.olderThanP85 === inProgress.last ? "all" : numberText(ageing.olderThanP85)} of them`} older than 85 % of what was done`;
  const underWay = `${inProgress.last === 0 ? "nothing" : numberText(inProgress.last)} ${inProgress.last <= 1 ? "is" : "are"} under way${older}`;
  if (spread !== null && spread.count > 1 && spread.count < few)
    more.push(`That rests on only ${itemsText(spread.count)}: take it as a hint.`);
  if (spread !== null && before !== null && Math.min(spread.count, before.count) >= few)
    more.push(
      `In as long a time before, half were done within ${took(before.p50, flow)} and 85 % within ${took(before.p85, flow)}.`,
    );
  if (spread !== null && spread.count > 1 && estimate !== null && estimate.open > 0) {
    if (estimate.p85 === null) more.push(`Too much is still open to say when 85 % of it will be done.`);
    else if (estimate.p85 > spread.p85 * 1.15)
      more.push(
        `With the ${itemsText(estimate.open)} not done yet weighed in, 85 % are done within ${took(estimate.p85, flow)}.`,
      );
  }
  if (throughput.arrived + throughput.finished > 0) {
    const weeks = (Date.parse(flow.to) - Date.parse(flow.from)) / (7 * 86_400_000);
    const isLong = weeks >= 2;
    const per = (count: number) => numberText(isLong ? count / weeks : count);
    const came = `${per(throughput.arrived)}${isLong ? " a week" : ""} came in`;
    const finishedText = per(throughput.finished);
    const went = `${finishedText} ${finishedText === "1" ? "was" : "were"} finished`;
    const dropped =
      throughput.dropped > 0
        ? `, ${numberText(throughput.dropped)} in all ${throughput.dropped === 1 ? "was" : "were"} dropped`
        : "";
    more.push(`${came}, ${went}${dropped}.`);
  }
  const standing = [
    inProgress.waiting > 0
      ? `${numberText(inProgress.waiting)} ${inProgress.waiting === 1 ? "waits" : "wait"} to be started`
      : "",
    inProgress.blocked > 0
      ? `${numberText(inProgress.blocked)} ${inProgress.blocked === 1 ? "is" : "are"} blocked`
      : "",
  ].filter((part) => part !== "");
  if (standing.length > 0 && flow.clock === "start") more.push(`${standing.join(" and ")}.`);
  return { lead: `${done}; ${underWay}.`, more };
}

/** The name of a band: its stage's, or what it stands for. */
export function bandName({ bandId, name, kind }: Flow["bands"][number]): string {
  if (name !== null) return name;
  if (bandId === "elsewhere") return "Passed on";
  return kind === "queue" ? "Waiting" : kind === "active" ? "In work" : "Done";
}
