import { ChevronRight } from "lucide-react";
import { Banner } from "../ui/banner.tsx";
import { Icon } from "../ui/icon.tsx";
import { ShapeMark } from "../ui/shape-mark.tsx";
import { checkName, checkValue, fitSentence, restsOn, verdictWord } from "./fit-words.ts";
import type { WhatIfBase } from "./what-if-base.ts";

const marks = {
  good: { shape: "disc", className: "text-good-mark" },
  rough: { shape: "half-disc", className: "text-warn-mark" },
  bad: { shape: "ring", className: "text-bad-mark" },
} as const;

/** How far the model can be believed: in words, against what happened, and what it rests on. */
export function FitReport({ base }: { base: WhatIfBase }) {
  const { check } = base;
  const sentence = fitSentence(base);
  const rests = restsOn(base);
  return (
    <div className="space-y-2">
      {check.verdict === "good" ? (
        <p className="flex items-baseline gap-2 text-dense text-muted">
          <ShapeMark shape="disc" className="relative top-0.5 shrink-0 text-good-mark" />
          <span>{sentence}</span>
        </p>
      ) : (
        <Banner meaning={check.verdict === "bad" ? "bad" : "warn"}>{sentence}</Banner>
      )}
      <details className="group/fit">
        <summary className="flex w-fit cursor-default list-none items-center gap-1 rounded text-dense text-accent select-none focus-visible:outline-2 focus-visible:outline-focus [&::-webkit-details-marker]:hidden">
          <Icon of={ChevronRight} size={14} className="transition-transform group-open/fit:rotate-90" />
          What this rests on
        </summary>
        <div className="mt-2 grid gap-x-8 gap-y-3 lg:grid-cols-2">
          <div
            tabIndex={0}
            role="region"
            aria-label="The model against what happened"
            className="min-w-0 overflow-x-auto scroll-thin focus-visible:outline-2 focus-visible:outline-focus"
          >
            <table className="w-full text-dense">
              <caption className="pb-1 text-start text-small text-muted">
                {`${check.runs} simulations of the last weeks against what happened`}
              </caption>
              <thead className="text-small text-muted">
                <tr>
                  <th scope="col" className="py-1 pr-3 text-start font-medium">
                    Figure
                  </th>
                  <th scope="col" className="py-1 pr-3 text-end font-medium">
                    It was
                  </th>
                  <th scope="col" className="py-1 pr-3 text-end font-medium">
                    The model says
                  </th>
                  <th scope="col" className="py-1 text-start font-medium">
                    <span className="sr-only">Verdict</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {check.measures.map((measure) => (
                  <tr key={measure.measure} className="border-t border-rule">
                    <th scope="row" className="py-1 pr-3 text-start font-normal">
                      {checkName(measure)}
                    </th>
                    <td className="py-1 pr-3 text-end whitespace-nowrap tabular-nums">
                      {checkValue(measure, measure.seen)}
                    </td>
                    <td className="py-1 pr-3 text-end whitespace-nowrap tabular-nums">
                      {checkValue(measure, measure.simulated)}
                      <span className="block text-small text-faint">
                        {`${checkValue(measure, measure.low)} to ${checkValue(measure, measure.high)}`}
                      </span>
                    </td>
                    <td className="py-1 whitespace-nowrap">
                      <span className="inline-flex items-center gap-1.5 text-small text-muted">
                        <ShapeMark {...marks[measure.verdict]} />
                        {verdictWord[measure.verdict]}
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <ul className="list-disc space-y-1 pl-4 text-dense text-muted marker:text-faint">
            {rests.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      </details>
    </div>
  );
}
