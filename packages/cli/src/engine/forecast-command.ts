import {
  chanceOf,
  forecastThroughput,
  FURTHEST,
  howMany,
  whenDone,
} from "@throughline/domain/forecast/throughput-forecast";
import { isGiven, noOthers, readArguments, textOf, WrongUsage } from "../arguments.ts";
import type { ShapedCommand } from "../command.ts";
import { readable } from "../printing.ts";
import { textTable } from "../text-table.ts";
import { dailyCounts } from "./daily-counts.ts";
import { confidencesGiven, countGiven, fileGiven } from "./given.ts";
import { forecastPicture } from "./picture/forecast-picture.ts";
import { readRows } from "./read-rows.ts";
import { readSource } from "./read-source.ts";
import { readingFlags, readingHelp, readingParameters, wantedColumns } from "./read-work.ts";
import { dateText, dayGiven } from "./time-words.ts";
import { stageHelp, stageParameters } from "./work-flow.ts";
import { pictureGiven, writePicture } from "./write-picture.ts";

const own = ["items", "days", "by", "confidence", "asOf", "count", "sum", "svg", "json"];
const usualDays = [14, 28, 84];

export const forecastCommand: ShapedCommand = {
  words: ["forecast"],
  summary: "How many will be done by then, and when will that many be done, from daily counts or a log",
  usage:
    "forecast FILE [--items N] [--days N] [--by DATE] [--confidence 50,85,95] [--as-of DATE] [--svg [OUT]] [--json]",
  details: `  --items N                  When will so many more be done? The open items of a log unless given
  --days N, --by DATE        How many will be done in so many days, by this date? 14, 28 and 84 days unless given
  --confidence LIST          In percent; 50,85,95 unless given
  --as-of DATE               The last day that is known; the last one of the file otherwise
  --count COLUMN             The file has a row per day, and this column says how many were finished
  --sum                      Several series in the file are added up; --where COLUMN=VALUE chooses one
  --svg [OUT]                The past and a fan of the future as a picture
  --json                     One JSON object

A table with one column of days and one of whole numbers is taken for daily counts, one with a date and nothing else that
changes for a row per finished item, anything else for a log.

${stageHelp}

${readingHelp}`,
  async run({ given: words, out, aside }) {
    const given = readArguments(words, new Set(["json", "doneLast", "sum", ...readingFlags]));
    const say = readable(out);
    noOthers(given, [...own, ...stageParameters, ...readingParameters]);
    const path = fileGiven(given, "forecast");
    const picture = pictureGiven(given, path, "forecast");
    const confidences = confidencesGiven(given);
    const asOf = textOf(given, "asOf");
    const days = countGiven(given, "days", 1, FURTHEST);
    const by = textOf(given, "by");
    const items = countGiven(given, "items", 1, 1_000_000);
    const source = await readSource(path);
    if (source.kind !== "csv" && source.kind !== "xes")
      throw new WrongUsage(`${source.name} is neither a table nor a log: forecast reads CSV and XES.`);
    const daily = dailyCounts(
      readRows(source, wantedColumns(given)),
      given,
      asOf === undefined ? undefined : dayGiven("as-of", asOf),
    );
    const last = daily.first + daily.counts.length - 1;
    const byDays = by === undefined ? undefined : dayGiven("by", by) - last;
    if (byDays !== undefined && (byDays < 1 || byDays > FURTHEST)) {
      throw new WrongUsage(
        `--by must lie after ${dateText(last)}, the last day that is known, and at most ${FURTHEST} days ahead.`,
      );
    }
    const asked = [days, byDays].filter((one) => one !== undefined);
    const horizons = asked.length > 0 ? [...new Set(asked)].sort((a, b) => a - b) : usualDays;
    const forecast = forecastThroughput(daily.counts);
    const goal = items ?? (daily.open === null || daily.open === 0 ? undefined : daily.open);
    const howManyRows = horizons.map((one) => ({
      days: one,
      by: dateText(last + one),
      atLeast: confidences.map((confidence) => howMany(forecast, one, confidence / 100)),
    }));
    const whenRow =
      goal === undefined ? null : confidences.map((confidence) => whenDone(forecast, goal, confidence / 100) ?? null);
    const finished = daily.counts.reduce((sum, one) => sum + one, 0);
    if (isGiven(given, "json")) {
      const keyed = <T>(values: readonly T[]) =>
        Object.fromEntries(confidences.map((confidence, i) => [String(confidence), values[i]!]));
      out.write(
        `${JSON.stringify({
          file: source.name,
          read: daily.told,
          history: { from: dateText(daily.first), to: dateText(last), days: daily.counts.length, finished },
          how_many: howManyRows.map((row) => ({ days: row.days, by: row.by, at_least: keyed(row.atLeast) })),
          when:
            goal === undefined || whenRow === null
              ? null
              : {
                  items: goal,
                  days: keyed(whenRow),
                  by: keyed(whenRow.map((one) => (one === null ? null : dateText(last + one)))),
                },
          chance:
            goal === undefined
              ? null
              : Object.fromEntries(horizons.map((one) => [String(one), chanceOf(forecast, goal, one)])),
        })}\n`,
      );
    } else {
      const head = `${source.name}: ${finished.toLocaleString("en")} finished in ${daily.counts.length.toLocaleString("en")} days, ${dateText(daily.first)} to ${dateText(last)}.`;
      say.write(`${[head, ...daily.told].join("\n")}\n\nHow many will be done? At least\n`);
      const likely = confidences.map((confidence) => `${confidence} % likely`);
      say.write(
        textTable(
          ["in days", "by", ...likely],
          howManyRows.map((row) => [String(row.days), row.by, ...row.atLeast.map((one) => one.toLocaleString("en"))]),
          () => true,
        ),
      );
      if (goal !== undefined && whenRow !== null) {
        say.write(
          `\nWhen will ${goal.toLocaleString("en")} ${items === undefined ? "(all open items) " : ""}be done? By\n`,
        );
        const cell = (one: number | null, text: (days: number) => string) =>
          one === null ? "beyond five years" : text(one);
        say.write(
          textTable(
            ["", ...likely],
            [
              ["date", ...whenRow.map((one) => cell(one, (n) => dateText(last + n)))],
              ["in days", ...whenRow.map((one) => cell(one, String))],
            ],
          ),
        );
        for (const one of asked)
          say.write(
            `\n${Math.round(100 * chanceOf(forecast, goal, one))} % likely that ${goal.toLocaleString("en")} are done by ${dateText(last + one)}.\n`,
          );
      }
    }
    const reach = Math.min(
      FURTHEST,
      Math.max(...horizons, ...(items === undefined ? [] : (whenRow ?? []).map((one) => one ?? 0))),
    );
    await writePicture(picture, aside, () => forecastPicture(source.name, daily, forecast, reach, items));
  },
};
