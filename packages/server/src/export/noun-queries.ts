import type { ExportNoun } from "@throughline/contract/exports";

/**
 * What each part of an export reads. `$1` is who exports: what is theirs alone is theirs alone here too. Aliases are the names of
 * the columns; `items` gets the custom fields added.
 */
const org = "organization_id = current_organization()";
const name = (id: string): string =>
  `(select p.name from people p where p.organization_id = current_organization() and p.person_id = ${id})`;
const team = (id: string): string =>
  `(select t.name from teams t where t.organization_id = current_organization() and t.team_id = ${id})`;
const stage = (id: string): string =>
  `(select s.name from stages s where s.organization_id = current_organization() and s.stage_id = ${id})`;
const key = (id: string): string =>
  `(select k.key from items k where k.organization_id = current_organization() and k.item_id = ${id})`;
const parts = (part: string): string =>
  `array(select p.name from item_people x join people p on p.organization_id = x.organization_id and p.person_id = x.person_id
    where x.organization_id = current_organization() and x.item_id = i.item_id and x.part = '${part}' order by lower(p.name))`;
const labels = `array(select l.name from item_labels x join labels l on l.organization_id = x.organization_id and l.label_id = x.label_id
    where x.organization_id = current_organization() and x.item_id = i.item_id order by lower(l.name))`;

/** Columns of an item that its first row in the history repeats, under names that an import recognises. */
const told = (column: string): string => `case when h.n = 1 then ${column} end`;

export const nounQueries = {
  items: `select i.key as "Key", i.title as "Title", i.kind as "Kind", ${stage("i.stage_id")} as "Stage",
      (select s.kind from stages s where s.${org} and s.stage_id = i.stage_id) as "Stage kind",
      (select w.name from workflows w where w.${org} and w.workflow_id = i.workflow_id) as "Workflow", ${team("i.team_id")} as "Team",
      ${name("i.owner_id")} as "Owner", ${name("i.requester_id")} as "Requester", ${parts("contributor")} as "Contributors", ${parts("watcher")} as "Watchers",
      i.class_of_service as "Class of service", i.value as "Value", i.effort_low as "Effort low", i.effort_high as "Effort high", i.due_on as "Due on",
      ${labels} as "Labels", ${key("i.parent_id")} as "Parent", i.description as "Description", i.checklist as "Checklist",
      i.blocked_since as "Blocked since", i.created_at as "Created at", i.updated_at as "Updated at", i.stage_entered_at as "In stage since",
      i.started_at as "Started at", i.finished_at as "Finished at", i.archived_at as "Archived at", i.queue_override_reason as "Put ahead because",
      i.origin as "Origin", i.source as "Source", i.external_id as "External id", i.rank as "Rank", i.revision as "Revision", i.item_id as "Item id"
      /* fields */
    from items i where i.${org} and visible order by i.created_at, i.item_id`,
  history: `select i.key as "Key", h.occurred_at as "Timestamp", ${stage("h.stage_id")} as "Stage", coalesce(${team("h.team_id")}, ${team("h.stage_team")}) as "Team",
      ${name("h.actor_id")} as "Performed by", ${told("i.title")} as "Title", ${told("i.description")} as "Description", ${told("i.kind")} as "Type",
      ${told(name("i.owner_id"))} as "Assignee", ${told(name("i.requester_id"))} as "Requester", ${told(parts("contributor"))} as "Contributors",
      ${told(parts("watcher"))} as "Watchers", ${told("i.class_of_service")} as "Class of service", ${told("i.value")} as "Cost of delay",
      ${told("i.effort_high")} as "Effort", ${told("i.due_on")} as "Due date", ${told(labels)} as "Labels", ${told(key("i.parent_id"))} as "Parent key"
    from (
      select e.item_id, e.number, e.occurred_at, e.actor_id, coalesce(e.data ->> 'to', e.data ->> 'stage')::uuid as stage_id, (e.data ->> 'team')::uuid as team_id,
        s.team_id as stage_team, row_number() over (partition by e.item_id order by e.number) as n
      from events e left join stages s on s.${org} and s.stage_id = coalesce(e.data ->> 'to', e.data ->> 'stage')::uuid
      where e.${org} and e.item_id is not null and e.name in ('item.created', 'item.moved')
    ) h join items i on i.${org} and i.item_id = h.item_id
    where visible order by i.created_at, i.item_id, h.number`,
  events: `select e.number as "Number", e.occurred_at as "Occurred at", e.recorded_at as "Recorded at", e.name as "Name", ${name("e.actor_id")} as "Actor",
      ${key("e.item_id")} as "Item", e.data as "Data", e.actor_id as "Actor id", e.subject_id as "Subject id", e.item_id as "Item id"
    from events e where e.${org} order by e.number`,
  revisions: `select ${key("r.item_id")} as "Item", r.revision as "Revision", r.changed_at as "Changed at", ${name("r.changed_by")} as "Changed by",
      r.before as "Before", r.after as "After", r.item_id as "Item id"
    from item_revisions r join items i on i.${org} and i.item_id = r.item_id where r.${org} and visible order by r.item_id, r.revision`,
  comments: `select ${key("c.item_id")} as "Item", c.created_at as "Created at", ${name("c.author_id")} as "Author", c.body as "Text", c.edited_at as "Edited at",
      c.comment_id as "Comment id", c.item_id as "Item id"
    from comments c join items i on i.${org} and i.item_id = c.item_id where c.${org} and c.deleted_at is null and visible order by c.created_at, c.comment_id`,
  attachments: `select ${key("a.item_id")} as "Item", a.name as "Name", a.media_type as "Media type", a.size as "Size", encode(a.sha256, 'hex') as "SHA-256",
      ${name("a.added_by")} as "Added by", a.added_at as "Added at", a.attachment_id as "Attachment id", a.item_id as "Item id"
    from attachments a join items i on i.${org} and i.item_id = a.item_id where a.${org} and a.deleted_at is null and visible order by a.added_at, a.attachment_id`,
  blocks: `select ${key("b.item_id")} as "Item", b.reason as "Reason", b.waiting_for as "Waiting for", b.started_at as "Started at", ${name("b.started_by")} as "Started by",
      b.ended_at as "Ended at", ${name("b.ended_by")} as "Ended by", b.block_id as "Block id", b.item_id as "Item id"
    from blocks b join items i on i.${org} and i.item_id = b.item_id where b.${org} and visible order by b.started_at, b.block_id`,
  links: `select ${key("l.from_item_id")} as "From", l.kind as "Kind", ${key("l.to_item_id")} as "To", l.created_at as "Created at", ${name("l.created_by")} as "Created by",
      l.link_id as "Link id", l.from_item_id as "From item id", l.to_item_id as "To item id"
    from item_links l join items i on i.${org} and i.item_id = l.from_item_id where l.${org} and visible order by l.created_at, l.link_id`,
  people: `select p.name as "Name", p.email as "Email", p.kind as "Kind", p.role as "Role", p.state as "State", ${name("p.sponsor_id")} as "Sponsor",
      p.joined_at as "Joined at", p.external_id as "External id", p.person_id as "Person id"
    from people p where p.${org} order by lower(p.name), p.person_id`,
  teams: `select t.key as "Key", t.name as "Name", t.description as "Description", t.time_zone as "Time zone", t.capacity as "Capacity", t.calendar as "Calendar",
      t.hand_off_expiry_hours as "Hand-off expiry hours",
      array(select p.name || case when m.is_lead then ' (lead)' else '' end from team_members m join people p on p.organization_id = m.organization_id and p.person_id = m.person_id
        where m.${org} and m.team_id = t.team_id order by lower(p.name)) as "Members",
      t.last_item_number as "Last item number", t.created_at as "Created at", t.archived_at as "Archived at", t.external_id as "External id", t.team_id as "Team id"
    from teams t where t.${org} order by t.key`,
  workflows: `select w.name as "Workflow", w.version as "Version", s.position as "Position", s.name as "Stage", s.kind as "Kind", ${team("s.team_id")} as "Team", s.wip_limit as "WIP limit",
      s.wip_hard as "Limit is hard", s.sle_percent as "Service level percent", s.sle_days as "Service level days", s.entry_checklist as "Entry checklist",
      s.next_stage_ids as "Next stage ids", s.retired_at as "Retired at", ${team("w.team_id")} as "Workflow team", w.description as "Description", w.archived_at as "Archived at",
      s.stage_id as "Stage id", w.workflow_id as "Workflow id"
    from workflows w join stages s on s.${org} and s.workflow_id = w.workflow_id where w.${org} order by lower(w.name), w.workflow_id, s.retired_at nulls first, s.position`,
  "workflow-versions": `select w.name as "Workflow", v.version as "Version", v.created_at as "Created at", ${name("v.created_by")} as "Created by", v.note as "Note", v.definition as "Definition",
      v.workflow_id as "Workflow id"
    from workflow_versions v join workflows w on w.${org} and w.workflow_id = v.workflow_id where v.${org} order by lower(w.name), v.workflow_id, v.version`,
  fields: `select f.name as "Name", f.kind as "Kind", f.choices as "Choices", f.position as "Position", f.archived_at as "Archived at", f.external_id as "External id", f.field_id as "Field id"
    from fields f where f.${org} order by f.position, lower(f.name)`,
  labels: `select l.name as "Name", l.hue as "Hue", l.archived_at as "Archived at", l.label_id as "Label id" from labels l where l.${org} order by lower(l.name), l.label_id`,
  requests: `select r.number as "Number", r.title as "Title", r.details as "Details", ${team("r.team_id")} as "Team",
      (select c.name from channels c where c.${org} and c.channel_id = r.channel_id) as "Form", coalesce(${name("r.requester_id")}, r.requester_name) as "Requester",
      r.requester_email as "Requester email", r.answers as "Answers", r.state as "State", r.reason as "Reason", ${key("r.item_id")} as "Item",
      (select m.number from requests m where m.${org} and m.request_id = r.merged_into_id) as "Merged into", r.created_at as "Created at",
      r.first_response_at as "First response at", r.asked_at as "Asked at", r.decided_at as "Decided at", ${name("r.decided_by")} as "Decided by", r.request_id as "Request id"
    from requests r where r.${org} order by r.number`,
  "request-messages": `select r.number as "Request", m.created_at as "Created at", coalesce(${name("m.author_id")}, r.requester_name) as "Author", m.from_requester as "From requester",
      m.internal as "Internal", m.body as "Text", m.message_id as "Message id"
    from request_messages m join requests r on r.${org} and r.request_id = m.request_id where m.${org} order by m.created_at, m.message_id`,
  "hand-offs": `select ${key("h.item_id")} as "Item", ${team("h.from_team_id")} as "From team", ${team("h.to_team_id")} as "To team", ${stage("h.from_stage_id")} as "From stage",
      ${stage("h.to_stage_id")} as "To stage", h.state as "State", h.note as "Note", h.reason as "Reason", h.offered_at as "Offered at", ${name("h.offered_by")} as "Offered by",
      h.expires_at as "Expires at", h.decided_at as "Decided at", ${name("h.decided_by")} as "Decided by", h.hand_off_id as "Hand-off id", h.item_id as "Item id"
    from hand_offs h join items i on i.${org} and i.item_id = h.item_id where h.${org} and visible order by h.offered_at, h.hand_off_id`,
  routines: `select r.name as "Name", ${team("r.team_id")} as "Team", (select w.name from workflows w where w.${org} and w.workflow_id = r.workflow_id) as "Workflow", r.trigger as "Trigger",
      r.recurrence as "Recurrence", r.after_days as "After days", r.time_zone as "Time zone", r.template as "Template", r.is_active as "Active", r.starts_on as "Starts on",
      r.next_at as "Next at", r.last_made_at as "Last made at", r.archived_at as "Archived at", r.routine_id as "Routine id"
    from routines r where r.${org} order by lower(r.name), r.routine_id`,
  channels: `select c.name as "Name", ${team("c.team_id")} as "Team", c.kind as "Kind", c.slug as "Address", c.introduction as "Introduction", c.questions as "Questions", c.is_open as "Open",
      c.first_response_hours as "First response hours", c.archived_at as "Archived at", c.channel_id as "Channel id"
    from channels c where c.${org} order by lower(c.name), c.channel_id`,
  views: `select v.name as "Name", ${name("v.owner_id")} as "Owner", ${team("v.team_id")} as "Team", v.shared as "Shared", v.layout as "Layout", v.definition as "Definition",
      v.created_at as "Created at", v.view_id as "View id"
    from views v where v.${org} and (v.shared or v.owner_id = $1) order by lower(v.name), v.view_id`,
} as const satisfies Record<ExportNoun, string>;
