import { existsSync, readFileSync } from "node:fs";
import type { DemoContent } from "@throughline/domain/simulation/demo/content";
import { slotsOf } from "@throughline/domain/simulation/demo/fill-words";
import { z } from "zod";

/** Where the plan of the demo lies; an installation without it offers no demo. */
const demoFolder = new URL("../../../../content/demo/", import.meta.url);

const key = z.string().regex(/^[a-z][A-Za-z]{1,30}$/);
const text = z.string().min(1);
const range = z.array(z.number().min(0)).min(1).max(2);
const classOfService = z.enum(["expedite", "fixed_date", "standard", "intangible"]);
const share = z.number().min(0).max(1);
const pairs = z.record(key, z.array(z.array(text).min(2).max(3)).min(1));

const team = z.strictObject({
  key: z.string().regex(/^[A-Z]{2,8}$/),
  name: text,
  description: text,
  timeZone: text,
  week: z.array(z.array(z.tuple([z.int(), z.int()]))).length(7),
  holidays: z.array(z.string().regex(/^\d\d-\d\d$/)),
  capacity: z.number().positive(),
  handOffExpiryHours: z.int().min(1).max(2000),
  hands: z.int().min(1),
  people: z.array(text).min(2),
});
const stage = z.strictObject({
  key,
  name: text,
  kind: z.enum(["queue", "active", "done"]),
  team: text,
  wipLimit: z.int().min(1).optional(),
  hard: z.boolean().optional(),
  serviceLevel: z.tuple([z.int().min(1).max(99), z.number().positive()]).optional(),
  entry: z.array(text).optional(),
  share: z.number().positive().optional(),
  blocked: share.optional(),
});
const workflow = z.strictObject({
  key,
  team: text,
  name: text,
  description: text,
  perWeek: z.number().positive(),
  stages: z.array(stage).min(3),
  routes: z.array(z.strictObject({ share, stages: z.array(key).min(2) })).min(1),
  rework: z.array(z.strictObject({ from: key, to: key, share })),
});
const form = z.strictObject({
  key,
  team: text,
  workflow: key,
  slug: z.string().regex(/^[a-z][a-z-]+$/),
  name: text,
  introduction: text,
  firstResponseHours: z.int().min(1),
  questions: z.array(
    z.strictObject({
      key,
      label: text,
      help: text.optional(),
      kind: z.enum(["line", "text", "choice"]),
      required: z.boolean().optional(),
      choices: z.array(text).optional(),
      answers: z.array(text).min(1),
    }),
  ),
});
const routine = z.strictObject({
  key,
  workflow: key,
  team: text,
  name: text,
  trigger: z.enum(["calendar", "after_done"]),
  recurrence: text.optional(),
  afterDays: z.int().min(0).optional(),
  template: z.strictObject({
    title: text,
    description: text,
    kind: text,
    classOfService,
    effortLow: z.number().positive(),
    effortHigh: z.number().positive(),
    value: z.number().min(0),
    dueInDays: z.int().min(0),
    labels: z.array(key),
    checklist: z.array(text),
  }),
});
const organization = z.strictObject({
  name: text.max(120),
  seed: text,
  weeks: z.int().min(1).max(52),
  teams: z.array(team).min(2),
  others: z.array(text).min(1),
  guest: text,
  visitors: z.array(text).min(1),
  labels: z.array(z.strictObject({ key, name: text, hue: z.int().min(0).max(359) })),
  fields: z.array(
    z.strictObject({
      key,
      name: text,
      kind: z.enum(["text", "number", "date", "person", "choice", "link"]),
      choices: z.array(text).min(1).optional(),
    }),
  ),
  workflows: z.array(workflow).min(1),
  forms: z.array(form).min(1),
  routines: z.array(routine),
  views: z.array(
    z.strictObject({ name: text, layout: z.enum(["list", "board"]), definition: z.record(z.string(), z.string()) }),
  ),
});
const work = z.strictObject({
  kind: text,
  weight: z.number().positive(),
  titles: z.array(text).min(1),
  about: text,
  notes: z.array(text).length(2),
  checklist: z.array(text).optional(),
  effort: range.length(2),
  value: range.length(2).nullable(),
  classes: z.partialRecord(classOfService, share).optional(),
  dueInDays: range.length(2).optional(),
  labels: z.array(key),
  fields: z.record(key, text),
  through: z.array(key).optional(),
});
const texts = z.array(z.string()).min(1);
const lists = z.record(key, texts);
const words = z.strictObject({
  slots: z.record(key, texts),
  ranges: z.record(key, range.length(2)),
  patterns: z.record(key, text),
  remarks: z.strictObject({
    pulled: lists,
    unblocked: texts,
    aside: texts,
    reopened: texts,
    review: texts,
    returned: texts,
    general: lists,
    mention: texts,
  }),
  offer: z.strictObject({ notes: lists, declined: lists }),
  blocks: pairs,
  questions: pairs,
  declined: pairs,
  wrongDoor: text,
  trees: z.array(
    z.strictObject({
      workflow: key,
      week: z.int().min(0),
      kind: text,
      title: text,
      description: text,
      effort: range.length(2),
      value: z.number().positive(),
      dueInDays: z.int().min(0),
      labels: z.array(key),
      fields: z.record(key, text),
      inOrder: z.boolean().optional(),
      children: z.array(z.array(text).length(2)).min(1),
    }),
  ),
  now: z.strictObject({
    requests: z.array(
      z.strictObject({
        form: key,
        minutes: z.int().min(1),
        title: text,
        details: text,
        answers: z.record(key, text),
        by: z.int().min(0).nullable(),
      }),
    ),
    asked: z.array(
      z.strictObject({
        form: key,
        minutes: z.int().min(2),
        title: text,
        details: text,
        question: text,
        by: z.union([z.int().min(0), z.literal("me")]),
      }),
    ),
    items: z.array(
      z.strictObject({
        workflow: key,
        minutes: z.int().min(1),
        kind: text,
        class: classOfService,
        dueInDays: z.int().min(0).optional(),
        title: text,
        description: text,
        effort: range.length(2),
        value: z.number().min(0).nullable(),
        labels: z.array(key),
        fields: z.record(key, z.union([text, z.number()])),
      }),
    ),
    override: text,
  }),
});
const demoContent = z.strictObject({ organization, work: z.record(key, z.array(work).min(1)), words });

export const hasDemo = (): boolean => existsSync(new URL("organization.json", demoFolder));

let read: DemoContent | null = null;

/** The plan of the demo, read and checked once. Throws where it does not hold together: a fault of the files. */
export function readDemoContent(): DemoContent {
  if (read) return read;
  const file = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, demoFolder), "utf8"));
  const content = checkDemoContent({ organization: file("organization"), work: file("work"), words: file("words") });
  read = content;
  return content;
}

/** The plan, if it is one. @throws with every problem found: a wrong shape, a name that nothing in the plan has. */
export function checkDemoContent(input: unknown): DemoContent {
  const content: DemoContent = demoContent.parse(input);
  const problems = danglingNames(content);
  if (problems.length > 0) throw new Error(`content/demo does not hold together: ${problems.join("; ")}`);
  return content;
}

function danglingNames({ organization: plan, work: kinds, words: spoken }: DemoContent): string[] {
  const problems: string[] = [];
  const expect = (what: string, names: Iterable<string>, known: Iterable<string>) => {
    const set = new Set(known);
    for (const name of names) if (!set.has(name)) problems.push(`${what} names ${name}, which is not there`);
  };
  const keysOf = (list: readonly { readonly key: string }[]) => list.map((one) => one.key);
  const teams = keysOf(plan.teams);
  const workflows = keysOf(plan.workflows);
  const stages = plan.workflows.flatMap((one) => keysOf(one.stages));
  const forms = keysOf(plan.forms);
  if (new Set(stages).size < stages.length) problems.push("two stages have the same key");
  for (const one of plan.workflows) {
    const own = keysOf(one.stages);
    expect(`workflow ${one.key}`, [one.team, ...one.stages.map((part) => part.team)], teams);
    expect(
      `a route of ${one.key}`,
      one.routes.flatMap((route) => route.stages),
      own,
    );
    expect(
      `rework of ${one.key}`,
      one.rework.flatMap((back) => [back.from, back.to]),
      own,
    );
    for (const template of kinds[one.key] ?? [])
      if (!one.routes.some((route) => (template.through ?? []).every((part) => route.stages.includes(part))))
        problems.push(`no route of ${one.key} leads through ${template.through?.join(", ") ?? ""}`);
  }
  expect("work", workflows, Object.keys(kinds));
  expect(
    "forms",
    [...plan.forms, ...plan.routines].map((one) => one.team),
    teams,
  );
  expect(
    "workflows",
    workflows,
    plan.forms.map((one) => one.workflow),
  );
  expect(
    "a routine or tree",
    [...plan.routines, ...spoken.trees, ...spoken.now.items].map((one) => one.workflow),
    workflows,
  );
  for (const list of [spoken.questions, spoken.declined]) expect("a form's words", forms, Object.keys(list));
  for (const list of [spoken.remarks.pulled, spoken.remarks.general]) expect("remarks", workflows, Object.keys(list));
  const handedTo = plan.workflows.flatMap(({ stages: own, routes }) => {
    const team = new Map(own.map((one) => [one.key, one.team]));
    return routes.flatMap((route) =>
      route.stages.filter((one, at) => at > 0 && team.get(one) !== team.get(route.stages[at - 1] ?? "")),
    );
  });
  for (const list of [spoken.offer.notes, spoken.offer.declined])
    expect("a hand-off's words", handedTo, Object.keys(list));
  expect("blocks", Object.keys(spoken.blocks), stages);
  expect(
    "what has just come in",
    [...spoken.now.requests, ...spoken.now.asked].map((one) => one.form),
    forms,
  );
  const worded = [...Object.values(kinds).flat(), ...spoken.trees, ...spoken.now.items];
  const routineLabels = plan.routines.flatMap((one) => one.template.labels);
  expect("labels", [...worded.flatMap((one) => one.labels), ...routineLabels], keysOf(plan.labels));
  expect(
    "fields",
    worded.flatMap((one) => Object.keys(one.fields)),
    keysOf(plan.fields),
  );
  const known = [spoken.slots, spoken.ranges, spoken.patterns].flatMap((list) => Object.keys(list));
  const spokenTexts = [
    ...Object.values(kinds)
      .flat()
      .flatMap((one) => [...one.titles, one.about, ...one.notes, ...Object.values(one.fields)]),
    ...Object.values(spoken.remarks.general).flat(),
    ...spoken.trees.map((tree) => tree.description),
    ...plan.forms.flatMap((one) => one.questions.flatMap(({ answers }) => answers)),
  ];
  expect("a text", spokenTexts.flatMap(slotsOf), known);
  return problems;
}
