import type { DemoContent } from "@throughline/domain/simulation/demo/content";
import type { DemoHistory } from "@throughline/domain/simulation/demo/told";
import type { Write } from "../db/transaction.ts";
import { must } from "../http/refusal.ts";
import { dayIn } from "../routines/occurrences.ts";
import { createTeam } from "../teams/create.ts";
import { createWorkflow } from "../workflows/create.ts";
import { insertRows, instant, maybeInstant } from "./insert-rows.ts";
import { calendarOf } from "./tell.ts";

/** Writes what is there from the first day: people, teams, workflows, labels, fields, forms, views. */
export async function writeSetting(
  tx: Write,
  { organization: plan }: DemoContent,
  told: DemoHistory,
  actorId: string,
  now: Date,
  newId: () => string,
): Promise<void> {
  const startedAt = new Date(told.startedAt);
  await insertRows(
    tx,
    "people",
    told.people.map((person) => ({
      person_id: person.personId,
      kind: "person",
      name: person.name,
      role: person.role,
      state: "recorded",
      joined_at: instant(told.startedAt),
      revision: 1,
    })),
  );
  for (const [at, team] of told.teams.entries()) {
    const { key, name, description, timeZone, capacity, handOffExpiryHours, ...hours } = must(
      plan.teams[at],
      "its plan",
    );
    const calendar = calendarOf({ key, name, description, timeZone, capacity, handOffExpiryHours, ...hours }, now);
    const { members, teamId } = team;
    await createTeam(
      tx,
      actorId,
      { key, name, description, timeZone, calendar, capacity, handOffExpiryHours, members },
      startedAt,
      teamId,
    );
    await tx.db
      .updateTable("teams")
      .set({ last_item_number: team.lastNumber })
      .where("organization_id", "=", tx.organizationId)
      .where("team_id", "=", teamId)
      .execute();
  }
  for (const { workflowId, stages, ...workflow } of told.workflows) {
    const drafts = stages.map(({ key: _key, position: _position, ...stage }) => ({
      ...stage,
      entryChecklist: [...stage.entryChecklist],
      nextStageIds: null,
    }));
    await createWorkflow(tx, actorId, { ...workflow, stages: drafts }, startedAt, workflowId);
  }
  const noted = (name: "label.changed" | "field.changed" | "view.changed", subjectId: string) =>
    tx.record({ name, actorId, subjectId, occurredAt: startedAt, data: { change: "created" } });
  await insertRows(
    tx,
    "labels",
    told.labels.map(({ labelId }, at) => {
      const { name, hue } = must(plan.labels[at], "its plan");
      noted("label.changed", labelId);
      return { label_id: labelId, name, hue, revision: 1 };
    }),
  );
  await insertRows(
    tx,
    "fields",
    told.fields.map(({ fieldId, choices }, position) => {
      const { name, kind } = must(plan.fields[position], "its plan");
      noted("field.changed", fieldId);
      return { field_id: fieldId, name, kind, choices, position, revision: 1 };
    }),
  );
  await insertRows(
    tx,
    "channels",
    told.forms.map(({ channelId, teamId, questions }, at) => {
      const { name, slug, introduction, firstResponseHours } = must(plan.forms[at], "its plan");
      tx.record({
        name: "channel.created",
        actorId,
        subjectId: channelId,
        occurredAt: startedAt,
        data: { team: teamId },
      });
      return {
        channel_id: channelId,
        team_id: teamId,
        kind: "form",
        name,
        slug,
        introduction,
        questions,
        is_open: true,
        first_response_hours: firstResponseHours,
        created_at: instant(told.startedAt),
        revision: 1,
      };
    }),
  );
  await insertRows(
    tx,
    "views",
    plan.views.map(({ name, layout, definition }) => {
      const viewId = newId();
      noted("view.changed", viewId);
      return {
        view_id: viewId,
        owner_id: actorId,
        shared: true,
        name,
        layout,
        definition,
        created_at: instant(told.startedAt),
        revision: 1,
      };
    }),
  );
}

/** Writes the routines, each with its last item: those must be there already. */
export async function writeRoutines(
  tx: Write,
  { organization: plan }: DemoContent,
  told: DemoHistory,
  newId: () => string,
): Promise<void> {
  const labelId = (key: string) =>
    must(
      told.labels.find((label) => label.key === key),
      `the label ${key}`,
    ).labelId;
  await insertRows(
    tx,
    "routines",
    told.routines.map(({ routineId, teamId, workflowId, nextAt, lastItemId, lastMadeAt }, at) => {
      const { name, trigger, recurrence, afterDays, template, team } = must(plan.routines[at], "its plan");
      const { labels, checklist, ...words } = template;
      const { timeZone } = must(
        plan.teams.find(({ key }) => key === team),
        `the team ${team}`,
      );
      return {
        routine_id: routineId,
        team_id: teamId,
        workflow_id: workflowId,
        name,
        trigger,
        recurrence: recurrence ?? "",
        after_days: afterDays ?? null,
        time_zone: timeZone,
        template: {
          ...words,
          stageId: null,
          ownerId: null,
          labelIds: labels.map(labelId),
          checklist: checklist.map((text) => ({ id: newId(), text })),
        },
        is_active: true,
        starts_on: dayIn(new Date(told.startedAt), timeZone),
        next_at: maybeInstant(nextAt),
        last_item_id: lastItemId,
        last_made_at: maybeInstant(lastMadeAt),
        created_at: instant(told.startedAt),
        revision: 1,
      };
    }),
  );
}
