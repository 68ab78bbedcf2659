import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { checklistLine, classOfService, itemRow } from "./items.ts";
import { day, id, instant, line, prose, revision, timeZone } from "./primitives.ts";

const template = z.strictObject({
  title: line(500).describe("{date} and {week} are replaced by the day and ISO week it is made for"),
  description: prose(100_000).default(""),
  kind: line(60).default("task"),
  stageId: id.nullable().default(null),
  ownerId: id.nullable().default(null),
  classOfService: classOfService.default("standard"),
  effortLow: z.number().min(0).max(100_000).nullable().default(null),
  effortHigh: z.number().min(0).max(100_000).nullable().default(null),
  value: z.number().min(0).max(1e12).nullable().default(null),
  dueInDays: z.int().min(0).max(3650).nullable().default(null),
  labelIds: z.array(id).max(50).default([]),
  checklist: z
    .array(checklistLine.pick({ id: true, text: true }))
    .max(200)
    .default([]),
});

export const routine = z.object({
  routineId: id,
  teamId: id,
  workflowId: id,
  name: z.string(),
  trigger: z.enum(["calendar", "after_done"]),
  recurrence: z
    .string()
    .describe("iCalendar RRULE, such as FREQ=WEEKLY;BYDAY=MO;BYHOUR=9 (midnight without BYHOUR); empty for after_done"),
  afterDays: z.int().nullable().describe("after_done: days between the last one's end and the next"),
  timeZone: z.string(),
  template,
  isActive: z.boolean(),
  startsOn: day,
  nextAt: instant.nullable(),
  nextTimes: z.array(instant).describe("The next five"),
  lastItemId: id.nullable(),
  lastMadeAt: instant.nullable(),
  stuck: z
    .object({ since: instant, code: z.string(), detail: z.string() })
    .nullable()
    .describe("It is due and could not make its item, such as into a full stage; it is tried again every minute"),
  archivedAt: instant.nullable(),
  revision,
});
export type Routine = z.output<typeof routine>;

const writable = {
  name: line(120),
  trigger: z.enum(["calendar", "after_done"]),
  recurrence: z.string().max(500),
  afterDays: z.int().min(0).max(3650).nullable(),
  timeZone,
  template,
  isActive: z.boolean(),
  startsOn: day,
};

export const listRoutines = endpoint({
  method: "GET",
  path: "/routines",
  summary: "The routines: what is made again and again",
  access: "routine.read",
  output: z.object({ rows: z.array(routine) }),
  refusals: [],
});

export const createRoutine = endpoint({
  method: "POST",
  path: "/routines",
  summary: "Make a routine, by calendar or after the last one is done",
  access: "routine.design",
  body: z
    .strictObject({ ...writable, workflowId: id })
    .partial()
    .required({ workflowId: true, name: true, trigger: true, template: true }),
  output: routine,
  refusals: ["unknown_reference"],
  events: ["routine.created"],
});

export const changeRoutine = endpoint({
  method: "PATCH",
  path: "/routines/:routineId",
  summary: "Change, pause, resume or archive a routine",
  access: "routine.design",
  params: z.strictObject({ routineId: id }),
  body: z
    .strictObject({ ...writable, archived: z.boolean(), revision })
    .partial()
    .required({ revision: true }),
  output: routine,
  refusals: ["not_found", "stale", "unknown_reference"],
  events: ["routine.changed"],
});

export const runRoutine = endpoint({
  method: "POST",
  path: "/routines/:routineId/run",
  summary: "Make its item now, besides its calendar",
  access: "routine.design",
  params: z.strictObject({ routineId: id }),
  output: z.object({ item: itemRow }),
  refusals: ["not_found", "stage_full", "unknown_reference"],
  events: ["item.created", "routine.ran"],
});
