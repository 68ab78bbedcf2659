import type { Client } from "@throughline/contract/client";
import type { Output } from "./printing.ts";

/** What a command is given: nothing in it reads the process by itself. */
export interface CommandCall {
  /** What stands after the command's own words. */
  readonly given: readonly string[];
  readonly client: () => Promise<Client>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: Output;
  /** For progress, questions and warnings: never mixed with the answer. */
  readonly aside: Output;
  /** Aborted when the person wants it to stop (Ctrl-C). */
  readonly interrupted: AbortSignal;
  /** Asks a yes-or-no question; null where nobody is there to answer. */
  readonly ask: ((question: string) => Promise<boolean>) | null;
}

/** A command made for people, beside those the contract gives. */
export interface ShapedCommand {
  readonly words: readonly string[];
  readonly summary: string;
  readonly usage: string;
  /** What its parameters mean, a line each; shown by its own help. */
  readonly details?: string;
  run(call: CommandCall): Promise<void>;
}
