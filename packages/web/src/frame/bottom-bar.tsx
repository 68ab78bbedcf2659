import { Menu } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { classNames } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";
import { Link } from "../ui/link.tsx";
import type { RailEntry } from "./rail.tsx";

export type BottomBarProps = {
  entries: readonly RailEntry[];
  action?: ReactNode;
  onMore: () => void;
};

const place = "relative flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-small";

/** The rail of a narrow screen: the few places of every day under the thumb, the rest behind More. */
export function BottomBar({ entries, action, onMore }: BottomBarProps) {
  return (
    <div className="flex shrink-0 items-center border-t border-rule bg-rail pb-[env(safe-area-inset-bottom)] md:hidden print:hidden">
      <nav aria-label="Main places" className="flex min-w-0 flex-4">
        {entries.slice(0, 4).map((entry) => (
          <Link
            key={entry.href}
            href={entry.href}
            tone="bare"
            aria-current={entry.isCurrent ? "page" : undefined}
            className={classNames(
              place,
              "before:absolute before:inset-x-4 before:-top-px before:h-0.5",
              entry.isCurrent ? "font-medium text-ink before:bg-accent-mark" : "text-muted",
            )}
          >
            {entry.mark}
            <span className="max-w-full truncate">
              {entry.title}
              {entry.count ? <span className="text-faint"> {entry.count > 99 ? "99+" : entry.count}</span> : null}
            </span>
          </Link>
        ))}
      </nav>
      {action}
      <BarButton mark={<Icon of={Menu} />} title="More" onPress={onMore} />
    </div>
  );
}

export type BarButtonProps = {
  mark: ReactNode;
  /** One word; `label` says it in full. */
  title: string;
  label?: string;
  onPress: () => void;
};

/** What is done rather than gone to, in the bar under the thumb. */
export function BarButton({ mark, title, label = title, onPress }: BarButtonProps) {
  return (
    <Button aria-label={label} onPress={onPress} className={classNames(place, "text-muted data-pressed:bg-pressed")}>
      {mark}
      {title}
    </Button>
  );
}
