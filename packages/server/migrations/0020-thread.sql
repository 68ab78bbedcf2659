-- The thread from entry to done: what its deeds need beyond the tables of 0003.

-- Put ahead of the policy of its queue. It counts only while the item stays in the stage it stood in then.
alter table items
  add column queue_override_reason text check (length(queue_override_reason) between 1 and 500),
  add column queue_override_by uuid,
  add column queue_override_at timestamptz,
  add check ((queue_override_reason is null) = (queue_override_at is null)),
  add foreign key (organization_id, queue_override_by) references people (organization_id, person_id);
create index on items (organization_id, queue_override_by) where queue_override_by is not null;
create index items_efforts on items (organization_id, team_id, updated_at) where effort_low is not null;

alter table request_messages add column internal boolean not null default false;
comment on column request_messages.internal is 'between teams: requesters do not see it';
create unique index requests_tracking on requests (organization_id, tracking_hash) where tracking_hash is not null;
create index requests_waiting on requests (organization_id, created_at, request_id) where decided_at is null;
create index requests_decided on requests (organization_id, decided_at desc, request_id desc) where decided_at is not null;
comment on column requests.paused_ms is 'working time of the team, spent waiting for the requester';

create index on hand_offs (organization_id, offered_at desc, hand_off_id desc);
create index hand_offs_expiring on hand_offs (expires_at) where state = 'offered' and expires_at is not null;

alter table routines add column stuck_since timestamptz, add column stuck_code text, add column stuck_detail text;
comment on column routines.stuck_since is 'due since then and could not make its item, for stuck_code; tried again every minute';

create index on sessions (expires_at);
create index on password_resets (expires_at);
create index on account_idempotency (created_at);

-- Three questions reach across organizations; each has one narrow function of the owner role, and the policies that let that
-- role see what it needs. The application role itself stays inside one organization.

-- A public form is addressed by slugs, before it is known whose row security to read it under.
create policy found_by_slug on organizations for select to throughline_owner using (true);
create function organization_of_slug(wanted text) returns uuid
  language sql stable security definer set search_path = public, pg_temp
  as $$ select organization_id from organizations where slug = wanted $$;

-- The minute's tick asks where something is due, and does it under that organization's row security.
create policy found_when_due on routines for select to throughline_owner using (true);
create policy found_when_due on hand_offs for select to throughline_owner using (true);
create function organizations_with_due_work(at timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select organization_id from routines where is_active and archived_at is null
      and (next_at <= at or (trigger = 'after_done' and next_at is null and last_item_id is not null))
    union
    select organization_id from hand_offs where state = 'offered' and expires_at <= at
  $$;

-- Answers kept for repeats of a request are forgotten after a while, `most` at a time.
create policy found_when_old on idempotency for select to throughline_owner using (true);
create policy forgotten_when_old on idempotency for delete to throughline_owner using (true);
create function forget_answers(before timestamptz, most integer) returns integer
  language sql security definer set search_path = public, pg_temp
  as $$
    with gone as (
      delete from idempotency where (organization_id, principal, key) in
        (select organization_id, principal, key from idempotency where created_at < before limit most)
      returning 1
    ) select count(*)::integer from gone
  $$;
