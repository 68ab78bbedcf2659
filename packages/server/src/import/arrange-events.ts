import type { ImportMapping } from "@throughline/domain/intake/import/import-mapping";
import type { StageAnchors } from "./arrange-moves.ts";
import { fieldJoins, fieldValue } from "./resolve-fields.ts";
import type { Session } from "./session.ts";

export interface EventsOf {
  readonly importId: string;
  readonly actorId: string;
  readonly teamId: string;
  readonly workflowId: string;
  readonly rows: ImportMapping["rows"];
  readonly anchors: StageAnchors;
  readonly now: Date;
}

/**
 * All that will be recorded, ready to be numbered: `publishing (at, item_id, ord, actor_id, name, subject_id, data)`, beside it
 * `field_changes`, `new_hand_offs`, `new_comments` and `updates` of items that are known already.
 */
export async function arrangeEvents(session: Session, of: EventsOf): Promise<void> {
  await session.run(`
    create temp table field_changes as
      with stepped as (
        select f.external_id, f.sequence, e.at, e.is_known, e.person, m.field_id, ${fieldValue} as value
        from ${fieldJoins} join told_events e on e.sequence = f.sequence where f.sequence is not null
      ), lagged as (
        select s.*, lag(value) over (partition by external_id, field_id order by at, sequence) as before from stepped s
      ), kept as (
        select l.* from lagged l join moves v on v.sequence = l.sequence and v.external_id = l.external_id
        where l.before is distinct from l.value and not l.is_known and v.n > 1
      ), grouped as (
        select external_id, sequence, min(at) as at, min(person) as person, jsonb_agg('fields.' || field_id order by field_id) as changed,
          jsonb_object_agg('fields.' || field_id, before) as before, jsonb_object_agg('fields.' || field_id, value) as after,
          jsonb_object_agg(field_id::text, value) as fields
        from kept group by external_id, sequence
      )
      select g.*, row_number() over (partition by external_id order by at, sequence)::int as k, p.person_id
      from grouped g left join map_people p on p.name = g.person;
    create index on field_changes (external_id, k); analyze field_changes`);
  await session.run(
    `create temp table new_comments as
      select fresh_id($1) as comment_id, a.item_id, m.sequence, coalesce(m.at, a.updated_at) as at, greatest(coalesce(m.at, a.updated_at), a.created_at) as told_at,
        p.person_id as author_id, left(m.body, 50000) as body, m.fingerprint, m.line, length(m.body) as length
      from told_comments m join arranged a using (external_id) left join map_people p on p.name = m.author`,
    [of.now],
  );
  await session.run(
    `create temp table new_moves as
      select a.item_id, a.fate, v.sequence, v.n, v.at, v.exact, v.fingerprint, v.told_team, p.person_id,
        coalesce(v.from_stage, case when a.fate = 'changed' then i.stage_id end, c.stage_id) as from_stage, v.to_stage,
        case when v.told_team <> v.from_team then v.from_team end as from_team
      from moves v join arranged a using (external_id)
        left join items i on i.organization_id = current_organization() and i.item_id = a.item_id
        left join map_people p on p.name = v.person
        left join lateral (select case when f.at <= a.created_at or $1 then f.to_stage else $2::uuid end as stage_id from moves f where f.external_id = a.external_id and f.n = 1) c on true
      where not v.is_known`,
    [of.rows === "events", of.anchors.first],
  );
  await session.run(
    `create temp table new_hand_offs as
      select fresh_id($1) as hand_off_id, item_id, sequence, at, person_id, from_stage, to_stage, from_team, told_team as to_team
      from new_moves where from_team is not null and from_stage is not null`,
    [of.now],
  );
  await arrangeUpdates(session, of);
  await gather(session, of);
}

/** What changes about items that an earlier import made: every value that the file gives and that differs. */
async function arrangeUpdates(session: Session, { now }: EventsOf): Promise<void> {
  await session.run(
    `create temp table updates as
      with stood as (
        select a.*, i.stage_id as stood_in, i.fields || coalesce((select jsonb_object_agg(x.key, x.value) from (
            select distinct on (e.key) e.key, e.value from field_changes c, jsonb_each(c.fields) e where c.external_id = a.external_id order by e.key, c.k desc) x), '{}') as base_fields,
          i.title as old_title, i.description as old_description, i.kind as old_kind, i.owner_id as old_owner, i.requester_id as old_requester,
          i.class_of_service as old_class, i.value as old_value, i.effort_low, i.effort_high, i.due_on as old_due, i.parent_id as old_parent, p.parent_id as new_parent,
          coalesce((select max(k) from field_changes c where c.external_id = a.external_id), 0) as revisions,
          (select count(*) from new_moves v where v.item_id = a.item_id) as fresh_moves
        from arranged a join items i on i.organization_id = current_organization() and i.item_id = a.item_id
          left join item_parents p on p.item_id = a.item_id
        where a.fate = 'changed'
      ), compared as (
        select s.*, s.base_fields || coalesce(s.fields, '{}') as new_fields,
          jsonb_build_object('title', old_title, 'description', old_description, 'kind', old_kind, 'ownerId', old_owner, 'requesterId', old_requester,
            'classOfService', old_class, 'value', old_value, 'effortLow', effort_low, 'effortHigh', effort_high, 'dueOn', old_due, 'parentId', old_parent)
            || coalesce((select jsonb_object_agg('fields.' || key, s.base_fields -> key) from jsonb_each(s.fields)), '{}') as was,
          jsonb_strip_nulls(jsonb_build_object('title', told_title, 'description', description, 'kind', s.kind, 'ownerId', owner_id, 'requesterId', requester_id,
            'classOfService', class_of_service, 'value', s.value, 'effortLow', effort, 'effortHigh', effort, 'dueOn', due_on, 'parentId', new_parent)
            || coalesce((select jsonb_object_agg('fields.' || key, value) from jsonb_each(s.fields)), '{}')) as says
        from stood s
      ), differing as (
        select c.*, coalesce((select jsonb_object_agg(key, value) from jsonb_each(c.says) where c.was -> key is distinct from value), '{}') as after from compared c
      )
      select d.external_id, d.item_id, d.known_revision, d.stood_in, d.stage_id, d.stage_entered_at, d.started_at, d.finished_at, d.new_fields, d.after, d.revisions,
        coalesce((select jsonb_object_agg(key, d.was -> key) from jsonb_each(d.after)), '{}') as before,
        d.fresh_moves = 0 and d.stood_in <> d.stage_id as needs_move, d.fresh_moves > 0 or d.stood_in <> d.stage_id as moves,
        greatest(coalesce(d.updated_at, $1), d.stage_entered_at) as moved_at
      from differing d`,
    [now],
  );
}

async function gather(
  session: Session,
  { importId, actorId, teamId, workflowId, rows, anchors, now }: EventsOf,
): Promise<void> {
  await session.run(
    "create temp table publishing (at timestamptz not null, item_id uuid, ord bigint not null, actor_id uuid, name text not null, subject_id uuid not null, data jsonb not null)",
  );
  await session.run(
    `insert into publishing
      select a.created_at, a.item_id, 0, coalesce(c.person_id, f.person_id), 'item.created', a.item_id,
        jsonb_strip_nulls(jsonb_build_object('stage', coalesce(f.stage_id, a.stage_id), 'team', $2::uuid, 'workflow', $3::uuid, 'origin', 'import', 'import', $1::uuid,
          'owner', a.owner_id, 'exact', case when f.at > a.created_at then false end))
      from arranged a
        left join lateral (select m.at, p.person_id, case when m.at <= a.created_at or $4 then m.to_stage else $5::uuid end as stage_id
          from moves m left join map_people p on p.name = m.person where m.external_id = a.external_id and m.n = 1) f on true
        left join lateral (select p.person_id from told_events e join map_people p on p.name = e.person
          where e.external_id = a.external_id and e.what = 'created' order by e.sequence limit 1) c on true
      where a.fate = 'new'`,
    [importId, teamId, workflowId, rows === "events", anchors.first],
  );
  await session.run(`
    insert into publishing
      select at, item_id, sequence * 4 + 1, person_id, 'hand_off.accepted', hand_off_id,
        jsonb_build_object('from', from_stage, 'to', to_stage, 'fromTeam', from_team, 'toTeam', to_team, 'taken', true)
      from new_hand_offs;
    insert into publishing
      select at, item_id, sequence * 4 + 2, person_id, 'item.moved', item_id,
        jsonb_strip_nulls(jsonb_build_object('from', from_stage, 'to', to_stage, 'team', told_team, 'fromTeam', from_team,
          'toTeam', case when from_team is not null then told_team end, 'exact', case when not exact then false end))
      from new_moves;
    insert into publishing
      select c.at, a.item_id, c.sequence * 4 + 3, c.person_id, 'item.changed', a.item_id,
        jsonb_build_object('changed', c.changed, 'revision', case when a.fate = 'new' then 1 else a.known_revision end + c.k)
      from field_changes c join arranged a using (external_id);
    insert into publishing
      select told_at, item_id, sequence * 4, author_id, 'item.commented', comment_id, '{"mentions": []}' from new_comments`);
  await session.run(
    `insert into publishing
      select moved_at, item_id, 9e18::bigint, null, 'item.moved', item_id, jsonb_build_object('from', stood_in, 'to', stage_id, 'exact', false)
      from updates where needs_move`,
  );
  await session.run(
    `insert into publishing
      select $1, item_id, 9e18::bigint, $2, 'item.changed', item_id,
        jsonb_strip_nulls(jsonb_build_object('changed', (select jsonb_agg(key order by key) from jsonb_each(after)), 'revision', known_revision + revisions + 1,
          'import', $3::uuid, 'owner', after -> 'ownerId'))
      from updates where after <> '{}'`,
    [now, actorId, importId],
  );
}
