/** What a row that is a whole item tells of its past: the times it names, in order. */
import type { ImportedEvent } from "./import-record.ts";
import type { ItemDraft } from "./item-draft.ts";

type Told = Omit<ImportedEvent, "record" | "sequence" | "line" | "externalId">;

/**
 * The events an item's own dates stand for, earliest first. Nobody says in which state it was when it was created or
 * started; its present state is known since `stateSince` where the source says so, else since it was closed or
 * resolved, else (inexactly) since it was started or created. Nothing where the row names no time at all.
 */
export function itemRowEvents(item: ItemDraft, stateSince: number | null): readonly Told[] {
  const events: Told[] = [];
  const tell = (what: Told["what"], at: number | null, person: string | null, exact: boolean, standing: boolean) => {
    if (at === null) return;
    const { state, subState, team } = item;
    events.push({
      at,
      what,
      state: standing ? state : null,
      subState: standing ? subState : null,
      team: standing ? team : null,
      person,
      exact,
      changes: [],
    });
  };
  const ended = item.closedAt ?? item.resolvedAt;
  tell("created", item.createdAt, item.requester, true, false);
  tell("started", item.startedAt, item.owner, true, false);
  const standingSince = stateSince ?? (ended === null ? (item.startedAt ?? item.createdAt) : null);
  if (item.state !== null) tell("state", standingSince, item.owner, stateSince !== null, true);
  tell("resolved", item.resolvedAt, item.owner, true, item.closedAt === null);
  tell("closed", item.closedAt, item.owner, true, true);
  return events.sort((a, b) => a.at - b.at);
}
