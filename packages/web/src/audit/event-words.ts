import type { EventName } from "@throughline/contract/events";
import type { Directory } from "../organization/directory.ts";
import { changeWords, fieldWord, listed, type Change } from "./change-words.ts";

/** What is told: a row of the audit, of an item's history (with its `changes`) or an event of the stream. */
export interface ToldEvent {
  readonly name: string;
  readonly actorId: string | null;
  readonly subjectId?: string;
  readonly itemId?: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly changes?: Readonly<Record<string, Change>> | null;
}

/** An event as one sentence in plain words: "Mia Sand moved the item from Doing to Review". */
export function eventSentence(event: ToldEvent, directory: Directory, item = "the item"): string {
  return `${actorWord(event, directory)} ${eventWords(event, directory, item)}`;
}

/** Who did it, by name. Without an actor it was the product itself, or someone outside who used a form. */
export function actorWord(event: ToldEvent, directory: Directory): string {
  if (event.actorId !== null) return directory.people.get(event.actorId)?.name ?? "Someone";
  return event.name.startsWith("request.") ? "The requester" : "Throughline";
}

/** The sentence without its first part: "moved the item from Doing to Review". @param item how the item is called. */
export function eventWords(event: ToldEvent, directory: Directory, item = "the item"): string {
  // A server that is newer than this page may tell of events it does not know.
  return event.name in words
    ? words[event.name as EventName](reading(event, directory, item))
    : `recorded ${event.name}`;
}

interface Reading {
  readonly item: string;
  readonly event: ToldEvent;
  readonly text: (name: string) => string | undefined;
  readonly strings: (name: string) => readonly string[];
  readonly has: (name: string) => boolean;
  readonly stage: (name: string) => string;
  readonly team: (name: string) => string;
  readonly person: (id: string | undefined) => string;
  readonly directory: Directory;
}

function reading(event: ToldEvent, directory: Directory, item: string): Reading {
  const { data } = event;
  const text = (name: string) => (typeof data[name] === "string" ? data[name] : undefined);
  return {
    item,
    event,
    text,
    directory,
    strings: (name) => (Array.isArray(data[name]) ? data[name].map(String) : []),
    has: (name) => data[name] === true,
    stage: (name) => directory.stages.get(text(name) ?? "")?.name ?? "a stage that is gone",
    team: (name) => directory.teams.get(text(name) ?? "")?.name ?? "another team",
    person: (id) => directory.people.get(id ?? "")?.name ?? "someone",
  };
}

const teamOf = ({ event, directory }: Reading) => directory.teams.get(event.subjectId ?? "")?.name ?? "a team";
const workflowOf = ({ event, directory }: Reading) =>
  directory.workflows.get(event.subjectId ?? "")?.name ?? "a workflow";
const fieldOf = ({ event, directory }: Reading) =>
  directory.fields.get(event.subjectId ?? "")?.name ?? "a custom field";
const labelOf = ({ event, directory }: Reading) => directory.labels.get(event.subjectId ?? "")?.name ?? "a label";
const subjectPerson = ({ event, person }: Reading) => person(event.subjectId);
const isThemself = ({ event }: Reading) => event.actorId === event.subjectId;
const roleWord: Readonly<Record<string, string>> = {
  owner: "an owner",
  admin: "an admin",
  member: "a member",
  guest: "a guest",
};
const verbOf = (change: string | undefined) =>
  change === "created" ? "made" : change === "archived" ? "archived" : change === "removed" ? "removed" : "changed";
const fieldsOfTeam: Readonly<Record<string, string>> = {
  timeZone: "time zone",
  calendar: "working calendar",
  handOffExpiryHours: "hand-off expiry",
  members: "people",
};
const linkWords: Readonly<Record<string, string>> = {
  blocks: "as blocking another",
  relates: "as related to another",
  duplicates: "as a duplicate of another",
};
const origins: Readonly<Record<string, string>> = {
  form: " from a request",
  routine: " by a routine",
  import: " by an import",
  api: " through the interface",
  hand_off: " by a hand-off",
  demo: "",
};
const ofTeam = (told: Reading) => (told.text("team") ? ` of ${told.team("team")}` : "");
const counted = (count: unknown, noun: string) =>
  typeof count === "number" ? `${count} ${noun}${count === 1 ? "" : "s"}` : `several ${noun}s`;

/** Each event's predicate, the actor being its subject. */
const words: Readonly<Record<EventName, (reading: Reading) => string>> = {
  "organization.created": () => "made the organization",
  "organization.changed": () => "renamed the organization",
  "person.joined": (told) => `joined as ${roleWord[told.text("role") ?? ""] ?? "a member"}`,
  "person.changed": (told) => {
    const to = told.text("to");
    if (to)
      return `made ${subjectPerson(told)} ${roleWord[to] ?? to}${told.text("from") ? `, who was ${roleWord[told.text("from") ?? ""] ?? told.text("from") ?? ""}` : ""}`;
    return isThemself(told) ? "changed their name" : `changed the name of ${subjectPerson(told)}`;
  },
  "person.removed": (told) =>
    told.has("left") ? "left the organization" : `ended the access of ${subjectPerson(told)}`,
  "person.invited": (told) => {
    const whom = told.text("personId") ? told.person(told.text("personId")) : "someone";
    return `${told.has("again") ? "sent the invitation again to" : "invited"} ${whom} as ${roleWord[told.text("role") ?? ""] ?? "a member"}`;
  },
  "invitation.revoked": () => "withdrew an invitation",
  "agent.created": (told) => `made the agent ${subjectPerson(told)}`,
  "agent.changed": (told) => {
    const fields = told.strings("fields");
    const agent = subjectPerson(told);
    if (fields.includes("isActive")) return `switched the agent ${agent} on or off`;
    return fields.includes("sponsorId") ? `gave the agent ${agent} another sponsor` : `renamed the agent ${agent}`;
  },
  "key.created": (told) =>
    told.text("personId") === told.event.actorId
      ? "made an API key"
      : `made an API key for ${told.person(told.text("personId"))}`,
  "key.revoked": () => "revoked an API key",
  "team.created": (told) => `made the team ${teamOf(told)}`,
  "team.changed": (told) =>
    `changed ${listed(told.strings("fields").map((name) => fieldsOfTeam[name] ?? name))} of ${teamOf(told)}`,
  "team.archived": (told) => `archived the team ${teamOf(told)}`,
  "workflow.created": (told) => `made the workflow ${workflowOf(told)}`,
  "workflow.changed": (told) =>
    `changed the workflow ${workflowOf(told)}${typeof told.event.data["version"] === "number" ? ` to version ${told.event.data["version"]}` : ""}`,
  "workflow.archived": (told) => `archived the workflow ${workflowOf(told)}`,
  "field.changed": (told) => `${verbOf(told.text("change"))} the custom field ${fieldOf(told)}`,
  "label.changed": (told) => `${verbOf(told.text("change"))} the label ${labelOf(told)}`,
  "view.changed": (told) =>
    told.text("change") === "created" ? "saved a view" : `${verbOf(told.text("change"))} a saved view`,

  "item.created": (told) => `made ${told.item}${origins[told.text("origin") ?? ""] ?? ""} in ${told.stage("stage")}`,
  "item.changed": (told) => {
    const { changes } = told.event;
    if (changes && Object.keys(changes).length > 0) {
      // The two ends of an effort range changed together are one change.
      const shown = Object.entries(changes).filter(([name]) => name !== "effortHigh" || !("effortLow" in changes));
      return listed(
        shown.map(([name, change]) =>
          name === "effortLow" ? effortWords(changes) : changeWords(name, change, told.directory),
        ),
      );
    }
    return `changed ${listed(told.strings("changed").map((name) => fieldWord(name, told.directory))) || "something"} of ${told.item}`;
  },
  "item.moved": (told) => {
    const way = `${told.item} from ${told.stage("from")} to ${told.stage("to")}`;
    const owner = told.text("owner");
    const taken =
      owner === undefined
        ? ""
        : owner === told.event.actorId
          ? " and took it"
          : ` and made ${told.person(owner)} the owner`;
    return `${told.has("byDesign") ? `moved ${way} by changing the workflow` : `moved ${way}`}${taken}${told.has("overLimit") ? ", over its WIP limit" : ""}`;
  },
  "item.ranked": (told) => `gave ${told.item} another place in ${told.stage("stage")}`,
  "item.blocked": (told) => `blocked ${told.item}`,
  "item.unblocked": (told) => `unblocked ${told.item}`,
  "item.linked": (told) => `linked ${told.item} ${linkWords[told.text("kind") ?? ""] ?? "to another"}`,
  "item.unlinked": (told) => `removed a link of ${told.item}`,
  "item.archived": (told) => `archived ${told.item}`,
  "item.restored": (told) => `restored ${told.item}`,
  "item.commented": (told) => {
    const mentioned = told.strings("mentions").map((id) => told.person(id));
    return `commented on ${told.item}${mentioned.length > 0 ? ` and mentioned ${listed(mentioned)}` : ""}`;
  },
  "comment.edited": (told) => `edited a comment on ${told.item}`,
  "comment.deleted": (told) => `deleted a comment on ${told.item}`,
  "attachment.added": (told) => `attached a file to ${told.item}`,
  "attachment.deleted": (told) => `removed a file from ${told.item}`,

  "hand_off.offered": (told) => `offered ${told.item} to ${told.team("toTeam")} for ${told.stage("to")}`,
  "hand_off.accepted": (told) =>
    `${told.has("taken") ? "took" : "accepted"} ${told.item} from ${told.team("fromTeam")} into ${told.stage("to")}`,
  "hand_off.declined": (told) => `declined ${told.item}, offered by ${told.team("fromTeam")}`,
  "hand_off.withdrawn": (told) => `took back the offer of ${told.item}`,
  "hand_off.expired": (told) => `let the offer of ${told.item} expire: nobody answered in time`,

  "channel.created": (told) => `opened a form${ofTeam(told)}`,
  "channel.changed": (told) =>
    told.strings("changed").includes("archived") ? "archived or brought back a form" : "changed a form",
  "request.received": (told) => {
    const { number } = told.event.data;
    return `made request ${typeof number === "number" ? `${number} ` : ""}to ${told.text("team") ? told.team("team") : "a team"}`;
  },
  "request.asked": () => "asked the requester something; the clock paused",
  "request.answered": () => "answered the question; the clock runs again",
  "request.accepted": (told) => (told.event.itemId ? `accepted a request as ${told.item}` : "accepted a request"),
  "request.declined": () => "declined a request",
  "request.merged": (told) =>
    told.event.itemId
      ? `merged a request into ${told.item} as a duplicate`
      : "merged a request into another as a duplicate",
  "request.handed_over": (told) =>
    `handed a request over to ${told.text("toTeam") ? told.team("toTeam") : "another team"}`,
  "routine.created": (told) => `made a routine${ofTeam(told)}`,
  "routine.changed": (told) =>
    told.strings("changed").includes("archived") ? "archived or brought back a routine" : "changed a routine",
  "routine.ran": (told) => `made ${told.event.itemId ? told.item : "an item"} by a routine`,
  "routine.stuck": () => "could not make the item of a routine that was due; it is tried again",
  "bulk_edit.made": (told) => `changed ${counted(told.event.data["items"], "item")} at once`,
  "bulk_edit.undone": (told) =>
    `took back a change of several items: ${counted(told.event.data["restored"], "item")} restored`,
  "import.started": () => "began an import",
  "import.finished": () => "published an import",
  "import.failed": () => "could not finish an import; it left nothing",
  "import.cancelled": () => "cancelled an import; it left nothing",
  "export.made": () => "exported data",
};

function effortWords(changes: Readonly<Record<string, Change>>): string {
  const low = changes["effortLow"]?.after;
  const high = changes["effortHigh"]?.after ?? low;
  if (typeof low !== "number") return "cleared the effort";
  return `set the effort to ${typeof high !== "number" || low === high ? low : `${low}–${high}`} working days`;
}
