import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type pg from "pg";
import { pino } from "pino";
import type { Config } from "./config.ts";
import { migrate } from "./db/migrate.ts";
import { openPool } from "./db/pool.ts";
import { assertSafeSettings } from "./db/safe-settings.ts";
import { uuidV7 } from "./db/uuid-v7.ts";
import { Engine } from "./engine/engine.ts";
import { announceAcross } from "./events/announce.ts";
import { EventHub } from "./events/hub.ts";
import { ExportReader } from "./export/export-reader.ts";
import { buildApp } from "./http/app.ts";
import type { Means } from "./http/means.ts";
import { Guards } from "./identity/guards.ts";
import { LastSeen } from "./identity/last-seen.ts";
import { ImportRunner } from "./import/runner.ts";
import { startJobs } from "./jobs/start.ts";
import { Mailer } from "./mail/mailer.ts";
import { purgeRemoved } from "./organizations/purge.ts";

/** A server that listens. */
export interface Running {
  readonly address: string;
  readonly app: FastifyInstance;
  readonly means: Means;
  readonly pool: pg.Pool;
  /** Finishes what is in flight, ends streams, closes the pool. */
  stop(): Promise<void>;
}

export interface ServerSettings {
  readonly config: Config;
  /** A superuser's or owner's URL of a database that may be migrated. */
  readonly databaseUrl: string;
  readonly webFolder: string | null;
  /** Whether the minute's tick runs by itself; tests run it when they want it. */
  readonly jobs?: boolean;
  readonly now?: () => Date;
  readonly onStatement?: (request: FastifyRequest, text: string, values: readonly unknown[]) => void;
}

export const version = (
  JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string }
).version;

/** Database → app → listen; everything it opened, it closes. */
export async function startServer({
  config,
  databaseUrl,
  webFolder,
  jobs: withJobs = true,
  now = () => new Date(),
  onStatement,
}: ServerSettings): Promise<Running> {
  const log = pino({ level: config.logLevel, redact: ["req.headers.authorization", "req.headers.cookie"] });
  await mkdir(config.dataFolder, { recursive: true });
  for (const warning of await assertSafeSettings(databaseUrl)) log.warn(warning);
  await migrate(databaseUrl);
  const pool = openPool({
    url: databaseUrl,
    max: config.poolSize,
    onError: (error) => log.warn({ err: error }, "a database connection was lost"),
  });
  const across = announceAcross(databaseUrl, log);
  const hub = new EventHub({ pool, log, announce: (organizationId) => across.announce(organizationId) });
  across.start((organizationId) => hub.wake(organizationId));
  const newId = () => uuidV7(now().getTime());
  const mailer = new Mailer({
    folder: join(config.dataFolder, "mail"),
    smtpUrl: config.smtpUrl,
    from: config.mailFrom,
    log,
    now,
    newId,
  });
  const means: Means = {
    now,
    newId,
    pool,
    hub,
    log,
    dataFolder: config.dataFolder,
    publicUrl: config.publicUrl,
    version,
    mailer,
    guards: new Guards(),
    lastSeen: new LastSeen(pool, log),
    exports: new ExportReader(pool),
    engine: new Engine({ databaseUrl, threads: config.engineThreads, log }),
    imports: new ImportRunner({ databaseUrl, hub, log, now }),
    ownerUrl: databaseUrl,
  };
  const app = await buildApp({
    means,
    webFolder,
    trustProxy: config.trustProxy,
    ...(onStatement ? { onStatement } : {}),
  });
  await mailer.start();
  const jobs = withJobs ? await startJobs(means) : null;
  await app.listen({ port: config.port, host: config.host });
  void purgeRemoved(means);
  const { port } = app.server.address() as AddressInfo;
  let stopped: Promise<void> | null = null;
  const stop = async () => {
    hub.close();
    const closing = app.close();
    // Open streams would keep the server open for good; their readers come back by themselves.
    app.server.closeIdleConnections();
    setTimeout(() => app.server.closeAllConnections(), 5_000).unref();
    await closing;
    await jobs?.stop();
    await Promise.all([mailer.stop(), means.lastSeen.flush(), means.imports.close(), means.engine.close()]);
    await across.stop();
    await pool.end();
  };
  return { address: `http://127.0.0.1:${port}`, app, means, pool, stop: () => (stopped ??= stop()) };
}
