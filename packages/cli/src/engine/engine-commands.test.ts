import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { csvOf, file, folder, json, log, logRows, told, toldUntil, xesOf } from "../testing/told.ts";

describe("flow", () => {
  test("reads a log in CSV, XES and gzip alike, and tells what it took for what", async () => {
    const csv = await json("flow", await file("log.csv", log()), "--zone", "UTC");
    const xes = await json("flow", await file("log.xes", xesOf(logRows(40))), "--zone", "UTC");
    const zip = await json("flow", await file("log.xes.gz", gzipSync(xesOf(logRows(40)))), "--zone", "UTC");
    expect(csv).toMatchObject({ items: 40, events: 140, as_of: "2026-02-19" });
    expect(csv.read[0]).toBe('Item: "ticket id". Activity: "state". Time: "changed at" (UTC).');
    expect(csv.read[1]).toBe('Done: "Done". Waiting: "Open".');
    // Three in four take 3 days, one in four 6.
    expect(csv.cycle_time_days).toEqual({ count: 40, mean: 3.75, p50: 3, p85: 6, p95: 6 });
    expect(csv.little.error).toBeLessThan(1e-9);
    for (const other of [xes, zip]) expect({ ...other, file: "", read: [] }).toEqual({ ...csv, file: "", read: [] });
  });

  test("stands where it stood on the day asked for, and lists what is oldest", async () => {
    const path = await file("log.csv", log());
    const before = await json("flow", path, "--zone", "UTC", "--as-of", "2026-01-10", "--oldest", "2");
    // Cases of 5 to 10 January; those of 5, 6 and 7 January are done.
    expect(before).toMatchObject({ items: 6, in_progress: { now: 3 } });
    expect(before.cycle_time_days.count).toBe(3);
    expect(before.ageing.map((one: { item: string }) => one.item)).toEqual(["OPS-4", "OPS-5"]);
    const table = await told("flow", path, "--zone", "UTC", "--as-of", "2026-01-10");
    expect(table.out).toContain("Oldest of 3 open items\n  item   stage");
  });

  test("counts from the start of work, ends items as told, and reads only the rows asked for", async () => {
    const path = await file("log.csv", log());
    const started = await json("flow", path, "--zone", "UTC", "--clock", "start");
    expect(started.cycle_time_days.p50).toBe(2);
    const last = await json("flow", path, "--zone", "UTC", "--done-last");
    expect(last.cycle_time_days.p50).toBe(3);
    const other = await json("flow", path, "--zone", "UTC", "--done", "Review,Done");
    expect(other.cycle_time_days).toMatchObject({ p50: 1 });
    const one = await json("flow", path, "--zone", "UTC", "--where", "ticket id=OPS-4");
    expect(one).toMatchObject({ items: 1, events: 5 });
  });

  test("reads XES as it is met: UTF-16, gzip within gzip, prefixes, and activities that a classifier names", async () => {
    const text = xesOf(logRows(40));
    const plain = await json("flow", await file("log.xes", text), "--zone", "UTC");
    const prefixed = text.replaceAll(/<(\/?)(log|trace|event|string|date)/g, "<$1x:$2");
    const others = [
      await file("wide.xes", new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le"))),
      await file("unmarked.xes", new Uint8Array(Buffer.from(text.replace(/^\uFEFF/, ""), "utf16le"))),
      await file("twice.xes.gz", gzipSync(gzipSync(text))),
      await file("prefixed.xes", prefixed),
    ];
    for (const path of others) {
      expect({ ...(await json("flow", path, "--zone", "UTC")), file: "" }).toEqual({ ...plain, file: "" });
    }
    const classified = text
      .replace(/<trace>/, '<classifier name="Activity" keys="Step"/><trace>')
      .replaceAll(/(<event>.*?)"concept:name"/gs, '$1"Step"');
    const { read, events } = await json("flow", await file("classified.xes", classified), "--zone", "UTC");
    expect(events).toBe(140);
    expect(read[0]).toContain('Activity: "Step"');
  });

  test("reads a table of items by their dates, and tells which rows it left out", async () => {
    const rows = [
      ["A-1", "Paint", "2026-03-02", "2026-03-05"],
      ["A-2", "Mow", "2026-03-03", ""],
      ["A-3", "Sweep", "", "2026-03-04"],
    ];
    const path = await file("items.csv", csvOf(["Key", "Title", "Created", "Resolved"], rows));
    const read = await json("flow", path, "--zone", "UTC");
    expect(read).toMatchObject({ items: 2, in_progress: { now: 1 }, cycle_time_days: { count: 1, mean: 3 } });
    expect(read.read).toContain("1 row without a time of coming in left out (first: line 4).");
  });
});

describe("forecast", () => {
  const counts = (each: (day: number) => number, days = 140) =>
    csvOf(
      ["day", "finished"],
      Array.from({ length: days }, (_, i) => [
        new Date(Date.UTC(2026, 0, 5 + i)).toISOString().slice(0, 10),
        String(each(i)),
      ]),
    );

  test("counts a row per finished item, chooses one of several series, and adds them up where asked", async () => {
    const day = (i: number) => new Date(Date.UTC(2026, 0, 5 + i)).toISOString().slice(0, 10);
    const items = Array.from({ length: 60 }, (_, i) => [String(i), day(Math.floor(i / 3))]);
    const rows = await json("forecast", await file("items.csv", csvOf(["id", "closed"], items)), "--zone", "UTC");
    expect(rows.read[0]).toBe('Each row is an item, finished on "closed".');
    expect(rows.history).toMatchObject({ days: 20, finished: 60 });
    const series = Array.from({ length: 60 }, (_, i) => [
      i % 2 === 0 ? "A" : "B",
      day(i >> 1),
      i % 2 === 0 ? "1" : "3",
    ]);
    const path = await file("series.csv", csvOf(["team", "day", "finished"], series));
    const one = await json("forecast", path, "--zone", "UTC", "--where", "team=B");
    expect(one.history).toMatchObject({ days: 30, finished: 90 });
    expect((await json("forecast", path, "--zone", "UTC", "--sum")).history).toMatchObject({ days: 30, finished: 120 });
  });

  test("of one item a day is one a day, whatever the confidence", async () => {
    const path = await file(
      "steady.csv",
      counts(() => 1),
    );
    const answer = await json("forecast", path, "--zone", "UTC", "--days", "28", "--items", "14");
    expect(answer.history).toEqual({ from: "2026-01-05", to: "2026-05-24", days: 140, finished: 140 });
    const { 50: middle, 95: sure } = answer.how_many[0].at_least;
    expect(middle).toBeGreaterThanOrEqual(26);
    expect(middle).toBeLessThanOrEqual(30);
    expect(sure).toBeLessThanOrEqual(middle);
    expect(answer.when.items).toBe(14);
    expect(answer.when.days["50"]).toBeGreaterThanOrEqual(12);
    expect(answer.when.days["95"]).toBeGreaterThanOrEqual(answer.when.days["50"]);
    expect(answer.when.by["50"] > "2026-05-24").toBe(true);
  });

  test("knows nothing after the day asked for", async () => {
    const path = await file(
      "stops.csv",
      counts((day) => (day < 100 ? 3 : 0)),
    );
    const then = await json("forecast", path, "--zone", "UTC", "--as-of", "2026-04-14", "--days", "14");
    const now = await json("forecast", path, "--zone", "UTC", "--days", "14");
    expect(then.history).toMatchObject({ to: "2026-04-14", days: 100 });
    expect(then.how_many[0].at_least["50"]).toBeGreaterThan(30);
    expect(now.how_many[0].at_least["50"]).toBeLessThan(15);
  });

  test("adds up several rows of a day, and says so", async () => {
    const one = counts(() => 1, 20);
    const path = await file("two.csv", `${one}\n${one.split("\n").slice(1).join("\n")}`);
    const { history, read } = await json("forecast", path, "--zone", "UTC", "--days", "7");
    expect(history).toMatchObject({ days: 20, finished: 40 });
    expect(read[1]).toContain("added up");
  });

  test("of a log counts what was finished, and asks when all that is open will be", async () => {
    const path = await file("log.csv", csvOf(["ticket id", "state", "changed at"], logRows(60)));
    const answer = await json("forecast", path, "--zone", "UTC", "--as-of", "2026-02-20", "--by", "2026-03-20");
    expect(answer.when.items).toBe(4);
    expect(answer.how_many[0]).toMatchObject({ days: 28, by: "2026-03-20" });
    const table = await told("forecast", path, "--zone", "UTC", "--as-of", "2026-02-20", "--confidence", "70");
    expect(table.out).toContain("70 % likely");
    expect(table.out).toContain("When will 4 (all open items) be done? By");
  });
});

describe("schedule", () => {
  const plan = {
    resources: [{ name: "crew", capacity: 1 }],
    activities: [
      { name: "dig", duration: 3, needs: { crew: 1 } },
      { name: "order", duration: 4 },
      { name: "pour", duration: 2, needs: { crew: 1 }, after: ["dig"] },
      { name: "fence", duration: 2, needs: { crew: 1 } },
      { name: "open", duration: 0, after: ["pour", "order", "fence"] },
    ],
  };

  test("shares what there is too little of, with a bound, and prints the days", async () => {
    const path = await file("plan.json", JSON.stringify({ ...plan, start: "2026-03-05", weekdays: true }));
    const answer = await json("schedule", path);
    // One crew and seven days of work for it.
    expect(answer).toMatchObject({ length: 7, bound: 7, gap: 0, proven: true, bounds: { critical_path: 5, work: 7 } });
    const open = answer.activities.find(({ name }: { name: string }) => name === "open");
    // Thursday 5 March and six weekdays more.
    expect(open).toMatchObject({ finish: 7, last_day: "2026-03-13" });
    const table = await told("schedule", path);
    expect(table.out).toContain("7 periods, 2026-03-05 to 2026-03-13. No schedule is shorter than 7");
    expect((await json("schedule", path)).activities).toEqual(answer.activities);
  });

  test("reads PSPLIB", async () => {
    const answer = await json("schedule", await file("small.sm", smallPsplib));
    expect(answer).toMatchObject({ length: 5, bounds: { critical_path: 3 } });
    expect(answer.activities).toHaveLength(4);
  });
});

test("a search that is stopped gives the best it has found", async () => {
  const plan = {
    resources: [{ name: "crew", capacity: 3 }],
    activities: Array.from({ length: 24 }, (_, i) => ({
      name: `step ${i}`,
      duration: 1 + ((i * 7) % 5),
      needs: { crew: 1 + ((i * 5) % 3) },
      ...(i % 3 === 2 ? { after: [`step ${i - 2}`] } : {}),
    })),
  };
  const path = await file("long.json", JSON.stringify(plan));
  const stop = new AbortController();
  stop.abort();
  const { code, out, aside } = await toldUntil(stop.signal, ["schedule", path, "--budget", "50000000", "--json"]);
  const { passes, proven, gap } = JSON.parse(out) as { passes: number; proven: boolean; gap: number };
  expect({ code, proven }).toEqual({ code: 0, proven: false });
  expect(passes).toBeLessThan(1000);
  expect(gap).toBeLessThan(0.5);
  expect(aside).toMatch(/^Stopped after \d+ schedules/);
});

describe("simulate", () => {
  const organisation = {
    calendars: { always: { hours: { "mon-sun": "00:00-24:00" } } },
    teams: [{ name: "Desk", people: 1, calendar: "always" }],
    stages: [
      { name: "Work", kind: "active", team: "Desk", effort: { mean: "54m" }, next: "Done" },
      { name: "Done", kind: "done" },
    ],
    channels: [{ name: "Mail", between: { kind: "exponential", mean: "1h" }, stage: "Work" }],
  };

  test("measures a queue as theory has it, within its own interval", async () => {
    const path = await file("queue.json", JSON.stringify(organisation));
    const answer = await json("simulate", path, "--runs", "12", "--days", "400", "--warm-up", "100", "--seed", "5");
    // M/M/1 at 90 % load: 0.9 h / (1 − 0.9) = 9 hours.
    const { low, high } = answer.measures.mean_ms;
    expect(low).toBeLessThan(9 * 3_600_000);
    expect(high).toBeGreaterThan(9 * 3_600_000);
    expect(answer.teams[0].busy.mean).toBeCloseTo(0.9, 1);
    expect(answer.measures.arrived_per_week.mean).toBeCloseTo(168, -1);
  });

  test("gives the same for the same seed, and another for another", async () => {
    const path = await file("queue.json", JSON.stringify(organisation));
    const few = ["simulate", path, "--runs", "2", "--days", "20"];
    expect(await json(...few)).toEqual(await json(...few));
    expect((await json(...few, "--seed", "2")).measures).not.toEqual((await json(...few)).measures);
  });
});

describe("mine", () => {
  test("finds the map, the tree and the ways through, and says deviations in words", async () => {
    const path = await file("log.csv", log());
    const workflow = await file("workflow.json", JSON.stringify(["Open", "Review", "Done"]));
    const answer = await json("mine", path, "--zone", "UTC", "--conform", workflow);
    expect(answer).toMatchObject({ cases: 40, events: 140, fitness: 1, tree: "→(↺(→(Open, Review), τ), Done)" });
    expect(answer.edges[0]).toMatchObject({ from: "Open", to: "Review", count: 50, median_days: 1 });
    expect(answer.variants.map(({ cases }: { cases: number }) => cases)).toEqual([30, 10]);
    expect(answer.conformance.conforming).toBe(0.75);
    expect(answer.conformance.deviations[0].words).toBe("25 % go back from Review to Open (10 of 40).");
    const table = await told("mine", path, "--zone", "UTC", "--variants", "70%");
    expect(table.out).toContain("30 cases, 90 events, 1 way through.");
    expect(table.out).toContain("→(Open, Review, Done)");
  });

  test("takes columns as told, several together where asked", async () => {
    const rows = logRows(4).map(([id = "", state = "", at = ""]) => [
      id,
      state,
      at,
      id === "OPS-1" ? "north" : "south",
    ]);
    const path = await file("odd.csv", csvOf(["a", "b", "c", "d"], rows));
    const answer = await json("mine", path, "--case", "a", "--activity", "b,d", "--time", "c", "--zone", "UTC");
    expect(answer.read[0]).toBe('Item: "a". Activities: "b" + "d". Time: "c" (UTC).');
    expect(answer.activities.map(({ activity }: { activity: string }) => activity)).toContain("Open + north");
  });
});

describe("pictures", () => {
  test.each([
    ["flow", () => file("log.csv", log())],
    ["forecast", () => file("log.csv", log())],
    ["mine", () => file("log.csv", log())],
    ["schedule", () => file("small.sm", smallPsplib)],
  ])("of %s are whole, with words and no number that is none", async (command, made) => {
    const out = join(folder(), `${command}.svg`);
    const { code, aside } = await told(
      command,
      await made(),
      "--svg",
      out,
      ...(command === "schedule" ? [] : ["--zone", "UTC"]),
    );
    expect({ code, aside }).toEqual({ code: 0, aside: `Picture in ${out}\n` });
    const svg = await readFile(out, "utf8");
    expect(svg).toMatch(/^<svg [^>]*role="img"[\s\S]*<title>[^<]+<\/title>[\s\S]*<\/svg>\n$/);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg.match(/<text /g)!.length).toBeGreaterThan(8);
  });

  test("never overwrite what is no picture", async () => {
    const path = await file("log.csv", log());
    const { code, aside } = await told("flow", "--svg", path);
    expect(code).toBe(2);
    expect(aside).toContain("Name one file");
    const other = await told("flow", path, "--svg", path);
    expect(other).toMatchObject({ code: 2 });
    expect(other.aside).toContain("ends in .svg");
    expect(await readFile(path, "utf8")).toBe(log());
  });

  test("hold other people's words as text", async () => {
    const rows = logRows(3).map(([id = "", state = "", at = ""]) => [id, state === "Open" ? '<b>"&' : state, at]);
    const path = await file(
      "sharp.csv",
      rows.reduce(
        (text, row) => `${text}\n${row.map((one) => `"${one.replaceAll('"', '""')}"`).join(",")}`,
        "case id,activity,timestamp",
      ),
    );
    const out = join(folder(), "sharp.svg");
    expect((await told("mine", path, "--svg", out)).code).toBe(0);
    expect(await readFile(out, "utf8")).toContain("&lt;b&gt;&quot;&amp;</text>");
  });
});

test("each has a help of its own, and the list of commands names it", async () => {
  const { out } = await told("help");
  for (const command of ["forecast", "flow", "schedule", "simulate", "mine"]) {
    expect(out).toContain(`  ${command} `);
    const own = await told(command, "--help");
    expect(own.out).toContain(`throughline ${command} FILE`);
    expect(own.out).toContain("--json");
  }
});

test("the command itself reads standard input and tells its code to the shell", async () => {
  const main = join(import.meta.dirname, "../main.ts");
  const good = spawnSync(process.execPath, [main, "flow", "-", "--zone", "UTC", "--json"], {
    input: log(),
    encoding: "utf8",
  });
  expect(good.status).toBe(0);
  expect(JSON.parse(good.stdout)).toMatchObject({ file: "standard input", items: 40 });
  const bad = spawnSync(process.execPath, [main, "mine", "-"], { input: "no log", encoding: "utf8" });
  expect(bad.status).toBe(2);
  expect(bad.stdout).toBe("");
});

const smallPsplib = `************************************************************************
projects                      :  1
jobs (incl. supersource/sink ):  4
RESOURCES
  - renewable                 :  1   R
  - nonrenewable              :  0   N
  - doubly constrained        :  0   D
************************************************************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1
------------------------------------------------------------------------
  1      1     0       0
  2      1     3       2
  3      1     2       2
  4      1     0       0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1
    3
************************************************************************
`;
