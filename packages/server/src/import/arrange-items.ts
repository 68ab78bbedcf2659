import type { Reporting } from "./reporting.ts";
import { fieldJoins, fieldValue } from "./resolve-fields.ts";
import type { Session } from "./session.ts";

const instantOf = (name: string): string => `to_timestamp((i.record ->> '${name}')::float8 / 1000)`;
const numberOf = (name: string): string => `(i.record ->> '${name}')::float8`;
const mostValue = 1e11;
const mostEffort = 100_000;

/**
 * One row for each item to be made or changed, as it will stand: `arranged`. Ids are given here; numbers of keys from 1 in
 * the order of creation, for those that are new.
 */
export async function arrangeItems(session: Session, reporting: Reporting, now: Date): Promise<void> {
  await session.run(
    `create temp table item_fields as
      select f.external_id, jsonb_object_agg(m.field_id::text, ${fieldValue}) as fields
      from ${fieldJoins} where f.sequence is null group by f.external_id`,
  );
  await session.run("create unique index on item_fields (external_id); analyze item_fields");
  await session.run(
    `create temp table lives as
      with entered as (
        select external_id, max(n) filter (where to_stage is distinct from from_stage) as n, count(*)::int as moves from moves group by external_id
      )
      select e.external_id, e.moves, m.at as entered_at, m.to_stage,
        (select min(at) from moves f join map_stages s on s.stage_id = f.to_stage where f.external_id = e.external_id and s.kind <> 'queue') as begun_at
      from entered e join moves m on m.external_id = e.external_id and m.n = e.n`,
  );
  await session.run("create unique index on lives (external_id); analyze lives");
  await session.run(
    `create temp table spans as select external_id, min(at) as first_at, max(at) as last_at from told_events group by external_id;
      create unique index on spans (external_id); analyze spans`,
  );
  await session.run(
    `create temp table arranged as
      with dated as (
        select i.*, x.stage_id, coalesce(k.kind, 'queue') as stage_kind, l.entered_at, l.begun_at, l.moves, s.first_at, s.last_at,
          coalesce(least(${instantOf("createdAt")}, s.first_at), $1) as created_at,
          coalesce(${instantOf("resolvedAt")}, ${instantOf("closedAt")}) as ended_at
        from told_items i join ends x using (external_id)
          left join (select distinct stage_id, kind from map_stages) k on k.stage_id = x.stage_id
          left join lives l using (external_id) left join spans s using (external_id)
        where i.fate in ('new', 'changed')
      )
      select i.external_id, i.line, i.sequence, i.fate, i.fingerprint, i.known_revision, coalesce(i.known_id, fresh_id($1)) as item_id,
        case when i.fate = 'new' then row_number() over (partition by i.fate order by i.created_at, i.sequence) end as key_number,
        coalesce(i.record ->> 'title', i.external_id) as title, i.record ->> 'title' as told_title,
        i.record ->> 'description' as description, i.record ->> 'kind' as kind,
        o.person_id as owner_id, q.person_id as requester_id, i.record ->> 'classOfService' as class_of_service,
        case when ${numberOf("value")} >= 0 and ${numberOf("value")} <= ${mostValue} then round(${numberOf("value")}::numeric, 2) end as value,
        case when ${numberOf("effort")} >= 0 and ${numberOf("effort")} <= ${mostEffort} then round(${numberOf("effort")}::numeric, 2) end as effort,
        (i.record ->> 'dueOn')::date as due_on, f.fields, i.stage_id, i.stage_kind, i.created_at,
        coalesce(i.entered_at, i.ended_at, i.created_at) as stage_entered_at,
        coalesce(${instantOf("startedAt")}, i.begun_at, case when i.stage_kind = 'done' then coalesce(i.ended_at, i.entered_at, i.created_at)
          when i.stage_kind = 'active' then coalesce(i.entered_at, i.created_at) end) as started_at,
        case when i.stage_kind = 'done' then coalesce(i.ended_at, i.entered_at, i.last_at, i.created_at) end as finished_at,
        greatest(${instantOf("updatedAt")}, i.last_at, i.created_at) as updated_at,
        i.record
      from dated i
        left join map_people o on o.name = i.record ->> 'owner'
        left join map_people q on q.name = i.record ->> 'requester'
        left join item_fields f using (external_id)`,
    [now],
  );
  await session.run(
    "create unique index on arranged (external_id); create unique index on arranged (item_id); analyze arranged",
  );
  await tell(session, reporting);
}

async function tell(session: Session, reporting: Reporting): Promise<void> {
  await reporting.add(
    session,
    "created_after_first_event",
    "changed",
    `select i.line, null as column_name, i.record ->> 'createdAt' as value,
        'The file says that ' || left(i.external_id, 60) || ' was created after the first thing that happened to it; the earlier time is kept as its creation.' as sentence
      from arranged i where i.fate = 'new' and ${instantOf("createdAt")} > i.created_at order by i.sequence`,
  );
  await reporting.add(
    session,
    "no_time",
    "note",
    `select i.line, null as column_name, i.external_id as value, 'The file gives no time for this item, so it counts as made when it was imported.' as sentence
      from arranged i left join spans s using (external_id) where i.fate = 'new' and s.external_id is null and i.record ->> 'createdAt' is null order by i.sequence`,
  );
  for (const [name, least] of [
    ["value", mostValue],
    ["effort", mostEffort],
  ] as const)
    await reporting.add(
      session,
      "value_out_of_range",
      "lost",
      `select i.line, '${name}' as column_name, i.record ->> '${name}' as value, 'Only numbers from 0 to ${least} are kept as ${name}.' as sentence
        from arranged i where (i.record ->> '${name}') is not null and i.${name} is null order by i.sequence`,
    );
}
