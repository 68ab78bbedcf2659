import type { ReactNode } from "react";
import { PageSection } from "../frame/page-section.tsx";
import { Banner } from "../ui/banner.tsx";
import { DateField } from "../ui/date-field.tsx";
import { dayAfter, dayText, unbroken } from "./forecast-days.ts";
import type { Forecast } from "./forecast-queries.ts";
import type { ForecastSearch } from "./forecast-search.ts";
import { HowManyChart } from "./how-many-chart.tsx";
import { StoryChart } from "./story-chart.tsx";
import { StorySteps } from "./story-steps.tsx";
import { WhenChart } from "./when-chart.tsx";

/** The answers, each a sentence first and a picture after it, with what they rest on. */
export function ForecastAnswers({
  forecast,
  search,
  onSearch,
  hrefOf,
}: {
  forecast: Forecast;
  search: ForecastSearch;
  onSearch: (more: ForecastSearch) => void;
  hrefOf: (key: string) => string;
}) {
  const { today, when, howMany, story } = forecast;
  return (
    <>
      <PastBanner forecast={forecast} />
      <div className="mt-4 grid gap-x-10 gap-y-8 @4xl:grid-cols-2">
        <section aria-label="When it will be done" className="min-w-0">
          <p className="text-lead font-semibold text-balance">{unbroken(when.sentence)}</p>
          <p className="mt-1 mb-4 flex items-center text-dense text-muted @4xl:min-h-8">
            <Beside forecast={forecast} />
          </p>
          {when.curve.length > 1 ? <WhenChart forecast={forecast} /> : null}
        </section>
        <section aria-label="How many will be done by a day" className="min-w-0">
          <p className="text-lead font-semibold text-balance">{unbroken(howMany.sentence)}</p>
          <div className="mt-1 mb-4 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 text-dense text-muted">
            <span className="print:hidden">How many by</span>
            <DateField
              label="How many by"
              isLabelHidden
              isRequired
              className="w-40 print:hidden"
              value={search["by"] ?? howMany.by}
              min={today}
              max={dayAfter(today, 730)}
              onChange={(by) => onSearch({ by: by ?? undefined })}
            />
            {howMany.arriving ? (
              <span>
                Meanwhile {howMany.arriving[0]} to {howMany.arriving[2]} new ones are likely to arrive.
              </span>
            ) : null}
          </div>
          <HowManyChart forecast={forecast} />
        </section>
      </div>
      {story.filter((step) => step.dates[1] !== null).length > 1 ? (
        <Part title="How did the date move, and why?">
          <div className="grid gap-x-10 gap-y-6 @4xl:grid-cols-2">
            <StoryChart forecast={forecast} />
            <StorySteps forecast={forecast} hrefOf={hrefOf} />
          </div>
        </Part>
      ) : null}
    </>
  );
}

/** A part inside the answers, set off as sections of a page are. */
function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-8 border-t border-rule-strong pt-3">
      <h2 className="mb-3 text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}

/** What the answers take for granted, and what was left out. */
export function ForecastBasis({ forecast }: { forecast: Forecast }) {
  const { wanted, assumptions } = forecast;
  return (
    <PageSection title="What does this rest on?">
      <ul className="max-w-170 list-disc space-y-1 pl-4 text-dense text-muted marker:text-faint">
        {assumptions.map((line) => (
          <li key={line}>{unbroken(line)}</li>
        ))}
        {wanted.outside > 0 ? (
          <li>
            {wanted.outside === 1 ? "One item is" : `${wanted.outside} items are`} with another team or workflow and not
            counted here.
          </li>
        ) : null}
        {forecast.leftOut > 0 ? (
          <li>{forecast.leftOut.toLocaleString("en")} items that were finished long ago are left out.</li>
        ) : null}
        <li>Days are those of {forecast.timeZone}.</li>
      </ul>
    </PageSection>
  );
}

/** The other likelihoods, and how late it may get where other work goes first. */
function Beside({ forecast: { today, when, wanted } }: { forecast: Forecast }) {
  const [middle, , sure] = when.dates;
  const parts: string[] = [];
  if (middle) parts.push(`As likely as not by ${dayText(middle, today)}`);
  if (sure) parts.push(`${parts.length > 0 ? "nearly sure (95 %)" : "Nearly sure (95 %)"} by ${dayText(sure, today)}`);
  const last = when.last;
  if (last?.dates[1])
    parts.push(`after everything else that is open (${last.count}) 85 % by ${dayText(last.dates[1], today)}`);
  if (parts.length === 0) return wanted.name === null ? null : <>{wanted.name}</>;
  return (
    <>
      {wanted.name === null ? "" : `${wanted.name}: `}
      {`${parts.join("; ")}.`}
    </>
  );
}

/** Says so where the figures are told as of the past. */
function PastBanner({ forecast: { isPast, lastAt, today } }: { forecast: Forecast }) {
  if (!isPast || lastAt === null) return null;
  const end = dayText(lastAt.slice(0, 10), today);
  const year = lastAt.slice(0, 4);
  return (
    <div className="mt-3">
      <Banner meaning="info">
        {lastAt.slice(0, 10) <= today
          ? `History ends on ${end}${end.includes(year) ? "" : ` ${year}`}; the forecast is as of then.`
          : `As it would have been told on ${dayText(today, today)} ${today.slice(0, 4)}.`}
      </Banner>
    </div>
  );
}
