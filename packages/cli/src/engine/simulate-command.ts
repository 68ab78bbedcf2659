import { quantileOfSorted } from "@throughline/domain/numbers/quantile";
import { type MeanInterval, meanInterval } from "@throughline/domain/simulation/batch-means";
import { Simulation, type SimulationResult } from "@throughline/domain/simulation/simulation";
import { DAY } from "@throughline/domain/time/civil-date";
import { isGiven, noOthers, readArguments, textOf, WrongUsage } from "../arguments.ts";
import type { ShapedCommand } from "../command.ts";
import { NotDone } from "../failure.ts";
import { readable } from "../printing.ts";
import { textTable } from "../text-table.ts";
import { countGiven, fileGiven } from "./given.ts";
import { simulationPicture } from "./picture/simulation-picture.ts";
import { readJson } from "./read-json.ts";
import { readOrganisation } from "./read-organisation.ts";
import { readSource } from "./read-source.ts";
import { dateText, dayGiven, fixed, lengthText } from "./time-words.ts";
import { pictureGiven, writePicture } from "./write-picture.ts";

const own = ["runs", "seed", "days", "warmUp", "start", "svg", "json"];
/** A Monday, so that the same file gives the same figures whenever it is run. */
const usualStart = "2026-01-05";

export const simulateCommand: ShapedCommand = {
  words: ["simulate"],
  summary: "Run a described organisation (JSON) and measure it, with intervals over several runs",
  usage: "simulate FILE [--runs N] [--days N] [--warm-up N] [--seed SEED] [--start DATE] [--svg [OUT]] [--json]",
  details: `  --runs N                   Runs with different chance, 2 to 1000; 20 unless given
  --days N                   Days measured in each run, 90 unless given
  --warm-up N                Days before measuring begins, 30 unless given; 0 begins with what is under way
  --seed SEED                The same seed gives the same figures; 1 unless given
  --start DATE               The first day (UTC), ${usualStart} unless given
  --svg [OUT]                Times of items and items in each stage as a picture
  --json                     One JSON object; times in milliseconds

The file: {"teams": […], "stages": […], "channels": […]} and, where needed, "calendars", "classes", "interruptions",
"underWay". Lengths of time are "30m", "2h", "3d" or milliseconds, or a distribution such as {"median": "2h", "p85": "1d"}.
docs/guide/engine-command-line.md has an example.`,
  async run({ given: words, out, aside, interrupted }) {
    const given = readArguments(words, new Set(["json"]));
    const say = readable(out);
    noOthers(given, own);
    const path = fileGiven(given, "simulate");
    const picture = pictureGiven(given, path, "simulation");
    const runs = countGiven(given, "runs", 2, 1000) ?? 20;
    const days = countGiven(given, "days", 1, 3650) ?? 90;
    const warmUp = countGiven(given, "warmUp", 0, 3650) ?? 30;
    const seed = textOf(given, "seed") ?? "1";
    const start = dayGiven("start", textOf(given, "start") ?? usualStart);
    const source = await readSource(path);
    if (source.kind !== "json")
      throw new WrongUsage(
        `${source.name} is not JSON. Describe the organisation as JSON: throughline simulate --help`,
      );
    const { organisation, underWay } = readOrganisation(readJson(source));
    const done = new Set(organisation.stages.filter(({ kind }) => kind === "done").map(({ name }) => name));
    const from = start * DAY;
    const results: Run[] = [];
    const times: number[] = [];
    for (let i = 0; i < runs; i++) {
      if (interrupted.aborted) throw new NotDone("Stopped.");
      const simulation = new Simulation(organisation, {
        seed: `${seed}/${i}`,
        from,
        until: from + (warmUp + days) * DAY,
        underWay: underWay(from),
      });
      if (warmUp > 0) {
        simulation.runUntil(from + warmUp * DAY);
        simulation.measureFromNow();
      }
      const result = simulation.run();
      for (const time of result.finished.cycleTimes()) times.push(time);
      results.push(measured(result, days, done));
      // Ctrl-C is only heard between runs.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const interval = (read: (run: Run) => number | undefined): MeanInterval | null => {
      const values = results.map(read).filter((value) => value !== undefined);
      return values.length >= 2 ? meanInterval(values) : null;
    };
    const measures = overall.map(({ name, key, unit, of }) => ({ name, key, unit, interval: interval(of) }));
    const stages = results[0]!.stages
      .map(({ name }, s) => ({
        name,
        wip: interval((run) => run.stages[s]!.wip),
        wait: interval((run) => run.stages[s]!.wait),
      }))
      .filter(({ name }) => !done.has(name));
    const teams = results[0]!.teams.map(({ name }, t) => ({
      name,
      busy: interval((run) => run.teams[t]!.busy),
      interrupted: interval((run) => run.teams[t]!.interrupted),
    }));
    if (isGiven(given, "json")) {
      out.write(
        `${JSON.stringify({
          file: source.name,
          runs,
          days,
          warm_up: warmUp,
          seed,
          start: dateText(start),
          measures: Object.fromEntries(measures.map(({ key, interval: one }) => [key, one])),
          stages: stages.map(({ name, wip, wait }) => ({ stage: name, items: wip, wait_ms: wait })),
          teams: teams.map(({ name, busy, interrupted: share }) => ({ team: name, busy, interrupted: share })),
        })}\n`,
      );
    } else {
      const range = (one: MeanInterval | null, text: (value: number) => string) =>
        one ? [text(one.mean), `${text(one.low)} to ${text(one.high)}`] : ["–", "–"];
      const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
      const texts = { time: lengthText, number: fixed, share: percent };
      say.write(
        `${source.name}: ${runs} runs of ${days} days after ${warmUp} days of warming up, from ${dateText(start)}, seed ${seed}.\n\n`,
      );
      say.write(
        textTable(
          ["", "mean", "95 % interval"],
          measures.flatMap((one) =>
            one.interval && (one.unit !== "share" || one.interval.high > 0)
              ? [[one.name, ...range(one.interval, texts[one.unit])]]
              : [],
          ),
        ),
      );
      say.write("\n");
      say.write(
        textTable(
          ["stage", "items", "95 % interval", "wait before", "95 % interval"],
          stages.map(({ name, wip, wait }) => [name, ...range(wip, fixed), ...range(wait, lengthText)]),
        ),
      );
      say.write("\n");
      say.write(
        textTable(
          ["team", "busy", "95 % interval", "interrupted"],
          teams.map(({ name, busy, interrupted: share }) => [name, ...range(busy, percent), range(share, percent)[0]!]),
        ),
      );
    }
    await writePicture(picture, aside, () =>
      simulationPicture(`Simulation of ${source.name}`, Float64Array.from(times).sort(), stages),
    );
  },
};

interface Run {
  readonly times: Float64Array;
  readonly perWeek: { readonly arrived: number; readonly finished: number };
  readonly open: number;
  readonly turnedAway: number | undefined;
  readonly late: number | undefined;
  readonly wip: number;
  readonly stages: readonly { readonly name: string; readonly wip: number; readonly wait: number | undefined }[];
  readonly teams: readonly {
    readonly name: string;
    readonly busy: number | undefined;
    readonly interrupted: number | undefined;
  }[];
}

const timeAt = (level: number) => (run: Run) => (run.times.length > 0 ? quantileOfSorted(run.times, level) : undefined);

/** What is measured of every run. */
const overall: readonly {
  name: string;
  key: string;
  unit: "time" | "number" | "share";
  of: (run: Run) => number | undefined;
}[] = [
  {
    name: "mean time",
    key: "mean_ms",
    unit: "time",
    of: ({ times }) => (times.length > 0 ? times.reduce((sum, time) => sum + time, 0) / times.length : undefined),
  },
  { name: "50 % within", key: "p50_ms", unit: "time", of: timeAt(0.5) },
  { name: "85 % within", key: "p85_ms", unit: "time", of: timeAt(0.85) },
  { name: "95 % within", key: "p95_ms", unit: "time", of: timeAt(0.95) },
  { name: "came in a week", key: "arrived_per_week", unit: "number", of: (run) => run.perWeek.arrived },
  { name: "finished a week", key: "finished_per_week", unit: "number", of: (run) => run.perWeek.finished },
  { name: "in progress", key: "in_progress", unit: "number", of: (run) => run.wip },
  { name: "open at the end", key: "open_at_end", unit: "number", of: (run) => run.open },
  { name: "finished late", key: "late_share", unit: "share", of: (run) => run.late },
  { name: "turned away", key: "turned_away_share", unit: "share", of: (run) => run.turnedAway },
];

function measured(result: SimulationResult, days: number, done: ReadonlySet<string>): Run {
  const { finished } = result;
  let [late, due] = [0, 0];
  for (let i = 0; i < finished.size; i++) {
    if (finished.dueAt[i] === Infinity) continue;
    due++;
    if (finished.finishedAt[i]! > finished.dueAt[i]!) late++;
  }
  const entered = result.stages.filter(({ stage }) => done.has(stage)).reduce((sum, one) => sum + one.entered, 0);
  const names = [...new Set(result.people.map(({ team }) => team))];
  return {
    times: finished.cycleTimes().sort(),
    perWeek: { arrived: (7 * result.arrived) / days, finished: (7 * entered) / days },
    open: result.open,
    turnedAway: result.arrived > 0 ? result.turnedAway / result.arrived : undefined,
    late: due > 0 ? late / due : undefined,
    wip: result.stages.filter(({ stage }) => !done.has(stage)).reduce((sum, { meanWip }) => sum + meanWip, 0),
    stages: result.stages.map(({ stage, meanWip, meanWait }) => ({ name: stage, wip: meanWip, wait: meanWait })),
    teams: names.map((name) => {
      const people = result.people.filter(({ team }) => team === name);
      const time = people.reduce((sum, { shiftTime }) => sum + shiftTime, 0);
      const share = (read: (person: (typeof people)[number]) => number) =>
        time > 0 ? people.reduce((sum, person) => sum + read(person) * person.shiftTime, 0) / time : undefined;
      return {
        name,
        busy: share(({ workedShare, interruptedShare }) => workedShare + interruptedShare),
        interrupted: share(({ interruptedShare }) => interruptedShare),
      };
    }),
  };
}
