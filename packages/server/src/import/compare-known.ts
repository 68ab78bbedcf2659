import type { Reporting } from "./reporting.ts";
import type { Session } from "./session.ts";

const absent = "E'\\x1e'";

/**
 * Holds what was staged against what earlier imports of the source brought in. `told_items` says of each item whether it is
 * new, changed (told of anew and untouched here), unchanged, or left alone because someone changed it here since; `told_events`
 * and `told_comments` hold what belongs to the first two, each event marked where it is known already.
 *
 * An event is known by its item, time, state, team and person, and its place among events equal in all of these: a source
 * that truly says the same twice keeps both, and the same file twice adds none.
 */
export async function compareKnown(session: Session, source: string, reporting: Reporting): Promise<void> {
  await session.run(
    `create temp table compared as
      select s.external_id, s.sequence, s.line, s.record, md5(s.record::text)::uuid as fingerprint,
        i.item_id, i.key, i.revision, k.fingerprint as known_fingerprint, i.item_id is not null and k.revision is distinct from i.revision as touched
      from staged_items s
        left join items i on i.organization_id = current_organization() and i.source = $1 and i.external_id = s.external_id
        left join imported_items k on k.organization_id = i.organization_id and k.item_id = i.item_id`,
    [source],
  );
  await session.run(`
    create unique index on compared (external_id);
    analyze compared;
    create temp table all_events as
      select e.*, md5(concat_ws(E'\\x1f', extract(epoch from at), what, coalesce(state, ${absent}), coalesce(sub_state, ${absent}),
          coalesce(team, ${absent}), coalesce(person, ${absent}),
          row_number() over (partition by external_id, at, what, state, sub_state, team, person order by sequence)))::uuid as fingerprint
      from staged_events e;
    create temp table told_events as
      select e.*, ie.fingerprint is not null as is_known
      from all_events e join compared c using (external_id)
        left join imported_events ie on ie.organization_id = current_organization() and ie.item_id = c.item_id and ie.fingerprint = e.fingerprint;
    drop table all_events;
    create temp table all_comments as
      select m.*, md5(concat_ws(E'\\x1f', coalesce(extract(epoch from at)::text, ${absent}), coalesce(author, ${absent}), body,
          row_number() over (partition by external_id, at, author, body order by sequence))) as fingerprint
      from staged_comments m;
    create temp table told_comments as
      select m.*, k.comment_id is not null as is_known
      from all_comments m join compared c using (external_id)
        left join comments k on k.organization_id = current_organization() and k.item_id = c.item_id and k.external_id = m.fingerprint;
    drop table all_comments;
    create temp table told_items as
      select c.external_id, c.sequence, c.line, c.record, c.fingerprint, c.item_id as known_id, c.key as known_key, c.revision as known_revision,
        case when c.item_id is null then 'new'
          when c.fingerprint = c.known_fingerprint and e.external_id is null and m.external_id is null then 'unchanged'
          when c.touched then 'left' else 'changed' end as fate
      from compared c
        left join (select distinct external_id from told_events where not is_known) e using (external_id)
        left join (select distinct external_id from told_comments where not is_known) m using (external_id);
    create unique index on told_items (external_id);
    drop table compared`);
  await reporting.add(
    session,
    "changed_here",
    "lost",
    `select line, null as column_name, external_id as value,
        known_key || ' was changed here since it was imported, so what the file says of it now is set aside.' as sentence
      from told_items where fate = 'left' order by sequence`,
  );
  await session.run(`
    delete from told_events e using told_items i where e.external_id = i.external_id and i.fate in ('left', 'unchanged');
    delete from told_comments m using told_items i where m.external_id = i.external_id and (i.fate in ('left', 'unchanged') or m.is_known);
    create index on told_events (external_id, at, sequence);
    analyze told_items; analyze told_events; analyze told_comments`);
}

export const wanted = "told_items where fate in ('new', 'changed')";

/** The fates and how many items have each. */
export async function countFates(session: Session): Promise<Record<"new" | "changed" | "unchanged" | "left", number>> {
  const counts = { new: 0, changed: 0, unchanged: 0, left: 0 };
  for (const { fate, count } of await session.rows<{ fate: keyof typeof counts; count: number }>(
    "select fate, count(*)::int as count from told_items group by fate",
  ))
    counts[fate] = count;
  return counts;
}
