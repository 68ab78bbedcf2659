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
    <nav aria-label={label} className="-ml-2 flex items-center gap-1">
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
          {count === undefined ? null : (
            <span className={classNames("font-normal tabular-nums", isCurrent ? "text-muted" : "text-faint")}>
              {count}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
