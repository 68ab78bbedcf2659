/** Draws every family many times and recomputes each key by another route. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  drawQuestion,
  isRefusal,
  type Answer,
  type DrawnQuestion,
  type Generator,
} from "@throughline/domain/exams/families/family";
import type { FamilyTemplate } from "@throughline/domain/exams/families/template";
import type { Given } from "@throughline/domain/exams/families/wording";
import type { Problem } from "./problem.ts";
import type { Requirements } from "./requirements.ts";
import type { Family } from "./schemas/family.ts";

/**
 * The key from what the candidate is told, by another route than the generator's. `parameters` holds the words among
 * the parameters with a single choice (what is asked), which the stem says in its own words.
 */
export type Recompute = (given: Given, asked: Record<string, string>) => Answer;

export interface FamilyRun {
  family: string;
  drawn: number;
  refused: number;
  /** How often the key stood first, second … among the options. */
  places: number[];
}

export async function checkFamilies(
  families: { file: string; family: Family }[],
  rule: Requirements["families"],
  folder: string,
): Promise<{ problems: Problem[]; runs: FamilyRun[] }> {
  const problems: Problem[] = [];
  const runs: FamilyRun[] = [];
  for (const { file, family } of families) {
    const say = (says: string): void => void problems.push({ file, id: family.id, says });
    const generator = await exported<Generator>(
      join(folder, "../packages/domain/src/exams/families", `${family.generator}.ts`),
      "generate",
      say,
    );
    const recompute = await exported<Recompute>(
      join(folder, "checks/keys", `${family.generator}.ts`),
      "recompute",
      say,
    );
    if (!generator || !recompute) continue;
    try {
      runs.push(runFamily(family, generator, recompute, rule, say));
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  }
  return { problems, runs };
}

export function runFamily(
  family: Family,
  generator: Generator,
  recompute: Recompute,
  rule: Requirements["families"],
  say: (says: string) => void,
): FamilyRun {
  const template = asTemplate(family);
  const asked = Object.fromEntries(
    Object.entries(family.parameters).flatMap(([name, p]) =>
      "choices" in p && p.choices.length === 1 && typeof p.choices[0] === "string" ? [[name, p.choices[0]]] : [],
    ),
  );
  const run: FamilyRun = {
    family: family.id,
    drawn: 0,
    refused: 0,
    places: [0, 0, 0, 0, 0, 0].slice(0, family.options ?? 4),
  };
  const refusals = new Map<string, number>();
  const stems = new Set<string>();
  const told = new Set<string>();
  const met = new Set<string>();
  const faults = new Map<string, { seed: number; times: number }>();
  const fault = (says: string, seed: number): void => {
    const before = faults.get(says);
    faults.set(says, { seed: before?.seed ?? seed, times: (before?.times ?? 0) + 1 });
  };
  for (let seed = 1; seed <= rule.seeds; seed += 1) {
    const question = drawQuestion(template, generator, seed);
    if (isRefusal(question)) {
      run.refused += 1;
      refusals.set(question.refused, (refusals.get(question.refused) ?? 0) + 1);
      continue;
    }
    run.drawn += 1;
    stems.add(question.stem);
    told.add(JSON.stringify(question.given));
    const place = question.options.findIndex((o) => o.correct);
    if (question.kind === "single") run.places[place] = (run.places[place] ?? 0) + 1;
    for (const o of question.options) if (o.mistake) met.add(o.mistake);
    for (const says of questionFaults(question, template)) fault(says, seed);
    const again = recompute(question.given, asked);
    if (!sameAnswer(question.key, again, template)) {
      fault("the key recomputed by another route differs", seed);
    }
  }
  for (const [says, { seed, times }] of faults) say(`${says} (${times} of ${rule.seeds} draws, first at seed ${seed})`);
  if (run.refused > rule.refusedShare * rule.seeds) {
    const why = [...refusals].map(([reason, times]) => `${reason} ${times}`).join(", ");
    say(`refuses ${run.refused} of ${rule.seeds} draws (${why}); at most ${rule.refusedShare * 100} %`);
  }
  if (told.size < rule.differentStems)
    say(`has ${told.size} different sets of figures; at least ${rule.differentStems}`);
  for (const name of hiddenFigures(family, generator)) say(`the generator tells {${name}}, the stem does not`);
  for (const [place, times] of run.places.entries()) {
    const most = rule.mostKeysAtOnePlace;
    if (times > most * run.drawn)
      say(`the key stands at place ${place + 1} in ${times} of ${run.drawn} draws; at most ${most * 100} %`);
  }
  if (family.kind === "single" || family.kind === "multiple") {
    for (const mistake of Object.keys(family.mistakes)) {
      if (!met.has(mistake)) say(`the mistake "${mistake}" never becomes an option`);
    }
  }
  return run;
}

/** What is wrong with one drawn question whatever its family: keys, twins among options, unfilled words. */
function questionFaults(question: DrawnQuestion, template: FamilyTemplate): string[] {
  const says: string[] = [];
  const shown = [
    question.stem,
    question.right,
    ...question.options.flatMap((o) => [o.text, o.right, o.tempting, o.wrong]),
  ];
  if (shown.some((text) => text !== undefined && /\{\w+\}|undefined|NaN|Infinity|\[object/.test(text))) {
    says.push("prints an unfilled or impossible figure");
  }
  if (question.kind === "single" && question.options.filter((o) => o.correct).length !== 1)
    says.push("has not one key");
  if (new Set(question.options.map((o) => o.text)).size !== question.options.length)
    says.push("prints two options alike");
  if (typeof question.key === "number") {
    const amounts = question.options.map((o) =>
      Number(/−?[\d,]+(?:\.\d+)?/.exec(o.text)?.[0].replace("−", "-").replaceAll(",", "")),
    );
    const { tolerance = 0 } = template.answer;
    if (amounts.some((a, i) => amounts.some((b, j) => i < j && Math.abs(a - b) <= tolerance))) {
      says.push("prints two amounts within the tolerance");
    }
  }
  if (
    question.answer &&
    question.mistakes.some(
      (m) => Math.abs(m.value - (question.answer?.value ?? 0)) <= (question.answer?.tolerance ?? 0),
    )
  ) {
    says.push("accepts a mistake as the answer");
  }
  return says;
}

function sameAnswer(key: Answer, again: Answer, template: FamilyTemplate): boolean {
  if (typeof key === "number") {
    return typeof again === "number" && Math.abs(key - again) <= (template.answer.tolerance ?? 0) / 4 + 1e-9;
  }
  if (!Array.isArray(key)) return key === again;
  if (!Array.isArray(again)) return false;
  return template.kind === "multiple"
    ? [...key].sort().join("|") === [...again].sort().join("|")
    : key.join("|") === again.join("|");
}

/** Names in `given` (and columns of its tables) that the stem never shows: the candidate could not know them. */
function hiddenFigures(family: Family, generator: Generator): string[] {
  const template = asTemplate(family);
  for (let seed = 1; seed <= 50; seed += 1) {
    const question = drawQuestion(template, generator, seed);
    if (isRefusal(question)) continue;
    return Object.entries(question.given).flatMap(([name, value]) => {
      if (!family.stem.includes(`{${name}}`)) return [name];
      if (!Array.isArray(value)) return [];
      const columns = family.tables?.[name] ?? {};
      return Object.keys(value[0] ?? {}).flatMap((column) => (column in columns ? [] : [`${name}.${column}`]));
    });
  }
  return [];
}

/** The schema's optional fields may be `undefined`; the engine's may only be absent. */
function asTemplate(family: Family): FamilyTemplate {
  const { answer, tables, options, ...rest } = family;
  return {
    ...rest,
    answer: {
      text: answer.text,
      ...(answer.unit === undefined ? {} : { unit: answer.unit }),
      ...(answer.decimals === undefined ? {} : { decimals: answer.decimals }),
      ...(answer.tolerance === undefined ? {} : { tolerance: answer.tolerance }),
    },
    ...(tables === undefined ? {} : { tables }),
    ...(options === undefined ? {} : { options }),
  };
}

async function exported<Found>(path: string, name: string, say: (says: string) => void): Promise<Found | null> {
  if (!existsSync(path)) {
    say(`needs ${path.slice(path.indexOf("packages/") === -1 ? path.indexOf("checks/") : path.indexOf("packages/"))}`);
    return null;
  }
  const loaded: Record<string, unknown> = await import(pathToFileURL(path).href);
  if (typeof loaded[name] !== "function") {
    say(`${path} must export a function "${name}"`);
    return null;
  }
  return loaded[name] as Found;
}
