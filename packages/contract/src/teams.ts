import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { day, id, instant, line, prose, revision, timeZone } from "./primitives.ts";

const span = z
  .tuple([z.int().min(0).max(1440), z.int().min(0).max(1440)])
  .refine(([from, to]) => from < to, "A working span must end after it starts");
const spansOfDay = z
  .array(span)
  .max(6)
  .refine(
    (spans) => spans.every(([from], at) => at === 0 || from >= (spans[at - 1]?.[1] ?? 0)),
    "Working spans of a day must be in order and must not overlap",
  );
export const workingCalendar = z.strictObject({
  week: z
    .array(spansOfDay)
    .length(7)
    .refine((week) => week.some((spans) => spans.length > 0), "At least one day of the week must have working time")
    .describe("Seven days from Monday; spans in minutes from midnight"),
  holidays: z
    .array(day)
    .max(1000)
    .refine((days) => new Set(days).size === days.length, "A day is listed twice"),
});
export const teamKey = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z][A-Z0-9]{0,7}$/, "One to eight letters or digits, starting with a letter, such as OPS");

export const team = z.object({
  teamId: id,
  key: z.string(),
  name: z.string(),
  description: z.string(),
  timeZone: z.string(),
  calendar: workingCalendar,
  capacity: z.number(),
  handOffExpiryHours: z.int().nullable(),
  members: z.array(z.object({ personId: id, isLead: z.boolean() })),
  archivedAt: instant.nullable(),
  revision,
});
export type Team = z.output<typeof team>;

const writable = {
  name: line(120),
  description: prose(2000),
  timeZone,
  calendar: workingCalendar,
  capacity: z.number().min(0).max(100_000).describe("Items the team can have in progress at once"),
  handOffExpiryHours: z
    .int()
    .min(1)
    .max(2000)
    .nullable()
    .describe("Offers nobody answers in this time expire; null: never"),
  members: z
    .array(z.strictObject({ personId: id, isLead: z.boolean().default(false) }))
    .max(2000)
    .refine(
      (members) => new Set(members.map((member) => member.personId)).size === members.length,
      "Someone is listed twice",
    )
    .describe("Everyone in the team; whoever is left out is out"),
};

export const listTeams = endpoint({
  method: "GET",
  path: "/teams",
  summary: "All teams with their people and calendars",
  access: "team.read",
  output: z.object({ rows: z.array(team) }),
  refusals: [],
});

export const createTeam = endpoint({
  method: "POST",
  path: "/teams",
  summary: "Make a team. Its key starts the keys of its items and stays",
  access: "team.administer",
  body: z
    .strictObject({ ...writable, key: teamKey })
    .partial()
    .required({ name: true, key: true }),
  output: team,
  refusals: ["conflict", "unknown_reference"],
  events: ["team.created"],
});

export const changeTeam = endpoint({
  method: "PATCH",
  path: "/teams/:teamId",
  summary: "Change a team: name, calendar, capacity, people",
  access: "team.administer",
  params: z.strictObject({ teamId: id }),
  body: z
    .strictObject({ ...writable, revision })
    .partial()
    .required({ revision: true }),
  output: team,
  refusals: ["not_found", "stale", "unknown_reference"],
  events: ["team.changed"],
});

export const archiveTeam = endpoint({
  method: "POST",
  path: "/teams/:teamId/archive",
  summary: "Put a team away; no workflow, open item, open request, form or routine may still need it",
  access: "team.administer",
  params: z.strictObject({ teamId: id }),
  body: z.strictObject({ revision }),
  output: team,
  refusals: ["not_found", "stale", "in_use"],
  events: ["team.archived"],
});
