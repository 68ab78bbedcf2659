import { checkMapping } from "@throughline/domain/intake/import/check-mapping";
import type { ImportRecord } from "@throughline/domain/intake/import/import-record";
import { quantile } from "@throughline/domain/numbers/quantile";
import { createReadStream, existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inspectSource } from "./inspect-source.ts";
import { readRecords } from "./read-records.ts";
import { gathered, given, refusalOf } from "./testing/given-bytes.ts";

const DAY = 86_400_000;
const kept = (records: readonly ImportRecord[]) => ({
  items: records.filter((record) => record.record === "item"),
  events: records.filter((record) => record.record === "event"),
  reports: records.filter((record) => record.record === "report"),
});
const importing = async (content: string | Uint8Array, zone = "UTC") => {
  const { guess } = await inspectSource(given(content, 1000), { zone });
  return { guess, ...kept(await gathered(readRecords(given(content, 1000), guess.mapping))) };
};

const JIRA = `Summary,Issue key,Issue id,Status,Assignee,Created,Resolved,Labels,Labels,Comment,Comment,Outward issue link (Blocks),Custom field (Severity)
Printer is on fire,OPS-1,10001,Done,Ada,03/Mar/24 2:05 PM,04/Mar/24 9:00 AM,fire,printer,"03/Mar/24 3:00 PM;ada;On
my way","03/Mar/24 4:00 PM;bob;Out; really",OPS-2,High
'=Order a new one,OPS-2,10002,To Do,,04/Mar/24 10:00 AM,,,,,,,Low
`;

describe("from bytes to records", () => {
  it("imports Jira's export with what its repeated columns hold", async () => {
    const { guess, items, events, reports } = await importing(JIRA, "Europe/Lisbon");
    expect(guess.tool).toBe("Jira");
    expect(items).toMatchObject([
      {
        externalId: "OPS-1",
        alternateIds: ["10001"],
        title: "Printer is on fire",
        labels: ["fire", "printer"],
        links: [{ kind: "blocks", direction: "out", to: "OPS-2" }],
        fields: [{ name: "Severity", values: ["High"] }],
        createdAt: Date.UTC(2024, 2, 3, 14, 5),
      },
      { externalId: "OPS-2", title: "=Order a new one", line: 4 },
    ]);
    expect(events).toMatchObject([
      { what: "created", externalId: "OPS-1" },
      { what: "resolved", state: "Done" },
      { what: "created", externalId: "OPS-2" },
      { what: "state", state: "To Do", exact: false },
    ]);
    expect(reports).toEqual([]);
  });

  it("decides day against month by the whole file where its beginning does not", async () => {
    const rows = Array.from({ length: 6000 }, (_, i) => `T${i},Job ${i},0${(i % 9) + 1}/05/2024`);
    const { guess } = await importing(["id,title,created", ...rows, "T9999,Last,02/25/2024"].join("\n"));
    expect(guess.mapping.columns[2]).toMatchObject({ role: "created", date: "month_first" });
    expect(guess.columns[2]?.ambiguousDates).toBe(false);
    const { guess: control } = await importing(["id,title,created", ...rows].join("\n"));
    expect(control.columns[2]?.ambiguousDates).toBe(true);
  });

  it("says which attributes of a log a mapping leaves out, and which cases have no name", async () => {
    const log = `<log><trace><string key="region" value="north"/><event><string key="concept:name" value="Open"/>
      <date key="time:timestamp" value="2024-03-01T10:00:00Z"/><string key="mood" value="fine"/></event></trace>
      <trace><string key="concept:name" value="2"/></trace><event/></log>`;
    const { guess } = await inspectSource(given(log));
    const mapping = { ...guess.mapping, columns: guess.mapping.columns.filter(({ column }) => column !== "mood") };
    const { items, events, reports } = kept(await gathered(readRecords(given(log), mapping)));
    expect(items.map(({ externalId }) => externalId)).toEqual(["case-1", "2"]);
    expect(events).toHaveLength(1);
    expect(reports.map(({ code, column }) => [code, column])).toEqual([
      ["row_used_as_key", "case:concept:name"],
      ["time_missing", "time:timestamp"],
      ["state_missing", "concept:name"],
      ["key_missing", null],
      ["column_unlisted", "mood"],
    ]);
  });

  it("refuses more rows than allowed, and reads as many as are", async () => {
    const text = `id,title\n${"1,a\n".repeat(100)}`;
    const { guess } = await inspectSource(given(text));
    expect(kept(await gathered(readRecords(given(text), guess.mapping, { mostRows: 100 }))).items).toHaveLength(100);
    expect((await refusalOf(gathered(readRecords(given(text), guess.mapping, { mostRows: 99 })))).code).toBe(
      "too_large",
    );
  });

  it("lets go of the file when the reader stops", async () => {
    const { guess } = await inspectSource(given(JIRA));
    let released = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        yield Buffer.from(JIRA);
        for (;;) yield Buffer.from("Again,OPS-3,10003,Done,,,,,,,,,\n".repeat(1000));
      } finally {
        released = true;
      }
    }
    for await (const records of readRecords(source(), guess.mapping)) if (records.length > 0) break;
    expect(released).toBe(true);
  });
});

const LOGS = new URL("../../../../../../shared/data/logs/", import.meta.url);
const here = existsSync(LOGS);
const where = here ? "" : " (skipped: ../shared/data/logs is not here)";

describe.skipIf(!here)(`public logs${where}`, () => {
  const reading = async (file: string) => {
    const { guess } = await inspectSource(createReadStream(new URL(file, LOGS)));
    expect(checkMapping(guess.mapping)).toMatchObject({ ok: true });
    const spans = new Map<string, [first: number, last: number]>();
    let events = 0;
    const reports: string[] = [];
    const roles = Object.fromEntries(guess.mapping.columns.map(({ column, role }) => [column, role]));
    for await (const records of readRecords(createReadStream(new URL(file, LOGS)), guess.mapping)) {
      for (const record of records) {
        if (record.record === "report") reports.push(`${record.code} ${record.column}`);
        if (record.record !== "event") continue;
        events++;
        const [first, last] = spans.get(record.externalId) ?? [Infinity, -Infinity];
        spans.set(record.externalId, [Math.min(first, record.at), Math.max(last, record.at)]);
      }
    }
    const days = [...spans.values()].map(([first, last]) => (last - first) / DAY);
    const mean = days.reduce((sum, one) => sum + one, 0) / days.length;
    return { guess, roles, events, items: days.length, mean, quantile: (p: number) => quantile(days, p), reports };
  };

  it("BPI 2013 incidents: every case and event, and the published times from first to last event", async () => {
    const read = await reading("bpi_challenge_2013_incidents.xes.gz");
    expect([read.items, read.events, read.reports]).toEqual([7554, 65_533, []]);
    expect(read.mean).toBeCloseTo(12.08, 2);
    expect([0.5, 0.85, 0.95].map((p) => read.quantile(p).toFixed(2))).toEqual(["7.55", "17.55", "35.69"]);
    expect(read.roles).toMatchObject({
      "case:concept:name": "key",
      "concept:name": "state",
      "lifecycle:transition": "sub_state",
      "org:group": "team",
      "org:resource": "person",
      impact: "field",
      product: "field",
    });
  }, 60_000);

  it("Helpdesk: likewise, its doubled columns set aside", async () => {
    const read = await reading("Helpdesk.xes.gz");
    expect([read.items, read.events]).toEqual([4580, 21_348]);
    expect(
      [read.mean, read.quantile(0.5), read.quantile(0.85), read.quantile(0.95)].map((one) => one.toFixed(2)),
    ).toEqual(["40.86", "39.86", "50.08", "57.98"]);
    expect(read.reports).toEqual([
      "column_ignored lifecycle:transition",
      "column_ignored Activity",
      "column_ignored Resource",
    ]);
  }, 60_000);

  it("ServiceNow incidents in gzipped CSV: an event per row, days first, ? for nothing", async () => {
    const { guess, roles, events, items, reports } = await reading("servicenow_incidents_6k_events.csv.gz");
    expect([items, events, reports]).toEqual([890, 5998, []]);
    expect(guess.mapping).toMatchObject({ rows: "events", missing: ["?"] });
    expect(roles).toMatchObject({
      number: "key",
      incident_state: "state",
      assignment_group: "team",
      assigned_to: "owner",
      caller_id: "requester",
      opened_at: "created",
      sys_updated_at: "event_time",
      sys_updated_by: "person",
      priority: "priority",
      resolved_at: "resolved",
      closed_at: "closed",
    });
    for (const { date } of guess.mapping.columns) if (date !== undefined) expect(date).toBe("day_first");
  });

  it.each([
    ["kep_status_log.csv", 687, 1030],
    ["pep_status_log.csv", 742, 1817],
  ])("%s: a log in order of time, whose items must be put together afterwards", async (file, cases, count) => {
    const { roles, events, items, reports } = await reading(file);
    expect([items, events, reports]).toEqual([cases, count, []]);
    expect(roles).toEqual({ case: "key", activity: "state", timestamp: "event_time" });
  });
});
