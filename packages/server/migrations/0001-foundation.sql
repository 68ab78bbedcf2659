-- Who asks, and for which organization: set per transaction, read by every policy below.
create function current_organization() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.organization', true), '')::uuid $$;
create function current_account() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.account', true), '')::uuid $$;

-- Tables of the instance: they belong to no organization.

create table accounts (
  account_id uuid primary key,
  email text not null unique check (email = lower(email) and length(email) <= 254),
  name text not null check (length(name) between 1 and 200),
  password_hash text,
  time_zone text not null default 'UTC',
  created_at timestamptz not null,
  revision integer not null default 1
);

create table sessions (
  session_id uuid primary key,
  account_id uuid not null references accounts on delete cascade,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  device text not null default '',
  address text not null default ''
);
create index on sessions (account_id);

create table password_resets (
  token_hash bytea primary key,
  account_id uuid not null references accounts on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on password_resets (account_id);

create table account_idempotency (
  account_id uuid not null references accounts on delete cascade,
  key text not null check (length(key) between 1 and 255),
  request_hash bytea not null,
  status integer,
  body text,
  created_at timestamptz not null,
  primary key (account_id, key)
);

-- The tenant.

create table organizations (
  organization_id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  kind text not null default 'live' check (kind in ('live', 'demo')),
  created_at timestamptz not null,
  revision integer not null default 1
);

create table event_counters (
  organization_id uuid primary key references organizations on delete cascade,
  last_number bigint not null default 0
);

create table people (
  organization_id uuid not null references organizations on delete cascade,
  person_id uuid not null,
  kind text not null default 'person' check (kind in ('person', 'agent')),
  account_id uuid references accounts on delete restrict,
  sponsor_id uuid,
  name text not null check (length(name) between 1 and 200),
  email text check (length(email) <= 254),
  role text not null check (role in ('owner', 'admin', 'member', 'guest')),
  state text not null default 'active' check (state in ('active', 'removed', 'recorded')),
  external_id text,
  joined_at timestamptz not null,
  revision integer not null default 1,
  primary key (organization_id, person_id),
  unique (organization_id, account_id),
  unique (organization_id, external_id),
  foreign key (organization_id, sponsor_id) references people (organization_id, person_id),
  check ((kind = 'agent') = (sponsor_id is not null))
);
comment on column people.state is 'recorded: known from an import, holds no access until invited';
create index on people (account_id);
create index on people (organization_id, sponsor_id);

create table keys (
  organization_id uuid not null references organizations on delete cascade,
  key_id uuid not null,
  person_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  secret_hash bytea not null,
  hint text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  revision integer not null default 1,
  primary key (organization_id, key_id),
  foreign key (organization_id, person_id) references people (organization_id, person_id)
);
create index on keys (organization_id, person_id);

create table teams (
  organization_id uuid not null references organizations on delete cascade,
  team_id uuid not null,
  key text not null check (key ~ '^[A-Z][A-Z0-9]{0,7}$'),
  name text not null check (length(name) between 1 and 120),
  description text not null default '' check (length(description) <= 2000),
  time_zone text not null default 'UTC',
  calendar jsonb not null,
  capacity numeric(8, 2) not null default 5 check (capacity >= 0),
  last_item_number integer not null default 0,
  hand_off_expiry_hours integer check (hand_off_expiry_hours between 1 and 2000),
  external_id text,
  created_at timestamptz not null,
  archived_at timestamptz,
  revision integer not null default 1,
  primary key (organization_id, team_id),
  unique (organization_id, key),
  unique (organization_id, external_id)
);
comment on column teams.calendar is '{"week": [[[540, 1020]], …7 days from Monday: minutes from midnight], "holidays": ["2026-12-25"]}';
comment on column teams.capacity is 'items the team can have in progress at once, all stages together';

create table team_members (
  organization_id uuid not null references organizations on delete cascade,
  team_id uuid not null,
  person_id uuid not null,
  is_lead boolean not null default false,
  primary key (organization_id, team_id, person_id),
  foreign key (organization_id, team_id) references teams (organization_id, team_id) on delete cascade,
  foreign key (organization_id, person_id) references people (organization_id, person_id) on delete cascade
);
create index on team_members (organization_id, person_id);

create table invitations (
  organization_id uuid not null references organizations on delete cascade,
  invitation_id uuid not null,
  email text not null check (email = lower(email) and length(email) <= 254),
  role text not null check (role in ('owner', 'admin', 'member', 'guest')),
  token_hash bytea not null,
  invited_by uuid not null,
  team_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  revision integer not null default 1,
  primary key (organization_id, invitation_id),
  foreign key (organization_id, invited_by) references people (organization_id, person_id),
  foreign key (organization_id, team_id) references teams (organization_id, team_id)
);
create index on invitations (organization_id, invited_by);
create index on invitations (organization_id, team_id);

create table idempotency (
  organization_id uuid not null references organizations on delete cascade,
  principal uuid not null,
  key text not null check (length(key) between 1 and 255),
  request_hash bytea not null,
  status integer,
  body text,
  created_at timestamptz not null,
  primary key (organization_id, principal, key)
);
create index on idempotency (created_at);

create table events (
  organization_id uuid not null references organizations on delete cascade,
  number bigint not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  actor_id uuid,
  name text not null,
  subject_id uuid not null,
  item_id uuid,
  data jsonb not null default '{}',
  primary key (organization_id, number)
);
create index on events (organization_id, item_id, number) where item_id is not null;
create index on events (organization_id, subject_id, number);
create index on events (organization_id, name, occurred_at);
create index on events (organization_id, actor_id, number);
