import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { classOfService } from "./items.ts";
import { day, id, instant, line, listOf, timeZone } from "./primitives.ts";

/** Whose flow: a team's own part, a workflow from end to end, or everything; and which items of it. */
export const flowScope = {
  team: id
    .optional()
    .describe("Only the team's part: from first entry into its stages until done there or gone elsewhere"),
  workflow: id.optional().describe("Only this workflow, from end to end"),
  class: listOf(classOfService).optional().describe("Only items of these classes of service"),
  kind: listOf(line(60)).optional().describe("Only items of these kinds"),
  label: listOf(id).optional().describe("Only items with one of these labels"),
};

const milliseconds = z.number().describe("Milliseconds, of working hours where those were asked for");
const share = z.number().describe("0 to 1");
const count = z.int();

const spread = z
  .object({ count, mean: milliseconds, p50: milliseconds, p85: milliseconds, p95: milliseconds })
  .describe("Percentiles by linear interpolation");

const band = z.object({
  bandId: z.string(),
  name: z
    .string()
    .nullable()
    .describe("Of the stage; null for all stages of a kind together, and for what a team passed on"),
  kind: z.enum(["queue", "active", "done"]),
  teamId: id.nullable(),
});

export const readFlow = endpoint({
  method: "GET",
  path: "/flow",
  summary: "How work flows: times, throughput, work in progress, ageing, service levels, blocked time, hand-off waits",
  access: "flow.read",
  query: z.strictObject({
    ...flowScope,
    from: day.optional().describe("First day; absent: `days` before `to`, or the first day on which anything happened"),
    days: z.coerce
      .number()
      .int()
      .min(1)
      .max(10_980)
      .optional()
      .describe("How far back where no first day is given; 90"),
    to: day
      .optional()
      .describe("Last day; absent: today, or the last day on which anything happened if that is over 60 days ago"),
    clock: z.enum(["start", "arrival"]).optional().describe("Times run from the start of work (usual) or from arrival"),
    time: z
      .enum(["calendar", "working"])
      .optional()
      .describe("Calendar time (usual), or the working hours of the team or of the workflow's team"),
    zone: timeZone
      .optional()
      .describe("Where days are cut; absent: the team's time zone, or the workflow's team's, or UTC"),
    by: z.enum(["day", "week", "month"]).optional().describe("What throughput is counted by; absent: as the time fits"),
  }),
  output: z.object({
    from: instant,
    to: instant,
    zone: z.string().describe("Where days are cut"),
    asOf: instant.describe("When this was worked out"),
    endedAt: instant.nullable().describe("Where nothing happened for long and `to` was left open: the last event"),
    clock: z.enum(["start", "arrival"]),
    time: z.enum(["calendar", "working"]),
    firstAt: instant.nullable(),
    lastAt: instant.nullable(),
    items: count,
    leftOut: count.describe("Items left out by the bound of 40,000, the longest finished"),
    firstToLast: spread.nullable().describe("From each item's first event to its last, calendar time, all items"),

    finished: z.object({
      spread: spread.nullable().describe("Of items finished in the window"),
      before: spread.nullable().describe("The same over the window of the same length before"),
      estimate: z
        .object({
          p50: milliseconds.nullable(),
          p85: milliseconds.nullable(),
          p95: milliseconds.nullable(),
          open: count,
        })
        .nullable()
        .describe("By Kaplan and Meier: work still open weighed in; null where too little lasted that long"),
      points: z
        .array(z.object({ key: z.string(), title: z.string(), class: classOfService, at: instant, time: milliseconds }))
        .describe("At most 3,000, every one beyond P95 among them, in the order they were finished"),
      histogram: z.object({ width: milliseconds, counts: z.array(count), beyond: count }),
    }),
    bands: z.array(band).describe("Stages in the order of work; where they are more than 12, the kinds of stages"),
    cumulative: z.object({
      at: z.array(instant),
      counts: z.array(z.array(count)).describe("By band, then by instant"),
      arrived: z.array(count),
      dropped: z.array(count),
    }),
    throughput: z.object({
      by: z.enum(["day", "week", "month"]),
      buckets: z.array(
        z.object({
          from: instant,
          to: instant,
          isWhole: z.boolean().describe("False where the window cuts it"),
          arrived: count,
          finished: count,
          dropped: count,
        }),
      ),
      arrived: count,
      finished: count,
      dropped: count,
    }),
    inProgress: z.object({
      counts: z.array(count).describe("At the instants of `cumulative`"),
      mean: z.number(),
      least: count,
      most: count,
      last: count,
      limit: count.nullable().describe("All limits of active stages together, where each has one"),
      waiting: count.describe("Arrived and not started"),
      blocked: count,
    }),
    loads: z.array(
      z.object({
        stageId: id,
        name: z.string(),
        limit: count.nullable(),
        mean: z.number(),
        most: count,
        last: count,
        workflowId: id,
        full: share.nullable().describe("Share of the time at today's limit or above"),
      }),
    ),
    ageing: z.object({
      items: z.array(
        z.object({
          key: z.string(),
          title: z.string(),
          class: classOfService,
          bandId: z.string(),
          age: milliseconds,
          inStage: milliseconds,
          blocked: z.boolean(),
          olderThan: share.describe("Share of all work that is finished by this age, open work weighed in"),
        }),
      ),
      more: count.describe("Younger ones that were left out"),
      bands: z.array(z.object({ bandId: z.string(), ages: spread.nullable() })),
      olderThanP85: count,
    }),
    levels: z.object({
      stages: z.array(
        z.object({
          stageId: id,
          name: z.string(),
          workflowId: id,
          percent: z.number(),
          days: z.number().describe("Working days of the stage's team"),
          met: count,
          missed: count,
          undecided: count,
          share: share.nullable().describe("met / (met + missed)"),
          estimate: z.object({ share, low: share, high: share }).nullable().describe("With undecided work weighed in"),
        }),
      ),
      all: z
        .object({
          met: count,
          missed: count,
          undecided: count,
          share: share.nullable(),
          low: share.nullable(),
          high: share.nullable(),
        })
        .nullable(),
    }),
    efficiency: z.object({
      share: share.nullable().describe("Active and not blocked over all time, of items finished in the window"),
      active: milliseconds,
      waiting: milliseconds,
      blocked: milliseconds,
    }),
    blocked: z.array(z.object({ reason: z.string().nullable(), count, open: count, time: milliseconds })),
    handOffs: z.object({
      pairs: z.array(
        z.object({
          fromTeamId: z.string(),
          toTeamId: z.string(),
          count,
          open: count,
          p50: milliseconds.nullable(),
          p85: milliseconds.nullable(),
          total: milliseconds,
        }),
      ),
      more: count.describe("Pairs that waited less and were left out"),
    }),
    classes: z.array(
      z.object({
        class: classOfService,
        arrived: count,
        finished: count,
        open: count,
        p50: milliseconds.nullable(),
        p85: milliseconds.nullable(),
      }),
    ),
    kinds: z.array(
      z.object({
        kind: z.string(),
        arrived: count,
        finished: count,
        open: count,
        p50: milliseconds.nullable(),
        p85: milliseconds.nullable(),
      }),
    ),
    little: z
      .object({
        inProgress: z.number(),
        perDay: z.number(),
        time: milliseconds,
        error: z.number().describe("Gap of L = λ W; above 1e-9 the history contradicts itself"),
        steadiness: z.number().nullable(),
      })
      .describe("Little's law over the window, calendar time"),
  }),
  refusals: ["not_found", "not_enough_history", "too_many_requests", "took_too_long", "unavailable"],
});
export type Flow = z.output<typeof readFlow.output>;
