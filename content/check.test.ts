import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Generator } from "@throughline/domain/exams/families/family";
import { checkContent } from "./checks/check-content.ts";
import { problemLine } from "./checks/problem.ts";
import { runFamily, type Recompute } from "./checks/families.ts";
import { readingGrade } from "./checks/reading-level.ts";
import { family as familySchema } from "./checks/schemas/family.ts";

const HERE = import.meta.dirname;
const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

/** The real map and requirements with these files beside them; answers the problems found. */
async function problemsOf(files: Record<string, unknown>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "content-"));
  made.push(folder);
  cpSync(join(HERE, "knowledge/map.json"), join(folder, "knowledge/map.json"));
  const write = (file: string, value: unknown): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), typeof value === "string" ? value : JSON.stringify(value));
  };
  write("requirements.json", startingRequirements);
  for (const [file, value] of Object.entries(files)) write(file, value);
  return (await checkContent(folder)).problems.map(problemLine);
}

const real = await import("./requirements.json", { with: { type: "json" } });
const nothing = {
  lessons: 0,
  lessonsWithWidget: 0,
  widgets: 0,
  terms: 0,
  practice: 0,
  exam: 0,
  families: 0,
  scenarios: 0,
};
const startingRequirements = {
  ...real.default,
  required: { ...nothing, everyTopicServed: false, everyPlannedLesson: false },
};

const wrong = (text: string) => ({
  text,
  correct: false,
  mistake: "adds a week",
  tempting: "It looks so.",
  wrong: "It is not so.",
});
const right = (text: string) => ({ text, correct: true, right: "It is so." });
const stem =
  "A vet's practice in Perth keeps eleven cats in observation and discharges about four of them every week. How long do they stay?";
const single = (id: string, more: object = {}) => ({
  id,
  audiences: ["knowledge-worker"],
  level: "apply",
  kind: "single",
  stem,
  options: [wrong("1 week"), wrong("2 weeks"), right("3 weeks"), wrong("4 weeks")],
  ...more,
});
const exam = (...questions: object[]) => ({ "exam/flow/wip.json": { topic: "flow/wip", questions } });
const practice = (...questions: object[]) => ({ "practice/flow/wip.json": { topic: "flow/wip", questions } });

describe("the content that is here", () => {
  test("has no problem, and as much as is required", { timeout: 120_000 }, async () => {
    const report = await checkContent(HERE);
    expect(report.problems.map(problemLine)).toEqual([]);
    expect(report.domains.map((d) => d.domain)).toHaveLength(6);
    for (const { topics } of report.domains) expect(topics).toBeGreaterThanOrEqual(5);
    for (const run of report.runs) expect(run.drawn + run.refused).toBe(real.default.families.seeds);
  });
});

describe("a planted fault is found", () => {
  test("well-formed questions beside the map are no problem", async () => {
    expect(await problemsOf(exam(single("x-flow-wip-1")))).toEqual([]);
  });

  test("an exam stem reworded only in its numbers is found in practice, another story is not", async () => {
    const twin = single("p-flow-wip-1", { stem: stem.replace("eleven", "13").replace("four", "5") });
    const counted = stem.replace("eleven", "11").replace("four", "4");
    const found = await problemsOf({ ...exam(single("x-flow-wip-1", { stem: counted })), ...practice(twin) });
    expect(found.join()).toMatch(/x-flow-wip-1.*100 % of its word shingles occur in p-flow-wip-1/);
    const other = single("p-flow-wip-1", {
      stem: "Thirty forms lie with the registry, which files six a day. What is the wait?",
    });
    expect(await problemsOf({ ...exam(single("x-flow-wip-1")), ...practice(other) })).toEqual([]);
  });

  test.each([
    ["two correct options", { options: [right("1 week"), right("2 weeks"), wrong("3 weeks")] }, /exactly one correct/],
    [
      "no rationale for a wrong option",
      { options: [right("1 week"), { text: "2 weeks", correct: false }, wrong("3 weeks")] },
      /tempting/,
    ],
    ["all of the above", { options: [right("One"), wrong("Two"), wrong("All of the above")] }, /all of the above/],
    ["a negative stem", { stem: "Which of these is NOT a measure of flow in this team?" }, /negative stem/],
    ["an article before the options", { stem: "What the team in Perth needs most now is an" }, /article/],
    [
      "options out of order",
      {
        options: [right("3 weeks"), wrong("1 week"), wrong("2 weeks")].map((o) => ({
          ...o,
          text: o.text.replace("week", "weeks").replace("weekss", "weeks"),
        })),
      },
      /ascending/,
    ],
    [
      "a key longer than the rest",
      {
        options: [
          right("They limit the work in progress and pull only when there is room"),
          wrong("They start more"),
          wrong("They start less"),
        ],
      },
      /clue by length/,
    ],
    [
      "a full stop on one option alone",
      { options: [right("They stop."), wrong("They start"), wrong("They wait")] },
      /punctuation/,
    ],
    ["an exam question that names a lesson", { lesson: "flow/wip/littles-law" }, /may not name a lesson/],
    ["an audience that does not exist", { audiences: ["everyone"] }, /audiences/],
  ])("%s", async (_, more, says) => {
    expect((await problemsOf(exam(single("x-flow-wip-1", more)))).join("\n")).toMatch(says);
  });

  test("an id of another topic, and an id used twice", async () => {
    const found = (
      await problemsOf(exam(single("x-entry-demand-1"), single("x-flow-wip-2"), single("x-flow-wip-2")))
    ).join("\n");
    expect(found).toMatch(/must start with x-flow-wip-/);
    expect(found).toMatch(/the id is taken/);
  });

  test("a topic that the map does not have", async () => {
    const found = await problemsOf({
      "exam/flow/magic.json": { topic: "flow/magic", questions: [single("x-flow-magic-1")] },
    });
    expect(found.join()).toMatch(/flow\/magic, which the map does not have/);
  });

  test("a numeric mistake within the tolerance of the answer", async () => {
    const numeric = (value: number) => ({
      id: "x-flow-wip-1",
      audiences: ["leader"],
      level: "apply",
      kind: "numeric",
      stem: "How many weeks does a card wait in this queue?",
      answer: { value: 5, tolerance: 0.2, unit: "weeks" },
      right: "So many.",
      mistakes: [value, 9].map((v) => ({ value: v, tempting: "Yes.", wrong: "No." })),
    });
    expect((await problemsOf(exam(numeric(5.1)))).join()).toMatch(/within the tolerance/);
    expect(await problemsOf(exam(numeric(5.3)))).toEqual([]);
  });

  test("keys that stand too often in one place", async () => {
    const names = [
      "ants",
      "bees",
      "cats",
      "dogs",
      "eels",
      "fish",
      "gnus",
      "hens",
      "jays",
      "kids",
      "lice",
      "mice",
      "newt",
      "owls",
      "pigs",
      "rats",
    ];
    const banked = (place: (i: number) => number) =>
      names.map((name, i) =>
        single(`x-flow-wip-${i + 1}`, {
          stem: `${name} ${name} ${name} ${name} ${name} ${name} ${name}?`,
          options: [1, 2, 3, 4].map((n, at) => (at === place(i) ? right(`${n} days`) : wrong(`${n} days`))),
        }),
      );
    expect((await problemsOf(exam(...banked(() => 1)))).join()).toMatch(/16 of 16 keys stand at place 2/);
    expect((await problemsOf(exam(...banked((i) => i % 4)))).filter((line) => line.includes("place"))).toEqual([]);
  });

  test("a count below what is required, and a planned lesson that is not written", async () => {
    const required = { ...nothing, terms: 3, everyTopicServed: true, everyPlannedLesson: true };
    const found = (await problemsOf({ "requirements.json": { ...startingRequirements, required } })).join("\n");
    expect(found).toMatch(/terms: 0; at least 3/);
    expect(found).toMatch(/not written yet: flow\/wip\/pull-under-a-limit/);
    expect(found).toMatch(/knowledge\/flow\/wip: has no lesson, no practice question, no exam question for leader/);
  });
});

describe("a lesson", () => {
  const plan = { id: "flow/wip/littles-law", title: "Three numbers, one law" };
  const objective =
    "Compute the third of work in progress, throughput and cycle time from the other two, and say when you may not.";
  const headings = ["The situation", "The idea", "Worked example", "How it fails", "In a project and in ongoing work"];
  const filler = "The desk takes a card and puts it down again. ".repeat(13);
  function lesson(change: (text: string) => string = (t) => t): Record<string, string> {
    const text = `---
id: ${plan.id}
title: ${plan.title}
domain: flow
topic: flow/wip
objective: ${objective}
minutes: 9
audiences: [leader]
widget: { name: littles-law, parameters: { item: card, workInProgress: 30, throughputPerWeek: 6 } }
sources:
  - author: John D. C. Little
    title: A proof
    year: 1961
    claims: [{ says: It holds., checked: general }]
next: [flow/wip/pull-under-a-limit]
---
${headings.map((h) => `## ${h}\n\n${filler}\n`).join("\n")}
It was proven (Little 1961).

## Check

What follows?

<details><summary>Answer</summary>

Nothing.

</details>

## Where next

[On](flow/wip/pull-under-a-limit)
`;
    return { "knowledge/flow/wip/littles-law.md": change(text) };
  }

  test("in the right form is no problem", async () => {
    expect(await problemsOf(lesson())).toEqual([]);
  });

  test.each([
    ["a heading renamed", (t: string) => t.replace("## How it fails", "## Pitfalls"), /headings must be/],
    ["too short", (t: string) => t.replaceAll(filler, "Short. "), /words; 600 to 1200/],
    ["a source that is not cited", (t: string) => t.replace("(Little 1961)", "long ago"), /not cited/],
    [
      "a citation without a source",
      (t: string) => t.replace("(Little 1961)", "(Little 1961; Deming 1986)"),
      /no source of 1986/,
    ],
    [
      "an opened claim without a place",
      (t: string) => t.replace("checked: general", "checked: opened"),
      /opened claim needs/,
    ],
    [
      "a widget's parameter missing",
      (t: string) => t.replace(", throughputPerWeek: 6", ""),
      /widget parameters throughputPerWeek/,
    ],
    [
      "a link to nowhere",
      (t: string) => t.replace("What follows?", "See [it](flow/wip/nowhere)."),
      /nowhere, which is no lesson/,
    ],
    [
      "an objective that is not the map's",
      (t: string) => t.replace("Compute the third", "Know the third"),
      /map's objective/,
    ],
    [
      "a check without an answer",
      (t: string) => t.replace(/<details>[\s\S]*<\/details>/, ""),
      /check needs its answer/,
    ],
    ["front matter that is not YAML", (t: string) => t.replace("minutes: 9", "minutes: [9"), /not YAML/],
  ])("%s is found", async (_, change, says) => {
    expect((await problemsOf(lesson(change))).join("\n")).toMatch(says);
  });
});

describe("a family", () => {
  const family = familySchema.parse({
    id: "twice",
    topic: "flow/wip",
    audiences: ["leader"],
    level: "apply",
    kind: "single",
    generator: "twice",
    parameters: { n: { from: 10, to: 90, step: 1 } },
    settings: [{ who: "A desk" }, { who: "A ward" }],
    stem: "{who} doubles {n}. What comes out?",
    answer: { text: "{answer} files", decimals: 0, tolerance: 1 },
    right: "Twice {n}.",
    mistakes: {
      kept: { tempting: "It.", wrong: "No." },
      thrice: { tempting: "It.", wrong: "No." },
      lost: { tempting: "It.", wrong: "No." },
    },
  });
  const n = (drawn: Record<string, unknown>): number => Number(drawn["n"]);
  const twice: Generator = (_random, drawn) => ({
    given: { n: n(drawn) },
    answer: 2 * n(drawn),
    wrong: [
      { mistake: "kept", answer: n(drawn) },
      { mistake: "thrice", answer: 3 * n(drawn) },
      { mistake: "lost", answer: 0 },
    ],
  });
  const added: Recompute = (given) => Number(given["n"]) + Number(given["n"]);
  const rule = { ...real.default.families, mostKeysAtOnePlace: 1 };
  const run = (generator: Generator, recompute: Recompute, template = family): string[] => {
    const says: string[] = [];
    runFamily(template, generator, recompute, rule, (each) => says.push(each));
    return says;
  };

  test("whose key another route confirms is no problem", () => {
    expect(run(twice, added)).toEqual([]);
  });

  test("with a wrong key in one draw of eighty is found", () => {
    const off: Generator = (random, drawn) => {
      const draft = twice(random, drawn);
      return "answer" in draft && n(drawn) === 50 ? { ...draft, answer: 103 } : draft;
    };
    expect(run(off, added).join()).toMatch(/recomputed by another route differs/);
  });

  test("that refuses a third of its draws is found", () => {
    const fussy: Generator = (random, drawn) =>
      n(drawn) % 3 === 0 ? { refused: "ambiguous", detail: "" } : twice(random, drawn);
    expect(run(fussy, added).join()).toMatch(/refuses \d+ of 1000 draws \(ambiguous \d+\)/);
  });

  test("that hides a figure the key needs is found", () => {
    expect(run(twice, added, { ...family, stem: "{who} doubles what it has. What comes out?" }).join()).toMatch(
      /tells \{n\}, the stem does not/,
    );
  });

  test("with few different figures is found", () => {
    expect(run(twice, added, { ...family, parameters: { n: { from: 10, to: 20, step: 1 } } }).join()).toMatch(
      /11 different sets/,
    );
  });
});

describe("a scenario", () => {
  const read = (): Record<string, unknown> & {
    measures: { weightPercent: number }[];
    design: { use: { to: number }[] };
    people: { skills: object }[];
  } => JSON.parse(readFileSync(join(HERE, "scenarios/3-bottleneck.json"), "utf8"));
  const found = async (change: (scenario: ReturnType<typeof read>) => void): Promise<string> => {
    const scenario = read();
    change(scenario);
    return (await problemsOf({ "scenarios/3-bottleneck.json": scenario })).join("\n");
  };

  test("as it is fits together", async () => {
    expect(await found(() => {})).toBe("");
  });

  test("whose weights do not add up, whose people lack a skill, or whose load is not as designed is found", async () => {
    expect(await found((s) => (s.measures[0]!.weightPercent += 5))).toMatch(/weights add up to 105, not 100/);
    expect(await found((s) => (s.design.use[2]!.to = 0.9))).toMatch(/use of calibrating in days 0–42 comes to 1\.25/);
    expect(await found((s) => s.people.forEach((p) => (p.skills = { juggling: 1 })))).toMatch(
      /names the skill "juggling", which is not there[\s\S]*nobody has the skill "calibrating"/,
    );
  });
});

test("the reading grade rises with long words and long sentences", () => {
  const easy = "The desk is full. We stop. We help the next team.";
  const hard =
    "Notwithstanding organisational considerations, practitioners predominantly underestimate interdependency characteristics throughout multidisciplinary implementation.";
  expect(readingGrade(easy)).toBeLessThan(4);
  expect(readingGrade(hard)).toBeGreaterThan(18);
});
