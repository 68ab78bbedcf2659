-- How work enters, is handed over between teams, and is made again and again.

create table channels (
  organization_id uuid not null references organizations on delete cascade,
  channel_id uuid not null,
  team_id uuid not null,
  kind text not null check (kind in ('form')),
  name text not null check (length(name) between 1 and 120),
  slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  introduction text not null default '' check (length(introduction) <= 5000),
  questions jsonb not null default '[]',
  is_open boolean not null default true,
  first_response_hours integer not null default 8 check (first_response_hours between 1 and 2000),
  created_at timestamptz not null,
  archived_at timestamptz,
  revision integer not null default 1,
  primary key (organization_id, channel_id),
  unique (organization_id, slug),
  foreign key (organization_id, team_id) references teams (organization_id, team_id)
);
create index on channels (organization_id, team_id);

create table requests (
  organization_id uuid not null references organizations on delete cascade,
  request_id uuid not null,
  number integer not null,
  channel_id uuid,
  team_id uuid not null,
  title text not null check (length(title) between 1 and 500),
  details text not null default '' check (length(details) <= 50000),
  answers jsonb not null default '[]',
  requester_id uuid,
  requester_name text not null default '' check (length(requester_name) <= 200),
  requester_email text not null default '' check (length(requester_email) <= 254),
  state text not null default 'new' check (state in ('new', 'asked', 'accepted', 'declined', 'merged')),
  reason text not null default '' check (length(reason) <= 2000),
  item_id uuid,
  merged_into_id uuid,
  tracking_hash bytea,
  created_at timestamptz not null,
  first_response_at timestamptz,
  asked_at timestamptz,
  paused_ms bigint not null default 0,
  decided_at timestamptz,
  decided_by uuid,
  revision integer not null default 1,
  primary key (organization_id, request_id),
  unique (organization_id, number),
  foreign key (organization_id, channel_id) references channels (organization_id, channel_id),
  foreign key (organization_id, team_id) references teams (organization_id, team_id),
  foreign key (organization_id, requester_id) references people (organization_id, person_id),
  foreign key (organization_id, item_id) references items (organization_id, item_id),
  foreign key (organization_id, merged_into_id) references requests (organization_id, request_id),
  foreign key (organization_id, decided_by) references people (organization_id, person_id)
);
create index on requests (organization_id, team_id, state, created_at);
create index on requests (organization_id, channel_id);
create index on requests (organization_id, requester_id);
create index on requests (organization_id, item_id);
create index on requests (organization_id, merged_into_id);
create index on requests (organization_id, decided_by);

create table request_counters (
  organization_id uuid primary key references organizations on delete cascade,
  last_number integer not null default 0
);

create table request_messages (
  organization_id uuid not null references organizations on delete cascade,
  message_id uuid not null,
  request_id uuid not null,
  author_id uuid,
  from_requester boolean not null,
  body text not null check (length(body) between 1 and 20000),
  created_at timestamptz not null,
  primary key (organization_id, message_id),
  foreign key (organization_id, request_id) references requests (organization_id, request_id) on delete cascade,
  foreign key (organization_id, author_id) references people (organization_id, person_id)
);
create index on request_messages (organization_id, request_id, created_at);
create index on request_messages (organization_id, author_id);

create table hand_offs (
  organization_id uuid not null references organizations on delete cascade,
  hand_off_id uuid not null,
  item_id uuid not null,
  from_stage_id uuid not null,
  to_stage_id uuid not null,
  from_team_id uuid not null,
  to_team_id uuid not null,
  note text not null default '' check (length(note) <= 2000),
  state text not null default 'offered' check (state in ('offered', 'accepted', 'declined', 'expired', 'withdrawn')),
  reason text not null default '' check (length(reason) <= 2000),
  offered_by uuid,
  offered_at timestamptz not null,
  expires_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  revision integer not null default 1,
  primary key (organization_id, hand_off_id),
  foreign key (organization_id, item_id) references items (organization_id, item_id) on delete cascade,
  foreign key (organization_id, from_stage_id) references stages (organization_id, stage_id),
  foreign key (organization_id, to_stage_id) references stages (organization_id, stage_id),
  foreign key (organization_id, from_team_id) references teams (organization_id, team_id),
  foreign key (organization_id, to_team_id) references teams (organization_id, team_id),
  foreign key (organization_id, offered_by) references people (organization_id, person_id),
  foreign key (organization_id, decided_by) references people (organization_id, person_id)
);
create unique index hand_offs_offered on hand_offs (organization_id, item_id) where state = 'offered';
create index on hand_offs (organization_id, item_id);
create index on hand_offs (organization_id, to_team_id, state, offered_at);
create index on hand_offs (organization_id, from_team_id, state);
create index on hand_offs (organization_id, from_stage_id);
create index on hand_offs (organization_id, to_stage_id);
create index on hand_offs (organization_id, offered_by);
create index on hand_offs (organization_id, decided_by);

create table routines (
  organization_id uuid not null references organizations on delete cascade,
  routine_id uuid not null,
  team_id uuid not null,
  workflow_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  trigger text not null check (trigger in ('calendar', 'after_done')),
  recurrence text not null default '' check (length(recurrence) <= 500),
  after_days integer check (after_days between 0 and 3650),
  time_zone text not null,
  template jsonb not null,
  is_active boolean not null default true,
  starts_on date not null,
  next_at timestamptz,
  last_item_id uuid,
  last_made_at timestamptz,
  created_at timestamptz not null,
  archived_at timestamptz,
  revision integer not null default 1,
  primary key (organization_id, routine_id),
  foreign key (organization_id, team_id) references teams (organization_id, team_id),
  foreign key (organization_id, workflow_id) references workflows (organization_id, workflow_id),
  foreign key (organization_id, last_item_id) references items (organization_id, item_id)
);
create index on routines (organization_id, team_id);
create index on routines (organization_id, workflow_id);
create index on routines (organization_id, last_item_id);
create index routines_due on routines (next_at) where is_active and archived_at is null;
