import { alignLog } from "@throughline/domain/process/align";
import { conformance } from "@throughline/domain/process/conformance";
import { deviationInWords } from "@throughline/domain/process/conformance-in-words";
import { directlyFollows } from "@throughline/domain/process/directly-follows";
import { type EventLog, eventLog } from "@throughline/domain/process/event-log";
import { filterLog } from "@throughline/domain/process/filter-log";
import { mineTree } from "@throughline/domain/process/inductive-miner";
import type { IntendedWorkflow } from "@throughline/domain/process/intended-workflow";
import { etcPrecision } from "@throughline/domain/process/precision";
import { writeTree } from "@throughline/domain/process/process-tree";
import { simplifyGraph } from "@throughline/domain/process/simplify-graph";
import { replayFitness } from "@throughline/domain/process/token-replay";
import { treeToNet } from "@throughline/domain/process/tree-to-net";
import { variantsOf } from "@throughline/domain/process/variants";
import { DAY } from "@throughline/domain/time/civil-date";
import { isGiven, noOthers, readArguments, textOf, WrongUsage } from "../arguments.ts";
import type { ShapedCommand } from "../command.ts";
import { readable } from "../printing.ts";
import { textTable } from "../text-table.ts";
import { count } from "./count-words.ts";
import { countGiven, fileGiven, listGiven, shareGiven } from "./given.ts";
import { mapPicture } from "./picture/map-picture.ts";
import { readJson } from "./read-json.ts";
import { readRows } from "./read-rows.ts";
import { readSource } from "./read-source.ts";
import { readingFlags, readingHelp, readingParameters, readWork, wantedColumns } from "./read-work.ts";
import { lengthText } from "./time-words.ts";
import { pictureGiven, writePicture } from "./write-picture.ts";

const own = ["infrequent", "variants", "only", "show", "conform", "align", "top", "svg", "json"];

export const mineCommand: ShapedCommand = {
  words: ["mine"],
  summary: "The real process from a log: map, tree, fitness, precision, variants, deviations",
  usage:
    "mine FILE [--infrequent SHARE] [--variants SHARE] [--conform WORKFLOW.json] [--show SHARE] [--align] [--svg [OUT]] [--json]",
  details: `  --infrequent SHARE         Leave out what is rarer than this share of what is beside it; 0.2 is usual, 0 unless given
  --variants SHARE           Only the most frequent ways that cover this share of the cases
  --only ACTIVITY,…          Only these activities
  --conform WORKFLOW.json    Hold the cases against an intended workflow: a list of names for one way through, or
                             [{"name": "Open", "next": ["Solve"], "done": false}, …]; "next": null allows any
  --align                    Also the cheapest alignment of every case (may take a while)
  --top N                    Edges and variants to list, 12 unless given
  --show SHARE               The share of activities and edges in the picture; as many as can be read unless given
  --svg [OUT]                The map as a picture
  --json                     One JSON object; times in days

${readingHelp}`,
  async run({ given: words, out, aside }) {
    const given = readArguments(words, new Set(["json", "align", ...readingFlags]));
    const say = readable(out);
    noOthers(given, [...own, ...readingParameters]);
    const path = fileGiven(given, "mine");
    const picture = pictureGiven(given, path, "map");
    const infrequent = shareGiven(given, "infrequent") ?? 0;
    const variantShare = shareGiven(given, "variants");
    const show = shareGiven(given, "show");
    const top = countGiven(given, "top", 1, 10_000) ?? 12;
    const only = listGiven(given, "only");
    const workflowPath = textOf(given, "conform");
    const workflow = workflowPath === undefined ? null : workflowOf(readJson(await readSource(workflowPath)));
    const source = await readSource(path);
    if (source.kind !== "csv" && source.kind !== "xes")
      throw new WrongUsage(`${source.name} is no log: mine reads CSV and XES.`);
    const work = readWork(readRows(source, wantedColumns(given)), given);
    if (work.rows === "items")
      throw new WrongUsage(`${work.told[0]} A process needs rows that are events: say --case, --activity and --time.`);
    const log = filterLog(eventLog(work.events), {
      ...(only.length > 0 ? { activities: only } : {}),
      ...(variantShare === undefined ? {} : { variantShare }),
    });
    const graph = directlyFollows(log);
    const tree = mineTree(log, infrequent);
    const net = treeToNet(tree);
    const replay = replayFitness(log, net);
    const precision = etcPrecision(log, net);
    const aligned = isGiven(given, "align") ? alignLog(log, net) : null;
    const variants = variantsOf(log);
    const held = workflow && conformance(log, workflow);
    const name = (activity: number) => log.activities[activity] ?? "";
    const way = (trace: ArrayLike<number>) => Array.from(trace, name);
    if (isGiven(given, "json")) {
      const inDays = (time: number) => Math.round((time / DAY) * 10_000) / 10_000;
      out.write(
        `${JSON.stringify({
          file: source.name,
          read: work.told,
          cases: log.cases.length,
          events: log.activity.length,
          activities: log.activities.flatMap((activity, a) =>
            graph.occurrences[a]! > 0
              ? [{ activity, events: graph.occurrences[a], begins: graph.starts[a], ends: graph.ends[a] }]
              : [],
          ),
          edges: graph.edges.map((edge) => ({
            from: name(edge.from),
            to: name(edge.to),
            count: edge.count,
            cases: edge.cases,
            mean_days: inDays(edge.meanTime),
            median_days: inDays(edge.medianTime),
          })),
          infrequent,
          tree: writeTree(tree, log.activities),
          fitness: replay.fitness,
          fitting_cases: replay.fittingShare,
          precision,
          ...(aligned
            ? {
                alignment_fitness: aligned.fitness,
                alignments_optimal: aligned.allOptimal,
                aligned_cases: aligned.alignedShare,
              }
            : {}),
          variants: variants.map(({ trace, count: cases }) => ({ cases, activities: way(trace) })),
          conformance: held && {
            conforming: held.conformingShare,
            open_cases: held.openCases,
            deviations: held.deviations.map((deviation) => ({
              words: deviationInWords(deviation, held),
              kind: deviation.deviation.kind,
              cases: deviation.cases,
              share: deviation.share,
              median_days: inDays(deviation.medianDuration),
              examples: deviation.examples,
            })),
          },
        })}\n`,
      );
    } else {
      const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
      say.write(
        `${[`${source.name}: ${count(log.cases.length, "case")}, ${count(log.activity.length, "event")}, ${count(variants.length, "way")} through.`, ...work.told].join("\n")}\n\n`,
      );
      say.write(
        textTable(["activity", "events", "begin", "end"], rowsOfActivities(log, graph).slice(0, Math.max(top, 20))),
      );
      say.write(`\nWhat follows what (${Math.min(top, graph.edges.length)} of ${graph.edges.length})\n`);
      say.write(
        textTable(
          ["from", "to", "times", "cases", "median", "mean"],
          graph.edges
            .slice(0, top)
            .map((edge) => [
              name(edge.from),
              name(edge.to),
              edge.count.toLocaleString("en"),
              edge.cases.toLocaleString("en"),
              lengthText(edge.medianTime),
              lengthText(edge.meanTime),
            ]),
          (column) => column > 1,
        ),
      );
      say.write(
        `\nProcess tree${infrequent > 0 ? `, without what is rarer than ${percent(infrequent)}` : ""} (→ in order, × one of, ∧ side by side, ↺ repeated, τ nothing)\n  ${writeTree(tree, log.activities)}\n`,
      );
      say.write(
        `  fitness ${replay.fitness.toFixed(3)} (${percent(replay.fittingShare)} of cases fit), precision ${precision.toFixed(3)}${aligned ? `, alignments ${aligned.fitness.toFixed(3)}${aligned.alignedShare < 1 ? ` (the commonest ${percent(aligned.alignedShare)} of cases; more would take too long)` : ""}` : ""}\n`,
      );
      say.write(`\nWays through (${Math.min(top, variants.length)} of ${variants.length})\n`);
      for (const { trace, count: cases } of variants.slice(0, top))
        say.write(`  ${percent(cases / log.cases.length).padStart(7)}  ${way(trace).join(" → ").slice(0, 400)}\n`);
      if (held) {
        say.write(`\nAgainst the intended workflow ${percent(held.conformingShare)} of cases conform.\n`);
        for (const deviation of held.deviations.slice(0, Math.max(top, 20)))
          say.write(`  ${deviationInWords(deviation, held)}\n`);
      }
    }
    await writePicture(picture, aside, () => {
      // As much as a page can be read with, unless said otherwise: nothing that fewer than one case in a hundred comes by.
      const usual = Array.from(graph.occurrences).filter((times) => times * 100 >= graph.cases).length;
      const activityShare = show ?? Math.min(18, usual) / log.activities.length;
      const edgeShare = show ?? Math.min(1, 30 / graph.edges.length);
      return mapPicture(`Process in ${source.name}`, simplifyGraph(graph, activityShare, edgeShare));
    });
  },
};

function rowsOfActivities(log: EventLog, graph: ReturnType<typeof directlyFollows>): string[][] {
  return log.activities
    .map((activity, a) => ({ activity, a }))
    .filter(({ a }) => graph.occurrences[a]! > 0)
    .sort((one, two) => graph.occurrences[two.a]! - graph.occurrences[one.a]!)
    .map(({ activity, a }) => [
      activity,
      ...[graph.occurrences, graph.starts, graph.ends].map((counts) => counts[a]!.toLocaleString("en")),
    ]);
}

function workflowOf(given: ReturnType<typeof readJson>): IntendedWorkflow {
  const stages = (given.isObject ? given.onlyFields("stages").field("stages") : given).list();
  if (stages.every((stage) => stage.isText)) {
    const names = stages.map((stage) => stage.text());
    return names.map((name, i) => ({ name, next: names.slice(i + 1, i + 2), done: i === names.length - 1 }));
  }
  return stages.map((stage) => {
    stage.onlyFields("name", "next", "done", "begins");
    const next = stage.field("next");
    const done = stage.field("done");
    const begins = stage.field("begins");
    return {
      name: stage.field("name").text(),
      next: next.value === null ? null : next.isThere ? next.list().map((one) => one.text()) : [],
      done: done.isThere ? done.yes() : false,
      ...(begins.isThere ? { begins: begins.yes() } : {}),
    };
  });
}
