/** Reads all content from its folder and holds each file to its schema. What does not fit is a problem, not a crash. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import type { Problem } from "./problem.ts";
import { requirements as requirementsSchema, type Requirements } from "./requirements.ts";
import { claims as claimsSchema } from "./schemas/claims.ts";
import { crosswalk as crosswalkSchema } from "./schemas/crosswalk.ts";
import { family as familySchema, type Family } from "./schemas/family.ts";
import { glossary as glossarySchema } from "./schemas/glossary.ts";
import { frontMatter as frontMatterSchema, type FrontMatter } from "./schemas/lesson.ts";
import { knowledgeMap as mapSchema, type KnowledgeMap } from "./schemas/map.ts";
import { questionFile, type Question } from "./schemas/question.ts";
import { scenario as scenarioSchema, type Scenario } from "./schemas/scenario.ts";

export interface Lesson {
  file: string;
  front: FrontMatter;
  body: string;
}

export interface QuestionInFile {
  file: string;
  topic: string;
  question: Question;
}

export interface Content {
  map: KnowledgeMap;
  requirements: Requirements;
  lessons: Lesson[];
  practice: QuestionInFile[];
  exam: QuestionInFile[];
  families: { file: string; family: Family }[];
  scenarios: { file: string; scenario: Scenario }[];
  glossary: z.infer<typeof glossarySchema> | null;
  crosswalk: z.infer<typeof crosswalkSchema> | null;
  claims: z.infer<typeof claimsSchema> | null;
  /** Markdown pages under knowledge/ that are not lessons. */
  pages: { file: string; body: string }[];
}

/** `folder` is the content folder. Throws only where the map or the requirements cannot be read: nothing stands without them. */
export function readContent(folder: string): { content: Content; problems: Problem[] } {
  const problems: Problem[] = [];
  const found = (pattern: string): string[] => globSync(pattern, { cwd: folder }).sort();

  function shaped<Shape extends z.ZodType>(file: string, schema: Shape, value: unknown): z.infer<Shape> | null {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      problems.push({
        file,
        id: nearestId(value, issue.path),
        says: `${issue.path.join(".") || "file"}: ${issue.message}`,
      });
    }
    return null;
  }
  function json<Shape extends z.ZodType>(file: string, schema: Shape): z.infer<Shape> | null {
    let value: unknown;
    try {
      value = JSON.parse(readFileSync(join(folder, file), "utf8"));
    } catch (error) {
      problems.push({ file, id: "", says: `cannot be read as JSON: ${String(error)}` });
      return null;
    }
    return shaped(file, schema, value);
  }
  const optional = <Shape extends z.ZodType>(file: string, schema: Shape): z.infer<Shape> | null =>
    existsSync(join(folder, file)) ? json(file, schema) : null;

  const map = json("knowledge/map.json", mapSchema);
  const requirements = json("requirements.json", requirementsSchema);
  if (!map || !requirements) throw new Error(problems.map((p) => `${p.file}: ${p.says}`).join("\n"));

  const lessons: Lesson[] = [];
  for (const file of found("knowledge/*/*/*.md")) {
    const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(join(folder, file), "utf8"));
    if (!parts) {
      problems.push({ file, id: "", says: "has no front matter between two lines of ---" });
      continue;
    }
    let value: unknown;
    try {
      value = parseYaml(parts[1] ?? "");
    } catch (error) {
      problems.push({ file, id: "", says: `front matter is not YAML: ${String(error)}` });
      continue;
    }
    const front = shaped(file, frontMatterSchema, value);
    if (front) lessons.push({ file, front, body: parts[2] ?? "" });
  }

  const questions = (kind: "practice" | "exam"): QuestionInFile[] =>
    found(`${kind}/*/*.json`)
      .filter((file) => !file.startsWith("exam/families/"))
      .flatMap((file) => {
        const read = json(file, questionFile);
        return (read?.questions ?? []).map((question) => ({ file, topic: read?.topic ?? "", question }));
      });
  const each = <Shape extends z.ZodType, Key extends string>(pattern: string, key: Key, schema: Shape) =>
    found(pattern).flatMap((file) => {
      const read = json(file, schema);
      return read === null ? [] : [{ file, [key]: read } as { file: string } & Record<Key, z.infer<Shape>>];
    });

  const content: Content = {
    map,
    requirements,
    lessons,
    practice: questions("practice"),
    exam: questions("exam"),
    families: each("exam/families/*.json", "family", familySchema),
    scenarios: each("scenarios/*.json", "scenario", scenarioSchema),
    glossary: optional("glossary.json", glossarySchema),
    crosswalk: optional("crosswalk.json", crosswalkSchema),
    claims: optional("claims.json", claimsSchema),
    pages: found("knowledge/*.md").map((file) => ({ file, body: readFileSync(join(folder, file), "utf8") })),
  };
  return { content, problems };
}

/** The id of the innermost object on the way to the fault, so that a line names the question and not only its number. */
function nearestId(value: unknown, path: PropertyKey[]): string {
  let id = "";
  let at: unknown = value;
  for (const step of [...path, ""]) {
    if (typeof at !== "object" || at === null) break;
    if ("id" in at && typeof at.id === "string") id = at.id;
    at = Reflect.get(at, step);
  }
  return id;
}
