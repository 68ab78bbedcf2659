import { existsSync, globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const knowledge = fileURLToPath(new URL("../../../../content/knowledge/", import.meta.url));

const frontMatter = z.object({
  id: z.string(),
  title: z.string(),
  objective: z.string(),
  minutes: z.number(),
  audiences: z.array(z.string()),
  sources: z
    .array(
      z.object({
        author: z.string(),
        title: z.string(),
        year: z.union([z.number(), z.string()]),
        where: z.string().optional(),
      }),
    )
    .default([]),
});
const map = z.object({
  domains: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      topics: z.array(z.object({ id: z.string(), title: z.string(), lessons: z.array(z.object({ id: z.string() })) })),
    }),
  ),
});

export interface Lesson {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly minutes: number;
  readonly audiences: readonly string[];
  readonly domain: string;
  readonly domainTitle: string;
  readonly topic: string;
  readonly body: string;
  readonly sources: readonly string[];
}

export interface Domain {
  readonly id: string;
  readonly title: string;
  readonly topics: readonly { readonly id: string; readonly title: string; readonly lessons: readonly Lesson[] }[];
}

let read: { domains: readonly Domain[]; lessons: readonly Lesson[] } | null = null;

/** The body of knowledge in the order of its map: read once from `content/knowledge`; planned lessons nobody wrote yet are left out. */
export function bodyOfKnowledge(): { domains: readonly Domain[]; lessons: readonly Lesson[] } {
  read ??= readAll();
  return read;
}

function readAll() {
  const mapFile = join(knowledge, "map.json");
  if (!existsSync(mapFile)) return { domains: [], lessons: [] };
  const { domains } = map.parse(JSON.parse(readFileSync(mapFile, "utf8")));
  const written = new Map(
    globSync("*/*/*.md", { cwd: knowledge }).map((file) => {
      const lesson = readLesson(readFileSync(join(knowledge, file), "utf8"), file);
      return [lesson.id, lesson] as const;
    }),
  );
  const filled = domains.map((domain) => ({
    id: domain.id,
    title: domain.title,
    topics: domain.topics.map((topic) => ({
      id: topic.id,
      title: topic.title,
      lessons: topic.lessons.flatMap(({ id }): Lesson[] => {
        const lesson = written.get(id);
        return lesson ? [{ ...lesson, domain: domain.id, domainTitle: domain.title, topic: topic.title }] : [];
      }),
    })),
  }));
  return { domains: filled, lessons: filled.flatMap((domain) => domain.topics.flatMap((topic) => topic.lessons)) };
}

function readLesson(text: string, file: string) {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text);
  if (!match) throw new Error(`content/knowledge/${file} has no front matter`);
  const { sources, ...head } = frontMatter.parse(parse(match[1] ?? ""));
  return {
    ...head,
    body: (match[2] ?? "").trim(),
    sources: sources.map(
      (source) => `${source.author}: ${source.title} (${source.year})${source.where ? `. ${source.where}` : ""}`,
    ),
  };
}

/** Lessons whose title or objective holds every word. */
export function findLessons(text: string, most: number): readonly Lesson[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return bodyOfKnowledge()
    .lessons.filter((lesson) => {
      const where = `${lesson.title} ${lesson.objective} ${lesson.topic}`.toLowerCase();
      return words.length > 0 && words.every((word) => where.includes(word));
    })
    .slice(0, most);
}
