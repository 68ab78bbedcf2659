const written = /@\[[^\]\n]{1,200}\]\(person:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\)/g;

/** The people a comment mentions, each once, in the order they stand: `@[Name](person:id)`. At most 50 count. */
export const mentionedPeople = (body: string): string[] =>
  [...new Set([...body.matchAll(written)].map((match) => match[1] ?? ""))].slice(0, 50);
