/** Markdown as bare words, for counting and comparing. */

export function plainText(markdown: string): string {
  return markdown
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/^\s*\|?[\s|:-]*-{3,}[\s|:-]*$/gm, " ")
    .replaceAll(/[|*_`#>~]/g, " ");
}

/** Words and figures; a token needs a letter or a digit. */
export function words(markdown: string): string[] {
  return plainText(markdown)
    .split(/\s+/)
    .filter((token) => /[\p{L}\p{N}]/u.test(token));
}

/** Running text only: no tables, headings or code, for measures that need sentences. */
export function prose(markdown: string): string {
  const lines = markdown
    .replaceAll(/```[\s\S]*?```/g, "")
    .split("\n")
    .filter((line) => !/^\s*(\||#|>?\s*\$\$)/.test(line))
    // A list item is a sentence of its own even without a full stop.
    .map((line) =>
      /^\s*([-*]|\d+\.)\s/.test(line) ? line.replace(/^\s*([-*]|\d+\.)\s/, "").replace(/[^.!?:]$/, "$&.") : line,
    );
  return plainText(lines.join("\n"));
}
