import { describe, expect, it } from "vitest";
import { fixedZone } from "../../time/zone-offsets.ts";
import { IMPORT_LIMITS } from "./import-limits.ts";
import type { ColumnMapping, ImportMapping } from "./import-mapping.ts";
import type { ImportRecord } from "./import-record.ts";
import { mergeImportedItems } from "./item-draft.ts";
import { normaliser } from "./normalise-rows.ts";
import { type SourceRow, sourceRow } from "./source-row.ts";

type Cells = Readonly<Record<string, string | readonly string[]>>;

const mapping = (columns: readonly ColumnMapping[], more: Partial<ImportMapping> = {}): ImportMapping => ({
  version: 1,
  rows: "items",
  columns,
  zone: "UTC",
  missing: [],
  classes: {},
  ...more,
});
const run = (map: ImportMapping, rows: readonly Cells[], offset = 0): ImportRecord[] => {
  const records = normaliser(map, fixedZone("here", offset));
  const given: SourceRow[] = rows.map((cells, index) => sourceRow(index + 2, cells));
  return [...records.take(given), ...records.finish()];
};
const items = (records: readonly ImportRecord[]) => records.filter((record) => record.record === "item");
const events = (records: readonly ImportRecord[]) => records.filter((record) => record.record === "event");
const reports = (records: readonly ImportRecord[]) => records.filter((record) => record.record === "report");
const at = (text: string) => Date.parse(text);

describe("rows that are items", () => {
  const columns: ColumnMapping[] = [
    { column: "Key", role: "key" },
    { column: "Id", role: "alternate_key" },
    { column: "Title", role: "title" },
    { column: "Text", role: "description" },
    { column: "Status", role: "state" },
    { column: "Assignee", role: "owner" },
    { column: "Reporter", role: "requester" },
    { column: "Created", role: "created", date: "day_first" },
    { column: "Started", role: "started", date: "day_first" },
    { column: "Resolved", role: "resolved", date: "day_first" },
    { column: "Due", role: "due", date: "day_first" },
    { column: "Priority", role: "priority" },
    { column: "Estimate", role: "effort", unit: "hours" },
    { column: "Labels", role: "label", separator: "," },
    { column: "Blocked by", role: "link", link: { kind: "blocks", direction: "in" }, separator: "," },
    { column: "Comment", role: "comment", form: "date_author_text", date: "named_month" },
    { column: "Points", role: "field", field: { name: "Points", kind: "number" } },
    { column: "Sprint", role: "field", field: { name: "Sprint", kind: "choice" } },
    { column: "When", role: "field", field: { name: "When", kind: "date" }, date: "day_first" },
    { column: "File", role: "attachment" },
    { column: "Junk", role: "ignore" },
  ];
  const full: Cells = {
    Key: "OPS-1",
    Id: "10001",
    Title: " Printer\nis on fire ",
    Text: "Since\nthis morning",
    Status: "Done",
    Assignee: "Ada",
    Reporter: "Bob",
    Created: "01/03/2024 09:00",
    Started: "02/03/2024 10:00",
    Resolved: "05/03/2024 11:00",
    Due: "06/03/2024",
    Priority: "Urgent",
    Estimate: "12",
    Labels: ["fire, printer", "fire"],
    "Blocked by": "OPS-7, OPS-8",
    Comment: ["03/Mar/24 3:00 PM;ada;On my way; soon", "no date here"],
    Points: "3.50",
    Sprint: ["Sprint 1", "Sprint 2"],
    When: "07/03/2024 08:30",
    File: "03/Mar/24 3:00 PM;ada;photo.jpg;https://example.org/photo.jpg",
    Junk: "x",
  };

  it("keeps everything a full row says, in the zone given", () => {
    const records = run(mapping(columns, { classes: { urgent: "expedite" } }), [full], 60);
    expect(items(records)).toEqual([
      {
        record: "item",
        sequence: 1,
        line: 2,
        asOf: null,
        externalId: "OPS-1",
        alternateIds: ["10001"],
        title: "Printer is on fire",
        description: "Since\nthis morning",
        kind: null,
        state: "Done",
        subState: null,
        team: null,
        owner: "Ada",
        requester: "Bob",
        contributors: [],
        watchers: [],
        createdAt: at("2024-03-01T08:00:00Z"),
        startedAt: at("2024-03-02T09:00:00Z"),
        resolvedAt: at("2024-03-05T10:00:00Z"),
        closedAt: null,
        updatedAt: null,
        dueOn: "2024-03-06",
        priority: "Urgent",
        classOfService: "expedite",
        value: null,
        effort: 1.5,
        labels: ["fire", "printer"],
        parent: null,
        links: [
          { kind: "blocks", direction: "in", to: "OPS-7" },
          { kind: "blocks", direction: "in", to: "OPS-8" },
        ],
        fields: [
          { name: "Points", kind: "number", values: ["3.5"] },
          { name: "Sprint", kind: "choice", values: ["Sprint 1", "Sprint 2"] },
          { name: "When", kind: "date", values: ["2024-03-07T07:30:00.000Z"] },
          { name: "File", kind: "link", values: ["https://example.org/photo.jpg"] },
        ],
      },
    ]);
    expect(records.filter(({ record }) => record === "comment")).toMatchObject([
      { at: at("2024-03-03T14:00:00Z"), author: "ada", text: "On my way; soon" },
      { at: null, author: null, text: "no date here" },
    ]);
    expect(reports(records).map(({ code, effect, column }) => [code, effect, column])).toEqual([
      ["attachment_not_fetched", "changed", "File"],
      ["comment_without_author", "note", "Comment"],
      ["column_ignored", "lost", "Junk"],
    ]);
  });

  it("tells the past that the item's dates stand for, in order", () => {
    expect(events(run(mapping(columns), [full]))).toMatchObject([
      { what: "created", at: at("2024-03-01T09:00:00Z"), state: null, person: "Bob", exact: true },
      { what: "started", at: at("2024-03-02T10:00:00Z"), state: null, person: "Ada", exact: true },
      { what: "resolved", at: at("2024-03-05T11:00:00Z"), state: "Done", exact: true },
    ]);
  });

  it("knows since when an open item is in its state only roughly, and says so", () => {
    const open = { ...full, Resolved: "", Status: "Doing" };
    expect(events(run(mapping(columns), [open])).at(-1)).toMatchObject({ what: "state", state: "Doing", exact: false });
    const since = mapping([...columns, { column: "Since", role: "state_since", date: "day_first" }]);
    const told = events(run(since, [{ ...open, Since: "04/03/2024" }])).at(-1);
    expect(told).toMatchObject({ what: "state", at: at("2024-03-04T00:00:00Z"), exact: true });
  });

  it("makes no events of an item without any date", () => {
    const records = run(mapping(columns), [{ Key: "A", Title: "Paint the fence", Status: "To do" }]);
    expect(events(records)).toEqual([]);
    expect(items(records)).toMatchObject([{ title: "Paint the fence", state: "To do", createdAt: null }]);
  });

  it("turns a due time with a zone into the day it is where the organisation is", () => {
    const due = (offset: number) => items(run(mapping(columns), [{ Key: "A", Due: "2026-06-25T23:00:00Z" }], offset));
    expect(due(60)).toMatchObject([{ dueOn: "2026-06-26" }]);
    expect(due(0)).toMatchObject([{ dueOn: "2026-06-25" }]);
  });

  it.each([
    [{ Created: "31/02/2024" }, "date_unreadable", "lost", "Created"],
    [{ Estimate: "lots" }, "number_unreadable", "lost", "Estimate"],
    [{ Points: "many" }, "number_unreadable", "lost", "Points"],
    [{ Status: ["Open", "Done"] }, "value_repeated", "lost", "Status"],
    [{ Title: "x".repeat(501) }, "value_cut", "changed", "Title"],
    [{ Title: "bell\u0007" }, "characters_removed", "changed", "Title"],
    [{ Text: "half \ud83d" }, "characters_removed", "changed", "Text"],
    [{ Labels: Array.from({ length: 51 }, (_, i) => `l${i}`) }, "values_too_many", "lost", "Labels"],
    [{ Key: "x".repeat(201) }, "key_too_long", "lost", "Key"],
    [{ Key: "" }, "key_missing", "lost", "Key"],
    [{ Resolved: "01/01/2020" }, "times_out_of_order", "note", "Resolved"],
  ] as const)("reports %.60j as %s (%s)", (cells, code, effect, column) => {
    const found = reports(run(mapping(columns.slice(0, -2)), [{ ...full, ...cells }]));
    expect(found).toContainEqual(expect.objectContaining({ code, effect, column, line: 2 }));
    // The control: the same row without the change reports nothing of the kind.
    expect(reports(run(mapping(columns.slice(0, -2)), [full])).map((line) => line.code)).not.toContain(code);
    for (const line of found) {
      expect(line.value.length).toBeLessThanOrEqual(200);
      expect(line.sentence).toMatch(/\.$/);
    }
  });

  it("takes texts that mean nothing for nothing, whatever their case", () => {
    const records = run(mapping(columns, { missing: ["?", "NULL"] }), [{ Key: "A", Assignee: "null", Points: "?" }]);
    expect(items(records)).toMatchObject([{ owner: null, fields: [] }]);
    expect(reports(records)).toEqual([]);
  });

  it("knows items by their line where there is no key, and says so once", () => {
    const records = run(mapping([{ column: "Title", role: "title" }]), [{ Title: "a" }, { Title: "b" }]);
    expect(items(records).map(({ externalId }) => externalId)).toEqual(["line-2", "line-3"]);
    expect(reports(records).map(({ code }) => code)).toEqual(["row_used_as_key"]);
  });
});

describe("rows that are events", () => {
  const columns: ColumnMapping[] = [
    { column: "case", role: "key" },
    { column: "activity", role: "state" },
    { column: "lifecycle", role: "sub_state" },
    { column: "time", role: "event_time", date: "iso" },
    { column: "who", role: "person" },
    { column: "group", role: "team" },
    { column: "impact", role: "field", field: { name: "impact", kind: "choice" } },
  ];
  const log = mapping(columns, { rows: "events" });
  const event = (key: string, day: number, activity: string, more: Cells = {}): Cells => ({
    case: key,
    activity,
    time: `2024-03-0${day}T10:00:00Z`,
    ...more,
  });

  it("keeps every row as an event and the latest as the item's state", () => {
    const records = run(log, [
      event("a", 1, "Queued", { group: "G1", impact: "Low", lifecycle: "Awaiting" }),
      event("a", 2, "Accepted", { group: "G2", who: "Ada", impact: "High" }),
      event("a", 2, "Accepted", { group: "G2", who: "Ada", impact: "High" }),
      event("b", 1, "Queued"),
    ]);
    expect(events(records)).toHaveLength(4);
    expect(items(records)).toMatchObject([
      {
        externalId: "a",
        line: 2,
        state: "Accepted",
        subState: null,
        team: "G2",
        owner: "Ada",
        createdAt: at("2024-03-01T10:00:00Z"),
        asOf: at("2024-03-02T10:00:00Z"),
        fields: [{ name: "impact", kind: "choice", values: ["High"] }],
      },
      { externalId: "b", state: "Queued", owner: null },
    ]);
  });

  it("tells only of fields that changed since the row before of the same item", () => {
    const rows = [
      event("a", 1, "A", { impact: "Low" }),
      event("a", 2, "B", { impact: "Low" }),
      event("a", 3, "C", { impact: "High" }),
    ];
    expect(events(run(log, rows)).map(({ changes }) => changes.map(({ values }) => values[0]))).toEqual([
      ["Low"],
      [],
      ["High"],
    ]);
  });

  it("numbers records in reading order without a gap", () => {
    const records = run(log, [event("a", 1, "A"), event("b", 1, "A"), event("a", 2, "B")]);
    const numbers = records.filter((one) => one.record !== "report").map(({ sequence }) => sequence);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it("gives the same item whether its rows come together, apart or backwards", () => {
    const rows = [
      event("a", 1, "Queued", { group: "G1", impact: "Low" }),
      event("a", 2, "Accepted", { who: "Ada" }),
      event("a", 3, "Completed", { group: "G3", impact: "High" }),
    ];
    const other = event("b", 1, "Queued");
    const whole = (order: readonly Cells[]) => {
      const parts = items(run(log, order)).filter(({ externalId }) => externalId === "a");
      const {
        sequence: _,
        line: __,
        ...item
      } = parts.reduce((one, next) => mergeImportedItems(one, next, IMPORT_LIMITS));
      return item;
    };
    const together = whole([...rows, other]);
    expect(whole([rows[0]!, other, rows[1]!, other, rows[2]!])).toEqual(together);
    expect(whole([rows[2]!, other, rows[1]!, other, rows[0]!])).toEqual(together);
    expect(whole([rows[1]!, rows[2]!, other, rows[0]!])).toEqual(together);
    expect(together).toMatchObject({ state: "Completed", team: "G3", owner: "Ada", fields: [{ values: ["High"] }] });
  });

  it.each([
    [event("", 1, "A"), "key_missing", 0],
    [{ case: "a", activity: "A" }, "time_missing", 0],
    [{ case: "a", activity: "A", time: "soon" }, "date_unreadable", 0],
    [event("a", 1, ""), "state_missing", 1],
  ] as const)("reports %j as %s and keeps %i events", (cells, code, kept) => {
    const records = run(log, [cells]);
    expect(reports(records).map((line) => line.code)).toEqual([code]);
    expect(events(records)).toHaveLength(kept);
  });

  it("does not take who did something for who owns it where the source has owners", () => {
    const owned = mapping([...columns, { column: "assignee", role: "owner" }], { rows: "events" });
    expect(items(run(owned, [event("a", 1, "A", { who: "Ada" })]))).toMatchObject([{ owner: null }]);
    expect(items(run(log, [event("a", 1, "A", { who: "Ada" })]))).toMatchObject([{ owner: "Ada" }]);
  });
});
