import type pg from "pg";
import type { FastifyBaseLogger } from "fastify";
import type { Engine } from "../engine/engine.ts";
import type { EventHub } from "../events/hub.ts";
import type { Guards } from "../identity/guards.ts";
import type { LastSeen } from "../identity/last-seen.ts";
import type { ExportReader } from "../export/export-reader.ts";
import type { ImportRunner } from "../import/runner.ts";
import type { Mailer } from "../mail/mailer.ts";

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
  /** Sends what is handed to it after a commit: `tx.afterCommit(() => means.mailer.send(…))`. */
  readonly mailer: Mailer;
  /** Slow down those who guess passwords or flood mail. */
  readonly guards: Guards;
  readonly lastSeen: LastSeen;
  /** Reads whole tables for exports, two at a time. */
  readonly exports: ExportReader;
  /** Works out what takes long in threads of its own. */
  readonly engine: Engine;
  /** Works off imports in the background. */
  readonly imports: ImportRunner;
  /** For the few deeds the application role may not do: see organizations/purge.ts. */
  readonly ownerUrl: string;
}
