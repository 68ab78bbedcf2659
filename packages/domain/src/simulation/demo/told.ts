/** What the demo's history comes to: everything as it stands at the end, and all that happened, in order. Instants in milliseconds. */
import type { ClassOfService } from "../../priority/queue-policy.ts";
import type { RequestState } from "../../intake/triage.ts";

export interface ToldPerson {
  readonly personId: string;
  readonly name: string;
  readonly role: "member" | "guest";
}

export interface ToldStage {
  readonly stageId: string;
  readonly key: string;
  readonly name: string;
  readonly kind: "queue" | "active" | "done";
  readonly teamId: string;
  readonly position: number;
  readonly wipLimit: number | null;
  readonly wipHard: boolean;
  readonly serviceLevel: { readonly percent: number; readonly days: number } | null;
  readonly entryChecklist: readonly string[];
}

export interface ToldWorkflow {
  readonly workflowId: string;
  readonly key: string;
  readonly teamId: string;
  readonly name: string;
  readonly description: string;
  readonly stages: readonly ToldStage[];
}

export interface ToldTeam {
  readonly teamId: string;
  readonly key: string;
  readonly members: readonly { readonly personId: string; readonly isLead: boolean }[];
  lastNumber: number;
}

export interface ChecklistLine {
  readonly id: string;
  readonly text: string;
  readonly done: boolean;
}

/** Columns of an item that a change may touch, by the names the contract gives them. */
export interface ItemWords {
  title: string;
  description: string;
  kind: string;
  ownerId: string | null;
  parentId: string | null;
  classOfService: ClassOfService;
  value: number | null;
  effortLow: number | null;
  effortHigh: number | null;
  dueOn: string | null;
  checklist: readonly ChecklistLine[];
  labelIds: readonly string[];
  contributorIds: readonly string[];
  watcherIds: readonly string[];
}

export interface ToldItem extends ItemWords {
  readonly itemId: string;
  readonly key: string;
  readonly workflow: ToldWorkflow;
  stage: ToldStage;
  readonly requesterId: string | null;
  readonly fields: Readonly<Record<string, string | number>>;
  blockedSince: number | null;
  /** The open offer to another team. */
  offer: ToldHandOff | null;
  override: { readonly reason: string; readonly by: string; readonly at: number } | null;
  readonly origin: "hand" | "form" | "routine";
  readonly originId: string | null;
  readonly createdAt: number;
  updatedAt: number;
  stageEnteredAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  archivedAt: number | null;
  /** Place among the open items of its stage: the lower, the higher up. */
  place: number;
  revision: number;
}

export interface ToldHandOff {
  readonly handOffId: string;
  readonly item: ToldItem;
  readonly from: ToldStage;
  readonly to: ToldStage;
  readonly note: string;
  state: "offered" | "accepted" | "declined" | "expired";
  reason: string;
  readonly offeredBy: string;
  readonly offeredAt: number;
  readonly expiresAt: number;
  decidedBy: string | null;
  decidedAt: number | null;
}

export interface ToldBlock {
  readonly blockId: string;
  readonly itemId: string;
  readonly reason: string;
  readonly waitingFor: string;
  readonly startedAt: number;
  readonly startedBy: string;
  endedAt: number | null;
  endedBy: string | null;
}

export interface ToldComment {
  readonly commentId: string;
  readonly itemId: string;
  readonly authorId: string;
  readonly body: string;
  readonly createdAt: number;
  readonly mentions: readonly string[];
}

export interface ToldRevision {
  readonly itemId: string;
  readonly revision: number;
  readonly changedBy: string;
  readonly changedAt: number;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

export interface ToldLink {
  readonly linkId: string;
  readonly fromItemId: string;
  readonly toItemId: string;
  readonly kind: "blocks" | "relates" | "duplicates";
  readonly createdBy: string;
  readonly createdAt: number;
}

export interface ToldQuestion {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly kind: "line" | "text" | "choice";
  readonly required: boolean;
  readonly choices: readonly string[];
}

export interface ToldForm {
  readonly channelId: string;
  readonly key: string;
  readonly teamId: string;
  readonly questions: readonly ToldQuestion[];
}

export interface ToldRequest {
  readonly requestId: string;
  readonly number: number;
  readonly channelId: string;
  teamId: string;
  readonly title: string;
  readonly details: string;
  readonly answers: readonly { readonly question: ToldQuestion; readonly answer: string }[];
  readonly requesterId: string | null;
  readonly requesterName: string;
  state: RequestState;
  reason: string;
  itemId: string | null;
  mergedIntoId: string | null;
  readonly createdAt: number;
  firstResponseAt: number | null;
  askedAt: number | null;
  paused: number;
  decidedAt: number | null;
  decidedBy: string | null;
  revision: number;
}

export interface ToldMessage {
  readonly messageId: string;
  readonly requestId: string;
  readonly authorId: string | null;
  readonly fromRequester: boolean;
  readonly internal: boolean;
  readonly body: string;
  readonly createdAt: number;
}

export interface ToldRoutine {
  readonly routineId: string;
  readonly key: string;
  readonly teamId: string;
  readonly workflowId: string;
  nextAt: number | null;
  lastItemId: string | null;
  lastMadeAt: number | null;
}

export interface ToldEvent {
  readonly name:
    | "item.created"
    | "item.moved"
    | "item.changed"
    | "item.ranked"
    | "item.blocked"
    | "item.unblocked"
    | "item.commented"
    | "item.linked"
    | "item.archived"
    | `hand_off.${"offered" | "accepted" | "declined" | "expired"}`
    | `request.${"received" | "asked" | "answered" | "accepted" | "declined" | "merged" | "handed_over"}`
    | "routine.ran";
  readonly occurredAt: number;
  /** null: the product itself, or a visitor. */
  readonly actorId: string | null;
  readonly subjectId: string;
  readonly itemId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A demo organization with all that happened in it. */
export interface DemoHistory {
  readonly startedAt: number;
  readonly people: readonly ToldPerson[];
  readonly teams: readonly ToldTeam[];
  readonly workflows: readonly ToldWorkflow[];
  readonly labels: readonly { readonly labelId: string; readonly key: string }[];
  readonly fields: readonly {
    readonly fieldId: string;
    readonly key: string;
    readonly choices: readonly { readonly id: string; readonly name: string }[];
  }[];
  readonly forms: readonly ToldForm[];
  readonly routines: readonly ToldRoutine[];
  readonly items: readonly ToldItem[];
  readonly handOffs: readonly ToldHandOff[];
  readonly blocks: readonly ToldBlock[];
  readonly comments: readonly ToldComment[];
  readonly revisions: readonly ToldRevision[];
  readonly links: readonly ToldLink[];
  readonly requests: readonly ToldRequest[];
  readonly messages: readonly ToldMessage[];
  readonly events: readonly ToldEvent[];
}
