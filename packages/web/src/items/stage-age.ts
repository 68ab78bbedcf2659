import type { Stage } from "@throughline/contract/workflows";
import { durationText } from "../ui/relative-time.ts";

/**
 * How long an item has stood in its stage, against what the stage expects. Shown in elapsed days; the service level is in
 * working days of the team, so five of those are taken as seven on the calendar.
 */
export function stageAge(
  stageEnteredAt: string,
  stage: Stage | undefined,
  now: number,
): { readonly days: number; readonly limit: number | null; readonly sentence: string } {
  const days = Math.max(0, (now - Date.parse(stageEnteredAt)) / 86_400_000);
  const here = `${durationText(now - Date.parse(stageEnteredAt))} in ${stage?.name ?? "this stage"}`;
  if (!stage?.serviceLevel) return { days, limit: null, sentence: here };
  const { percent, days: working } = stage.serviceLevel;
  return {
    days,
    limit: (working * 7) / 5,
    sentence: `${here}; ${percent} % should leave within ${working} working ${working === 1 ? "day" : "days"}`,
  };
}
