/**
 * Lessons refer to one another by id, as in `[Busy is slow](flow/waiting/busy-is-slow)`. Makes addresses of them; a lesson
 * that is not written yet is left as its words.
 */
export function withLessonLinks(
  markdown: string,
  isWritten: (lessonId: string) => boolean,
  pathOf: (lessonId: string) => string,
): string {
  return markdown.replace(/\[([^\]\n]+)\]\(([a-z0-9-]+(?:\/[a-z0-9-]+)+)\)/g, (_, words: string, id: string) =>
    isWritten(id) ? `[${words}](${pathOf(id)})` : words,
  );
}

/** The headings of the second level, in order: what the page's own contents list. */
export function headingsOf(markdown: string): string[] {
  let isCode = false;
  return markdown.split("\n").flatMap((line) => {
    if (/^\s*(```|~~~)/.test(line)) isCode = !isCode;
    const match = isCode ? null : /^##\s+(.+?)\s*#*$/.exec(line);
    return match?.[1] === undefined ? [] : [match[1].replace(/[*_`]/g, "")];
  });
}
