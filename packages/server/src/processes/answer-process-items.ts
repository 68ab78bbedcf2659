import { casesWith } from "@throughline/domain/process/conformance";
import type { EventLog } from "@throughline/domain/process/event-log";
import { caseTime, type TimeBetween } from "@throughline/domain/process/time-spent";
import { variantKey } from "@throughline/domain/process/variant-key";
import { variantsOf } from "@throughline/domain/process/variants";
import type { Context } from "../engine/questions.ts";
import type { ProcessQuestion } from "./process-question.ts";
import { clockOf, readProcessLog, type ReadProcess } from "./read-process-log.ts";

export interface ItemsQuestion extends ProcessQuestion {
  readonly time: "calendar" | "working";
  readonly of: "stage" | "begins" | "ends" | "way" | "variant" | "deviation" | "following" | "returned";
  readonly key: string | undefined;
  readonly sort: "newest" | "longest";
  readonly after: number;
  readonly limit: number;
}

interface Found {
  readonly item: string;
  readonly at: number;
  readonly time: number | null;
}

/** The items behind one figure of a process, newest or longest first, a page of them. */
export async function answerProcessItems(question: ItemsQuestion, { read }: Context) {
  return read(question.scope.organizationId, async (tx) => {
    const { process } = await readProcessLog(tx, question);
    if (!process) return { total: 0, rows: [] };
    const log = readsStages(question.of) ? process.byStage : process.log;
    const timeBetween = await clockOf(tx, question.time, process, log, question.now);
    const found = findItems(process, log, question, timeBetween);
    const longest = (a: Found, b: Found) => (b.time ?? -1) - (a.time ?? -1);
    found.sort((a, b) => (question.sort === "longest" && longest(a, b)) || b.at - a.at || a.item.localeCompare(b.item));
    return {
      total: found.length,
      rows: found.slice(question.after, question.after + question.limit).flatMap(({ item, at, time }) => {
        const known = process.flow.items.get(item);
        if (!known) return [];
        const { itemId, key, title, stageId } = known;
        return [{ itemId, key, title, at: new Date(at).toISOString(), time, stageId }];
      }),
    };
  });
}

/** What is held against the workflow is read stage by stage, whoever worked them. */
const readsStages = (of: ItemsQuestion["of"]): boolean => of === "deviation" || of === "following" || of === "returned";

function findItems(process: ReadProcess, log: EventLog, question: ItemsQuestion, timeBetween: TimeBetween): Found[] {
  const { of, key = "", sort } = question;
  const whole = (c: number): Found => ({
    item: log.cases[c] ?? "",
    at: log.at[(log.offsets[c + 1] ?? 1) - 1] ?? 0,
    time: caseTime(log, c, timeBetween),
  });
  switch (of) {
    case "deviation":
    case "following":
      return process.intended
        ? casesWith(log, process.intended.workflow, of === "deviation" ? key : undefined).map(whole)
        : [];
    case "variant":
      return variantsOf(log)
        .filter(({ trace }) => variantKey(trace, log.activities) === key)
        .flatMap(({ cases }) => cases)
        .map(whole);
    case "returned":
      return variantsOf(log)
        .filter(({ trace }) => new Set(trace).size < trace.length)
        .flatMap(({ cases }) => cases)
        .map(whole);
    default:
      return passing(log, of, key, sort, timeBetween);
  }
}

/** Items that were in a stage or took a way, each once: the last time, or the time that took longest. */
function passing(
  log: EventLog,
  of: "stage" | "begins" | "ends" | "way",
  key: string,
  sort: "newest" | "longest",
  timeBetween: TimeBetween,
): Found[] {
  const [fromKey = "", toKey = ""] = of === "way" ? key.split("~") : [key];
  const from = log.activities.indexOf(fromKey);
  const to = log.activities.indexOf(toKey);
  const found: Found[] = [];
  for (let c = 0; c < log.cases.length; c++) {
    const first = log.offsets[c] ?? 0;
    const end = log.offsets[c + 1] ?? 0;
    let best: Found | undefined;
    for (let i = first; i < end; i++) {
      if (log.activity[i] !== from) continue;
      const isLast = i + 1 === end;
      if (of === "way" && (isLast || log.activity[i + 1] !== to)) continue;
      if ((of === "begins" && i > first) || (of === "ends" && !isLast)) continue;
      const [entered, left] = [log.at[i] ?? 0, log.at[i + 1] ?? 0];
      const time = isLast ? null : timeBetween(from, entered, left);
      const at = of === "way" ? left : entered;
      if (!best || sort === "newest" || (time ?? -1) > (best.time ?? -1)) best = { item: log.cases[c] ?? "", at, time };
    }
    if (best) found.push(best);
  }
  return found;
}
