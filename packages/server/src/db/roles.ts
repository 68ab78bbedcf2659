/** Owner migrates, app works, auditor reads. None may log in by itself: connections take the role on. */
export const ownerRole = "throughline_owner";
export const appRole = "throughline_app";
export const auditorRole = "throughline_auditor";

/** Tables of the instance: they belong to no organization and are granted one by one. */
export const instanceTables = {
  accounts: "select, insert, update, delete",
  sessions: "select, insert, update, delete",
  password_resets: "select, insert, update, delete",
  account_idempotency: "select, insert, update, delete",
  instance_settings: "select, insert, update",
  removed_organizations: "select, insert",
  schema_migrations: "select",
} as const;

/** Read and written only through functions bound to the current organization: see migration 0004. */
export const hiddenTables = ["search_texts"] as const;

/** Only the owner role deletes them: an organization goes with all of its history, and never by a slip of the application. */
export const undeletableTables = ["organizations"] as const;

/** History is only ever added to. */
export const appendOnlyTables = ["events", "item_revisions", "workflow_versions"] as const;
