import { OUTCOME_MEASURES, type OutcomeMeasure } from "@throughline/domain/simulation/what-if/outcome";
import { ShapeMark } from "../ui/shape-mark.tsx";
import { judged, measureText, measureWords, rangeText } from "./outcome-words.ts";
import type { Series } from "./series.ts";

const verdicts = {
  better: { shape: "disc", className: "text-good-mark", word: "better" },
  worse: { shape: "triangle", className: "text-bad-mark", word: "worse" },
  other: { shape: "square", className: "text-info-mark", word: "different" },
  same: { shape: "bar", className: "text-faint", word: "no clear difference" },
} as const;

/** Every figure of every alternative beside each other, with the difference to today and how sure it is. */
export function ComparisonTable({ series, weeks }: { series: readonly Series[]; weeks: number }) {
  const measures = OUTCOME_MEASURES.filter((measure) => series.some(({ outcome }) => outcome.measures[measure]));
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label="Alternatives beside each other"
      className="overflow-x-auto scroll-thin focus-visible:outline-2 focus-visible:outline-focus"
    >
      <table className="w-full text-dense">
        <caption className="sr-only">{`Alternatives compared over ${weeks} weeks`}</caption>
        <thead>
          <tr className="border-b border-rule-strong">
            <th scope="col" className="py-1.5 pr-4 text-start text-small font-medium text-muted">
              Figure
            </th>
            {series.map(({ name, stroke }) => (
              // The name stands inside, beside its sample.
              // oxlint-disable-next-line jsx-a11y/control-has-associated-label
              <th key={name} scope="col" className="py-1.5 pr-4 text-start align-bottom font-semibold">
                <span className="flex items-center gap-1.5">
                  <span aria-hidden className="size-2.5 shrink-0 rounded-small" style={{ background: stroke }} />
                  <span className="max-w-48 truncate">{name}</span>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measures.map((measure) => (
            <tr key={measure} className="border-b border-rule align-top">
              <th scope="row" className="min-w-32 py-1.5 pr-4 text-start font-normal text-muted">
                {measureWords[measure].name}
              </th>
              {series.map((one) => (
                <MeasureCell key={one.name} one={one} measure={measure} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MeasureCell({ one, measure }: { one: Series; measure: OutcomeMeasure }) {
  const outcome = one.outcome.measures[measure];
  if (!outcome) return <td className="py-1.5 pr-4 text-muted">not in this time</td>;
  const { mean, low, high, difference } = outcome;
  const verdict = difference && verdicts[judged(measure, difference)];
  return (
    <td className="py-1.5 pr-4 whitespace-nowrap tabular-nums">
      <span
        className="font-medium"
        title={`Nine in ten runs: ${measureText(measure, low)} to ${measureText(measure, high)}`}
      >
        {measureText(measure, mean)}
      </span>
      {difference && verdict ? (
        <span className="mt-0.5 block text-small text-muted">
          <span className="flex items-center gap-1.5">
            <ShapeMark shape={verdict.shape} className={verdict.className} />
            {verdict.word}
          </span>
          <span className="block">{rangeText(measure, difference.low, difference.high)}</span>
          <span className="block text-faint">{`nine in ten: ${rangeText(measure, difference.from, difference.to)}`}</span>
        </span>
      ) : (
        <span className="mt-0.5 block text-small text-faint">
          {`${measureText(measure, low)} to ${measureText(measure, high)}`}
        </span>
      )}
    </td>
  );
}
