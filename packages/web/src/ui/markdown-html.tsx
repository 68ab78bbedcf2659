import DOMPurify from "dompurify";
import { Marked } from "marked";
import { type MouseEvent, useMemo } from "react";
import { useNavigation } from "./navigation.tsx";

const marked = new Marked({ gfm: true, breaks: true });
const markedProse = new Marked({ gfm: true });
const purify = DOMPurify();

// Checked after cleaning, on the link as the browser will read it.
purify.addHook("afterSanitizeAttributes", (node) => {
  if (node.tagName === "A") {
    const href = node.getAttribute("href") ?? "";
    if (!href.startsWith("/") && !href.startsWith("#")) {
      node.setAttribute("target", "_blank");
      node.setAttribute("rel", "noopener noreferrer nofollow");
    }
  }
  // A task's box is only shown; its state must be said too.
  if (node.tagName === "INPUT") node.setAttribute("aria-label", node.hasAttribute("checked") ? "Done" : "To do");
  if (node.tagName === "IMG") node.setAttribute("loading", "lazy");
});

/**
 * Markdown to HTML that holds nothing but text, lists, tables, code, folds, links and pictures of our own.
 * @param isWrapped line ends within a paragraph are spaces, as in a text written for print; else they are kept.
 */
function markdownToHtml(text: string, isWrapped: boolean): string {
  return purify.sanitize((isWrapped ? markedProse : marked).parse(text, { async: false }), {
    ALLOWED_TAGS: [
      "p",
      "br",
      "strong",
      "em",
      "del",
      "code",
      "pre",
      "blockquote",
      "ul",
      "ol",
      "li",
      "a",
      "h1",
      "h2",
      "h3",
      "h4",
      "h5",
      "h6",
      "hr",
      "table",
      "thead",
      "tbody",
      "tr",
      "th",
      "td",
      "img",
      "input",
      "details",
      "summary",
    ],
    ALLOWED_ATTR: [
      "href",
      "title",
      "alt",
      "src",
      "start",
      "align",
      "type",
      "checked",
      "disabled",
      "target",
      "rel",
      "loading",
    ],
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|\/(?!\/)|#)/i,
    ALLOW_DATA_ATTR: false,
    // The address pattern above is for addresses; these hold words.
    ADD_URI_SAFE_ATTR: ["type", "checked", "disabled", "align", "start", "target", "rel", "loading"],
  });
}

export function MarkdownHtml({ text, className, isWrapped }: { text: string; className: string; isWrapped: boolean }) {
  const html = useMemo(() => markdownToHtml(text, isWrapped), [text, isWrapped]);
  const { navigate } = useNavigation();
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const href = link?.getAttribute("href");
    if (!href?.startsWith("/") || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    navigate(href);
  };
  // oxlint-disable-next-line react/no-danger, jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- cleaned above; the links inside take the keys
  return <div className={`prose ${className}`} onClick={onClick} dangerouslySetInnerHTML={{ __html: html }} />;
}
