import { PgBoss } from "pg-boss";
import { ownerRole } from "../db/roles.ts";
import type { Means } from "../http/means.ts";
import { tick } from "./tick.ts";

/** The instance's own: jobs belong to no organization, and the application role has no business in there. */
const schema = "jobs";
const queue = "tick";

export interface Jobs {
  /** Finishes the tick that runs, starts no other. */
  stop(): Promise<void>;
}

/**
 * Lets the minute's tick run, on one of the servers that share the database, and once at the start for what became due while
 * none ran. pg-boss keeps its tables in a schema of the owner role; the tick itself works as the application role.
 */
export async function startJobs(means: Means): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: means.ownerUrl,
    options: `-c role=${ownerRole} -c timezone=UTC`,
    application_name: "throughline jobs",
    schema,
    max: 2,
    connectionTimeoutMillis: 5_000,
  });
  // The database restarts, a connection is lost: it goes on by itself, and the next tick does what is due.
  boss.on("error", (error) => means.log.warn({ err: error }, "the job queue met an error; it goes on"));
  await boss.start();
  // One waits at most. Several may run: a server that was killed leaves its tick open for minutes, and must not hold up others.
  await boss.createQueue(queue, {
    policy: "short",
    retryLimit: 0,
    expireInSeconds: 300,
    retentionSeconds: 600,
    deleteAfterSeconds: 3600,
  });
  await boss.schedule(queue, "* * * * *", null, { tz: "UTC" });
  await boss.work(queue, { pollingIntervalSeconds: 5 }, async () => {
    const ticked = await tick(means, means.now());
    if (Object.values(ticked).some((count) => count > 0)) means.log.info(ticked, "tick");
  });
  await boss.send(queue);
  return { stop: () => boss.stop({ graceful: true, timeout: 5_000 }) };
}
