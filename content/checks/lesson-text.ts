import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The text of a lesson, spaces joined, so that a test can ask whether it prints a figure: `expect(lessonText(id)).toContain("3.8")`. */
export function lessonText(id: string): string {
  return readFileSync(join(import.meta.dirname, "../knowledge", `${id}.md`), "utf8").replaceAll(/\s+/g, " ");
}
