/**
 * Question families: a template (words), a generator (numbers) and a seed give one question with a computed key.
 * The same template, generator and seed give the same question; a draw that could be argued about is refused.
 */
import { randomStream, shuffle, type RandomStream } from "../../numbers/random.ts";
import { drawParameters, type Drawn } from "./parameters.ts";
import type { FamilyTemplate } from "./template.ts";
import { writeAmount, writeText, type Given } from "./wording.ts";

/** A key or a wrong answer: an amount in the answer's unit, a label, or labels (an order, or a set). */
export type Answer = number | string | string[];

/** What a generator computed for one draw. */
export interface Draft {
  /** All the candidate is told, by placeholder: numbers, labels, or rows of a table. The key must follow from this. */
  given: Given;
  /** Further figures for the rationales only, by placeholder. */
  working?: Given;
  answer: Answer;
  /** What each named mistake leads to. For kind `multiple`, each a single label that does not belong to the set. */
  wrong: { mistake: string; answer: Answer }[];
}

/**
 * A draw that is not used. `ambiguous`: two answers could be defended; `trivial`: the mistakes lead to the key;
 * `too_few`: too few different wrong answers are left; `out_of_range`: the figures are not a fair question.
 */
export interface Refusal {
  refused: "ambiguous" | "trivial" | "too_few" | "out_of_range";
  detail: string;
}

export type Generator = (random: RandomStream, parameters: Drawn) => Draft | Refusal;

export interface DrawnOption {
  text: string;
  correct: boolean;
  right?: string;
  mistake?: string;
  tempting?: string;
  wrong?: string;
}

/** A drawn question: as a fixed question of the same kind, with `family`, `seed` and `given` to recompute it from. */
export interface DrawnQuestion {
  id: string;
  family: string;
  seed: number;
  topic: string;
  level: FamilyTemplate["level"];
  kind: FamilyTemplate["kind"];
  stem: string;
  given: Given;
  /** The key as computed, before rounding for print. */
  key: Answer;
  /** Kinds `single` and `multiple`. */
  options: DrawnOption[];
  /** Kind `numeric`. */
  answer?: { value: number; tolerance: number; unit: string; right: string };
  mistakes: { value: number; tempting: string; wrong: string }[];
  /** Kind `order`: the labels in the right order. */
  items: string[];
  right: string;
}

/** Narrows a draft or a drawn question to a refusal. */
export function isRefusal(drawn: object): drawn is Refusal {
  return "refused" in drawn;
}

/**
 * Draws the question of `seed`. Throws an `Error` that names the family when the template and the generator do not
 * fit (an unknown placeholder or mistake, a wrong type of answer): that is a fault of content, not of the draw.
 */
export function drawQuestion(template: FamilyTemplate, generator: Generator, seed: number): DrawnQuestion | Refusal {
  const random = randomStream(`${template.id}#${seed}`);
  const parameters = drawParameters(template.parameters, random.substream("parameters"));
  const draft = generator(random.substream("draw"), parameters);
  if (isRefusal(draft)) return draft;
  const setting = template.settings[random.substream("setting").nextInt(template.settings.length)] ?? {};
  const wrong = distinctWrong(template, draft);
  if (isRefusal(wrong)) return wrong;

  const told = { ...setting, ...draft.given };
  const explained = { ...told, ...draft.working, answer: print(template, draft.answer) };
  const say = (text: string, values: Given): string => writeText(template, text, values);
  const right = say(template.right, explained);
  const explain = (choice: { mistake: string; answer: Answer }): { tempting: string; wrong: string } => {
    const words = template.mistakes[choice.mistake];
    if (!words) throw new Error(`Family ${template.id}: the mistake "${choice.mistake}" has no words in the template.`);
    const values = { ...explained, chosen: print(template, choice.answer) };
    return { tempting: say(words.tempting, values), wrong: say(words.wrong, values) };
  };
  const question: DrawnQuestion = {
    id: `${template.id}#${seed}`,
    family: template.id,
    seed,
    topic: template.topic,
    level: template.level,
    kind: template.kind,
    stem: say(template.stem, told),
    given: draft.given,
    key: draft.answer,
    options: [],
    mistakes: [],
    items: [],
    right,
  };

  if (template.kind === "numeric") {
    if (typeof draft.answer !== "number") throw new Error(`Family ${template.id}: a numeric answer must be a number.`);
    const { tolerance = 0, unit = "" } = template.answer;
    question.answer = { value: rounded(template, draft.answer), tolerance, unit, right };
    question.mistakes = wrong.map((w) => ({ value: rounded(template, w.answer as number), ...explain(w) }));
    return question;
  }
  if (template.kind === "order") {
    if (!Array.isArray(draft.answer)) throw new Error(`Family ${template.id}: an order must be a list of labels.`);
    question.items = draft.answer;
    return question;
  }

  const keys = template.kind === "multiple" && Array.isArray(draft.answer) ? draft.answer : [draft.answer];
  const places = (template.options ?? 4) - keys.length;
  if (wrong.length < places) {
    return { refused: "too_few", detail: `${wrong.length} different wrong answers for ${places} places` };
  }
  const chosen = shuffle(random.substream("mistakes"), wrong).slice(0, places);
  const options: { at: Answer; shown: DrawnOption }[] = [
    ...keys.map((key) => ({ at: key, shown: { text: option(template, key, told), correct: true, right } })),
    ...chosen.map((w) => {
      const text = option(template, w.answer, told);
      return { at: w.answer, shown: { text, correct: false, mistake: w.mistake, ...explain(w) } };
    }),
  ];
  // Amounts are read most easily in ascending order; that leaves the key's place to the numbers drawn.
  const ordered = options.every((o) => typeof o.at === "number")
    ? options.sort((a, b) => Number(a.at) - Number(b.at))
    : shuffle(random.substream("places"), options);
  question.options = ordered.map((o) => o.shown);
  return question;
}

/** The wrong answers that differ from the key and from each other, first named first; a refusal when one is too near. */
function distinctWrong(template: FamilyTemplate, draft: Draft): { mistake: string; answer: Answer }[] | Refusal {
  const keys = template.kind === "multiple" && Array.isArray(draft.answer) ? draft.answer : [draft.answer];
  const kept: { mistake: string; answer: Answer }[] = [];
  for (const wrong of draft.wrong) {
    const nearKey = keys.some((key) => near(template, key, wrong.answer));
    // An amount that is off by a mistake but within tolerance would mark an error as right.
    if (nearKey && typeof wrong.answer === "number") {
      return { refused: "ambiguous", detail: `${wrong.mistake} gives ${wrong.answer}, the key is ${keys.join(", ")}` };
    }
    if (nearKey || kept.some((other) => near(template, other.answer, wrong.answer))) continue;
    kept.push(wrong);
  }
  if (kept.length === 0) return { refused: "trivial", detail: "every mistake leads to the key" };
  return kept;
}

function near(template: FamilyTemplate, a: Answer, b: Answer): boolean {
  if (typeof a !== "number" || typeof b !== "number") return print(template, a) === print(template, b);
  const { tolerance } = template.answer;
  if (tolerance === undefined) throw new Error(`Family ${template.id}: an amount needs a tolerance.`);
  return Math.abs(rounded(template, a) - rounded(template, b)) <= tolerance + 1e-9;
}

function rounded(template: FamilyTemplate, amount: number): number {
  if (!Number.isFinite(amount)) throw new Error(`Family ${template.id}: an answer is ${amount}.`);
  return Number(amount.toFixed(template.answer.decimals ?? 0));
}

function print(template: FamilyTemplate, answer: Answer): string {
  if (typeof answer === "number") return writeAmount(answer, template.answer.decimals ?? 0);
  return Array.isArray(answer) ? answer.join(", ") : answer;
}

function option(template: FamilyTemplate, answer: Answer, told: Given): string {
  return writeText(template, template.answer.text, { ...told, answer: print(template, answer) });
}
