import { handle, type Handler } from "../http/handler.ts";
import { bodyOfKnowledge, type Lesson } from "./lessons.ts";

const summary = ({ id, title, objective, minutes, audiences }: Lesson) => ({
  id,
  title,
  objective,
  minutes,
  audiences: [...audiences],
});

export const academyHandlers: readonly Handler[] = [
  handle("listLessons", async () => ({
    domains: bodyOfKnowledge().domains.map((domain) => ({
      id: domain.id,
      title: domain.title,
      topics: domain.topics.map((topic) => ({ id: topic.id, title: topic.title, lessons: topic.lessons.map(summary) })),
    })),
  })),

  handle("readLesson", async ({ input, refuse }) => {
    const { lessons } = bodyOfKnowledge();
    const at = lessons.findIndex((lesson) => lesson.id === input.lesson);
    const lesson = lessons[at];
    if (!lesson) return refuse("not_found", "There is no such lesson");
    return {
      ...summary(lesson),
      domain: lesson.domainTitle,
      topic: lesson.topic,
      body: lesson.body,
      sources: [...lesson.sources],
      previous: lessons[at - 1]?.id ?? null,
      next: lessons[at + 1]?.id ?? null,
    };
  }),
];
