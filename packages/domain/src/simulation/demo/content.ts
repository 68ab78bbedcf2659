/** What the demo organization is told from: the files of `content/demo`, as they are written. */
import type { ClassOfService } from "../../priority/queue-policy.ts";

/** How often one of several things happens; the shares need not add up to one. */
export type Shares<K extends string> = Readonly<Partial<Record<K, number>>>;
type Range = readonly number[];

export interface TeamPlan {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly timeZone: string;
  /** Seven days from Monday; spans in minutes from midnight. */
  readonly week: readonly (readonly (readonly number[])[])[];
  /** `MM-DD`, every year. */
  readonly holidays: readonly string[];
  readonly capacity: number;
  readonly handOffExpiryHours: number;
  /** How many items one person has under way at a time. */
  readonly hands: number;
  readonly people: readonly string[];
}

export interface StagePlan {
  readonly key: string;
  readonly name: string;
  readonly kind: "queue" | "active" | "done";
  readonly team: string;
  readonly wipLimit?: number | undefined;
  readonly hard?: boolean | undefined;
  /** Percent, and working days within which so many leave the stage. */
  readonly serviceLevel?: readonly number[] | undefined;
  readonly entry?: readonly string[] | undefined;
  /** Time in the stage in parts of the item's effort. */
  readonly share?: number | undefined;
  /** How many of the items are blocked here for a while. */
  readonly blocked?: number | undefined;
}

export interface WorkflowPlan {
  readonly key: string;
  readonly team: string;
  readonly name: string;
  readonly description: string;
  /** Items that arrive in a week, besides those of routines. */
  readonly perWeek: number;
  readonly stages: readonly StagePlan[];
  readonly routes: readonly { readonly share: number; readonly stages: readonly string[] }[];
  readonly rework: readonly { readonly from: string; readonly to: string; readonly share: number }[];
}

export interface FormPlan {
  readonly key: string;
  readonly team: string;
  readonly workflow: string;
  readonly slug: string;
  readonly name: string;
  readonly introduction: string;
  readonly firstResponseHours: number;
  readonly questions: readonly {
    readonly key: string;
    readonly label: string;
    readonly help?: string | undefined;
    readonly kind: "line" | "text" | "choice";
    readonly required?: boolean | undefined;
    readonly choices?: readonly string[] | undefined;
    readonly answers: readonly string[];
  }[];
}

export interface RoutinePlan {
  readonly key: string;
  readonly workflow: string;
  readonly team: string;
  readonly name: string;
  readonly trigger: "calendar" | "after_done";
  readonly recurrence?: string | undefined;
  readonly afterDays?: number | undefined;
  readonly template: {
    readonly title: string;
    readonly description: string;
    readonly kind: string;
    readonly classOfService: ClassOfService;
    readonly effortLow: number;
    readonly effortHigh: number;
    readonly value: number;
    readonly dueInDays: number;
    readonly labels: readonly string[];
    readonly checklist: readonly string[];
  };
}

/** A kind of work that comes again and again, its words with `{slots}`. */
export interface WorkPlan {
  readonly kind: string;
  readonly weight: number;
  readonly titles: readonly string[];
  readonly about: string;
  /** What is said half-way, and at the end. */
  readonly notes: readonly string[];
  readonly checklist?: readonly string[] | undefined;
  readonly effort: Range;
  readonly value: Range | null;
  readonly classes?: Shares<ClassOfService> | undefined;
  readonly dueInDays?: Range | undefined;
  readonly labels: readonly string[];
  /** Values of custom fields by key; a choice by its name, `day+N` for a day so long after. */
  readonly fields: Readonly<Record<string, string>>;
  /** It takes only routes that lead through all of these stages. */
  readonly through?: readonly string[] | undefined;
}

export interface TreePlan {
  readonly workflow: string;
  readonly week: number;
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly effort: Range;
  readonly value: number;
  readonly dueInDays: number;
  readonly labels: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  /** Each child blocks the one after it. */
  readonly inOrder?: boolean | undefined;
  /** Title and description. */
  readonly children: readonly (readonly string[])[];
}

/** What has come in just now: it stands at the same distance from now whenever the demo is opened. */
export interface ScenePlan {
  readonly requests: readonly {
    readonly form: string;
    /** Working minutes ago. */
    readonly minutes: number;
    readonly title: string;
    readonly details: string;
    readonly answers: Readonly<Record<string, string>>;
    /** Place in the list of others; null: a visitor. */
    readonly by: number | null;
  }[];
  readonly asked: readonly {
    readonly form: string;
    readonly minutes: number;
    readonly title: string;
    readonly details: string;
    readonly question: string;
    readonly by: number | "me";
  }[];
  readonly items: readonly {
    readonly workflow: string;
    readonly minutes: number;
    readonly kind: string;
    readonly class: ClassOfService;
    readonly dueInDays?: number | undefined;
    readonly title: string;
    readonly description: string;
    readonly effort: Range;
    readonly value: number | null;
    readonly labels: readonly string[];
    readonly fields: Readonly<Record<string, string | number>>;
  }[];
  readonly override: string;
}

export interface OrganizationPlan {
  readonly name: string;
  readonly seed: string;
  readonly weeks: number;
  readonly teams: readonly TeamPlan[];
  /** People in no team, who ask for things. */
  readonly others: readonly string[];
  readonly guest: string;
  /** People who are not of the organization. */
  readonly visitors: readonly string[];
  readonly labels: readonly { readonly key: string; readonly name: string; readonly hue: number }[];
  readonly fields: readonly {
    readonly key: string;
    readonly name: string;
    readonly kind: "text" | "number" | "date" | "person" | "choice" | "link";
    readonly choices?: readonly string[] | undefined;
  }[];
  readonly workflows: readonly WorkflowPlan[];
  readonly forms: readonly FormPlan[];
  readonly routines: readonly RoutinePlan[];
  readonly views: readonly {
    readonly name: string;
    readonly layout: "list" | "board";
    readonly definition: Readonly<Record<string, string>>;
  }[];
}

export interface WordsPlan {
  readonly slots: Readonly<Record<string, readonly string[]>>;
  readonly ranges: Readonly<Record<string, Range>>;
  /** Each `#` becomes a digit. */
  readonly patterns: Readonly<Record<string, string>>;
  readonly remarks: Readonly<
    Record<"unblocked" | "aside" | "reopened" | "review" | "returned" | "mention", readonly string[]>
  > & {
    /** By workflow. */
    readonly pulled: Readonly<Record<string, readonly string[]>>;
    readonly general: Readonly<Record<string, readonly string[]>>;
  };
  /** By the stage that is offered to. */
  readonly offer: {
    readonly notes: Readonly<Record<string, readonly string[]>>;
    readonly declined: Readonly<Record<string, readonly string[]>>;
  };
  /** By stage: reason, and what is waited for. */
  readonly blocks: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** By form: a question to the requester, and the answer. */
  readonly questions: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** By form: title, details and the reason for which it was declined. */
  readonly declined: Readonly<Record<string, readonly (readonly string[])[]>>;
  readonly wrongDoor: string;
  readonly trees: readonly TreePlan[];
  readonly now: ScenePlan;
}

export interface DemoContent {
  readonly organization: OrganizationPlan;
  /** By workflow. */
  readonly work: Readonly<Record<string, readonly WorkPlan[]>>;
  readonly words: WordsPlan;
}
