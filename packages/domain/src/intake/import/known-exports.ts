/** The CSV exports of tools whose column names are known, and what those columns mean. */
import { customFieldName, headerKey } from "./header-name.ts";
import type { ColumnMapping } from "./import-mapping.ts";

/** A column's meaning; `field` without a kind is typed by its values. */
export interface KnownColumn extends Omit<ColumnMapping, "column" | "field"> {
  /** The name the field gets where it is not the column's own. */
  readonly named?: string;
  readonly reason?: string;
}

export interface KnownExport {
  readonly tool: string;
  /** All of these columns, and at least one of `oneOf`, make the export this tool's. */
  readonly has: readonly string[];
  readonly oneOf: readonly string[];
  readonly columns: Readonly<Record<string, KnownColumn>>;
  /** Columns with names made up by the user or by the tool's settings. */
  readonly other?: (header: string) => KnownColumn | null;
}

const key = { role: "key" } as const;
const title = { role: "title" } as const;
const description = { role: "description" } as const;
const kind = { role: "kind" } as const;
const state = { role: "state" } as const;
const owner = { role: "owner" } as const;
const requester = { role: "requester" } as const;
const created = { role: "created" } as const;
const updated = { role: "updated" } as const;
const due = { role: "due" } as const;
const priority = { role: "priority" } as const;
const parent = { role: "parent" } as const;
const field = { role: "field" } as const;
const link = (kind: "blocks" | "relates" | "duplicates", direction: "out" | "in", separator?: string): KnownColumn => ({
  role: "link",
  link: { kind, direction },
  ...(separator === undefined ? {} : { separator }),
});
const aside = (reason: string): KnownColumn => ({ role: "ignore", reason });
const ofProject = aside("tells of the project, not of the item");
const ofTool = aside("an id or figure of the other tool's own");
const derived = aside("follows from other columns");

function jiraOther(header: string): KnownColumn | null {
  const linked = /^(inward|outward) (?:issue|work item) link \((.+)\)$/i.exec(header.trim());
  if (linked) {
    const name = linked[2]!.toLowerCase();
    const of = name.includes("block") ? "blocks" : /duplic|clone/.test(name) ? "duplicates" : "relates";
    return link(of, linked[1]!.toLowerCase() === "inward" ? "in" : "out");
  }
  const custom = customFieldName(header);
  if (custom === null) return null;
  const inner = headerKey(custom);
  if (inner === "storypoints" || inner === "storypointestimate") {
    return { role: "effort", reason: "points are taken in the place of working days" };
  }
  if (inner === "epiclink" || inner === "parentlink") return parent;
  if (inner === "rank" || inner === "development" || inner === "issuecolor") return ofTool;
  return { ...field, named: custom };
}

export const KNOWN_EXPORTS: readonly KnownExport[] = [
  {
    tool: "Jira",
    has: ["Summary"],
    oneOf: ["Issue key", "Work item key"],
    columns: {
      "Issue key": key,
      "Work item key": key,
      "Issue id": { role: "alternate_key" },
      "Work item id": { role: "alternate_key" },
      Summary: title,
      "Issue Type": kind,
      "Work type": kind,
      "Work item type": kind,
      Status: state,
      "Project key": ofProject,
      "Project name": { ...field, named: "Project" },
      "Project type": ofProject,
      "Project lead": ofProject,
      "Project lead id": ofProject,
      "Project description": ofProject,
      "Project url": ofProject,
      Priority: priority,
      Resolution: field,
      Assignee: owner,
      "Assignee Id": ofTool,
      Reporter: requester,
      "Reporter Id": ofTool,
      Creator: field,
      "Creator Id": ofTool,
      Created: created,
      Updated: updated,
      "Last Viewed": ofTool,
      Resolved: { role: "resolved" },
      "Due date": due,
      Votes: field,
      Labels: { role: "label" },
      Description: description,
      Environment: field,
      Watchers: { role: "watcher" },
      "Watchers Id": ofTool,
      "Log Work": field,
      "Original estimate": { role: "effort", unit: "seconds", reason: "seconds, as Jira writes its estimates" },
      "Work Ratio": derived,
      "Σ Original Estimate": derived,
      "Σ Remaining Estimate": derived,
      "Σ Time Spent": derived,
      Attachment: { role: "attachment" },
      Comment: { role: "comment", form: "date_author_text" },
      Sprint: field,
      Parent: parent,
      "Parent id": parent,
      "Parent key": parent,
      "Parent summary": derived,
      "Status Category": derived,
      "Status Category Changed": {
        role: "state_since",
        reason: "since when the item is in its kind of state; the state itself may be younger",
      },
    },
    other: jiraOther,
  },
  {
    tool: "Linear",
    has: ["ID", "Team", "Title", "Status"],
    oneOf: ["Cycle Number", "Cycle Name", "Parent issue"],
    columns: {
      ID: key,
      UUID: { role: "alternate_key" },
      Team: { role: "team" },
      Title: title,
      Description: description,
      Status: state,
      Estimate: { role: "effort", reason: "the estimate is taken in the place of working days" },
      Priority: priority,
      "Project ID": ofProject,
      Project: field,
      Creator: requester,
      Assignee: owner,
      Labels: { role: "label", separator: "," },
      "Cycle Number": ofTool,
      "Cycle Name": { ...field, named: "Cycle" },
      "Cycle Start": derived,
      "Cycle End": derived,
      Created: created,
      Updated: updated,
      Started: { role: "started" },
      Completed: { role: "resolved" },
      Canceled: { role: "closed" },
      "Due Date": due,
      "Parent issue": parent,
      "Project Milestone ID": ofTool,
      "Time in status (minutes)": derived,
      "Related to": link("relates", "out", ","),
      "Blocked by": link("blocks", "in", ","),
      Blocks: link("blocks", "out", ","),
      "Duplicate of": link("duplicates", "out", ","),
    },
  },
  {
    tool: "Asana",
    has: ["Task ID", "Name"],
    oneOf: ["Section/Column", "Completed At", "Last Modified"],
    columns: {
      "Task ID": key,
      Name: title,
      Notes: description,
      "Section/Column": state,
      Assignee: owner,
      "Assignee Email": ofTool,
      "Created At": created,
      "Completed At": { role: "resolved" },
      "Last Modified": updated,
      "Start Date": { role: "started" },
      "Due Date": due,
      Tags: { role: "label", separator: "," },
      Projects: field,
      "Parent task": parent,
      "Parent Task": parent,
      "Blocked By (Dependencies)": link("blocks", "in", ","),
      "Blocking (Dependencies)": link("blocks", "out", ","),
    },
  },
  {
    tool: "Trello",
    has: ["Card Name", "List Name"],
    oneOf: ["Card ID", "Board Name", "Card URL"],
    columns: {
      "Card ID": key,
      "Card Name": title,
      "Card URL": field,
      "Card Description": description,
      Labels: { role: "label", separator: "," },
      Members: { role: "contributor", separator: "," },
      "Start Date": { role: "started" },
      "Due Date": due,
      "Due Complete": field,
      "Attachment Count": derived,
      "Attachment Links": { role: "attachment", separator: "," },
      "Checklist Item Total Count": derived,
      "Checklist Item Completed Count": derived,
      "Vote Count": derived,
      "Comment Count": derived,
      "Last Activity Date": updated,
      "List ID": ofTool,
      "List Name": state,
      "Board ID": ofTool,
      "Board Name": { ...field, named: "Board" },
      Archived: field,
    },
  },
  {
    tool: "OpenProject",
    has: ["Subject", "Status"],
    oneOf: ["Accountable", "% Complete", "Created on", "Finish date", "Remaining work"],
    columns: {
      ID: key,
      Subject: title,
      Type: kind,
      Status: state,
      Assignee: owner,
      Accountable: field,
      Author: requester,
      Priority: priority,
      Project: field,
      Version: field,
      Category: field,
      Description: description,
      Parent: parent,
      "Created on": created,
      "Updated on": updated,
      "Start date": { role: "started" },
      "Finish date": due,
      "Due date": due,
      "Estimated time": { role: "effort", unit: "hours", reason: "hours, as OpenProject writes its estimates" },
      Work: { role: "effort", unit: "hours", reason: "hours, as OpenProject writes its estimates" },
      "% Complete": field,
    },
  },
];

/** The export whose columns these are, or null. Letter case does not matter. */
export function knownExport(headers: readonly string[]): KnownExport | null {
  const names = new Set(headers.map(folded));
  const known = ({ has, oneOf }: KnownExport) =>
    has.every((name) => names.has(folded(name))) && oneOf.some((name) => names.has(folded(name)));
  return KNOWN_EXPORTS.find(known) ?? null;
}

/** What the export says of a column, or null where it does not know it. */
export function knownColumn(known: KnownExport, header: string): KnownColumn | null {
  const name = folded(header);
  for (const [column, meaning] of Object.entries(known.columns)) if (folded(column) === name) return meaning;
  return known.other?.(header) ?? null;
}

function folded(name: string): string {
  return name.trim().toLowerCase();
}
