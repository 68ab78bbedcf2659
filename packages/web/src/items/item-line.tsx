import { OctagonAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useDirectory } from "../organization/directory.ts";
import { useHere } from "../session/session.ts";
import { Avatar } from "../ui/avatar.tsx";
import { classNames } from "../ui/class-names.ts";
import { useNow } from "../ui/clock.ts";
import { HairlineMeter } from "../ui/hairline-meter.tsx";
import { Icon } from "../ui/icon.tsx";
import { ClassMark, DueDay, NoOwner, StageMark } from "./item-marks.tsx";
import { useItemRow } from "./item-rows.ts";
import { stageAge } from "./stage-age.ts";

export interface ItemLineProps {
  readonly itemId: string;
  readonly isCurrent: boolean;
  readonly onOpen: (itemId: string) => void;
  readonly onCurrent: (itemId: string) => void;
  /** Stands before the class of service: a position. */
  readonly lead?: ReactNode;
  /** A second line: a reason, an excerpt. */
  readonly note?: ReactNode;
  readonly action?: ReactNode;
}

/** An item in a short list: class, key, title, what is in its way, due, age against its service level, owner. */
export function ItemLine({ itemId, isCurrent, onOpen, onCurrent, lead, note, action }: ItemLineProps) {
  const row = useItemRow(itemId);
  const { stages, people } = useDirectory();
  const here = useHere();
  const now = useNow();
  const zone = here.session.account?.timeZone ?? "UTC";
  if (!row)
    return (
      <li className="flex min-h-row items-center" aria-hidden>
        <span className="h-3 w-64 max-w-full rounded-small bg-hover" />
      </li>
    );
  const stage = stages.get(row.stageId);
  const age = stageAge(row.stageEnteredAt, stage, now);
  const owner = row.ownerId === null ? undefined : people.get(row.ownerId);
  return (
    <li className={classNames("flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5", isCurrent && "bg-accent-tint/50")}>
      <button
        type="button"
        id={`line-${itemId}`}
        onClick={() => onOpen(itemId)}
        onFocus={() => onCurrent(itemId)}
        className="min-h-6 min-w-0 flex-1 basis-64 rounded-small text-left focus-visible:outline-2 focus-visible:outline-offset-1 focus-visible:outline-focus"
      >
        <span className="flex min-w-0 items-center gap-2 text-dense">
          {lead}
          <ClassMark of={row.classOfService} />
          <span className="shrink-0 text-muted">{row.key}</span>
          <span className="truncate">{row.title}</span>
          {row.blockedSince === null ? null : (
            <span className="inline-flex shrink-0 items-center gap-1 text-small text-bad" title={row.blockReason ?? ""}>
              <Icon of={OctagonAlert} size={12} /> Blocked
            </span>
          )}
        </span>
        {note ? <span className="mt-0.5 block text-small text-muted">{note}</span> : null}
      </button>
      <span className="flex shrink-0 items-center gap-2 text-small text-muted">
        <DueDay row={row} now={now} zone={zone} />
        <StageMark kind={stage?.kind ?? "queue"} />
        <span className="max-w-32 truncate md:w-24">{stage?.name ?? ""}</span>
        {age.limit === null || row.finishedAt !== null ? (
          <span className="w-12 max-md:hidden" />
        ) : (
          <HairlineMeter value={age.days} limit={age.limit} label={age.sentence} className="w-12" />
        )}
        {owner ? <Avatar name={owner.name} kind={owner.kind} /> : <NoOwner />}
      </span>
      {action}
    </li>
  );
}
