import { ageingWork } from "@throughline/domain/flow/ageing-work";
import { cycleTimes, spreadOf } from "@throughline/domain/flow/cycle-time";
import { littleGauge } from "@throughline/domain/flow/little";
import { throughput } from "@throughline/domain/flow/throughput";
import { crossings, workInProgress, workInProgressAt } from "@throughline/domain/flow/work-in-progress";
import { DAY } from "@throughline/domain/time/civil-date";
import { isGiven, noOthers, readArguments, textOf, WrongUsage } from "../arguments.ts";
import type { ShapedCommand } from "../command.ts";
import { readable } from "../printing.ts";
import { textTable } from "../text-table.ts";
import { count } from "./count-words.ts";
import { countGiven, fileGiven } from "./given.ts";
import { flowPicture } from "./picture/flow-picture.ts";
import { readRows } from "./read-rows.ts";
import { readSource } from "./read-source.ts";
import { readingFlags, readingHelp, readingParameters, readWork, wantedColumns } from "./read-work.ts";
import { dateText, dayGiven, dayOf, fixed, lengthText, startOfDay } from "./time-words.ts";
import { flowOf, stageHelp, stageParameters } from "./work-flow.ts";
import { pictureGiven, writePicture } from "./write-picture.ts";

const own = ["clock", "from", "asOf", "weeks", "oldest", "svg", "json"];

export const flowCommand: ShapedCommand = {
  words: ["flow"],
  summary: "Cycle times, throughput, work in progress and ageing work from a log (CSV, XES)",
  usage:
    "flow FILE [--clock arrival|start] [--from DATE] [--as-of DATE] [--weeks N] [--oldest N] [--svg [OUT]] [--json]",
  details: `  --clock arrival|start      Time runs from coming in (usual) or from the start of work
  --from DATE                Leave out what was finished before
  --as-of DATE               As it stood at the end of this day; the last day of the file otherwise
  --weeks N                  Weeks of throughput to list, 12 unless given
  --oldest N                 Oldest open items to list, 10 unless given
  --svg [OUT]                Cumulative flow and cycle times as a picture
  --json                     One JSON object; times in days

${stageHelp}

${readingHelp}`,
  async run({ given: words, out, aside }) {
    const given = readArguments(words, new Set(["json", "doneLast", ...readingFlags]));
    const say = readable(out);
    noOthers(given, [...own, ...stageParameters, ...readingParameters]);
    const path = fileGiven(given, "flow");
    const picture = pictureGiven(given, path, "flow");
    const clock = textOf(given, "clock") ?? "arrival";
    if (clock !== "arrival" && clock !== "start") throw new WrongUsage("--clock is arrival or start.");
    const weeks = countGiven(given, "weeks", 1, 520) ?? 12;
    const oldest = countGiven(given, "oldest", 0, 100_000) ?? 10;
    const source = await readSource(path);
    if (source.kind !== "csv" && source.kind !== "xes")
      throw new WrongUsage(`${source.name} is no log: flow reads CSV and XES.`);
    const work = readWork(readRows(source, wantedColumns(given)), given);
    const { zone } = work;
    const asOf = textOf(given, "asOf");
    const lastDay =
      asOf === undefined
        ? dayOf(
            zone,
            work.events.reduce((last, { at }) => Math.max(last, at), -Infinity),
          )
        : dayGiven("as-of", asOf);
    const end = startOfDay(zone, lastDay + 1);
    const known = { ...work, events: work.events.filter(({ at }) => at < end) };
    if (known.events.length === 0) throw new WrongUsage(`Nothing had happened by ${dateText(lastDay)}.`);
    const { history, first, told } = flowOf(known, given);
    const fromText = textOf(given, "from");
    const from =
      fromText === undefined ? startOfDay(zone, dayOf(zone, first)) : startOfDay(zone, dayGiven("from", fromText));
    if (from >= end) throw new WrongUsage("--from lies after the end.");
    const window = { from, to: end };
    const finished = cycleTimes(history, clock, { window });
    const spread = spreadOf(finished.map(({ time }) => time));
    const sweep = crossings(history, clock);
    const inProgress = workInProgress(sweep, window);
    const now = workInProgressAt(sweep, [end])[0] ?? 0;
    const little = littleGauge(history, clock, window);
    const edges = Array.from({ length: weeks + 1 }, (_, i) => startOfDay(zone, lastDay + 1 - 7 * (weeks - i)));
    const perWeek = throughput(history, edges);
    const ageing = ageingWork(history, clock, end - 1);
    const days = (time: number) => Math.round((time / DAY) * 1000) / 1000;
    if (isGiven(given, "json")) {
      out.write(
        `${JSON.stringify({
          file: source.name,
          read: [...work.told, ...told],
          from: dateText(dayOf(zone, from)),
          as_of: dateText(lastDay),
          items: history.items.length,
          events: known.events.length,
          clock,
          cycle_time_days: spread && {
            count: spread.count,
            mean: days(spread.mean),
            p50: days(spread.p50),
            p85: days(spread.p85),
            p95: days(spread.p95),
          },
          throughput: Array.from({ length: weeks }, (_, i) => ({
            from: dateText(lastDay + 1 - 7 * (weeks - i)),
            arrived: perWeek.arrived[i],
            finished: perWeek.finished[i],
          })),
          in_progress: { now, mean: inProgress.mean, least: inProgress.least, most: inProgress.most },
          little: {
            in_progress: little.inProgress,
            per_day: little.rate * DAY,
            days: days(little.time),
            error: little.error,
            steadiness: little.steadiness ?? null,
          },
          ageing: ageing.slice(0, oldest).map(({ flow, stage, age, stageAge, olderThan }) => ({
            item: flow.item,
            stage,
            age_days: days(age),
            stage_days: days(stageAge),
            older_than: olderThan,
          })),
        })}\n`,
      );
    } else {
      say.write(
        `${[`${source.name}: ${count(history.items.length, "item")}, ${count(known.events.length, "event")}, ${dateText(dayOf(zone, from))} to ${dateText(lastDay)}.`, ...work.told, ...told].join("\n")}\n\n`,
      );
      const what = clock === "arrival" ? "from coming in to done" : "from the start of work to done";
      if (spread) {
        say.write(`Cycle time, ${what}\n`);
        say.write(
          textTable(
            ["items", "mean", "50 % within", "85 % within", "95 % within"],
            [[spread.count.toLocaleString("en"), ...[spread.mean, spread.p50, spread.p85, spread.p95].map(lengthText)]],
            () => true,
          ),
        );
      } else say.write("Nothing was finished in this time.\n");
      say.write("\nThroughput, weeks ending with the last day\n");
      say.write(
        textTable(
          ["week from", "came in", "finished"],
          Array.from({ length: weeks }, (_, i) => [
            dateText(lastDay + 1 - 7 * (weeks - i)),
            String(perWeek.arrived[i]),
            String(perWeek.finished[i]),
          ]),
        ),
      );
      say.write(
        `\nWork in progress: ${now} now, ${fixed(inProgress.mean)} on average, ${inProgress.least} to ${inProgress.most}.\n`,
      );
      say.write(
        `Little's law: ${fixed(little.inProgress)} in progress = ${fixed(little.rate * DAY)} a day × ${lengthText(little.time)}${little.error < 1e-9 ? "" : `; off by ${(100 * little.error).toPrecision(2)} %, so the times in the file contradict each other`}.${steadinessInWords(little.steadiness)}\n`,
      );
      if (oldest > 0 && ageing.length > 0) {
        say.write(`\nOldest of ${count(ageing.length, "open item")}\n`);
        say.write(
          textTable(
            ["item", "stage", "age", "in stage", "older than"],
            ageing
              .slice(0, oldest)
              .map(({ flow, stage, age, stageAge, olderThan }) => [
                flow.item,
                stage,
                lengthText(age),
                lengthText(stageAge),
                `${Math.floor(olderThan * 100)} %`,
              ]),
            (column) => column > 1,
          ),
        );
      }
    }
    await writePicture(picture, aside, () =>
      flowPicture({
        title: `Flow of ${source.name}, ${dateText(dayOf(zone, from))} to ${dateText(lastDay)}`,
        history,
        finished,
        spread,
        from,
        to: end,
        zone,
      }),
    );
  },
};

function steadinessInWords(steadiness: number | undefined): string {
  if (steadiness === undefined) return "";
  if (steadiness < 0.8) return " Work piles up: less is finished than comes in.";
  return steadiness > 1.25 ? " Old work is being cleared." : " The flow is steady.";
}
