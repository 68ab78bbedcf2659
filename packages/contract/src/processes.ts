import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { flowScope } from "./flow.ts";
import { stageKind } from "./workflows.ts";
import { day, id, instant, timeZone } from "./primitives.ts";

const share = z.coerce.number().min(0).max(1);
/** A stage on the map: its id; with the team that worked it, `stage.team`; `elsewhere` for other teams' stages. */
const mapKey = z.string().max(80);
const milliseconds = z.number().describe("Milliseconds");

/** Which items are read, and what counts as a step of theirs. */
const processScope = {
  ...flowScope,
  from: day.optional().describe("Only items that came in on this day or later; absent: from the beginning"),
  to: day.optional().describe("Only items that came in on this day or earlier"),
  zone: timeZone.optional().describe("Where those days are cut; absent: UTC"),
  group: z
    .enum(["stage", "stage_team"])
    .default("stage")
    .describe("stage_team: a stage stands once for each team that worked in it"),
  against: z
    .enum(["drawn", "order"])
    .optional()
    .describe(
      "What is held to be intended: the ways drawn between stages, or the stages in their order, those that fewer than half of the items enter being passed over at will. Absent: the order where nothing is drawn",
    ),
};
const infrequent = share
  .default(0.2)
  .describe(
    "Behaviour rarer than this share of what is usual beside it is left out of the model; 0 leaves out nothing",
  );
const refusals = ["not_found", "not_enough_history", "too_many_requests", "took_too_long", "unavailable"] as const;

const timeSpent = z.object({
  stays: z.int().describe("Stays that have ended"),
  median: milliseconds,
  mean: milliseconds,
  p85: milliseconds,
});

const mapStage = z.object({
  key: mapKey,
  stageId: id.nullable().describe("null: other teams' stages, seen from one team"),
  name: z.string(),
  teamId: id.nullable().describe("The stage's team, or the team that worked it; null: several"),
  kind: stageKind,
  position: z.int().describe("In the order of the workflow, from 0"),
  visits: z.int(),
  items: z.int(),
  starts: z.int().describe("Items that came in here"),
  ends: z.int().describe("Items that are here now, or were when their history ends"),
  spent: timeSpent.nullable(),
  isShown: z.boolean().describe("Within the shares asked for"),
});

const way = z.object({
  from: mapKey,
  to: mapKey,
  moves: z.int(),
  items: z.int(),
  share: z.number().describe("Of all items"),
  returns: z.int().describe("Moves to a stage the item had been in before: rework"),
  median: milliseconds.describe("From entering the one to entering the other, milliseconds"),
  mean: milliseconds,
  p85: milliseconds,
  isHandOff: z.boolean(),
  isBack: z.boolean().describe("Against the order of the workflow"),
  isIntended: z.boolean(),
  isShown: z.boolean().describe("Within the shares asked for"),
});

const example = z.object({ itemId: id, key: z.string() });

const variant = z.object({
  key: z.string(),
  stages: z.array(mapKey).describe("In the order they were entered; at most 60"),
  length: z.int(),
  items: z.int(),
  share: z.number(),
  median: milliseconds.describe("From the first entry to the last, milliseconds"),
  deviations: z.array(z.string()).describe("Keys of the deviations it shows; none: it follows the workflow"),
  examples: z.array(example),
});

const deviation = z.object({
  key: z.string(),
  kind: z.enum(["skipped", "too_late", "went_back", "out_of_turn", "not_in_workflow"]),
  stage: mapKey,
  from: mapKey.nullable(),
  items: z.int(),
  share: z.number(),
  median: milliseconds.describe("From the first entry to the last, of the items that show it, milliseconds"),
  sentence: z.string().describe("In words: 12 % skip Review (34 of 281)."),
  ways: z
    .array(z.object({ from: mapKey.nullable(), to: mapKey, times: z.int() }))
    .describe("Where it shows, stage by stage; at most 40"),
  examples: z.array(example),
});

export const readProcess = endpoint({
  method: "GET",
  path: "/processes",
  summary: "How work really goes: stages, the ways between them, variants, and where it leaves the intended workflow",
  access: "flow.read",
  query: z.strictObject({
    ...processScope,
    time: z
      .enum(["calendar", "working"])
      .default("calendar")
      .describe("Calendar time (usual), or the working hours of each stage's team"),
    stages: share.default(1).describe("The share of stages to show, the most frequent first"),
    ways: share.default(1).describe("The share of ways to show, the most frequent first"),
  }),
  output: z.object({
    workflow: z.object({ workflowId: id, name: z.string() }).nullable().describe("null: nothing has moved yet"),
    workflows: z.array(z.object({ workflowId: id, name: z.string(), items: z.int() })).describe("Most items first"),
    firstAt: instant.nullable().describe("The first entry of the items looked at; null: there are none"),
    lastAt: instant.nullable().describe("Their last entry"),
    asOf: instant.describe("When this was worked out"),
    endedAt: instant.nullable().describe("Where nothing has happened for over 60 days: when the history ends"),
    lastNumber: z.int().describe("The organization's last event when it was read"),
    items: z.int(),
    moves: z.int(),
    leftOut: z.int().describe("Items left out by the bound of 40,000, the longest finished"),
    returned: z.object({ items: z.int(), share: z.number() }).describe("Items that came back to a stage: rework"),
    stages: z.array(mapStage),
    ways: z.array(way).describe("Most frequent first; at most 2,000"),
    waysLeftOut: z.int(),
    hidden: z.object({
      stages: z.int(),
      ofStages: z.int(),
      visitShare: z.number(),
      ways: z.int(),
      ofWays: z.int(),
      moveShare: z.number(),
      sentence: z.string(),
    }),
    variants: z.object({
      total: z.int(),
      shown: z.array(variant).describe("Most frequent first; at most 100"),
      shownShare: z.number().describe("Of all items"),
    }),
    intended: z
      .object({
        reading: z.enum(["drawn", "order"]),
        isFree: z.boolean().describe("Nothing is drawn: any stage may follow any other"),
        stages: z.array(z.object({ key: mapKey, next: z.array(mapKey), begins: z.boolean() })),
      })
      .nullable(),
    conformance: z
      .object({
        following: z.int().describe("Items that follow the workflow, as far as they have come"),
        followingShare: z.number(),
        followingMedian: milliseconds.nullable(),
        open: z.int().describe("Items under way; what they have yet to do is not held against them"),
        total: z.int().describe("Kinds of deviation"),
        deviations: z.array(deviation).describe("Most frequent first; at most 100"),
      })
      .nullable(),
  }),
  refusals,
});

export const readProcessModel = endpoint({
  method: "GET",
  path: "/processes/model",
  summary: "The process as a model, mined from the history, and how well the two fit",
  access: "flow.read",
  query: z.strictObject({ ...processScope, infrequent }),
  output: z.object({
    items: z.int(),
    variants: z.int(),
    text: z.string().describe("The tree as text: →(Draft, ×(τ, Review), Publish)"),
    nodes: z
      .array(
        z.object({
          kind: z.enum(["activity", "silent", "sequence", "choice", "parallel", "loop"]),
          stage: mapKey.nullable(),
          children: z.array(z.int()).describe("Places in this list"),
        }),
      )
      .describe("The tree; the first node is its root"),
    fitness: z.number().describe("By token replay, 0 to 1: how much of the history the model can play"),
    fittingShare: z.number().describe("Items whose way the model plays without fault"),
    precision: z.number().describe("ETC precision, 0 to 1: how much of what the model allows did happen"),
  }),
  refusals,
});

export const alignProcess = endpoint({
  method: "GET",
  path: "/processes/alignment",
  summary:
    "How well history and model fit by alignments, as server-sent events: `progress` with the share done, then `answer`, or `refused` with the problem. Closing the connection stops the work",
  access: "flow.read",
  query: z.strictObject({ ...processScope, infrequent }),
  output: "stream",
  refusals,
});

/** The data of `answer` in the stream of `alignProcess`. */
export interface ProcessAlignment {
  /** Mean over items, 0 to 1. */
  readonly fitness: number;
  /** Items that fit without any deviation, 0 to 1. */
  readonly fittingShare: number;
  readonly variants: number;
  /** Whether every alignment is proven to be the cheapest. */
  readonly isExact: boolean;
}

export const listProcessItems = endpoint({
  method: "GET",
  path: "/processes/items",
  summary: "The items behind a stage, a way, a variant or a deviation of the mined process",
  access: "flow.read",
  query: z.strictObject({
    ...processScope,
    time: z
      .enum(["calendar", "working"])
      .default("calendar")
      .describe("Calendar time (usual), or the working hours of each stage's team"),
    of: z
      .enum(["stage", "begins", "ends", "way", "variant", "deviation", "following", "returned"])
      .describe(
        "begins, ends: came in, or are now, in the stage; following: those that follow the workflow; returned: those that came back to a stage",
      ),
    key: z.string().max(250).optional().describe("Of the stage, variant or deviation; of a way, FROM~TO"),
    sort: z.enum(["newest", "longest"]).default("newest").describe("Which come first"),
    after: z.coerce.number().int().min(0).max(40_000).default(0).describe("How many to pass over"),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    total: z.int(),
    rows: z.array(
      z.object({
        itemId: id,
        key: z.string(),
        title: z.string(),
        at: instant.describe("When it last happened"),
        time: milliseconds.nullable().describe("How long it took, milliseconds; null: it is still there"),
        stageId: id.describe("Where the item is now"),
      }),
    ),
  }),
  refusals,
});
