import { useParams } from "@tanstack/react-router";
import { PageBody } from "../frame/page-body.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { Link } from "../ui/link.tsx";
import { ItemActions } from "./item-actions.tsx";
import { ItemBody } from "./item-body.tsx";
import { useItem } from "./use-item.ts";

/** An item as a page of its own. */
export function ItemPage() {
  const { organization, item: reference } = useParams({ strict: false }) as { organization: string; item: string };
  const { item, problem } = useItem(reference);
  const { teams } = useDirectory();
  const team = item && teams.get(item.teamId);
  return (
    <>
      <PageHeader
        title={item?.key ?? reference}
        path={team ? <Link href={paths.board(organization, team.key)}>{team.name}</Link> : undefined}
        actions={item ? <ItemActions item={item} /> : undefined}
      />
      <PageBody measure="text">
        <ItemBody item={item} problem={problem} />
      </PageBody>
    </>
  );
}
