import { readPsplib } from "@throughline/domain/projects/psplib";
import { type ResourceSchedule, type ScheduleOptions, ScheduleRun } from "@throughline/domain/projects/schedule";
import type { ResourcePlan } from "@throughline/domain/projects/resource-plan";
import { scheduleFaults } from "@throughline/domain/projects/schedule-check";
import { isGiven, noOthers, readArguments, textOf, WrongUsage } from "../arguments.ts";
import type { ShapedCommand } from "../command.ts";
import { type Output, readable } from "../printing.ts";
import { textTable } from "../text-table.ts";
import { count } from "./count-words.ts";
import { countGiven, fileGiven } from "./given.ts";
import { ganttPicture } from "./picture/gantt-picture.ts";
import { readJson } from "./read-json.ts";
import { dateOf, type DescribedPlan, datesFrom, readPlan } from "./read-plan.ts";
import { readSource, type Source, textOfSource } from "./read-source.ts";
import { dayGiven, fixed } from "./time-words.ts";
import { pictureGiven, writePicture } from "./write-picture.ts";

const own = ["budget", "seed", "start", "svg", "json"];

export const scheduleCommand: ShapedCommand = {
  words: ["schedule"],
  summary: "Schedule a project whose activities share people and machines (PSPLIB, JSON), with a bound",
  usage: "schedule FILE [--budget N] [--seed SEED] [--start DATE] [--svg [OUT]] [--json]",
  details: `  --budget N                 Schedules to generate at most: more time, shorter schedules. About a tenth of a second unless given
  --seed SEED                The same seed and budget give the same schedule; 1 unless given
  --start DATE               The day of the first period, to print dates
  --svg [OUT]                Bars over time, and how much of each resource is taken, as a picture
  --json                     One JSON object

The file: a single-mode PSPLIB project (.sm), or JSON: {"resources": [{"name": "crew", "capacity": 2}], "activities":
[{"name": "dig", "duration": 3, "needs": {"crew": 1}}, {"name": "pour", "duration": 2, "after": ["dig"]}]} and, where
needed, "links" with kinds and lags, "notBefore", "begunAt", "delay", "objective", "start", "weekdays".
docs/guide/engine-command-line.md says what they mean.`,
  async run({ given: words, out, aside, interrupted }) {
    const given = readArguments(words, new Set(["json"]));
    const say = readable(out);
    noOthers(given, own);
    const path = fileGiven(given, "schedule");
    const picture = pictureGiven(given, path, "schedule");
    const budget = countGiven(given, "budget", 1, 100_000_000);
    const seed = textOf(given, "seed") ?? "1";
    const start = textOf(given, "start");
    if (start !== undefined) dayGiven("start", start);
    const source = await readSource(path);
    const described = planOf(source);
    const { plan, objective } = described;
    const dates = start === undefined ? described.dates : datesFrom(start, described.dates?.onlyWeekdays ?? false);
    const options = {
      seed,
      ...(budget === undefined ? {} : { budget }),
      ...(objective ? { objective } : {}),
    };
    const found = await searched(plan, options, interrupted, aside);
    const faults = scheduleFaults(plan, found.starts);
    if (faults.length > 0) throw new Error(`The schedule found does not keep the plan: ${faults.join("; ")}`);
    const named = (period: number) => (dates ? dateOf(dates, period) : String(period));
    const gap = found.gap === undefined ? null : found.gap;
    if (isGiven(given, "json")) {
      out.write(
        `${JSON.stringify({
          file: source.name,
          length: found.length,
          cost: objective ? found.cost : null,
          bound: found.leastCost,
          bounds: { critical_path: found.bounds.criticalPath, work: found.bounds.work, energy: found.bounds.energy },
          gap,
          proven: found.proven,
          passes: found.passes,
          seed,
          activities: found.activities.map((one) => ({
            name: one.name,
            start: one.start,
            finish: one.finish,
            ...(dates ? { first_day: named(firstOf(one)), last_day: named(lastOf(one)) } : {}),
            ...(objective ? { cost: one.cost } : {}),
          })),
        })}\n`,
      );
    } else {
      const { bounds } = found;
      say.write(
        `${source.name}: ${count(plan.activities.length, "activity").replace(/activitys$/, "activities")}, ${count(plan.links.length, "link")}, ${count(plan.resources.length, "resource")}.\n\n`,
      );
      say.write(
        `${found.length} periods${dates ? `, ${named(0)} to ${named(Math.max(0, found.length - 1))}` : ""}. No schedule is shorter than ${bounds.best} (longest chain ${bounds.criticalPath}, busiest resource ${bounds.work}, energy ${bounds.energy}).\n`,
      );
      if (objective) say.write(`Cost ${fixed(found.cost)}; no schedule costs less than ${fixed(found.leastCost)}.\n`);
      say.write(
        `${found.proven ? "Proven: nothing better exists." : gap === null ? "" : `At most ${(100 * gap).toFixed(1)} % above the best there is.`} ${count(found.passes, "schedule")} generated, seed ${seed}; every link, date and capacity is kept.\n\n`,
      );
      const rows = found.activities
        .map((one, j) => ({
          ...one,
          needs: Object.entries(plan.activities[j]!.needs ?? {}).filter(([, units]) => units > 0),
        }))
        .toSorted((a, b) => a.start - b.start || a.finish - b.finish);
      say.write(
        textTable(
          [
            "activity",
            dates ? "first day" : "start",
            dates ? "last day" : "finish",
            "periods",
            "needs",
            ...(objective ? ["cost"] : []),
          ],
          rows.map((one) => [
            one.name,
            named(dates ? firstOf(one) : one.start),
            named(dates ? lastOf(one) : one.finish),
            String(one.finish - one.start),
            one.needs.map(([name, units]) => `${units} ${name}`).join(", "),
            ...(objective ? [fixed(one.cost)] : []),
          ]),
          (column) => column > 0 && column !== 4,
        ),
      );
    }
    await writePicture(picture, aside, () => ganttPicture(`Schedule of ${source.name}`, plan, found, dates));
  },
};

/** Passes between two looks at whether to stop. */
const SLICE = 500;

/** Searches until the budget is spent, or until Ctrl-C: then the best so far is the answer. */
async function searched(
  plan: ResourcePlan,
  options: ScheduleOptions,
  interrupted: AbortSignal,
  aside: Output,
): Promise<ResourceSchedule> {
  const run = new ScheduleRun(plan, options);
  do {
    run.run(Math.min(SLICE, run.budget));
    await new Promise((resolve) => setImmediate(resolve));
  } while (!run.done && !interrupted.aborted);
  if (!run.done) aside.write(`Stopped after ${run.passes.toLocaleString("en")} schedules: this is the best of them.\n`);
  // There is one after the first slice.
  return run.best!;
}

interface Span {
  readonly start: number;
  readonly finish: number;
}

/** The first and the last day of an activity; of a milestone the day at whose end it falls. */
const firstOf = ({ start, finish }: Span): number => (finish > start ? start : lastOf({ start, finish }));
const lastOf = ({ finish }: Span): number => Math.max(0, finish - 1);

function planOf(source: Source): DescribedPlan {
  if (source.kind === "psplib") return { plan: readPsplib(textOfSource(source)), objective: undefined, dates: null };
  if (source.kind === "json") return readPlan(readJson(source));
  throw new WrongUsage(`${source.name} is no plan: schedule reads PSPLIB (.sm) and JSON.`);
}
