export type ArrangingRefusalCode =
  | "workflow_archived"
  | "team_gone"
  | "key_taken"
  | "stage_full"
  | "too_many_fields"
  | "too_busy";

/** A file that can be read but not brought in as things stand here. The message says what to do. */
export class ArrangingRefusal extends Error {
  override readonly name = "ArrangingRefusal";
  readonly code: ArrangingRefusalCode;
  constructor(code: ArrangingRefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}
