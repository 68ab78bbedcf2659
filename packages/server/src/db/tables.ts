// Written by describe-tables.ts from the migrations; do not edit by hand.
import type { ColumnType, Generated } from "kysely";

type Instant = ColumnType<Date, Date | string, Date | string>;
type GeneratedInstant = ColumnType<Date, Date | string | undefined, Date | string>;
/** Written as JSON text, read as the value. */
type Json = ColumnType<unknown, string, string>;
type GeneratedJson = ColumnType<unknown, string | undefined, string>;

interface AccountIdempotency {
  account_id: string;
  key: string;
  request_hash: Buffer;
  status: number | null;
  body: string | null;
  created_at: Instant;
}

interface Accounts {
  account_id: string;
  email: string;
  name: string;
  password_hash: string | null;
  time_zone: Generated<string>;
  created_at: Instant;
  revision: Generated<number>;
}

interface Attachments {
  organization_id: string;
  attachment_id: string;
  item_id: string;
  name: string;
  media_type: string;
  size: number;
  sha256: Buffer;
  added_by: string | null;
  added_at: Instant;
  deleted_at: Instant | null;
}

interface Blocks {
  organization_id: string;
  block_id: string;
  item_id: string;
  reason: string;
  waiting_for: Generated<string>;
  started_at: Instant;
  started_by: string | null;
  ended_at: Instant | null;
  ended_by: string | null;
}

interface BulkEdits {
  organization_id: string;
  bulk_edit_id: string;
  person_id: string;
  made_at: Instant;
  undone_at: Instant | null;
  before: Json;
}

interface Channels {
  organization_id: string;
  channel_id: string;
  team_id: string;
  kind: "form";
  name: string;
  slug: string;
  introduction: Generated<string>;
  questions: GeneratedJson;
  is_open: Generated<boolean>;
  first_response_hours: Generated<number>;
  created_at: Instant;
  archived_at: Instant | null;
  revision: Generated<number>;
}

interface Comments {
  organization_id: string;
  comment_id: string;
  item_id: string;
  author_id: string | null;
  body: string;
  external_id: string | null;
  created_at: Instant;
  edited_at: Instant | null;
  deleted_at: Instant | null;
  revision: Generated<number>;
}

interface EventCounters {
  organization_id: string;
  last_number: Generated<number>;
}

interface Events {
  organization_id: string;
  number: number;
  occurred_at: Instant;
  recorded_at: Instant;
  actor_id: string | null;
  name: string;
  subject_id: string;
  item_id: string | null;
  data: GeneratedJson;
}

interface Exports {
  organization_id: string;
  export_id: string;
  format: "csv" | "json";
  made_by: string | null;
  made_at: Instant;
}

interface Fields {
  organization_id: string;
  field_id: string;
  name: string;
  kind: "text" | "number" | "date" | "person" | "choice" | "link";
  choices: GeneratedJson;
  position: Generated<number>;
  external_id: string | null;
  archived_at: Instant | null;
  revision: Generated<number>;
}

interface HandOffs {
  organization_id: string;
  hand_off_id: string;
  item_id: string;
  from_stage_id: string;
  to_stage_id: string;
  from_team_id: string;
  to_team_id: string;
  note: Generated<string>;
  state: Generated<"offered" | "accepted" | "declined" | "expired" | "withdrawn">;
  reason: Generated<string>;
  offered_by: string | null;
  offered_at: Instant;
  expires_at: Instant | null;
  decided_by: string | null;
  decided_at: Instant | null;
  revision: Generated<number>;
}

interface Idempotency {
  organization_id: string;
  principal: string;
  key: string;
  request_hash: Buffer;
  status: number | null;
  body: string | null;
  created_at: Instant;
}

interface ImportReportLines {
  organization_id: string;
  import_id: string;
  number: number;
  line: number | null;
  column_name: string | null;
  value: string;
  code: string;
  effect: "lost" | "changed" | "note";
  sentence: string;
}

interface ImportSources {
  organization_id: string;
  name: string;
  team_id: string;
  workflow_id: string;
  stages: Json;
  created_at: Instant;
}

interface ImportedEvents {
  organization_id: string;
  item_id: string;
  fingerprint: string;
}

interface ImportedItems {
  organization_id: string;
  item_id: string;
  fingerprint: string;
  revision: number;
}

interface Imports {
  organization_id: string;
  import_id: string;
  file_name: string;
  file_size: number;
  sha256: Buffer;
  format: "csv" | "xes" | null;
  state: "reading" | "ready" | "checking" | "waiting" | "running" | "finished" | "failed" | "cancelled";
  source: string | null;
  inspection: Json | null;
  mapping: Json | null;
  target: Json | null;
  progress: Json | null;
  plan: Json | null;
  result: Json | null;
  failure: Json | null;
  runner: number | null;
  key_team_id: string | null;
  key_count: number | null;
  key_last: number | null;
  created_by: string | null;
  created_at: Instant;
  updated_at: Instant;
  started_at: Instant | null;
  finished_at: Instant | null;
  revision: Generated<number>;
}

interface InstanceSettings {
  name: string;
  value: string;
  changed_at: Instant;
}

interface Invitations {
  organization_id: string;
  invitation_id: string;
  email: string;
  role: "owner" | "admin" | "member" | "guest";
  token_hash: Buffer;
  invited_by: string;
  team_id: string | null;
  created_at: Instant;
  expires_at: Instant;
  accepted_at: Instant | null;
  revoked_at: Instant | null;
  revision: Generated<number>;
  person_id: string | null;
}

interface ItemLabels {
  organization_id: string;
  item_id: string;
  label_id: string;
}

interface ItemLinks {
  organization_id: string;
  link_id: string;
  from_item_id: string;
  to_item_id: string;
  kind: "blocks" | "relates" | "duplicates";
  created_by: string | null;
  created_at: Instant;
}

interface ItemPeople {
  organization_id: string;
  item_id: string;
  person_id: string;
  part: "contributor" | "watcher";
}

interface ItemRevisions {
  organization_id: string;
  item_id: string;
  revision: number;
  changed_by: string | null;
  changed_at: Instant;
  before: Json;
  after: Json;
}

interface Items {
  organization_id: string;
  item_id: string;
  key: string;
  title: string;
  description: Generated<string>;
  kind: Generated<string>;
  workflow_id: string;
  stage_id: string;
  team_id: string;
  owner_id: string | null;
  requester_id: string | null;
  parent_id: string | null;
  class_of_service: Generated<"expedite" | "fixed_date" | "standard" | "intangible">;
  value: number | null;
  effort_low: number | null;
  effort_high: number | null;
  due_on: string | null;
  rank: string;
  checklist: GeneratedJson;
  fields: GeneratedJson;
  blocked_since: Instant | null;
  origin: Generated<"hand" | "form" | "routine" | "import" | "api" | "hand_off" | "demo">;
  origin_id: string | null;
  source: string | null;
  external_id: string | null;
  created_at: Instant;
  updated_at: Instant;
  stage_entered_at: Instant;
  started_at: Instant | null;
  finished_at: Instant | null;
  archived_at: Instant | null;
  revision: Generated<number>;
  queue_override_reason: string | null;
  queue_override_by: string | null;
  queue_override_at: Instant | null;
}

interface Keys {
  organization_id: string;
  key_id: string;
  person_id: string;
  name: string;
  secret_hash: Buffer;
  hint: string;
  created_at: Instant;
  last_used_at: Instant | null;
  expires_at: Instant | null;
  revoked_at: Instant | null;
  revision: Generated<number>;
}

interface Labels {
  organization_id: string;
  label_id: string;
  name: string;
  hue: Generated<number>;
  archived_at: Instant | null;
  revision: Generated<number>;
}

interface Mentions {
  organization_id: string;
  comment_id: string;
  person_id: string;
  created_at: Instant;
  seen_at: Instant | null;
}

interface Organizations {
  organization_id: string;
  name: string;
  slug: string;
  kind: Generated<"live" | "demo">;
  created_at: Instant;
  revision: Generated<number>;
}

interface PasswordResets {
  token_hash: Buffer;
  account_id: string;
  created_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
}

interface People {
  organization_id: string;
  person_id: string;
  kind: Generated<"person" | "agent">;
  account_id: string | null;
  sponsor_id: string | null;
  name: string;
  email: string | null;
  role: "owner" | "admin" | "member" | "guest";
  state: Generated<"active" | "removed" | "recorded">;
  external_id: string | null;
  joined_at: Instant;
  revision: Generated<number>;
}

interface RemovedOrganizations {
  removed_id: string;
  removed_at: Instant;
}

interface RequestCounters {
  organization_id: string;
  last_number: Generated<number>;
}

interface RequestMessages {
  organization_id: string;
  message_id: string;
  request_id: string;
  author_id: string | null;
  from_requester: boolean;
  body: string;
  created_at: Instant;
  internal: Generated<boolean>;
}

interface Requests {
  organization_id: string;
  request_id: string;
  number: number;
  channel_id: string | null;
  team_id: string;
  title: string;
  details: Generated<string>;
  answers: GeneratedJson;
  requester_id: string | null;
  requester_name: Generated<string>;
  requester_email: Generated<string>;
  state: Generated<"new" | "asked" | "accepted" | "declined" | "merged">;
  reason: Generated<string>;
  item_id: string | null;
  merged_into_id: string | null;
  tracking_hash: Buffer | null;
  created_at: Instant;
  first_response_at: Instant | null;
  asked_at: Instant | null;
  paused_ms: Generated<number>;
  decided_at: Instant | null;
  decided_by: string | null;
  revision: Generated<number>;
}

interface Routines {
  organization_id: string;
  routine_id: string;
  team_id: string;
  workflow_id: string;
  name: string;
  trigger: "calendar" | "after_done";
  recurrence: Generated<string>;
  after_days: number | null;
  time_zone: string;
  template: Json;
  is_active: Generated<boolean>;
  starts_on: string;
  next_at: Instant | null;
  last_item_id: string | null;
  last_made_at: Instant | null;
  created_at: Instant;
  archived_at: Instant | null;
  revision: Generated<number>;
  stuck_since: Instant | null;
  stuck_code: string | null;
  stuck_detail: string | null;
}

interface SchemaMigrations {
  name: string;
  sha256: string;
  applied_at: GeneratedInstant;
}

interface SearchTexts {
  organization_id: string;
  subject_kind: string;
  subject_id: string;
  words: never;
}

interface Sessions {
  session_id: string;
  account_id: string;
  token_hash: Buffer;
  created_at: Instant;
  last_seen_at: Instant;
  expires_at: Instant;
  device: Generated<string>;
  address: Generated<string>;
}

interface Stages {
  organization_id: string;
  stage_id: string;
  workflow_id: string;
  team_id: string;
  position: number;
  name: string;
  kind: "queue" | "active" | "done";
  wip_limit: number | null;
  wip_hard: Generated<boolean>;
  sle_percent: number | null;
  sle_days: number | null;
  entry_checklist: GeneratedJson;
  next_stage_ids: Json | null;
  retired_at: Instant | null;
}

interface TeamMembers {
  organization_id: string;
  team_id: string;
  person_id: string;
  is_lead: Generated<boolean>;
}

interface Teams {
  organization_id: string;
  team_id: string;
  key: string;
  name: string;
  description: Generated<string>;
  time_zone: Generated<string>;
  calendar: Json;
  capacity: Generated<number>;
  last_item_number: Generated<number>;
  hand_off_expiry_hours: number | null;
  external_id: string | null;
  created_at: Instant;
  archived_at: Instant | null;
  revision: Generated<number>;
}

interface Views {
  organization_id: string;
  view_id: string;
  owner_id: string;
  team_id: string | null;
  shared: Generated<boolean>;
  name: string;
  layout: "list" | "board";
  definition: Json;
  created_at: Instant;
  revision: Generated<number>;
}

interface WorkflowVersions {
  organization_id: string;
  workflow_id: string;
  version: number;
  definition: Json;
  note: Generated<string>;
  created_by: string | null;
  created_at: Instant;
}

interface Workflows {
  organization_id: string;
  workflow_id: string;
  team_id: string;
  name: string;
  description: Generated<string>;
  version: Generated<number>;
  external_id: string | null;
  created_at: Instant;
  archived_at: Instant | null;
  revision: Generated<number>;
}

export interface Database {
  account_idempotency: AccountIdempotency;
  accounts: Accounts;
  attachments: Attachments;
  blocks: Blocks;
  bulk_edits: BulkEdits;
  channels: Channels;
  comments: Comments;
  event_counters: EventCounters;
  events: Events;
  exports: Exports;
  fields: Fields;
  hand_offs: HandOffs;
  idempotency: Idempotency;
  import_report_lines: ImportReportLines;
  import_sources: ImportSources;
  imported_events: ImportedEvents;
  imported_items: ImportedItems;
  imports: Imports;
  instance_settings: InstanceSettings;
  invitations: Invitations;
  item_labels: ItemLabels;
  item_links: ItemLinks;
  item_people: ItemPeople;
  item_revisions: ItemRevisions;
  items: Items;
  keys: Keys;
  labels: Labels;
  mentions: Mentions;
  organizations: Organizations;
  password_resets: PasswordResets;
  people: People;
  removed_organizations: RemovedOrganizations;
  request_counters: RequestCounters;
  request_messages: RequestMessages;
  requests: Requests;
  routines: Routines;
  schema_migrations: SchemaMigrations;
  search_texts: SearchTexts;
  sessions: Sessions;
  stages: Stages;
  team_members: TeamMembers;
  teams: Teams;
  views: Views;
  workflow_versions: WorkflowVersions;
  workflows: Workflows;
}
