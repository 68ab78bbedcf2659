import type { ItemDetail } from "@throughline/contract/items";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { Link } from "../ui/link.tsx";
import { SkeletonText, useIsSlow } from "../ui/skeleton.tsx";
import { itemForecastQuery } from "./forecast-queries.ts";

/** When an open item is likely to be done, against its due day, and what that rests on; nothing where nothing can be told. */
export function ItemForecastLine({ item }: { item: ItemDetail }) {
  const here = useHere();
  const { organization } = useParams({ strict: false }) as { organization: string };
  const isOpen = item.finishedAt === null && item.archivedAt === null && here.may("flow.read");
  const query = useQuery({ ...itemForecastQuery(item.itemId, item.revision), enabled: isOpen });
  const isSlow = useIsSlow(query.isLoading && isOpen);
  if (!isOpen || query.isError) return null;
  const open = item.children.filter((child) => child.finishedAt === null).length;
  return (
    <div className="min-h-5 text-dense">
      {query.data ? (
        <>
          <p className="tabular-nums">{query.data.sentence}</p>
          <p className="mt-0.5 text-small text-faint">{query.data.rests}</p>
        </>
      ) : isSlow ? (
        <SkeletonText width={50} />
      ) : null}
      {open > 0 ? (
        <p className="mt-0.5 text-small">
          <Link href={`${paths.forecast(organization)}?parent=${item.key}`}>
            {open === 1 ? "When will its open part be done?" : `When will its ${open} open parts be done?`}
          </Link>
        </p>
      ) : null}
    </div>
  );
}
