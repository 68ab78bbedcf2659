import type { ItemDetail } from "@throughline/contract/items";
import { useParams } from "@tanstack/react-router";
import { OctagonAlert } from "lucide-react";
import { ItemForecastLine } from "../forecast/item-forecast-line.tsx";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { InlineEdit } from "../ui/inline-edit.tsx";
import { Link } from "../ui/link.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { SkeletonText, useIsSlow } from "../ui/skeleton.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { Attachments } from "./attachments.tsx";
import { Checklist } from "./checklist.tsx";
import { Description } from "./description.tsx";
import { changeItem, setArchived, unblockItem } from "./item-deeds.ts";
import { ItemActivity } from "./item-activity.tsx";
import { ItemProperties } from "./item-properties.tsx";
import { ItemRelatives } from "./item-relatives.tsx";
import { OfferNotice } from "./offer-notice.tsx";

/** All of an item, in the panel and on its page alike. */
export function ItemBody({ item, problem }: { item: ItemDetail | undefined; problem: string | null }) {
  const isSlow = useIsSlow(item === undefined && problem === null);
  const here = useHere();
  const { people } = useDirectory();
  const { navigate } = useNavigation();
  const { organization } = useParams({ strict: false }) as { organization: string };
  if (problem !== null)
    return (
      <EmptyState
        title="This item cannot be shown"
        action={<Button onPress={() => navigate(paths.items(organization))}>Look at all items</Button>}
      >
        {problem}
      </EmptyState>
    );
  if (!item) return <div>{isSlow ? <SkeletonText /> : null}</div>;
  const isReadOnly = !here.may("item.write") || item.archivedAt !== null;
  return (
    <div className="space-y-5">
      {item.parent ? (
        <p className="text-small text-muted">
          Part of{" "}
          <Link href={paths.item(organization, item.parent.key)}>
            {item.parent.key} {item.parent.title}
          </Link>
        </p>
      ) : null}
      <InlineEdit
        label="Title"
        value={item.title}
        isReadOnly={isReadOnly}
        className="text-title font-semibold"
        check={(text) => (text === "" ? "Give it a title" : text.length > 500 ? "At most 500 characters" : null)}
        onSave={async (title) => {
          await changeItem(item.itemId, { title });
        }}
      />
      {item.archivedAt !== null ? (
        <Banner
          meaning="info"
          action={
            here.may("item.write") ? (
              <Button size="small" onPress={() => void setArchived(item.itemId, false)}>
                Restore
              </Button>
            ) : undefined
          }
        >
          Archived <TimeText at={item.archivedAt} />
        </Banner>
      ) : null}
      {item.block ? (
        <div className="flex items-start gap-2 rounded bg-bad-tint px-3 py-2 text-dense">
          <span className="pt-0.5 text-bad">
            <Icon of={OctagonAlert} size={14} />
          </span>
          <div className="min-w-0 flex-1">
            <p className="font-medium text-bad">
              Blocked <TimeText at={item.block.startedAt} as="since" />
            </p>
            <p className="text-ink">{item.block.reason}</p>
            {item.block.waitingFor ? <p className="text-muted">Waiting for {item.block.waitingFor}</p> : null}
            {item.block.startedBy ? (
              <p className="text-small text-muted">Said by {people.get(item.block.startedBy)?.name ?? "someone"}</p>
            ) : null}
          </div>
          {isReadOnly ? null : (
            <Button size="small" onPress={() => void unblockItem(item.itemId)}>
              Unblock
            </Button>
          )}
        </div>
      ) : null}
      <OfferNotice item={item} />
      <ItemForecastLine item={item} />
      <ItemProperties item={item} isReadOnly={isReadOnly} />
      <Description item={item} isReadOnly={isReadOnly} />
      <Checklist item={item} isReadOnly={isReadOnly} />
      <ItemRelatives item={item} isReadOnly={isReadOnly} />
      <Attachments item={item} />
      <ItemActivity item={item} />
    </div>
  );
}
