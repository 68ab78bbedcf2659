-- Work brought in from files, and work taken out.

create table imports (
  organization_id uuid not null references organizations on delete cascade,
  import_id uuid not null,
  file_name text not null check (length(file_name) between 1 and 255),
  file_size bigint not null check (file_size >= 0),
  sha256 bytea not null,
  format text check (format in ('csv', 'xes')),
  state text not null check (state in ('reading', 'ready', 'checking', 'waiting', 'running', 'finished', 'failed', 'cancelled')),
  source text check (length(source) between 1 and 120),
  inspection jsonb,
  mapping jsonb,
  target jsonb,
  progress jsonb,
  plan jsonb,
  result jsonb,
  failure jsonb,
  runner integer,
  key_team_id uuid,
  key_count integer,
  key_last integer,
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  revision integer not null default 1,
  primary key (organization_id, import_id),
  foreign key (organization_id, created_by) references people (organization_id, person_id),
  foreign key (organization_id, key_team_id) references teams (organization_id, team_id)
);
comment on column imports.runner is 'number of the advisory lock that the process at work on it holds: gone when that process is';
comment on column imports.key_count is 'keys drawn ahead from the team key_team_id, up to key_last, for a publication under way';
create index on imports (organization_id, created_at desc, import_id desc);
create index on imports (organization_id, created_by);
create index on imports (organization_id, key_team_id);
create unique index imports_at_work on imports (organization_id) where state in ('checking', 'waiting', 'running');

create table import_report_lines (
  organization_id uuid not null references organizations on delete cascade,
  import_id uuid not null,
  number integer not null,
  line bigint,
  column_name text,
  value text not null,
  code text not null,
  effect text not null check (effect in ('lost', 'changed', 'note')),
  sentence text not null,
  primary key (organization_id, import_id, number),
  foreign key (organization_id, import_id) references imports (organization_id, import_id) on delete cascade
);

-- What is known of a source that items came from, so that a later import of it adds to them.
create table import_sources (
  organization_id uuid not null references organizations on delete cascade,
  name text not null check (length(name) between 1 and 120),
  team_id uuid not null,
  workflow_id uuid not null,
  stages jsonb not null,
  created_at timestamptz not null,
  primary key (organization_id, name),
  foreign key (organization_id, team_id) references teams (organization_id, team_id),
  foreign key (organization_id, workflow_id) references workflows (organization_id, workflow_id)
);
comment on column import_sources.stages is '[{"state", "subState", "stageId"}, …]: which stage each state of the source became';
create index on import_sources (organization_id, team_id);
create index on import_sources (organization_id, workflow_id);

create table imported_items (
  organization_id uuid not null references organizations on delete cascade,
  item_id uuid not null,
  fingerprint uuid not null,
  revision integer not null,
  primary key (organization_id, item_id),
  foreign key (organization_id, item_id) references items (organization_id, item_id) on delete cascade
);
comment on table imported_items is 'What the source said of an item when it was last brought in. An item whose revision has moved on since was changed here';

create table imported_events (
  organization_id uuid not null references organizations on delete cascade,
  item_id uuid not null,
  fingerprint uuid not null,
  primary key (organization_id, item_id, fingerprint),
  foreign key (organization_id, item_id) references items (organization_id, item_id) on delete cascade
);

create table exports (
  organization_id uuid not null references organizations on delete cascade,
  export_id uuid not null,
  format text not null check (format in ('csv', 'json')),
  made_by uuid,
  made_at timestamptz not null,
  primary key (organization_id, export_id),
  foreign key (organization_id, made_by) references people (organization_id, person_id)
);
create index on exports (organization_id, made_at desc, export_id desc);
create index on exports (organization_id, made_by);

-- UUID version 7 (RFC 9562), for rows that are made by the thousand in one statement.
create function fresh_id(at timestamptz) returns uuid language sql volatile parallel safe
  set search_path = pg_catalog, pg_temp
  as $$
    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
  $$;
