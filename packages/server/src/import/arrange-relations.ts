import { linksInCircles } from "./links-in-circles.ts";
import type { Reporting } from "./reporting.ts";
import type { Session } from "./session.ts";

const deepest = 20;
const mostBlocksWeighed = 1_000_000;

/**
 * Which items are whose parents and how they are linked: `item_parents (item_id, parent_id)` and `new_links (link_id, from_item_id,
 * to_item_id, kind)`. What names no known item, or would run in a circle, is told of and left out.
 */
export async function arrangeRelations(
  session: Session,
  source: string,
  reporting: Reporting,
  now: Date,
): Promise<void> {
  await session.run(
    `create temp table wishes as
      select external_id, item_id, sequence, line, 'parent' as kind, 'out' as direction, record ->> 'parent' as ref from arranged where record ->> 'parent' is not null
      union all
      select external_id, item_id, sequence, line, l ->> 'kind', l ->> 'direction', l ->> 'to' from arranged, jsonb_array_elements(record -> 'links') as l`,
  );
  await session.run(
    `create temp table refs as
      with named as (select distinct ref from wishes),
      alternates as (
        select a.ref, count(distinct t.external_id) as many, min(t.external_id) as external_id
        from told_items t, jsonb_array_elements_text(t.record -> 'alternateIds') as a (ref) group by a.ref
      )
      select n.ref, coalesce(i.item_id, d.item_id, j.item_id, e.item_id) as item_id,
        i.item_id is null and d.item_id is null and coalesce(a.many, 0) > 1 as is_ambiguous
      from named n
        left join arranged i on i.external_id = n.ref
        left join items d on d.organization_id = current_organization() and d.source = $1 and d.external_id = n.ref
        left join alternates a on a.ref = n.ref and a.many = 1
        left join arranged j on j.external_id = a.external_id
        left join items e on e.organization_id = current_organization() and e.source = $1 and e.external_id = a.external_id`,
    [source],
  );
  await session.run("create unique index on refs (ref); analyze refs; analyze wishes");
  for (const [kinds, code] of [
    ["w.kind = 'parent'", "parent_unknown"],
    ["w.kind <> 'parent'", "link_unknown"],
  ] as const)
    await reporting.add(
      session,
      code,
      "lost",
      `select w.line, w.kind as column_name, w.ref as value, case when r.is_ambiguous then 'Several items go by this id, so it names none of them.'
          else 'No item of this source goes by this id.' end as sentence
        from wishes w join refs r using (ref) where ${kinds} and r.item_id is null order by w.sequence`,
    );
  await arrangeParents(session, reporting);
  await arrangeLinks(session, reporting, now);
}

/** A parent is kept where the way up from it ends, within so many levels. */
async function arrangeParents(session: Session, reporting: Reporting): Promise<void> {
  await session.run(`
    create temp table item_parents as
      select w.item_id, r.item_id as parent_id, w.line, w.ref, w.sequence from wishes w join refs r using (ref) where w.kind = 'parent' and r.item_id is not null;
    create unique index on item_parents (item_id);
    create temp table reached as
      with recursive down as (
        select distinct p.parent_id as item_id, 1 as depth from item_parents p
        where not exists (select from item_parents u where u.item_id = p.parent_id)
        union all
        select p.item_id, d.depth + 1 from down d join item_parents p on p.parent_id = d.item_id where d.depth < ${deepest}
      ) select distinct item_id from down`);
  await reporting.add(
    session,
    "parent_circular",
    "lost",
    `select p.line, 'parent' as column_name, p.ref as value, 'Items would stand within themselves, or more than ${deepest} levels deep; this one stands for itself.' as sentence
      from item_parents p where not exists (select from reached r where r.item_id = p.item_id) order by p.sequence`,
  );
  await session.run("delete from item_parents p where not exists (select from reached r where r.item_id = p.item_id)");
}

async function arrangeLinks(session: Session, reporting: Reporting, now: Date): Promise<void> {
  await session.run(
    `create temp table new_links as
      with directed as (
        select case when w.direction = 'in' then r.item_id else w.item_id end as from_item_id,
          case when w.direction = 'in' then w.item_id else r.item_id end as to_item_id, w.kind, w.line, w.ref, w.sequence
        from wishes w join refs r using (ref) where w.kind <> 'parent' and r.item_id is not null and r.item_id <> w.item_id
      ), settled as (
        select case when kind = 'relates' then least(from_item_id, to_item_id) else from_item_id end as from_item_id,
          case when kind = 'relates' then greatest(from_item_id, to_item_id) else to_item_id end as to_item_id, kind, line, ref, sequence
        from directed
      ), once as (select distinct on (from_item_id, to_item_id, kind) * from settled order by from_item_id, to_item_id, kind, sequence)
      select fresh_id($1) as link_id, o.* from once o where not exists (
        select from item_links l where l.organization_id = current_organization() and l.kind = o.kind
          and ((l.from_item_id = o.from_item_id and l.to_item_id = o.to_item_id)
            or (o.kind = 'relates' and l.from_item_id = o.to_item_id and l.to_item_id = o.from_item_id)))`,
    [now],
  );
  const pairs = await session.rows<{ link_id: string | null; from: string; to: string }>(
    `select link_id, from_item_id as from, to_item_id as to from new_links where kind = 'blocks'
      union all select null, from_item_id, to_item_id from item_links where organization_id = current_organization() and kind = 'blocks'
        and exists (select from new_links where kind = 'blocks') limit ${mostBlocksWeighed}`,
  );
  const circular = linksInCircles(pairs).flatMap(({ link_id }) => (link_id === null ? [] : [link_id]));
  if (circular.length === 0) return;
  await reporting.add(
    session,
    "link_circular",
    "lost",
    `select line, 'blocks' as column_name, ref as value, 'Items would block each other in a circle; this link is left out.' as sentence
      from new_links where link_id = any ($1::uuid[]) order by sequence`,
    [circular],
  );
  await session.run("delete from new_links where link_id = any ($1::uuid[])", [circular]);
}
