/**
 * Every expected "no", by its stable code: the HTTP status it travels with and a title a person can read.
 * An endpoint lists the codes it may answer with; a code that is not listed here does not compile.
 */
export const refusals = {
  invalid_input: [400, "The request is not valid"],
  organization_needed: [400, "Say which organization this is about"],
  signed_out: [401, "Sign in first"],
  wrong_credentials: [401, "Email or password is not right"],
  not_allowed: [403, "Your role does not allow this"],
  cross_site: [403, "This request came from another site"],
  not_found: [404, "There is no such thing here, or you may not see it"],
  no_such_route: [404, "There is no such address"],
  method_not_allowed: [405, "This address does not answer that method"],
  stale: [409, "Someone changed this since you read it"],
  conflict: [409, "This clashes with what is already there"],
  busy: [409, "Another request is changing the same thing; try again"],
  already_decided: [409, "This was decided already"],
  already_offered: [409, "This item is already offered to a team"],
  not_offered: [409, "There is no open hand-off to decide"],
  stage_full: [409, "The stage is at its WIP limit"],
  move_not_allowed: [409, "The workflow does not lead from here to there"],
  entry_criteria_open: [409, "The stage asks for something that is not done yet"],
  item_blocked: [409, "The item is blocked"],
  item_archived: [409, "The item is archived; restore it first"],
  not_blocked: [409, "The item is not blocked"],
  already_blocked: [409, "The item is blocked already"],
  would_make_cycle: [409, "This would make an item its own ancestor"],
  stage_not_empty: [409, "Items are still in a stage that would go away"],
  in_use: [409, "This is still in use"],
  last_owner: [409, "An organization needs at least one owner"],
  already_set_up: [409, "This installation has its first owner already"],
  link_expired: [410, "This link is used, withdrawn or expired"],
  nothing_to_undo: [409, "There is nothing left to undo"],
  too_large: [413, "That is larger than the limit"],
  unsupported_media: [415, "That kind of file or body is not accepted here"],
  idempotency_mismatch: [422, "This idempotency key was used for a different request"],
  unreadable_file: [422, "The file cannot be read"],
  unknown_reference: [422, "Something this refers to does not exist"],
  not_enough_history: [422, "There is not enough history to tell this from"],
  too_many_requests: [429, "Too many requests; wait a little"],
  failed: [500, "Something went wrong on our side"],
  unavailable: [503, "The server is busy or restarting; try again"],
  took_too_long: [503, "This takes longer than it may"],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type RefusalCode = keyof typeof refusals;

/** RFC 9457 problem details as every refusal is sent: `application/problem+json`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: RefusalCode;
  readonly detail?: string;
  /** For `invalid_input`: one message per field, the path written with dots. */
  readonly fields?: Readonly<Record<string, string>>;
  /** For `stale`: the state as it is now. */
  readonly current?: unknown;
  /** Facts that belong to the code, such as the limit and count of a full stage. */
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly request?: string;
}
