import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Link } from "../ui/link.tsx";
import { dayText, daysBetween, signedDays, unbroken } from "./forecast-days.ts";
import type { Forecast } from "./forecast-queries.ts";

const firstShown = 5;
type Step = Forecast["story"][number];

/** Each week's step with what moved it, the latest first. */
export function StorySteps({
  forecast: { story, today },
  hrefOf,
}: {
  forecast: Forecast;
  hrefOf: (key: string) => string;
}) {
  const [isWhole, setWhole] = useState(false);
  const steps = story.map((step, at) => ({ step, before: story[at - 1] })).toReversed();
  const shown = isWhole ? steps : steps.slice(0, firstShown);
  return (
    <div>
      <ol aria-label="How the date moved" className="divide-y divide-rule">
        {shown.map(({ step, before }) => (
          <li key={step.day} className="py-2 first:pt-0">
            <p className="flex flex-wrap items-baseline gap-x-3 text-dense">
              <span className="w-20 shrink-0 whitespace-nowrap text-muted tabular-nums">
                {dayText(step.day, today)}
              </span>
              <span className="min-w-0 font-medium">{headOf(step, before, today)}</span>
            </p>
            {step.reasons.length > 0 ? (
              <ul className="mt-0.5 space-y-0.5 @xl:pl-23">
                {step.reasons.map((reason) => (
                  <li key={reason.kind} className="flex gap-x-3 text-dense text-muted">
                    <span className="min-w-0 flex-1 first-letter:uppercase">
                      {unbroken(reason.text)}
                      {reason.items.length > 0 ? (
                        <span className="text-small">
                          {": "}
                          {reason.items.map(({ itemId, key, title }, at) => (
                            <span key={itemId}>
                              {at > 0 ? ", " : ""}
                              <Link href={hrefOf(key)} title={title} tone="quiet" className="whitespace-nowrap">
                                {key}
                              </Link>
                            </span>
                          ))}
                          {reason.more > 0 ? ` and ${reason.more} more` : ""}
                        </span>
                      ) : null}
                    </span>
                    <span className="w-20 shrink-0 text-right whitespace-nowrap text-ink tabular-nums">
                      {signedDays(reason.days)}
                    </span>
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ol>
      {steps.length > firstShown ? (
        <Button tone="quiet" size="small" className="mt-1 print:hidden" onPress={() => setWhole(!isWhole)}>
          {isWhole ? "Show the latest only" : `Show all ${steps.length} weeks`}
        </Button>
      ) : null}
    </div>
  );
}

/** "85 % by 14 Mar, was 9 Mar". */
function headOf(step: Step, before: Step | undefined, today: string): string {
  const [is, was] = [step.dates[1], before?.dates[1]];
  if (step.count === 0) return "Nothing to do";
  if (!is) return "Too far to tell";
  const by = `85 % by ${dayText(is, today)}`;
  if (before === undefined) return by;
  if (!was) return before.count === 0 ? `${by}, there was nothing to do` : `${by}, was too far to tell`;
  const moved = daysBetween(was, is);
  return moved === 0 ? `${by}, as before` : `${by}, was ${dayText(was, today)} (${signedDays(moved)})`;
}
