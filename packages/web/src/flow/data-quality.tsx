import type { Flow } from "@throughline/contract/flow";
import { numberText } from "../ui/charts/ticks.ts";
import { ShapeMark } from "../ui/shape-mark.tsx";
import { dayText } from "./day-text.ts";
import { itemsText, took } from "./flow-words.ts";

/** Little's law and the span of the history are in calendar time, whatever the page counts in. */
const calendar = { time: "calendar" } as const;

/** Whether the figures can be trusted: Little's law, how steady the flow is, what was left out. */
export function DataQuality({ flow }: { flow: Flow }) {
  const { little, firstToLast } = flow;
  const holds = little.error <= 1e-9;
  // Of a handful of items it would say nothing.
  const steadiness = (flow.finished.spread?.count ?? 0) < 20 ? null : little.steadiness;
  return (
    <section aria-labelledby="figures-trust" className="border-t border-rule pt-4 text-dense text-muted">
      <h2 id="figures-trust" className="mb-1 text-base font-semibold text-ink">
        Can these figures be trusted?
      </h2>
      <ul className="max-w-170 space-y-1">
        <li>
          <ShapeMark
            shape={holds ? "disc" : "square"}
            size={10}
            className={holds ? "text-good-mark" : "text-bad-mark"}
          />{" "}
          {holds
            ? `Counted over time and item by item, the figures agree: ${numberText(little.inProgress)} under way on average is ${numberText(little.perDay)} seen a day times ${took(little.time, calendar)} each (Little's law).`
            : `Counted over time and item by item, the figures differ by ${numberText(little.error * 100)} %: the history contradicts itself.`}
        </li>
        {steadiness === null ? null : (
          <li>
            {steadiness < 0.75
              ? `Work piles up: what is finished accounts for ${numberText(steadiness * 100)} % of what is under way. Times of finished items look better than what newer ones will see.`
              : steadiness > 1.35
                ? "Old work is being cleared: times of finished items look worse than what newer ones will see."
                : "The flow is steady: times of finished items speak for newer ones."}
          </li>
        )}
        {firstToLast === null ? null : (
          <li>
            {`${itemsText(flow.items)} since ${flow.firstAt === null ? "the beginning" : dayText(flow.firstAt, flow.zone)}, whatever the dates above; from first to last event ${took(firstToLast.mean, calendar)} on average, 85\u00a0% up to ${took(firstToLast.p85, calendar)}.`}
          </li>
        )}
        {flow.leftOut > 0 ? (
          <li>{`${itemsText(flow.leftOut)} finished longest ago are left out: 40,000 are read at most. Choose a team, a workflow or a class to see them.`}</li>
        ) : null}
        <li>{`Days are cut in ${flow.zone}.`}</li>
      </ul>
    </section>
  );
}
