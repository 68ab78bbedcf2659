/** Form of single questions: phrases that give the key away or trip the candidate, options that differ in kind. */
import { flatQuestions, optionLists } from "./flat-questions.ts";
import { words } from "./plain-text.ts";
import type { Problem } from "./problem.ts";
import type { Content } from "./read-content.ts";
import type { Option } from "./schemas/question.ts";

const BANNED_OPTION = /\b(all|none|both|neither) of (the )?(above|these|options)\b|^both [a-e] and [a-e]\b/i;
const NEGATIVE_STEM =
  /\b(NOT|EXCEPT|LEAST)\b|\bwhich (?:of [^?]* )?(?:is|are|was|would|should|does|do) not\b|\bexcept\b[^?]*\?/;
const ARTICLE_END = /\b(a|an)\s*[:…_]*$/i;

export function checkQuestionForm(content: Content): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  for (const [bank, questions] of [
    ["practice", content.practice],
    ["exam", content.exam],
  ] as const) {
    const letter = bank === "exam" ? "x" : "p";
    const sets = questions.flatMap((q) => (q.question.kind === "case-set" ? [{ ...q, id: q.question.id }] : []));
    const flat = flatQuestions(questions);
    for (const { file, topic, id } of [...sets, ...flat]) {
      const say = (says: string): number => problems.push({ file, id, says });
      if (!id.startsWith(`${letter}-${topic.replace("/", "-")}-`))
        say(`id must start with ${letter}-${topic.replace("/", "-")}-`);
      const before = seen.get(id);
      if (before) say(`the id is taken in ${before}`);
      seen.set(id, file);
      if (file !== `${bank}/${topic}.json`) say(`questions on ${topic} belong in ${bank}/${topic}.json`);
    }
    for (const { file, id, question } of flat) {
      const say = (says: string): number => problems.push({ file, id, says });
      if (bank === "exam" && question.lesson) say("an exam question may not name a lesson");
      if (bank === "practice" && question.enemies) say("enemies belong to exam questions");
      if (NEGATIVE_STEM.test(question.stem)) say("has a negative stem; ask for what holds");
      if (question.kind !== "cloze" && ARTICLE_END.test(question.stem))
        say("the stem ends in an article, a clue by grammar");
      if (words(question.stem).length < 5)
        say("the stem cannot be answered with its options covered: it has under five words");
      for (const options of optionLists(question)) {
        const listed = checkOptions(options, content.requirements.keyLongerThanLongestWrong);
        for (const says of listed) say(says);
      }
    }
  }
  for (const { file, family } of content.families) {
    if (NEGATIVE_STEM.test(family.stem)) problems.push({ file, id: family.id, says: "has a negative stem" });
    if (file !== `exam/families/${family.id}.json`) problems.push({ file, id: family.id, says: "file and id differ" });
  }
  return problems;
}

function checkOptions(options: Option[], longer: { fromCharacters: number; times: number }): string[] {
  const says: string[] = [];
  if (options.some((o) => BANNED_OPTION.test(o.text))) says.push("has an option such as “all of the above”");
  const ends = new Set(options.map((o) => (/[.!?]$/.test(o.text) ? "stop" : "open")));
  if (ends.size > 1) says.push("options differ in final punctuation");
  const starts = new Set(
    options.map((o) => (/^\p{Lu}/u.test(o.text) ? "upper" : /^\p{Ll}/u.test(o.text) ? "lower" : "other")),
  );
  if (starts.has("upper") && starts.has("lower")) says.push("options differ in their first letter's case");
  const amounts = options.map((o) => /^[€−-]?\s?([\d,]*\.?\d+)(?:\s|%|$)/.exec(o.text)?.[1]?.replaceAll(",", ""));
  if (amounts.every((a) => a !== undefined)) {
    const signed = amounts.map((a, i) => Number(a) * (/^[−-]/.test(options[i]?.text ?? "") ? -1 : 1));
    const units = new Set(options.map((o) => o.text.replace(/^[€−-]?\s?[\d,.]+/, "").trim()));
    if (units.size === 1 && signed.some((a, i) => i > 0 && a < (signed[i - 1] ?? a))) {
      says.push("numeric options must stand in ascending order");
    }
  }
  const keys = options.filter((o) => o.correct);
  const longestWrong = Math.max(...options.filter((o) => !o.correct).map((o) => o.text.length));
  for (const key of keys) {
    if (key.text.length > longer.fromCharacters && key.text.length > longer.times * longestWrong) {
      says.push(
        `the key has ${key.text.length} characters, the longest wrong option ${longestWrong}: a clue by length`,
      );
    }
  }
  return says;
}
