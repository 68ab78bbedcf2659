import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";

export type Meaning = "neutral" | "accent" | "good" | "warn" | "bad" | "info";

export type BadgeProps = {
  /** A word: the colour never says it alone. */
  children: ReactNode;
  meaning?: Meaning;
  icon?: ReactNode;
};

const looks: Record<Meaning, string> = {
  neutral: "bg-hover text-muted",
  accent: "bg-accent-tint text-accent",
  good: "bg-good-tint text-good",
  warn: "bg-warn-tint text-warn",
  bad: "bg-bad-tint text-bad",
  info: "bg-info-tint text-info",
};

/** A word about a state. */
export function Badge({ children, meaning = "neutral", icon }: BadgeProps) {
  return (
    <span
      className={classNames(
        "inline-flex h-5 max-w-full shrink-0 items-center gap-1 rounded-small px-1.5 text-small font-medium whitespace-nowrap",
        looks[meaning],
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}

export type TagProps = { children: string; onRemove?: () => void };

/** A label somebody gave; with `onRemove` it can be taken off. */
export function Tag({ children, onRemove }: TagProps) {
  return (
    <span className="inline-flex h-5 max-w-full items-center gap-1 rounded-small border border-rule-strong px-1.5 text-small text-muted pointer-coarse:h-7">
      <span className="truncate">{children}</span>
      {onRemove === undefined ? null : (
        <Button
          aria-label={`Remove ${children}`}
          onPress={onRemove}
          className="-mr-1 flex size-4 shrink-0 items-center justify-center rounded-small text-faint data-hovered:bg-hover data-hovered:text-ink pointer-coarse:size-6"
        >
          <Icon of={X} size={12} />
        </Button>
      )}
    </span>
  );
}
