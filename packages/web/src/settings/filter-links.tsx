import { classNames } from "../ui/class-names.ts";
import { Link } from "../ui/link.tsx";

/** Which part of a list is shown, each with how many it holds and an address of its own. */
export function FilterLinks({
  label,
  links,
}: {
  label: string;
  links: readonly {
    readonly href: string;
    readonly title: string;
    readonly count?: number;
    readonly isCurrent: boolean;
  }[];
}) {
  return (
    <nav aria-label={label} className="-mx-2 flex max-w-full items-center gap-1 overflow-x-auto px-2 scroll-thin">
      {links.map(({ href, title, count, isCurrent }) => (
        <Link
          key={title}
          href={href}
          tone="bare"
          aria-current={isCurrent ? "true" : undefined}
          className={classNames(
            "flex h-7 items-center gap-1.5 rounded px-2 text-dense whitespace-nowrap pointer-coarse:h-10",
            isCurrent ? "bg-pressed font-medium text-ink" : "text-muted hover:bg-hover hover:text-ink",
          )}
        >
          {title}
          {count === undefined ? null : <span className="font-normal text-faint tabular-nums">{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
