import type { Output } from "@throughline/contract/endpoint";
import type { listAuditEvents } from "@throughline/contract/stream";
import { memo } from "react";
import { useItemRow } from "../items/item-rows.ts";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Badge } from "../ui/badge.tsx";
import { Link } from "../ui/link.tsx";
import { absoluteTime } from "../ui/relative-time.ts";
import { actorWord, eventWords } from "./event-words.ts";

type AuditEvent = Output<typeof listAuditEvents>["rows"][number];

/** Stands where the item is named, so that a link can take its place. */
const place = "\uE000";
/** Later than this after it happened, it came from elsewhere: an import, a synchronisation. */
const lateMs = 60_000;

/** One event: when, who, what; the item it is about as a link. */
export const AuditRow = memo(function AuditRow({
  event,
  organization,
  zone,
}: {
  event: AuditEvent;
  organization: string;
  zone: string;
}) {
  const directory = useDirectory();
  const item = useItemRow(event.itemId ?? "");
  const actor = event.actorId === null ? undefined : directory.people.get(event.actorId);
  const name = actorWord(event, directory);
  const [before = "", after] = eventWords(event, directory, place).split(place);
  const at = Date.parse(event.occurredAt);
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(at);
  const isLate = Date.parse(event.recordedAt) - at > lateMs;
  return (
    <li className="grid grid-cols-[3rem_minmax(0,1fr)_auto] items-baseline gap-x-2 border-b border-rule px-4 py-1.5 md:px-5">
      <time dateTime={event.occurredAt} title={absoluteTime(at, zone)} className="text-small text-muted">
        {time}
      </time>
      <p className="min-w-0">
        <span className="mr-1.5 inline-flex align-top">
          <Avatar name={name} kind={actor?.kind === "agent" ? "agent" : "person"} isDecorative />
        </span>
        <span className="font-medium">{name}</span>{" "}
        {actor?.kind === "agent" ? (
          <>
            <Badge>Agent</Badge>{" "}
          </>
        ) : null}
        {before}
        {after === undefined ? null : (
          <>
            {item ? (
              <Link href={paths.item(organization, item.key)} title={item.title}>
                {item.key}
              </Link>
            ) : (
              "an item"
            )}
            {after}
          </>
        )}
        {after !== undefined && item ? <span className="text-muted"> · {item.title}</span> : null}
      </p>
      <span
        className="hidden text-small text-faint tabular-nums sm:inline"
        title={`${event.name}, event ${event.number}, recorded ${absoluteTime(Date.parse(event.recordedAt), zone)}`}
      >
        {isLate ? "brought in later · " : ""}
        {event.number}
      </span>
    </li>
  );
});
