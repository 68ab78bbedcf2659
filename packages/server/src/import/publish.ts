import { rankBetween } from "@throughline/domain/priority/rank";
import { usualCalendar } from "../teams/create.ts";
import { ArrangingRefusal } from "./arranging-refusal.ts";
import { keepReport } from "./keep-report.ts";
import { numberEvents } from "./number-events.ts";
import { insertLabels } from "./resolve-labels.ts";
import { insertPeople } from "./resolve-people.ts";
import type { ResolvedField } from "./resolve-fields.ts";
import type { ResolvedStage, ResolvedStages } from "./resolve-stages.ts";
import { insertTeams } from "./resolve-teams.ts";
import type { Session } from "./session.ts";

export interface Publication {
  readonly importId: string;
  readonly actorId: string;
  readonly source: string;
  readonly now: Date;
  readonly team: { readonly teamId: string; readonly key: string; readonly name: string; readonly isNew: boolean };
  readonly workflow: { readonly workflowId: string; readonly name: string; readonly isNew: boolean };
  readonly stages: ResolvedStages;
  readonly fields: readonly ResolvedField[];
  /** The number before the first new key. */
  readonly keyBase: number;
  readonly newItems: number;
  /** Runs right before the events' counter is locked; throws where the import was cancelled meanwhile. */
  readonly settle: () => Promise<void>;
  readonly progress: (share: number) => Promise<void> | void;
}

const rooms = [2_000, 10_000, 60_000];
const eventPortion = 20_000;

/**
 * Makes everything that stands arranged appear at once: one transaction, in which whatever is heavy is written before anything
 * that others could wait for is locked, and the events' counter last. Tried again with more room where others were faster.
 * @returns the number of the last event.
 */
export async function publish(session: Session, of: Publication): Promise<number> {
  for (const [attempt, room] of rooms.entries()) {
    try {
      return await session.transaction(() => once(session, of, room));
    } catch (error) {
      const again = error instanceof ArrangingRefusal && error.code === "too_busy" && attempt < rooms.length - 1;
      if (!again && !isDeadlock(error)) throw error;
      if (attempt === rooms.length - 1) throw error;
    }
  }
  throw new Error("There is always a last attempt");
}

const isDeadlock = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "40P01" || error.code === "55P03");

async function once(session: Session, of: Publication, room: number): Promise<number> {
  const { now } = of;
  await session.run(insertPeople, [now]);
  await session.run(insertTeams, [now, JSON.stringify(usualCalendar)]);
  await session.run(insertLabels);
  if (of.team.isNew)
    await session.run(
      `insert into teams (organization_id, team_id, key, name, calendar, last_item_number, created_at) values (current_organization(), $1, $2, $3, $4, $5, $6)`,
      [of.team.teamId, of.team.key, of.team.name, JSON.stringify(usualCalendar), of.newItems, now],
    );
  await writeFields(session, of.fields);
  await writeWorkflow(session, of);
  await of.progress(0.05);
  await writeItems(session, of);
  await of.progress(0.35);
  await writeHistory(session);
  await of.progress(0.6);
  await writeUpdates(session, of);
  await assertRoomInStages(session, of);
  await keepReport(session, of.importId);
  await recordSetUp(session, of);
  return numberEvents(session, {
    room,
    portion: eventPortion,
    recordedAt: now,
    progress: (share) => of.progress(0.65 + 0.3 * Math.min(share, 1)),
    beforeLock: of.settle,
  });
}

async function writeFields(session: Session, fields: readonly ResolvedField[]): Promise<void> {
  const [{ position = 0 } = {}] = await session.rows<{ position: number }>(
    "select coalesce(max(position), 0) as position from fields where organization_id = current_organization()",
  );
  for (const [at, field] of fields.entries()) {
    const choices = JSON.stringify(field.choices ?? []);
    if (field.isNew)
      await session.run(
        `insert into fields (organization_id, field_id, name, kind, choices, position, external_id)
          select current_organization(), $1, $2, $3, $4, $5, case when not exists (
            select from fields where organization_id = current_organization() and external_id = lower(btrim($6::text))) then lower(btrim($6::text)) end`,
        [field.fieldId, field.name, field.kind, choices, position + 1 + at, field.source],
      );
    else if (field.choices)
      await session.run(
        `update fields set choices = $2, revision = revision + 1
          where organization_id = current_organization() and field_id = $1 and jsonb_array_length(choices) < jsonb_array_length($2::jsonb)`,
        [field.fieldId, choices],
      );
  }
}

async function writeWorkflow(session: Session, of: Publication): Promise<void> {
  const { workflow, team, stages, now } = of;
  if (workflow.isNew)
    await session.run(
      `insert into workflows (organization_id, workflow_id, team_id, name, description, created_at)
        values (current_organization(), $1, $2, $3, $4, $5)`,
      [workflow.workflowId, team.teamId, workflow.name, `Brought in from ${of.source}`, now],
    );
  const fresh = stages.stages.filter((stage) => stage.isNew);
  for (const stage of fresh)
    await session.run(
      `insert into stages (organization_id, stage_id, workflow_id, team_id, position, name, kind) values (current_organization(), $1, $2, $3, $4, $5, $6)`,
      [stage.stageId, workflow.workflowId, team.teamId, stage.position, stage.name, stage.kind],
    );
  if (fresh.length > 0) {
    if (!workflow.isNew)
      await session.run(
        "update workflows set version = version + 1, revision = revision + 1 where organization_id = current_organization() and workflow_id = $1",
        [workflow.workflowId],
      );
    await session.run(
      `insert into workflow_versions (organization_id, workflow_id, version, definition, note, created_by, created_at)
        select w.organization_id, w.workflow_id, w.version, jsonb_build_object('name', w.name, 'stages', (select jsonb_agg(jsonb_build_object(
            'stageId', s.stage_id, 'teamId', s.team_id, 'name', s.name, 'kind', s.kind, 'wipLimit', s.wip_limit, 'wipHard', s.wip_hard,
            'serviceLevel', case when s.sle_percent is null then null else jsonb_build_object('percent', s.sle_percent, 'days', s.sle_days) end,
            'entryChecklist', s.entry_checklist, 'nextStageIds', s.next_stage_ids) order by s.position)
          from stages s where s.organization_id = w.organization_id and s.workflow_id = w.workflow_id and s.retired_at is null)),
          'Stages of an import', $2, $3
        from workflows w where w.organization_id = current_organization() and w.workflow_id = $1`,
      [workflow.workflowId, of.actorId, now],
    );
  }
  await session.run(
    `insert into import_sources (organization_id, name, team_id, workflow_id, stages, created_at) values (current_organization(), $1, $2, $3, $4, $5)
      on conflict (organization_id, name) do update set stages = excluded.stages`,
    [of.source, team.teamId, workflow.workflowId, JSON.stringify(stages.states), now],
  );
}

async function writeItems(session: Session, of: Publication): Promise<void> {
  await writeRanks(session, of.stages.stages);
  await session.run(
    `insert into items (organization_id, item_id, key, title, description, kind, workflow_id, stage_id, team_id, owner_id, requester_id,
        parent_id, class_of_service, value, effort_low, effort_high, due_on, rank, fields, origin, origin_id, source, external_id,
        created_at, updated_at, stage_entered_at, started_at, finished_at, revision)
      select current_organization(), a.item_id, $1 || '-' || ($2::int + a.key_number), a.title, coalesce(a.description, ''), coalesce(a.kind, 'task'), $3, a.stage_id,
        s.team_id, a.owner_id, a.requester_id, p.parent_id, coalesce(a.class_of_service, 'standard'), a.value, a.effort, a.effort, a.due_on,
        r.prefix || lpad(row_number() over (partition by a.stage_id order by a.stage_entered_at, a.sequence)::text, 9, '0') || 'V', coalesce(a.fields, '{}'),
        'import', $4, $5, a.external_id, a.created_at, a.updated_at, a.stage_entered_at, a.started_at, a.finished_at,
        1 + coalesce((select max(k) from field_changes c where c.external_id = a.external_id), 0)
      from arranged a join stages s on s.organization_id = current_organization() and s.stage_id = a.stage_id
        join stage_ranks r on r.stage_id = a.stage_id
        left join item_parents p on p.item_id = a.item_id
      where a.fate = 'new' order by a.key_number`,
    [of.team.key, of.keyBase, of.workflow.workflowId, of.importId, of.source],
  );
  await session.run(`
    insert into item_people (organization_id, item_id, person_id, part)
      select distinct current_organization(), a.item_id, p.person_id, v.part
      from arranged a
        cross join lateral (
          select jsonb_array_elements_text(a.record -> 'contributors') as name, 'contributor' as part
          union all select jsonb_array_elements_text(a.record -> 'watchers'), 'watcher') v
        join map_people p on p.name = v.name
      on conflict do nothing;
    insert into item_labels (organization_id, item_id, label_id)
      select distinct current_organization(), a.item_id, l.label_id
      from arranged a cross join lateral jsonb_array_elements_text(a.record -> 'labels') as n (name) join map_labels l on l.name = n.name
      on conflict do nothing`);
  await session.run(
    `insert into item_links (organization_id, link_id, from_item_id, to_item_id, kind, created_by, created_at)
      select current_organization(), link_id, from_item_id, to_item_id, kind, $1, $2 from new_links on conflict do nothing`,
    [of.actorId, of.now],
  );
  await session.run(
    `select count(index_search_text('item', a.item_id, i.key || ' ' || i.external_id || ' ' || i.title, i.description)) from arranged a
      join items i on i.organization_id = current_organization() and i.item_id = a.item_id where a.fate = 'new'`,
  );
}

/** Whatever stands in a stage stays before what comes in. */
async function writeRanks(session: Session, stages: readonly ResolvedStage[]): Promise<void> {
  await session.run("drop table if exists pg_temp.stage_ranks");
  await session.run("create temp table stage_ranks (stage_id uuid not null, prefix text not null)");
  const rows: [string, string][] = [];
  for (const stage of stages) {
    const [highest] = stage.isNew
      ? []
      : await session.rows<{ rank: string | null }>(
          "select max(rank) as rank from items where organization_id = current_organization() and stage_id = $1 and finished_at is null",
          [stage.stageId],
        );
    rows.push([stage.stageId, highest?.rank == null ? "" : rankBetween(highest.rank, null)]);
  }
  await session.copy("stage_ranks", ["stage_id", "prefix"], rows);
}

async function writeHistory(session: Session): Promise<void> {
  await session.run(`
    insert into item_revisions (organization_id, item_id, revision, changed_by, changed_at, before, after)
      select current_organization(), a.item_id, case when a.fate = 'new' then 1 else a.known_revision end + c.k, c.person_id, c.at, c.before, c.after
      from field_changes c join arranged a using (external_id);
    insert into hand_offs (organization_id, hand_off_id, item_id, from_stage_id, to_stage_id, from_team_id, to_team_id, state, offered_by, offered_at, decided_by, decided_at)
      select current_organization(), hand_off_id, item_id, from_stage, to_stage, from_team, to_team, 'accepted', person_id, at, person_id, at from new_hand_offs;
    insert into comments (organization_id, comment_id, item_id, author_id, body, external_id, created_at)
      select current_organization(), comment_id, item_id, author_id, body, fingerprint, at from new_comments;
    insert into imported_events (organization_id, item_id, fingerprint)
      select distinct current_organization(), a.item_id, e.fingerprint from told_events e join arranged a using (external_id) where not e.is_known`);
  await session.run(
    `insert into imported_items (organization_id, item_id, fingerprint, revision)
      select current_organization(), a.item_id, a.fingerprint, i.revision from arranged a
        join items i on i.organization_id = current_organization() and i.item_id = a.item_id where a.fate = 'new'`,
  );
}

/** Items of an earlier import follow what the file says now; locked only here, late, and left alone if someone was faster. */
async function writeUpdates(session: Session, of: Publication): Promise<void> {
  const [{ count = 0 } = {}] = await session.rows<{ count: number }>("select count(*)::int as count from updates");
  if (count === 0) return;
  const [{ held = 0 } = {}] = await session.rows<{ held: number }>(
    `select count(*)::int as held from (select i.item_id from items i join updates u on u.item_id = i.item_id and u.known_revision = i.revision
      where i.organization_id = current_organization() order by i.item_id for no key update of i) x`,
  );
  if (held < count)
    throw new ArrangingRefusal(
      "too_busy",
      "Some of the items were changed while the file was read; run the import again.",
    );
  await session.run(
    `update items i set
        title = coalesce(u.after ->> 'title', i.title), description = coalesce(u.after ->> 'description', i.description), kind = coalesce(u.after ->> 'kind', i.kind),
        owner_id = coalesce((u.after ->> 'ownerId')::uuid, i.owner_id), requester_id = coalesce((u.after ->> 'requesterId')::uuid, i.requester_id),
        class_of_service = coalesce(u.after ->> 'classOfService', i.class_of_service), value = coalesce((u.after ->> 'value')::numeric, i.value),
        effort_low = coalesce((u.after ->> 'effortLow')::numeric, i.effort_low), effort_high = coalesce((u.after ->> 'effortHigh')::numeric, i.effort_high),
        due_on = coalesce((u.after ->> 'dueOn')::date, i.due_on), parent_id = coalesce((u.after ->> 'parentId')::uuid, i.parent_id), fields = u.new_fields,
        stage_id = case when u.moves then u.stage_id else i.stage_id end,
        team_id = case when u.moves then s.team_id else i.team_id end,
        stage_entered_at = case when not u.moves then i.stage_entered_at when u.needs_move then u.moved_at else u.stage_entered_at end,
        started_at = case when s.kind = 'queue' then i.started_at else coalesce(i.started_at, u.started_at, u.moved_at) end,
        finished_at = case when not u.moves then i.finished_at when s.kind <> 'done' then null when u.needs_move then coalesce(i.finished_at, u.moved_at) else u.finished_at end,
        updated_at = $1, revision = i.revision + u.revisions + case when u.after <> '{}' or u.moves then 1 else 0 end
      from updates u join stages s on s.organization_id = current_organization() and s.stage_id = u.stage_id
      where i.organization_id = current_organization() and i.item_id = u.item_id`,
    [of.now],
  );
  await session.run(
    `insert into item_revisions (organization_id, item_id, revision, changed_by, changed_at, before, after)
      select current_organization(), item_id, known_revision + revisions + 1, $1, $2, before, after from updates where after <> '{}'`,
    [of.actorId, of.now],
  );
  await session.run(`
    select count(index_search_text('item', i.item_id, i.key || ' ' || i.external_id || ' ' || i.title, i.description)) from updates u
      join items i on i.organization_id = current_organization() and i.item_id = u.item_id where u.after ? 'title' or u.after ? 'description'`);
  await session.run(`
    insert into imported_items (organization_id, item_id, fingerprint, revision)
      select current_organization(), a.item_id, a.fingerprint, i.revision from arranged a
        join items i on i.organization_id = current_organization() and i.item_id = a.item_id where a.fate = 'changed'
      on conflict (organization_id, item_id) do update set fingerprint = excluded.fingerprint, revision = excluded.revision`);
}

/** A hard limit that someone set for a stage of the source's workflow holds for imports too. */
async function assertRoomInStages(session: Session, of: Publication): Promise<void> {
  const [full] = await session.rows<{ name: string; wip_limit: number; wip: number }>(
    `select s.name, s.wip_limit, w.wip from (
        select stage_id, name, wip_limit from stages where organization_id = current_organization() and workflow_id = $1 and wip_hard and wip_limit is not null
          and stage_id in (select stage_id from arranged) for no key update) s
      cross join lateral (select count(*)::int as wip from items i where i.organization_id = current_organization() and i.workflow_id = $1 and i.stage_id = s.stage_id and i.archived_at is null) w
      where w.wip > s.wip_limit limit 1`,
    [of.workflow.workflowId],
  );
  if (full)
    throw new ArrangingRefusal(
      "stage_full",
      `${full.name} has a hard limit of ${full.wip_limit} and would hold ${full.wip}. Make room or lift the limit, then run the import again.`,
    );
}

/** What the import made beside items is recorded too, so that the audit tells where it comes from. */
async function recordSetUp(session: Session, of: Publication): Promise<void> {
  const { actorId, now } = of;
  await session.run("delete from publishing where item_id is null");
  const add = (name: string, subjects: string, data = "{}") =>
    session.run(
      `insert into publishing select $1, null, 1, $2, '${name}', subject_id, $3 from (${subjects}) s (subject_id)`,
      [now, actorId, data],
    );
  await add("team.created", "select distinct team_id from map_teams where is_new");
  await add("label.changed", "select distinct label_id from map_labels where is_new", '{"change":"created"}');
  const ids = (list: readonly string[]) =>
    list.length === 0 ? "select null::uuid where false" : `values ${list.map((id) => `('${id}'::uuid)`).join(", ")}`;
  await add("team.created", ids(of.team.isNew ? [of.team.teamId] : []));
  await add(
    "field.changed",
    ids(of.fields.filter((one) => one.isNew).map((one) => one.fieldId)),
    '{"change":"created"}',
  );
  const fresh = of.stages.stages.some((stage) => stage.isNew);
  await add("workflow.created", ids(of.workflow.isNew ? [of.workflow.workflowId] : []));
  await add("workflow.changed", ids(!of.workflow.isNew && fresh ? [of.workflow.workflowId] : []));
  await session.run(
    `insert into publishing select $1, null, 2, $2, 'import.finished', $3, jsonb_build_object('items', $4::int)`,
    [now, actorId, of.importId, of.newItems],
  );
}
