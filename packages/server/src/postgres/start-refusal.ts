/**
 * Why the embedded PostgreSQL was not started:
 *
 * - `in_use`: another running process holds the data folder
 * - `other_version`: the folder was made by another major version of PostgreSQL
 * - `folder_unusable`: the folder cannot be read or written, or holds something else
 * - `password_lost`: the stored password is missing or is not the database's
 * - `port_taken`: the port that was asked for is taken
 * - `programs_unusable`: PostgreSQL's own programs cannot be run here
 * - `did_not_start`: PostgreSQL started and ended again, or never answered
 */
export type StartRefusalCode =
  | "in_use"
  | "other_version"
  | "folder_unusable"
  | "password_lost"
  | "port_taken"
  | "programs_unusable"
  | "did_not_start";

/** A refusal to start or to go on. The message is one line: what is wrong, then what to do. */
export class StartRefusal extends Error {
  readonly code: StartRefusalCode;

  constructor(code: StartRefusalCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "StartRefusal";
    this.code = code;
  }
}

/** The words of any error, on one line. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.trim().replaceAll(/\s*\n\s*/g, "; ");
}

/** The `code` of a system or database error (`ENOENT`, `57P03`), if it has one. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
