import { ArrangingRefusal } from "./arranging-refusal.ts";
import type { Session } from "./session.ts";

export interface NumberingSettings {
  /** Events that are numbered last, under the lock, and so the numbers that others may draw meanwhile. */
  readonly room: number;
  /** Events written in one statement before others' progress is looked at again. */
  readonly portion: number;
  readonly recordedAt: Date;
  /** Called between portions, with the share that is written. */
  readonly progress?: (share: number) => Promise<void> | void;
  /** Runs right before the counter is locked: the last chance to find that nothing shall be published after all. */
  readonly beforeLock: () => Promise<void>;
}

/**
 * Numbers and writes the events of `publishing`, in a transaction whose caller commits at once.
 *
 * Numbers are dense and become visible in order, so they are drawn from a counter whose row stays locked until the commit. Writing
 * a hundred thousand events takes seconds; held that long, the lock would make everyone's work fail. So nearly all are
 * written before the lock, unseen, with numbers that leave room for what others do meanwhile. Under the lock the numbers of
 * that room which nobody drew are given to the events kept back for it, and the rest of those follow at the end: no number is
 * skipped, and the lock is held for a few thousand rows however many there are. Those kept back are all the events of some items,
 * in order, so that each item's events stay in order of time.
 *
 * @throws ArrangingRefusal `too_busy` where others nearly used up the room: the caller tries again with more.
 * @returns the number of the last event.
 */
export async function numberEvents(session: Session, settings: NumberingSettings): Promise<number> {
  const [counts] = await session.rows<{ total: number; last: number }>(
    `select (select count(*)::int from publishing) as total,
      (select last_number::float8 from event_counters where organization_id = current_organization()) as last`,
  );
  const { total, last: begun } = counts ?? { total: 0, last: 0 };
  await session.run(`drop table if exists pg_temp.kept_back, pg_temp.in_bulk`);
  await session.run(
    `create temp table kept_back as
      with sizes as (select item_id, count(*) as size from publishing group by item_id),
      chosen as (select item_id, sum(size) over (order by size, item_id) as reached from sizes)
      select p.*, row_number() over (order by p.at, p.item_id, p.ord) as position
      from publishing p left join chosen c on c.item_id = p.item_id
      where p.item_id is null or c.reached <= $1`,
    [settings.room],
  );
  await session.run(
    `create temp table in_bulk as select p.*, row_number() over (order by p.at, p.item_id, p.ord) as position from publishing p
      where p.item_id is not null and not exists (select from kept_back k where k.item_id = p.item_id)`,
  );
  await session.run(`create index on in_bulk (position); analyze in_bulk; analyze kept_back`);
  const [sizes] = await session.rows<{ kept: number; bulk: number }>(
    "select (select count(*)::int from kept_back) as kept, (select count(*)::int from in_bulk) as bulk",
  );
  const { kept, bulk } = sizes ?? { kept: 0, bulk: 0 };
  for (let from = 0; from < bulk; from += settings.portion) {
    await session.run(
      `insert into events (organization_id, number, occurred_at, recorded_at, actor_id, name, subject_id, item_id, data)
        select current_organization(), $1::bigint + position, at, $4, actor_id, name, subject_id, item_id, data
        from in_bulk where position > $2 and position <= $3 order by position`,
      [begun + kept, from, from + settings.portion, settings.recordedAt],
    );
    const drawn = (await lastNumber(session)) - begun;
    if (drawn > kept / 2 && from + settings.portion < bulk)
      throw new ArrangingRefusal(
        "too_busy",
        "Too much is being done in the organization at once; try again in a while.",
      );
    await settings.progress?.((from + settings.portion) / Math.max(bulk, 1));
  }
  await settings.beforeLock();
  const [counter] = await session.rows<{ last: number }>(
    "update event_counters set last_number = last_number + $1 where organization_id = current_organization() returning last_number::float8 as last",
    [total],
  );
  if (!counter) throw new Error("The organization has no event counter");
  const drawn = counter.last - total - begun;
  if (bulk > 0 && drawn > kept)
    throw new ArrangingRefusal("too_busy", "Too much is being done in the organization at once; try again in a while.");
  // The first of those kept back fill what is left of the room; the others come after the bulk.
  await session.run(
    `insert into events (organization_id, number, occurred_at, recorded_at, actor_id, name, subject_id, item_id, data)
      select current_organization(), case when position <= $2::bigint then $1::bigint + position else $1::bigint + position + $3::bigint end,
        at, $4, actor_id, name, subject_id, item_id, data
      from kept_back`,
    [begun + drawn, kept - drawn, bulk, settings.recordedAt],
  );
  return counter.last;
}

const lastNumber = async (session: Session): Promise<number> =>
  (
    await session.rows<{ last: number }>(
      "select last_number::float8 as last from event_counters where organization_id = current_organization()",
    )
  )[0]?.last ?? 0;
