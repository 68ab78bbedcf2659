import type { Actor } from "../access/actor.ts";
import type { ItemFilter } from "../items/filter.ts";

/** Whose flow is read. Plain data: it travels to the engine's threads. */
export interface FlowScope {
  readonly organizationId: string;
  readonly actor: Actor;
  /** Only what this team does: from an item's first entry into one of its stages until it is done or goes to another team. */
  readonly teamId?: string | undefined;
  /** Only this workflow, from end to end; absent: every workflow (of the team). */
  readonly workflowId?: string | undefined;
  /** Which items, as lists filter them: by nothing that is another's for each who asks. */
  readonly filter?: Pick<ItemFilter, "class" | "kind" | "label"> | undefined;
}
