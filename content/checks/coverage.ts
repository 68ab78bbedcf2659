/** Whether everything belongs to a topic, and every topic has what its audiences need. */
import { flatQuestions } from "./flat-questions.ts";
import type { Problem } from "./problem.ts";
import type { Content } from "./read-content.ts";
import { AUDIENCES } from "./schemas/vocabulary.ts";

export function checkCoverage(content: Content): Problem[] {
  return [...mapProblems(content), ...topicProblems(content), ...termProblems(content), ...servedProblems(content)];
}

function topicsOf(content: Content): Set<string> {
  return new Set(content.map.domains.flatMap((d) => d.topics.map((t) => t.id)));
}

function mapProblems({ map }: Content): Problem[] {
  const file = "knowledge/map.json";
  const problems: Problem[] = [];
  const lessons = new Set<string>();
  for (const domain of map.domains) {
    for (const topic of domain.topics) {
      if (!topic.id.startsWith(`${domain.id}/`))
        problems.push({ file, id: topic.id, says: `stands under ${domain.id}` });
      for (const lesson of topic.lessons) {
        if (!lesson.id.startsWith(`${topic.id}/`))
          problems.push({ file, id: lesson.id, says: `stands under ${topic.id}` });
        if (lessons.has(lesson.id)) problems.push({ file, id: lesson.id, says: "is planned twice" });
        lessons.add(lesson.id);
      }
    }
  }
  for (const principle of map.principles) {
    for (const id of principle.lessons) {
      if (!lessons.has(id)) problems.push({ file, id: principle.id, says: `names ${id}, which is not planned` });
    }
  }
  if (map.version !== map.changes[0]?.version)
    problems.push({ file, id: "", says: "the newest change must carry the map's version" });
  return problems;
}

function topicProblems(content: Content): Problem[] {
  const topics = topicsOf(content);
  const named = [
    ...content.practice.map(({ file, topic, question }) => ({ file, id: question.id, topic })),
    ...content.exam.map(({ file, topic, question }) => ({ file, id: question.id, topic })),
    ...content.families.map(({ file, family }) => ({ file, id: family.id, topic: family.topic })),
    ...content.scenarios.flatMap(({ file, scenario }) =>
      scenario.topics.map((topic) => ({ file, id: scenario.id, topic })),
    ),
    ...(content.glossary?.terms ?? []).map(({ id, topic }) => ({ file: "glossary.json", id, topic })),
    ...(content.crosswalk?.outlines ?? []).flatMap((o) =>
      o.domains.flatMap((d) =>
        d.rows.flatMap((r) => r.topics.map((topic) => ({ file: "crosswalk.json", id: o.id, topic }))),
      ),
    ),
    ...(content.crosswalk?.ours ?? []).map(({ topic }) => ({ file: "crosswalk.json", id: "ours", topic })),
  ];
  const problems = named
    .filter(({ topic }) => !topics.has(topic))
    .map(({ file, id, topic }) => ({ file, id, says: `names the topic ${topic}, which the map does not have` }));
  const lessons = new Set(content.map.domains.flatMap((d) => d.topics.flatMap((t) => t.lessons.map((l) => l.id))));
  for (const { file, question } of content.practice) {
    if (question.lesson && !lessons.has(question.lesson)) {
      problems.push({
        file,
        id: question.id,
        says: `names the lesson ${question.lesson}, which the map does not have`,
      });
    }
  }
  const ids = new Set(content.exam.map((q) => q.question.id));
  for (const { file, question } of content.exam) {
    for (const enemy of question.enemies ?? []) {
      if (!ids.has(enemy))
        problems.push({ file, id: question.id, says: `has the enemy ${enemy}, which does not exist` });
    }
  }
  return problems;
}

function termProblems({ glossary }: Content): Problem[] {
  if (!glossary) return [];
  const file = "glossary.json";
  const ids = glossary.terms.map((t) => t.id);
  const names = new Map<string, string>();
  return glossary.terms.flatMap((term, i) => {
    const says: string[] = [];
    if (ids.indexOf(term.id) !== i) says.push("is there twice");
    for (const other of term.see)
      if (!ids.includes(other) || other === term.id) says.push(`sees ${other}, which is no other term`);
    for (const name of [term.term, ...term.synonyms]) {
      const before = names.get(name.toLowerCase());
      if (before) says.push(`“${name}” is also a name of ${before}`);
      names.set(name.toLowerCase(), term.id);
    }
    return says.map((each) => ({ file, id: term.id, says: each }));
  });
}

/** Lessons, practice and exam questions (families count) per topic and audience. Asked for once requirements say so. */
function servedProblems(content: Content): Problem[] {
  const { everyTopicServed, everyPlannedLesson } = content.requirements.required;
  const problems: Problem[] = [];
  const written = new Set(content.lessons.map((l) => l.front.id));
  const practice = flatQuestions(content.practice);
  const exam = [
    ...flatQuestions(content.exam),
    ...content.families.map(({ family }) => ({ topic: family.topic, audiences: family.audiences })),
  ];
  for (const { topics } of content.map.domains) {
    for (const topic of topics) {
      const file = `knowledge/${topic.id}`;
      const missing = topic.lessons.filter((l) => !written.has(l.id)).map((l) => l.id);
      if (everyPlannedLesson && missing.length > 0)
        problems.push({ file, id: "", says: `not written yet: ${missing.join(", ")}` });
      if (!everyTopicServed) continue;
      for (const audience of AUDIENCES) {
        const serves = (list: { topic: string; audiences: readonly string[] }[]): boolean =>
          list.some((each) => each.topic === topic.id && each.audiences.includes(audience));
        const lacks = [
          serves(content.lessons.map((l) => l.front)) ? "" : "lesson",
          serves(practice) ? "" : "practice question",
          serves(exam) ? "" : "exam question",
        ].filter(Boolean);
        if (lacks.length > 0) problems.push({ file, id: "", says: `has no ${lacks.join(", no ")} for ${audience}` });
      }
    }
  }
  return problems;
}
