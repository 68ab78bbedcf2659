/** A question family as content keeps it: words and ranges. The generator that `generator` names computes the rest. */
export interface FamilyTemplate {
  id: string;
  topic: string;
  level: "recall" | "apply" | "analyse";
  kind: "single" | "numeric" | "order" | "multiple";
  generator: string;
  parameters: Record<string, Parameter>;
  /** Scenery, one chosen per draw: each is a set of words for `{placeholders}`. */
  settings: Record<string, string>[];
  stem: string;
  answer: AnswerFormat;
  /** Why the key is right, with placeholders. For kind `order`, why each place is right. */
  right: string;
  /** For each mistake the generator names: why it tempts and why it is wrong, with placeholders. */
  mistakes: Record<string, { tempting: string; wrong: string }>;
  /** Column headings of each table in `given`, in order; a column not named here is not shown. */
  tables?: Record<string, Record<string, string>>;
  /** How many options a `single` or `multiple` question shows, the key included. 4 where absent. */
  options?: number;
}

/** What one parameter may be: a grid of numbers, or one of a few choices. */
export type Parameter = { from: number; to: number; step: number } | { choices: (number | string)[] };

export interface AnswerFormat {
  /** How an option is written: `{answer} weeks`. Lists are joined with commas. */
  text: string;
  unit?: string;
  /** Decimals of an amount. 0 where absent. */
  decimals?: number;
  /** Two amounts this close or closer are the same answer: required for amounts. In the answer's unit. */
  tolerance?: number;
}
