import { lazy, Suspense } from "react";

const Rendered = lazy(async () => {
  const { MarkdownHtml } = await import("./markdown-html.tsx");
  return { default: MarkdownHtml };
});

export type MarkdownViewProps = {
  /** Markdown as stored. HTML in it is cleaned; links open safely. */
  text: string;
  className?: string;
};

/** A text people wrote. The renderer loads on first use; until then the plain text stands in its place. */
export function MarkdownView({ text, className = "" }: MarkdownViewProps) {
  return (
    <Suspense fallback={<div className={`whitespace-pre-wrap ${className}`}>{text}</div>}>
      <Rendered text={text} className={className} />
    </Suspense>
  );
}
