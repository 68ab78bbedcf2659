const written = /@\[([^\]\n]{1,200})\]\(person:[0-9a-f-]{36}\)/g;

/** A mention is stored as a link to a person; in running text it is read as a name. */
export const plainMentions = (body: string): string => body.replace(written, "@$1");

/** The same within Markdown: the name in bold. */
export const markedMentions = (body: string): string => body.replace(written, "**@$1**");
