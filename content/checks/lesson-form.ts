/** Lessons against the map, their headings, length, widget, citations and links. */
import { words } from "./plain-text.ts";
import type { Problem } from "./problem.ts";
import type { Content, Lesson } from "./read-content.ts";
import { HEADINGS } from "./schemas/lesson.ts";
import type { Source } from "./schemas/source.ts";
import { WIDGETS } from "./schemas/widgets.ts";

const LINK = /\[[^\]]+\]\(([^)\s]+)\)/g;
const CITATION = /\(([^()]*?\b(?:1[789]|20)\d\d[a-z]?(?:[;,][^()]*)?)\)/g;

export function checkLessons(content: Content): Problem[] {
  const planned = new Map(
    content.map.domains.flatMap((d) => d.topics.flatMap((t) => t.lessons.map((l) => [l.id, l] as const))),
  );
  return content.lessons.flatMap((lesson) => {
    const { file, front, body } = lesson;
    const says: string[] = [];
    if (file !== `knowledge/${front.id}.md`) says.push(`the id ${front.id} belongs in knowledge/${front.id}.md`);
    if (!front.id.startsWith(`${front.topic}/`) || !front.topic.startsWith(`${front.domain}/`)) {
      says.push("id, topic and domain do not fit together");
    }
    const plan = planned.get(front.id);
    if (!plan) says.push("is not planned in knowledge/map.json");
    else {
      if (plan.title !== front.title) says.push(`the map's title is “${plan.title}”`);
      if (plan.objective !== front.objective) says.push(`the map's objective is “${plan.objective}”`);
      if (plan.widget !== front.widget?.name) says.push(`the map plans the widget ${plan.widget ?? "none"}`);
    }
    const { from, to } = content.requirements.lessonWords;
    const length = words(body).length;
    if (length < from || length > to) says.push(`has ${length} words; ${from} to ${to} are wanted`);
    const headings = [...body.matchAll(/^## (.+)$/gm)].map((m) => m[1]?.trim());
    if (headings.join("|") !== HEADINGS.join("|")) says.push(`the headings must be: ${HEADINGS.join(", ")}`);
    if (!/<details>\s*<summary>Answer<\/summary>[\s\S]+<\/details>/.test(section(body, "Check"))) {
      says.push("the check needs its answer under <details><summary>Answer</summary>");
    }
    return [
      ...says,
      ...widgetProblems(lesson),
      ...citationProblems(front.sources, body),
      ...linkProblems(lesson, planned),
    ].map((each) => ({ file, id: front.id, says: each }));
  });
}

function section(body: string, heading: string): string {
  return body.split(/^## /m).find((part) => part.startsWith(heading)) ?? "";
}

function widgetProblems({ front }: Lesson): string[] {
  if (!front.widget) return [];
  const result = WIDGETS[front.widget.name].safeParse(front.widget.parameters);
  if (result.success) return [];
  return result.error.issues.map((issue) => `widget parameters ${issue.path.join(".")}: ${issue.message}`);
}

/** Every source is cited by a name of its author and its year; every citation in brackets has a source of that year. */
function citationProblems(sources: Source[], body: string): string[] {
  const says: string[] = [];
  const flat = body.replaceAll(/\s+/g, " ");
  const cited = new Set<Source>();
  for (const source of sources) {
    const names = source.author.match(/\p{Lu}[\p{L}'’-]{2,}/gu) ?? [source.author];
    const near = names.some((name) => new RegExp(`${escaped(name)}[^.]{0,60}?\\b${source.year}\\b`, "u").test(flat));
    if (near) cited.add(source);
    else says.push(`“${source.title}” is not cited in the text as ${names.at(-1)} ${source.year}`);
  }
  for (const [, inside = ""] of flat.matchAll(CITATION)) {
    if (
      /^\s*(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December|week)\b/.test(
        inside,
      )
    )
      continue;
    for (const year of inside.match(/\b(?:1[789]|20)\d\d\b/g) ?? []) {
      if (!sources.some((s) => String(s.year) === year)) says.push(`the citation (${inside}) has no source of ${year}`);
    }
  }
  return says;
}

function linkProblems({ front, body }: Lesson, planned: Map<string, unknown>): string[] {
  const says: string[] = [];
  const targets = [...body.matchAll(LINK)].map((m) => m[1] ?? "");
  for (const target of targets) {
    if (target.startsWith("https://")) continue;
    if (!planned.has(target)) says.push(`links to ${target}, which is no lesson of the map`);
  }
  const last = [...section(body, "Where next").matchAll(LINK)].map((m) => m[1] ?? "");
  for (const id of front.next) {
    if (!planned.has(id)) says.push(`next names ${id}, which is no lesson of the map`);
    if (!last.includes(id)) says.push(`“Where next” does not link ${id}`);
  }
  if (front.next.includes(front.id)) says.push("next names the lesson itself");
  return says;
}

function escaped(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
