create table workflows (
  organization_id uuid not null references organizations on delete cascade,
  workflow_id uuid not null,
  team_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  description text not null default '' check (length(description) <= 2000),
  version integer not null default 1,
  external_id text,
  created_at timestamptz not null,
  archived_at timestamptz,
  revision integer not null default 1,
  primary key (organization_id, workflow_id),
  unique (organization_id, external_id),
  foreign key (organization_id, team_id) references teams (organization_id, team_id)
);
create index on workflows (organization_id, team_id);

create table workflow_versions (
  organization_id uuid not null references organizations on delete cascade,
  workflow_id uuid not null,
  version integer not null,
  definition jsonb not null,
  note text not null default '' check (length(note) <= 500),
  created_by uuid,
  created_at timestamptz not null,
  primary key (organization_id, workflow_id, version),
  foreign key (organization_id, workflow_id) references workflows (organization_id, workflow_id) on delete cascade,
  foreign key (organization_id, created_by) references people (organization_id, person_id)
);
create index on workflow_versions (organization_id, created_by);

-- A stage keeps its id through the versions of its workflow. Its row is locked by every move into it.
create table stages (
  organization_id uuid not null references organizations on delete cascade,
  stage_id uuid not null,
  workflow_id uuid not null,
  team_id uuid not null,
  position integer not null,
  name text not null check (length(name) between 1 and 80),
  kind text not null check (kind in ('queue', 'active', 'done')),
  wip_limit integer check (wip_limit between 1 and 10000),
  wip_hard boolean not null default false,
  sle_percent integer check (sle_percent between 1 and 99),
  sle_days numeric(8, 2) check (sle_days > 0),
  entry_checklist jsonb not null default '[]',
  next_stage_ids jsonb,
  retired_at timestamptz,
  primary key (organization_id, stage_id),
  unique (organization_id, workflow_id, stage_id),
  foreign key (organization_id, workflow_id) references workflows (organization_id, workflow_id) on delete cascade,
  foreign key (organization_id, team_id) references teams (organization_id, team_id),
  check ((sle_percent is null) = (sle_days is null))
);
comment on column stages.next_stage_ids is 'null: any stage of the workflow may follow; else the ids that may';
comment on column stages.entry_checklist is '["what must be true before an item enters", …]';
create index on stages (organization_id, team_id);

create table fields (
  organization_id uuid not null references organizations on delete cascade,
  field_id uuid not null,
  name text not null check (length(name) between 1 and 80),
  kind text not null check (kind in ('text', 'number', 'date', 'person', 'choice', 'link')),
  choices jsonb not null default '[]',
  position integer not null default 0,
  external_id text,
  archived_at timestamptz,
  revision integer not null default 1,
  primary key (organization_id, field_id),
  unique (organization_id, external_id)
);
create unique index fields_name on fields (organization_id, lower(name)) where archived_at is null;

create table labels (
  organization_id uuid not null references organizations on delete cascade,
  label_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  hue integer not null default 0 check (hue between 0 and 359),
  archived_at timestamptz,
  revision integer not null default 1,
  primary key (organization_id, label_id)
);
create unique index labels_name on labels (organization_id, lower(name)) where archived_at is null;

create table items (
  organization_id uuid not null references organizations on delete cascade,
  item_id uuid not null,
  key text not null,
  title text not null check (length(title) between 1 and 500),
  description text not null default '' check (length(description) <= 100000),
  kind text not null default 'task' check (length(kind) between 1 and 60),
  workflow_id uuid not null,
  stage_id uuid not null,
  team_id uuid not null,
  owner_id uuid,
  requester_id uuid,
  parent_id uuid,
  class_of_service text not null default 'standard' check (class_of_service in ('expedite', 'fixed_date', 'standard', 'intangible')),
  value numeric(14, 2) check (value >= 0),
  effort_low numeric(8, 2) check (effort_low >= 0),
  effort_high numeric(8, 2) check (effort_high >= effort_low),
  due_on date,
  rank text collate "C" not null,
  checklist jsonb not null default '[]',
  fields jsonb not null default '{}',
  blocked_since timestamptz,
  origin text not null default 'hand' check (origin in ('hand', 'form', 'routine', 'import', 'api', 'hand_off', 'demo')),
  origin_id uuid,
  source text,
  external_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  stage_entered_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  archived_at timestamptz,
  revision integer not null default 1,
  primary key (organization_id, item_id),
  unique (organization_id, key),
  foreign key (organization_id, workflow_id, stage_id) references stages (organization_id, workflow_id, stage_id),
  foreign key (organization_id, team_id) references teams (organization_id, team_id),
  foreign key (organization_id, owner_id) references people (organization_id, person_id),
  foreign key (organization_id, requester_id) references people (organization_id, person_id),
  foreign key (organization_id, parent_id) references items (organization_id, item_id),
  check ((effort_low is null) = (effort_high is null)),
  check (parent_id <> item_id)
);
comment on column items.value is 'cost of delay: what one more week of waiting costs, in the organization''s own unit';
comment on column items.effort_low is 'working days of the accountable team, optimistic end; effort_high the pessimistic end';
create unique index items_source on items (organization_id, source, external_id) where external_id is not null;
create index items_open_stage on items (organization_id, workflow_id, stage_id, rank, item_id) where finished_at is null and archived_at is null;
create index items_stage on items (organization_id, workflow_id, stage_id, finished_at desc, item_id) where archived_at is null;
create index items_open_team on items (organization_id, team_id, created_at, item_id) where finished_at is null and archived_at is null;
create index items_team on items (organization_id, team_id, created_at, item_id);
create index items_open_rank on items (organization_id, rank, item_id) where finished_at is null and archived_at is null;
create index items_owner on items (organization_id, owner_id, updated_at) where owner_id is not null;
create index items_requester on items (organization_id, requester_id) where requester_id is not null;
create index items_parent on items (organization_id, parent_id) where parent_id is not null;
create index items_created on items (organization_id, created_at, item_id);
create index items_updated on items (organization_id, updated_at, item_id);

-- People's words and old values, per revision: events carry only names of fields, so that erasure never rewrites events.
create table item_revisions (
  organization_id uuid not null references organizations on delete cascade,
  item_id uuid not null,
  revision integer not null,
  changed_by uuid,
  changed_at timestamptz not null,
  before jsonb not null,
  after jsonb not null,
  primary key (organization_id, item_id, revision),
  foreign key (organization_id, item_id) references items (organization_id, item_id) on delete cascade,
  foreign key (organization_id, changed_by) references people (organization_id, person_id)
);
create index on item_revisions (organization_id, changed_by);

create table item_people (
  organization_id uuid not null references organizations on delete cascade,
  item_id uuid not null,
  person_id uuid not null,
  part text not null check (part in ('contributor', 'watcher')),
  primary key (organization_id, item_id, person_id, part),
  foreign key (organization_id, item_id) references items (organization_id, item_id) on delete cascade,
  foreign key (organization_id, person_id) references people (organization_id, person_id)
);
create index on item_people (organization_id, person_id, item_id);

create table item_labels (
  organization_id uuid not null references organizations on delete cascade,
  item_id uuid not null,
  label_id uuid not null,
  primary key (organization_id, item_id, label_id),
  foreign key (organization_id, item_id) references items (organization_id, item_id) on delete cascade,
  foreign key (organization_id, label_id) references labels (organization_id, label_id)
);
create index on item_labels (organization_id, label_id, item_id);

create table item_links (
  organization_id uuid not null references organizations on delete cascade,
  link_id uuid not null,
  from_item_id uuid not null,
  to_item_id uuid not null,
  kind text not null check (kind in ('blocks', 'relates', 'duplicates')),
  created_by uuid,
  created_at timestamptz not null,
  primary key (organization_id, link_id),
  unique (organization_id, from_item_id, to_item_id, kind),
  foreign key (organization_id, from_item_id) references items (organization_id, item_id) on delete cascade,
  foreign key (organization_id, to_item_id) references items (organization_id, item_id) on delete cascade,
  foreign key (organization_id, created_by) references people (organization_id, person_id),
  check (from_item_id <> to_item_id)
);
create index on item_links (organization_id, to_item_id);
create index on item_links (organization_id, created_by);

create table blocks (
  organization_id uuid not null references organizations on delete cascade,
  block_id uuid not null,
  item_id uuid not null,
  reason text not null check (length(reason) between 1 and 500),
  waiting_for text not null default '' check (length(waiting_for) <= 200),
  started_at timestamptz not null,
  started_by uuid,
  ended_at timestamptz,
  ended_by uuid,
  primary key (organization_id, block_id),
  foreign key (organization_id, item_id) references items (organization_id, item_id) on delete cascade,
  foreign key (organization_id, started_by) references people (organization_id, person_id),
  foreign key (organization_id, ended_by) references people (organization_id, person_id)
);
create unique index blocks_open on blocks (organization_id, item_id) where ended_at is null;
create index on blocks (organization_id, item_id);
create index on blocks (organization_id, started_by);
create index on blocks (organization_id, ended_by);

create table comments (
  organization_id uuid not null references organizations on delete cascade,
  comment_id uuid not null,
  item_id uuid not null,
  author_id uuid,
  body text not null check (length(body) between 1 and 50000),
  external_id text,
  created_at timestamptz not null,
  edited_at timestamptz,
  deleted_at timestamptz,
  revision integer not null default 1,
  primary key (organization_id, comment_id),
  foreign key (organization_id, item_id) references items (organization_id, item_id) on delete cascade,
  foreign key (organization_id, author_id) references people (organization_id, person_id)
);
create index on comments (organization_id, item_id, created_at);
create index on comments (organization_id, author_id);

create table mentions (
  organization_id uuid not null references organizations on delete cascade,
  comment_id uuid not null,
  person_id uuid not null,
  created_at timestamptz not null,
  seen_at timestamptz,
  primary key (organization_id, comment_id, person_id),
  foreign key (organization_id, comment_id) references comments (organization_id, comment_id) on delete cascade,
  foreign key (organization_id, person_id) references people (organization_id, person_id)
);
create index on mentions (organization_id, person_id, seen_at);

create table attachments (
  organization_id uuid not null references organizations on delete cascade,
  attachment_id uuid not null,
  item_id uuid not null,
  name text not null check (length(name) between 1 and 255),
  media_type text not null,
  size bigint not null check (size >= 0),
  sha256 bytea not null,
  added_by uuid,
  added_at timestamptz not null,
  deleted_at timestamptz,
  primary key (organization_id, attachment_id),
  foreign key (organization_id, item_id) references items (organization_id, item_id) on delete cascade,
  foreign key (organization_id, added_by) references people (organization_id, person_id)
);
create index on attachments (organization_id, item_id);
create index on attachments (organization_id, added_by);

create table views (
  organization_id uuid not null references organizations on delete cascade,
  view_id uuid not null,
  owner_id uuid not null,
  team_id uuid,
  shared boolean not null default false,
  name text not null check (length(name) between 1 and 120),
  layout text not null check (layout in ('list', 'board')),
  definition jsonb not null,
  created_at timestamptz not null,
  revision integer not null default 1,
  primary key (organization_id, view_id),
  foreign key (organization_id, owner_id) references people (organization_id, person_id),
  foreign key (organization_id, team_id) references teams (organization_id, team_id)
);
create index on views (organization_id, owner_id);
create index on views (organization_id, team_id);

create table bulk_edits (
  organization_id uuid not null references organizations on delete cascade,
  bulk_edit_id uuid not null,
  person_id uuid not null,
  made_at timestamptz not null,
  undone_at timestamptz,
  before jsonb not null,
  primary key (organization_id, bulk_edit_id),
  foreign key (organization_id, person_id) references people (organization_id, person_id)
);
create index on bulk_edits (organization_id, person_id);
