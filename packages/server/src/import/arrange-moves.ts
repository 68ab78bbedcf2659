import type { Session } from "./session.ts";

export interface StageAnchors {
  /** Where an item stands of which nothing says where. */
  readonly first: string;
  readonly firstActive: string | null;
  readonly firstDone: string | null;
}

/**
 * Puts each item's past in order: `moves` has a row for every time an item was said to be in a state, started, resolved or
 * closed, with the stage it came from and went to. A source that names only dates does not say in which stage an item then was:
 * those are the likeliest one, and not exact.
 */
export async function arrangeMoves(session: Session, anchors: StageAnchors, now: Date): Promise<void> {
  await session.run(
    `create temp table ends as
      select i.external_id, coalesce(s.stage_id, l.stage_id,
        case when (i.record ->> 'resolvedAt') is not null or (i.record ->> 'closedAt') is not null then $2::uuid end, $1::uuid) as stage_id
      from told_items i
        left join map_stages s on s.state = i.record ->> 'state' and s.sub_state is not distinct from i.record ->> 'subState'
        left join (
          select distinct on (e.external_id) e.external_id, m.stage_id from told_events e
            join map_stages m on m.state = e.state and m.sub_state is not distinct from e.sub_state
          order by e.external_id, e.at desc, e.sequence desc
        ) l on l.external_id = i.external_id
      where i.fate in ('new', 'changed')`,
    [anchors.first, anchors.firstDone],
  );
  await session.run("create unique index on ends (external_id); analyze ends");
  await session.run(
    `create temp table moves as
      with placed as (
        select e.external_id, e.sequence, e.what, e.is_known, e.fingerprint, e.person, t.team_id as told_team,
          case when not e.exact and i.fate = 'changed' and not e.is_known
            then greatest(e.at, coalesce(to_timestamp((i.record ->> 'updatedAt')::float8 / 1000), $4)) else e.at end as at,
          e.exact and (e.state is not null or e.what = 'state') as exact,
          case when s.stage_id is not null then s.stage_id
            when e.what = 'started' then $2::uuid
            when e.what in ('resolved', 'closed') then case when d.kind = 'done' then d.stage_id else $3::uuid end end as stage_id
        from told_events e
          join told_items i using (external_id)
          join ends x using (external_id)
          left join (select distinct stage_id, kind from map_stages) d on d.stage_id = x.stage_id
          left join map_stages s on s.state = e.state and s.sub_state is not distinct from e.sub_state
          left join map_teams t on t.name = e.team
        where e.what <> 'created'
      ), counted as (
        select p.*, count(stage_id) over w as stages_so_far, count(told_team) over w as teams_so_far, row_number() over w as n
        from placed p where stage_id is not null or what = 'state' window w as (partition by external_id order by at, sequence)
      ), filled as (
        select c.*, coalesce(first_value(stage_id) over (partition by external_id, stages_so_far order by n), $1::uuid) as to_stage,
          first_value(told_team) over (partition by external_id, teams_so_far order by n) as team_id
        from counted c
      )
      select external_id, sequence, n, at, what, exact, is_known, fingerprint, person, told_team, team_id, to_stage,
        lag(to_stage) over w as from_stage, lag(team_id) over w as from_team
      from filled window w as (partition by external_id order by n)`,
    [anchors.first, anchors.firstActive, anchors.firstDone, now],
  );
  await session.run("create unique index on moves (external_id, n); analyze moves");
}
