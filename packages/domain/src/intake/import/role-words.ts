/** What columns are commonly called, by role. How sure a name makes us is the list it stands in. */
import type { ColumnRole } from "./import-mapping.ts";
import { headerKey, headerWords } from "./header-name.ts";

interface RoleWords {
  readonly role: ColumnRole;
  /** Hardly anything else is called this. */
  readonly sure: string;
  /** Usually this. */
  readonly likely?: string;
  /** This or something else: the values decide. */
  readonly maybe?: string;
  /** Last words that make a longer name `maybe` this: "incident state" by "state". */
  readonly endings?: string;
}

const ROLE_WORDS: readonly RoleWords[] = [
  {
    role: "key",
    sure: "case concept name, issue key, work item key, case id, ticket id, ticket number, incident number, incident id, case number, work item id, task id, card id, item id, request id, order id, case key, item key, ticket key, trace id, issue number, vorgangsnummer, ticketnummer, fallnummer, auftragsnummer, numéro de ticket",
    likely:
      "key, case, id, number, ticket, reference, ref, issue id, trace, change number, application id, identifier, vorgang, vorfall, nummer, numéro, numero, dossier",
    maybe: "issue, incident, item, no, nr, code, request, order, external id, uuid",
    endings: "id, number, key, no, nr, ref, code",
  },
  {
    role: "title",
    sure: "title, summary, subject, task name, card name, short description, short desc, issue title, headline, item name, case title",
    likely: "name, task, work item",
    maybe: "item, issue, what, story, topic, description",
    endings: "title, name, summary",
  },
  {
    role: "description",
    sure: "description, card description, long description, full description, details, body, task description",
    likely: "notes, note, text, desc, detail",
    maybe: "content, message",
    endings: "description",
  },
  {
    role: "kind",
    sure: "issue type, work item type, task type, ticket type, item type, work type, request type, case type, incident type, tracker",
    likely: "type, kind",
    maybe: "category, class",
  },
  {
    role: "state",
    sure: "concept name, state, status, stage, incident state, activity, current state, current status, workflow state, list name, section column, task status, activity name, phase, zustand, aktivität, statut, état, activité, étape",
    likely:
      "column, section, list, board column, step, event, event name, swimlane, task name, new state, to state, new status, to status, schritt, tätigkeit, spalte",
    maybe: "action, operation, bucket, progress",
    endings: "state, status, stage, activity, phase",
  },
  {
    role: "sub_state",
    sure: "lifecycle transition, sub state, substate, sub status, substatus, status reason, state reason",
    likely: "transition, lifecycle, event type",
    maybe: "reason",
  },
  {
    role: "team",
    sure: "org group, team, assignment group, support group, assigned group, owner team, owning team, squad, resource group, assigned team, support team",
    likely: "group, department, org unit, division, unit",
    maybe: "queue, org role, organization, organisation, component, lane, area",
    endings: "team, group, department",
  },
  {
    role: "owner",
    sure: "assignee, assigned to, owner, accountable, assigned, task owner, responsible person, item owner",
    likely: "responsible, assignee name, lead, assignee email, handler, agent",
    maybe: "who, person, resource, user, members, technician, engineer",
    endings: "owner, assignee",
  },
  {
    role: "person",
    sure: "org resource, resource, performer, performed by, actor, changed by, executed by, done by",
    likely: "user, updated by, sys updated by, modified by, last modified by, originator, employee, agent",
    maybe: "person, who, by, operator, assigned to, assignee, owner, org role",
    endings: "resource, user",
  },
  {
    role: "requester",
    sure: "requester, reporter, requested by, reported by, caller, caller id, submitted by, submitter, raised by, requestor, customer",
    likely: "creator, author, created by, opened by, client, requester name",
    maybe: "sys created by, contact, from, email",
  },
  {
    role: "contributor",
    sure: "contributors, collaborators, members, participants, co assignees",
    likely: "assignees, contributor, collaborator",
  },
  { role: "watcher", sure: "watchers, watcher, followers, subscribers, cc list", maybe: "cc, follower" },
  {
    role: "created",
    sure: "created, created at, created on, date created, creation date, created date, opened at, opened on, date opened, reported date, submitted at, created time, creation time, sys created on, sys created at, date submitted, opened date, report date, erstellt, erstellt am, angelegt am, eröffnet am, créé le, date de création, ouvert le",
    likely:
      "opened, submitted, reported, reported on, raised, raised on, entry date, submit date, request date, registered, date reported, open date, requested on",
    maybe: "date, timestamp, start date, start time, added, received",
    endings: "created, opened",
  },
  {
    role: "started",
    sure: "started, started at, start date, started on, actual start, actual start date, date started, work started, begonnen am, startdatum, commencé le",
    likely: "start, start time, in progress since, begin, begin date, work start",
  },
  {
    role: "due",
    sure: "due, due date, due on, due at, deadline, target date, date due, target resolution date, needed by",
    likely: "finish date, target end, expected by, sla due, due by",
    maybe: "end date, target, promised",
  },
  {
    role: "resolved",
    sure: "resolved, resolved at, resolved on, resolution date, date resolved, completed, completed at, completed on, completion date, date completed, completed date, resolved date, finished at, finished on, done at, done date, erledigt am, gelöst am, abgeschlossen am, fertig am, terminé le, résolu le, date de résolution",
    likely: "finished, done, finish, actual end, actual finish, resolution time, delivered, solved at, solved",
    maybe: "end date, end time, end, closed",
  },
  {
    role: "closed",
    sure: "closed, closed at, closed on, date closed, close date, closed date, closing date, closed time, cancelled at, canceled at, geschlossen am, fermé le, clos le, date de clôture",
    likely: "archived at, canceled, cancelled",
  },
  {
    role: "updated",
    sure: "updated, updated at, updated on, last updated, last modified, modified, last activity date, sys updated on, sys updated at, date modified, modified on, last changed, modified at",
    likely: "changed, last change, last activity, last update, updated date",
  },
  {
    role: "state_since",
    sure: "status category changed, status changed, state since, status changed at, status since, stage entered at, in state since, stage changed",
  },
  {
    role: "event_time",
    sure: "time timestamp, timestamp, event time, start timestamp, complete timestamp, event timestamp, event date, transition date, changed at, date of change, time stamp, event datetime, change date stamp, zeitpunkt, zeitstempel, horodatage, date et heure",
    likely:
      "time, datetime, date time, sys updated at, sys updated on, updated at, updated on, start time, completion time, date stamp, occurred at, logged at, recorded at, start date, geändert am, uhrzeit",
    maybe:
      "date, when, at, updated, last updated, end time, complete, completed, start, end, created at, created, last modified",
    endings: "timestamp, time, date",
  },
  {
    role: "priority",
    sure: "priority, class of service, priority level, task priority",
    likely: "urgency, severity",
    maybe: "importance, prio",
    endings: "priority",
  },
  { role: "value", sure: "cost of delay, business value", maybe: "value" },
  {
    role: "effort",
    sure: "story points, story point estimate, effort, estimate, estimation, original estimate, estimated hours, estimated time, effort days, remaining work",
    likely: "points, size, estimated effort, weight, work, estimate days, estimate hours",
  },
  {
    role: "label",
    sure: "labels, label, tags, tag, keywords",
    likely: "keyword",
    endings: "labels, tags",
  },
  {
    role: "parent",
    sure: "parent, parent key, parent id, parent issue, parent task, parent item, parent ticket, parent incident, epic link",
    likely: "epic, parent work item, epic key",
  },
  { role: "comment", sure: "comment, comments, work notes, comments and work notes", likely: "remarks, remark" },
  { role: "attachment", sure: "attachment, attachments, attachment links, files", likely: "file" },
];

/** Columns that name other items: kind and direction from the name. */
const LINK_WORDS = [
  ["blocked by", "blocks", "in"],
  ["is blocked by", "blocks", "in"],
  ["depends on", "blocks", "in"],
  ["blocked by dependencies", "blocks", "in"],
  ["predecessors", "blocks", "in"],
  ["predecessor", "blocks", "in"],
  ["blocks", "blocks", "out"],
  ["blocking", "blocks", "out"],
  ["blocking dependencies", "blocks", "out"],
  ["successors", "blocks", "out"],
  ["related to", "relates", "out"],
  ["relates to", "relates", "out"],
  ["related", "relates", "out"],
  ["linked issues", "relates", "out"],
  ["duplicate of", "duplicates", "out"],
  ["duplicates", "duplicates", "out"],
  ["duplicated by", "duplicates", "in"],
] as const;

const LINKS = new Map(LINK_WORDS.map(([name, kind, direction]) => [headerKey(name), { kind, direction }]));

interface NamedRole {
  readonly role: ColumnRole;
  readonly score: number;
}

const BY_KEY = new Map<string, NamedRole[]>();
const ENDINGS = new Map<string, NamedRole[]>();
for (const { role, sure, likely, maybe, endings } of ROLE_WORDS) {
  for (const [names, score] of [
    [sure, 0.95],
    [likely, 0.75],
    [maybe, 0.45],
  ] as const) {
    for (const [place, name] of (names?.split(", ") ?? []).entries()) {
      const key = headerKey(name);
      const list = BY_KEY.get(key) ?? [];
      // Of two names of one list the one that stands first is the better.
      list.push({ role, score: score - place * 0.001 });
      BY_KEY.set(key, list);
    }
  }
  for (const ending of endings?.split(", ") ?? []) {
    const list = ENDINGS.get(ending) ?? [];
    list.push({ role, score: 0.5 });
    ENDINGS.set(ending, list);
  }
}

/** The roles a column's name speaks for, each with how strongly, 0 to 1. */
export function rolesNamed(header: string): readonly NamedRole[] {
  const exact = BY_KEY.get(headerKey(header)) ?? [];
  const words = headerWords(header);
  const last = words.at(-1);
  if (last === undefined || words.length < 2) return exact;
  const byEnding = (ENDINGS.get(last) ?? []).filter(({ role }) => !exact.some((one) => one.role === role));
  return [...exact, ...byEnding];
}

/** The link a column's name speaks of, or null. */
export function linkNamed(header: string) {
  return LINKS.get(headerKey(header)) ?? null;
}

/** Whether a name speaks of a time at all, so that bare numbers under it may be one. */
export function speaksOfTime(header: string): boolean {
  return headerWords(header).some((word) =>
    /^(date|time|timestamp|datetime|created|updated|opened|closed|resolved|due|started|completed|modified|at|on|since|when|deadline)$|(date|time|timestamp)$/.test(
      word,
    ),
  );
}
