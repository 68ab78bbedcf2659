/**
 * Flesch–Kincaid grade level: 0.39 × words per sentence + 11.8 × syllables per word − 15.59 (Kincaid, Fishburne,
 * Rogers and Chissom, "Derivation of New Readability Formulas … for Navy Enlisted Personnel", 1975). Syllables are
 * counted by rule, so a grade is good to about one; it compares our texts, it does not certify them.
 */
import { flatQuestions } from "./flat-questions.ts";
import { prose } from "./plain-text.ts";
import type { Problem } from "./problem.ts";
import type { Content } from "./read-content.ts";

export function readingGrade(markdown: string): number {
  const text = prose(markdown);
  const sentences = text.split(/[.!?:;]+(?=\s|$)/).filter((part) => /\p{L}/u.test(part)).length || 1;
  const tokens = text.match(/\p{L}[\p{L}'’]*/gu) ?? [];
  if (tokens.length === 0) return 0;
  const syllables = tokens.reduce((sum, token) => sum + syllablesOf(token), 0);
  return 0.39 * (tokens.length / sentences) + 11.8 * (syllables / tokens.length) - 15.59;
}

function syllablesOf(word: string): number {
  const bare = word.toLowerCase().replaceAll(/[^a-z]/g, "");
  if (bare.length <= 3) return 1;
  const silent = bare.replace(/(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$/, (end) => end.slice(0, 1)).replace(/^y/, "");
  return silent.match(/[aeiouy]{1,2}/g)?.length ?? 1;
}

export function checkReadingLevel(content: Content): Problem[] {
  const { readingGrade: limit } = content.requirements;
  const problems: Problem[] = [];
  for (const { file, front, body } of content.lessons) {
    const grade = readingGrade(body);
    if (grade > limit.lesson) {
      problems.push({
        file,
        id: front.id,
        says: `reads at grade ${grade.toFixed(1)}; at most ${limit.lesson}. Shorten sentences.`,
      });
    }
  }
  const byDomain = new Map<string, number[]>();
  for (const { file, id, topic, question } of flatQuestions([...content.exam, ...content.practice])) {
    const grade = readingGrade(question.stem);
    if (question.stem.split(/\s+/).length < 8) continue;
    if (grade > limit.question) {
      problems.push({
        file,
        id,
        says: `stem reads at grade ${grade.toFixed(1)}; at most ${limit.question}. Shorten it.`,
      });
    }
    const domain = `${file.split("/")[0]} ${topic.split("/")[0]}`;
    byDomain.set(domain, [...(byDomain.get(domain) ?? []), grade]);
  }
  for (const [domain, grades] of byDomain) {
    const mean = grades.reduce((a, b) => a + b, 0) / grades.length;
    if (grades.length >= 8 && mean > limit.questionMeanPerDomain) {
      problems.push({
        file: domain,
        id: "",
        says: `stems read at grade ${mean.toFixed(1)} on average; at most ${limit.questionMeanPerDomain}`,
      });
    }
  }
  return problems;
}
