import type pg from "pg";
import type { FastifyBaseLogger } from "fastify";
import type { EventHub } from "../events/hub.ts";

/** What the edge provides to handlers: the clock, ids, the pools, the hub of live events, files and mail. */
export interface Means {
  readonly now: () => Date;
  readonly newId: () => string;
  readonly pool: pg.Pool;
  readonly hub: EventHub;
  readonly log: FastifyBaseLogger;
  /** Where uploads, attachments and mail are kept. */
  readonly dataFolder: string;
  /** As people reach it, without a slash at the end: for links in mail. Null: taken from the request. */
  readonly publicUrl: string | null;
  readonly version: string;
}
