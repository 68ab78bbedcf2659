import { lazy, Suspense } from "react";

const Rendered = lazy(async () => {
  const { MarkdownHtml } = await import("./markdown-html.tsx");
  return { default: MarkdownHtml };
});

export type MarkdownViewProps = {
  /** Markdown as stored. HTML in it is cleaned; links open safely. */
  text: string;
  /** Line ends within a paragraph are spaces, as in a text written for print. In what people type they are kept. */
  isWrapped?: boolean;
  className?: string;
};

/** A text people wrote. The renderer loads on first use; until then the plain text stands in its place. */
export function MarkdownView({ text, isWrapped = false, className = "" }: MarkdownViewProps) {
  return (
    <Suspense fallback={<div className={`whitespace-pre-wrap ${className}`}>{text}</div>}>
      <Rendered text={text} className={className} isWrapped={isWrapped} />
    </Suspense>
  );
}
