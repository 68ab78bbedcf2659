/**
 * Twins by word shingles. An exam text is compared with each lesson and each practice question by containment:
 * the share of its shingles that occur there (Broder, "On the resemblance and containment of documents", 1997).
 * Figures are read as `#`, so changing the numbers does not hide a twin.
 */
import { choosable, flatQuestions, type FlatQuestion } from "./flat-questions.ts";
import { plainText } from "./plain-text.ts";
import type { Problem } from "./problem.ts";
import type { Content } from "./read-content.ts";

type Text = { file: string; id: string; shingles: Set<string> };

function shingles(text: string, size: number): Set<string> {
  const tokens = plainText(text)
    .toLowerCase()
    .replaceAll(/[\d.,]*\d/g, "#")
    .replaceAll(/\{\w+\}/g, "#")
    .split(/[^\p{L}#]+/u)
    .filter(Boolean);
  const found = new Set<string>();
  for (let i = 0; i + size <= tokens.length; i += 1) found.add(tokens.slice(i, i + size).join(" "));
  return found;
}

/** The share of `part` that is in `whole`, 0 to 1. */
function containment(part: Set<string>, whole: Set<string>): number {
  if (part.size === 0) return 0;
  let shared = 0;
  for (const shingle of part) if (whole.has(shingle)) shared += 1;
  return shared / part.size;
}

export interface Nearest {
  what: string;
  threshold: number;
  highest: number;
  pair: string;
}

export function checkNearDuplicates(content: Content): { problems: Problem[]; nearest: Nearest[] } {
  const rule = content.requirements.nearDuplicates;
  const cut = (text: string): Set<string> => shingles(text, rule.shingleWords);
  const exam = flatQuestions(content.exam);
  const practice = flatQuestions(content.practice);
  const stems = (questions: FlatQuestion[]): Text[] =>
    questions.map(({ file, id, told }) => ({ file, id, shingles: cut(told) }));
  const whole = ({ told, question }: FlatQuestion): string => [told, ...choosable(question)].join("\n");
  const teaching: Text[] = [
    ...content.lessons.map(({ file, front, body }) => ({ file, id: front.id, shingles: cut(body) })),
    ...practice.map((q) => ({ file: q.file, id: q.id, shingles: cut(whole(q)) })),
  ];
  const families: Text[] = content.families.map(({ file, family }) => ({
    file,
    id: family.id,
    shingles: cut(family.stem),
  }));
  const options: Text[] = exam.flatMap((q) =>
    choosable(q.question).map((text) => ({ file: q.file, id: q.id, shingles: cut(text) })),
  );

  const problems: Problem[] = [];
  const nearest: Nearest[] = [];
  function compare(
    what: string,
    threshold: number,
    parts: Text[],
    wholes: Text[],
    apart: (a: string, b: string) => boolean,
  ): void {
    const top: Nearest = { what, threshold, highest: 0, pair: "" };
    for (const part of parts) {
      if (part.shingles.size < rule.leastShingles) continue;
      for (const other of wholes) {
        if (part === other || apart(part.id, other.id)) continue;
        const shared = containment(part.shingles, other.shingles);
        if (shared > top.highest) Object.assign(top, { highest: shared, pair: `${part.id} in ${other.id}` });
        if (shared >= threshold) {
          problems.push({
            file: part.file,
            id: part.id,
            says: `${what}: ${Math.round(shared * 100)} % of its word shingles occur in ${other.id} (limit ${Math.round(threshold * 100)} %)`,
          });
        }
      }
    }
    nearest.push(top);
  }
  const never = (): boolean => false;
  // Questions of one case set share the case; declared enemies may be close, they never meet in one form.
  const set = new Map([...exam, ...practice].map((q) => [q.id, q.set]));
  const enemies = new Set(
    exam.flatMap(({ id, question }) => (question.enemies ?? []).flatMap((e) => [`${id} ${e}`, `${e} ${id}`])),
  );
  const related = (a: string, b: string): boolean => a === b || set.get(a) === set.get(b) || enemies.has(`${a} ${b}`);
  compare("exam stem in teaching", rule.examInTeaching, stems(exam), teaching, never);
  compare("family stem in teaching", rule.examInTeaching, families, teaching, never);
  compare("exam option in teaching", rule.optionInTeaching, options, teaching, never);
  compare("exam stem in exam", rule.withinExam, stems(exam), [...stems(exam), ...families], related);
  compare("practice stem in practice", rule.withinPractice, stems(practice), stems(practice), related);
  compare("family stem in family", rule.withinFamilies, families, families, never);
  return { problems, nearest };
}
