import type { ComponentPropsWithRef, MouseEvent } from "react";
import { classNames } from "./class-names.ts";
import { useNavigation } from "./navigation.tsx";

export type LinkProps = Omit<ComponentPropsWithRef<"a">, "href"> & {
  href: string;
  /** `text` stands in a sentence, `quiet` takes the colour around it, `bare` brings no style at all. */
  tone?: "text" | "quiet" | "bare";
};

const tones = {
  text: "text-accent underline pointer-coarse:py-1 decoration-accent/35 underline-offset-2 hover:decoration-accent",
  quiet: "text-inherit pointer-coarse:py-1 hover:underline hover:decoration-rule-strong hover:underline-offset-2",
  bare: "",
};

/** An anchor that stays inside the app for plain clicks and prefetches on hover and focus. */
export function Link({
  href,
  tone = "text",
  className,
  onClick,
  onMouseEnter,
  onFocus,
  children,
  ...props
}: LinkProps) {
  const { navigate, prefetch } = useNavigation();
  const isOurs = href.startsWith("/") && !href.startsWith("//") && !props.target && props.download === undefined;
  return (
    <a
      {...props}
      href={href}
      className={classNames("rounded-small", tones[tone], className)}
      onMouseEnter={(event) => {
        onMouseEnter?.(event);
        if (isOurs) prefetch?.(href);
      }}
      onFocus={(event) => {
        onFocus?.(event);
        if (isOurs) prefetch?.(href);
      }}
      onClick={(event) => {
        onClick?.(event);
        if (!isOurs || event.defaultPrevented || isForBrowser(event)) return;
        event.preventDefault();
        navigate(href);
      }}
    >
      {children}
    </a>
  );
}

/** A click that asks for a new tab, a new window or a download is the browser's. */
function isForBrowser(event: MouseEvent): boolean {
  return event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}
