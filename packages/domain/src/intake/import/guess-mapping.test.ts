import { describe, expect, it } from "vitest";
import { checkMapping } from "./check-mapping.ts";
import { type GuessOptions, guessMapping } from "./guess-mapping.ts";
import { sourceRow } from "./source-row.ts";

type Cells = Readonly<Record<string, string | readonly string[]>>;

const guess = (headers: readonly string[], rows: readonly Cells[], options: GuessOptions = {}) =>
  guessMapping(
    headers,
    rows.map((cells, index) => sourceRow(index + 2, cells)),
    options,
  );
const roles = (headers: string, rows: readonly Cells[] = [], options: GuessOptions = {}) => {
  const names = headers.split(",");
  const { mapping } = guess(names, rows, options);
  expect(checkMapping(mapping, names)).toMatchObject({ ok: true });
  return Object.fromEntries(mapping.columns.map(({ column, role }) => [column, role]));
};

describe("the exports of known tools", () => {
  const jira =
    "Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Project lead id,Priority,Resolution,Assignee,Assignee Id,Reporter,Creator,Created,Updated,Last Viewed,Resolved,Due date,Labels,Description,Watchers,Log Work,Original estimate,Attachment,Inward issue link (Blocks),Outward issue link (Cloners),Outward issue link (Relates),Custom field (Story Points),Custom field (Severity),Custom field (Rank),Sprint,Comment,Parent,Parent key,Parent summary,Status Category,Status Category Changed";
  const row: Cells = {
    Summary: "Printer is on fire",
    "Issue key": "OPS-12",
    "Issue id": "10012",
    "Issue Type": "Incident",
    Status: "In Progress",
    Priority: "Highest",
    Assignee: "Ada",
    Created: "03/Mar/24 2:05 PM",
    Updated: "04/Mar/24 9:00 AM",
    Labels: ["fire", "printer"],
    "Custom field (Story Points)": "3.0",
    "Custom field (Severity)": "High",
    Comment: ["03/Mar/24 3:00 PM;ada;On my way", "03/Mar/24 4:00 PM;bob;Done; really"],
    "Inward issue link (Blocks)": "OPS-9",
    Parent: "10001",
    "Parent key": "OPS-1",
  };

  it("knows Jira's columns, repeated ones and links among them", () => {
    const found = guess(jira.split(","), [row]);
    expect(found.tool).toBe("Jira");
    expect(found.mapping.rows).toBe("items");
    const by = Object.fromEntries(found.mapping.columns.map((column) => [column.column, column]));
    expect(by["Summary"]?.role).toBe("title");
    expect(by["Issue key"]?.role).toBe("key");
    expect(by["Issue id"]?.role).toBe("alternate_key");
    expect(by["Created"]).toMatchObject({ role: "created", date: "iso" });
    expect(by["Comment"]).toMatchObject({ role: "comment", form: "date_author_text" });
    expect(by["Inward issue link (Blocks)"]?.link).toEqual({ kind: "blocks", direction: "in" });
    expect(by["Outward issue link (Cloners)"]?.link).toEqual({ kind: "duplicates", direction: "out" });
    expect(by["Custom field (Story Points)"]?.role).toBe("effort");
    expect(by["Custom field (Severity)"]?.field?.name).toBe("Severity");
    expect(by["Status Category Changed"]?.role).toBe("state_since");
    expect(found.mapping.classes).toEqual({});
  });

  it("gives a role that several of Jira's columns have to the one with values", () => {
    const found = roles(jira, [row]);
    expect(found).toMatchObject({ "Custom field (Story Points)": "effort", "Original estimate": "field" });
    expect(Object.values(found).filter((role) => role === "parent")).toHaveLength(1);
    const estimated = roles(jira, [{ ...row, "Custom field (Story Points)": "", "Original estimate": "7200" }]);
    expect(estimated).toMatchObject({ "Original estimate": "effort", "Custom field (Story Points)": "field" });
  });

  it("knows Linear", () => {
    const headers =
      "ID,Team,Title,Description,Status,Estimate,Priority,Project ID,Project,Creator,Assignee,Labels,Cycle Number,Cycle Name,Cycle Start,Cycle End,Created,Updated,Started,Triaged,Completed,Canceled,Archived,Due Date,Parent issue,Initiatives,Project Milestone ID,Project Milestone,SLA Status,UUID,Time in status (minutes),Related to,Blocked by,Duplicate of";
    const cells = { ID: "ENG-1", Created: "Fri Oct 02 2026 17:00:00 GMT+0000 (GMT+00:00)", Labels: "Bug, Mobile" };
    expect(guess(headers.split(","), [cells]).tool).toBe("Linear");
    expect(roles(headers, [cells])).toMatchObject({
      ID: "key",
      UUID: "alternate_key",
      Team: "team",
      Status: "state",
      Assignee: "owner",
      Creator: "requester",
      Completed: "resolved",
      Canceled: "closed",
      "Parent issue": "parent",
      "Blocked by": "link",
      Triaged: "field",
    });
  });

  it.each([
    [
      "Asana",
      "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,Start Date,Due Date,Tags,Notes,Projects,Parent task,Blocked By (Dependencies),Blocking (Dependencies),Priority",
      {
        "Task ID": "key",
        Name: "title",
        "Section/Column": "state",
        "Completed At": "resolved",
        Tags: "label",
        Notes: "description",
        Priority: "priority",
      },
    ],
    [
      "Trello",
      "Card ID,Card Name,Card URL,Card Description,Labels,Members,Due Date,Attachment Count,Attachment Links,Checklist Item Total Count,Checklist Item Completed Count,Vote Count,Comment Count,Last Activity Date,List ID,List Name,Board ID,Board Name,Archived,Start Date,Due Complete",
      {
        "Card ID": "key",
        "Card Name": "title",
        "List Name": "state",
        Members: "contributor",
        "Last Activity Date": "updated",
        "Attachment Links": "attachment",
      },
    ],
    [
      "OpenProject",
      "ID,Subject,Type,Status,Assignee,Accountable,Priority,Author,Created on,Updated on,Start date,Finish date,% Complete,Parent",
      {
        ID: "key",
        Subject: "title",
        Type: "kind",
        Status: "state",
        Author: "requester",
        "Created on": "created",
        "Finish date": "due",
        Parent: "parent",
      },
    ],
  ])("knows %s", (tool, headers, expected) => {
    expect(guess(headers.split(","), []).tool).toBe(tool);
    expect(roles(headers)).toMatchObject(expected);
  });

  it("does not take a table for Jira's that only has a summary", () => {
    expect(guess(["Summary", "Status"], []).tool).toBeNull();
  });
});

describe("tables of unknown origin", () => {
  const numbered = (count: number, cells: (index: number) => Cells) =>
    Array.from({ length: count }, (_, index) => cells(index));

  it("reads a list of items", () => {
    const rows = numbered(40, (index) => ({
      "Ticket No": `T${100 + index}`,
      Subject: `Something ${index} to do`,
      Status: ["Open", "Doing", "Done"][index % 3]!,
      "Assigned To": ["Ada", "Bob"][index % 2]!,
      "Date Opened": `${(index % 28) + 1}/03/2024`,
      Cost: `${index},50`,
      Site: ["North", "South"][index % 2]!,
      Page: `https://example.org/${index}`,
    }));
    const headers = "Ticket No,Subject,Status,Assigned To,Date Opened,Cost,Site,Page";
    const { mapping, columns } = guess(headers.split(","), rows);
    expect(mapping.columns).toMatchObject([
      { role: "key" },
      { role: "title" },
      { role: "state" },
      { role: "owner" },
      { role: "created", date: "day_first" },
      { role: "field", field: { kind: "number" }, decimal: "comma" },
      { role: "field", field: { kind: "choice" } },
      { role: "field", field: { kind: "link" } },
    ]);
    for (const { confidence, reason } of columns) {
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1);
      expect(reason).not.toBe("");
    }
  });

  it("sees several rows of one item as events, and the time that moves as the event's", () => {
    const rows = numbered(60, (index) => ({
      number: `INC${Math.floor(index / 4)}`,
      incident_state: ["New", "Active", "Resolved", "Closed"][index % 4]!,
      opened_at: `${20 + Math.floor(index / 40)}-02-2016 01:16`,
      sys_updated_at: `29-02-2016 0${index % 4}:2${Math.floor(index / 10)}`,
      sys_updated_by: `Updated by ${index}`,
      assignment_group: `Group ${index % 3}`,
    }));
    expect(roles(Object.keys(rows[0]!).join(","), rows)).toEqual({
      number: "key",
      incident_state: "state",
      opened_at: "created",
      sys_updated_at: "event_time",
      sys_updated_by: "person",
      assignment_group: "team",
    });
    expect(guess(Object.keys(rows[0]!), rows).mapping.rows).toBe("events");
  });

  it("keeps to items where rows repeat a key but nothing moves", () => {
    const rows = numbered(20, (index) => ({ id: `A${index % 10}`, title: `Job ${index % 10}`, status: "Open" }));
    expect(guess(["id", "title", "status"], rows).mapping.rows).toBe("items");
  });

  it("finds the state and the time of a log by how they move where names do not tell", () => {
    const rows = numbered(30, (index) => ({
      "Case ID": `c${index % 10}`,
      what: `step ${Math.floor(index / 10)}`,
      stamp: `2024-03-0${1 + Math.floor(index / 10)}T10:0${index % 10}:00Z`,
      place: "here",
    }));
    const found = guess(["Case ID", "what", "stamp", "place"], rows, { rows: "events" }).mapping.columns;
    expect(found).toMatchObject([{ role: "key" }, { role: "state" }, { role: "event_time" }, { role: "field" }]);
  });

  it("reads a XES log's standard attributes and sets aside what only repeats them", () => {
    const rows = numbered(24, (index) => ({
      "case:concept:name": `case ${Math.floor(index / 3)}`,
      "concept:name": ["Queued", "Accepted", "Completed"][index % 3]!,
      "lifecycle:transition": ["Awaiting Assignment", "In Progress", "Closed"][index % 3]!,
      "time:timestamp": `2012-05-01T10:${10 + index}:00+02:00`,
      "org:resource": `R${index % 5}`,
      "org:group": `G${index % 4}`,
      Activity: ["Queued", "Accepted", "Completed"][index % 3]!,
      "case:variant": "Variant 1",
    }));
    const { mapping } = guess(Object.keys(rows[0]!), rows, { rows: "events" });
    expect(mapping.columns).toMatchObject([
      { role: "key" },
      { role: "state" },
      { role: "sub_state" },
      { role: "event_time", date: "iso" },
      { role: "person" },
      { role: "team" },
      { role: "ignore" },
      { role: "field", field: { name: "variant" } },
    ]);
  });

  it("keeps codes with leading zeros and long ids as text", () => {
    const rows = numbered(30, (index) => ({
      id: `${index}`,
      title: `Job number ${index}`,
      code: `00${10 + index}`,
      account: `12345678901234567${index}`,
    }));
    const { columns } = guess(["id", "title", "code", "account"], rows).mapping;
    expect(columns[2]?.field?.kind).toBe("text");
    expect(columns[3]?.field?.kind).toBe("text");
  });

  it("says which dates nothing decides, which texts mean nothing, and what is missing", () => {
    const rows = [
      { Name: "Paint the fence", Created: "03/04/2024", Site: "?" },
      { Name: "Mow the lawn", Created: "05/06/2024", Site: "North" },
    ];
    const { mapping, columns, notes } = guess(["Name", "Created", "Site"], rows, { zone: "Europe/Lisbon" });
    expect(columns[1]?.ambiguousDates).toBe(true);
    expect(mapping).toMatchObject({ missing: ["?"], zone: "Europe/Lisbon" });
    expect(notes.join(" ")).toMatch(
      /"Created" is read day first, but nothing in it decides.*No column looks like a key/s,
    );
  });

  it("maps priorities to classes of service unless that would expedite most of the work", () => {
    const rows = (urgent: number) =>
      numbered(30, (index) => ({
        id: `${index}`,
        title: `Job ${index}`,
        Priority: index < urgent ? "1 - Critical" : "3 - Moderate",
      }));
    expect(guess(["id", "title", "Priority"], rows(3)).mapping.classes).toEqual({ "1 - Critical": "expedite" });
    expect(guess(["id", "title", "Priority"], rows(20)).mapping.classes).toEqual({});
  });

  it("says so where the first row holds values instead of names", () => {
    expect(guess(["1001", "Paint the fence", "13/04/2024"], []).notes.join(" ")).toContain(
      '"13/04/2024" looks like a value',
    );
    expect(guess(["id", "title", "created"], []).notes.join(" ")).not.toContain("looks like a value");
  });

  it("reads dates within comments in the order of the dates of creation", () => {
    const cells = {
      Summary: "a",
      "Issue key": "A-1",
      Created: "25/02/2024 14:05",
      Comment: "03/04/2024 14:05;ada;hello",
    };
    expect(guess(Object.keys(cells), [cells]).mapping.columns[3]).toMatchObject({ role: "comment", date: "day_first" });
  });

  it("gives a usable mapping for no rows, no known names and hostile names alike", () => {
    for (const headers of [
      ["a"],
      ["__proto__", "constructor", "toString"],
      ["\u0000", "💥", "-"],
      ["case:", "custom field ()"],
    ]) {
      const { mapping } = guess(headers, []);
      expect(mapping.columns.map(({ column }) => column)).toEqual(headers);
    }
  });
});
