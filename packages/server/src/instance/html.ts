const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** HTML that is safe to put into more of it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Part = Html | string | number | null | readonly Part[];

/** A template whose holes are escaped, unless they hold HTML made the same way. null leaves nothing. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.map((string, at) => string + rendered(parts[at] ?? null)).join(""));

function rendered(part: Part): string {
  if (part === null) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(rendered).join("");
  return String(part).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Parts with something between them. A formatter may put white space around parts written in a template; here none gets in. */
export const joined = (parts: readonly Html[], between: string): readonly Part[] =>
  parts.flatMap((part, at) => (at === 0 ? [part] : [between, part]));

/** The same page with less white space: text of `pre` stays as it is. */
export const compact = (page: string): string =>
  page
    .split(/(<pre[ >].*?<\/pre>)/s)
    .map((part, at) => (at % 2 === 0 ? part.replace(/\s*\n\s*/g, "\n") : part))
    .join("");

/** Words with `code` in backticks, as descriptions write it. */
export const withCode = (text: string): Html =>
  html`${text.split(/`([^`]+)`/).map((part, at) => (at % 2 === 0 ? html`${part}` : html`<code>${part}</code>`))}`;
