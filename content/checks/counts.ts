/** How much there is, by domain and in all, and whether it is as much as is required now. */
import { flatQuestions } from "./flat-questions.ts";
import { words } from "./plain-text.ts";
import type { Problem } from "./problem.ts";
import type { Content } from "./read-content.ts";

export interface DomainCounts {
  domain: string;
  topics: number;
  lessons: number;
  practice: number;
  /** Fixed questions and families together: what an exam can draw from. */
  exam: number;
  families: number;
}

export interface Totals {
  topics: number;
  lessons: number;
  words: number;
  /** Lessons that name a widget. */
  widgets: number;
  terms: number;
  practice: number;
  exam: number;
  families: number;
  scenarios: number;
}

export function countContent(content: Content): { domains: DomainCounts[]; totals: Totals } {
  const practice = flatQuestions(content.practice);
  const exam = flatQuestions(content.exam);
  const domains = content.map.domains.map(({ id, topics }) => {
    const within = (topic: string): boolean => topic.startsWith(`${id}/`);
    const families = content.families.filter(({ family }) => within(family.topic)).length;
    return {
      domain: id,
      topics: topics.length,
      lessons: content.lessons.filter(({ front }) => within(front.topic)).length,
      practice: practice.filter(({ topic }) => within(topic)).length,
      exam: exam.filter(({ topic }) => within(topic)).length + families,
      families,
    };
  });
  const sum = (key: Exclude<keyof DomainCounts, "domain">): number => domains.reduce((all, d) => all + d[key], 0);
  return {
    domains,
    totals: {
      topics: sum("topics"),
      lessons: sum("lessons"),
      words: content.lessons.reduce((all, { body }) => all + words(body).length, 0),
      widgets: content.lessons.filter(({ front }) => front.widget).length,
      terms: content.glossary?.terms.length ?? 0,
      practice: sum("practice"),
      exam: sum("exam"),
      families: sum("families"),
      scenarios: content.scenarios.length,
    },
  };
}

export function checkCounts(content: Content): Problem[] {
  const { domains, totals } = countContent(content);
  const { required, examShare, higherLevelsShare } = content.requirements;
  const problems: Problem[] = [];
  const say = (says: string): void => void problems.push({ file: "requirements.json", id: "", says });
  const kinds = new Set(content.lessons.flatMap(({ front }) => front.widget?.name ?? [])).size;
  const there = { ...totals, widgets: kinds, lessonsWithWidget: totals.widgets };
  for (const [what, least] of Object.entries(required)) {
    const number = Reflect.get(there, what);
    if (typeof least === "number" && typeof number === "number" && number < least)
      say(`${what}: ${number}; at least ${least} are required now`);
  }
  // Shares of a bank that is being written say nothing; they are held once the required number is there.
  if (required.exam > 0 && totals.exam >= required.exam) {
    for (const { domain, exam } of domains) {
      const wanted = Reflect.get(examShare, domain) as number;
      const share = (100 * exam) / totals.exam;
      if (Math.abs(share - wanted) > examShare.withinPoints) {
        say(
          `exam questions on ${domain} are ${share.toFixed(1)} % of the bank; ${wanted} % ± ${examShare.withinPoints} are wanted`,
        );
      }
    }
    const levels = [
      ...flatQuestions(content.exam).map((q) => q.level),
      ...content.families.map(({ family }) => family.level),
    ];
    const higher = levels.filter((level) => level !== "recall").length / levels.length;
    if (higher < higherLevelsShare)
      say(`${Math.round(higher * 100)} % of the exam bank is at apply or analyse; two thirds are wanted`);
  }
  return problems;
}

export function countClaims(content: Content): { opened: number; general: number; corrected: number } {
  const claims = [...content.lessons.flatMap(({ front }) => front.sources), ...(content.claims?.sources ?? [])].flatMap(
    (source) => source.claims,
  );
  return {
    opened: claims.filter((c) => c.checked === "opened").length,
    general: claims.filter((c) => c.checked === "general").length,
    corrected: claims.filter((c) => c.corrected).length,
  };
}
