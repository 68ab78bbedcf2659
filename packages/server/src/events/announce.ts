import pg from "pg";
import type { FastifyBaseLogger } from "fastify";

const channel = "throughline_events";
const gatherMs = 15;
const retryMs = 1_000;

export interface Announcer {
  /** Tells other processes on the same database that an organization has new events. */
  announce(organizationId: string): void;
  start(heard: (organizationId: string) => void): void;
  stop(): Promise<void>;
}

/**
 * Word between processes that share a database, over LISTEN and NOTIFY on a connection of its own. Announcements are
 * gathered for a few milliseconds and sent outside the commands' transactions: NOTIFY inside them would make every commit
 * of the whole database wait in one line. Losing one costs nothing but time; every hub also polls.
 */
export function announceAcross(url: string, log: FastifyBaseLogger): Announcer {
  let client: pg.Client | null = null;
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  const waiting = new Set<string>();

  // One at a time: what gathers while a notification is on its way goes with the next.
  const flush = async (): Promise<void> => {
    const ids = [...waiting];
    waiting.clear();
    await client?.query("select pg_notify($1, id) from unnest($2::text[]) as id", [channel, ids]).catch(() => {});
    timer = waiting.size > 0 && !stopped ? setTimeout(() => void flush(), gatherMs) : null;
  };

  const connect = async (heard: (organizationId: string) => void): Promise<void> => {
    if (stopped) return;
    const next = new pg.Client({ connectionString: url, application_name: "throughline events" });
    let again = false;
    const retry = () => {
      if (again || stopped) return;
      again = true;
      client = null;
      setTimeout(() => void connect(heard), retryMs).unref();
    };
    next.on("error", retry);
    next.on("end", retry);
    next.on("notification", ({ payload }) => payload && heard(payload));
    try {
      await next.connect();
      await next.query(`listen ${channel}`);
      client = next;
    } catch (error) {
      log.debug({ err: error }, "listening for events failed; trying again");
      retry();
    }
  };

  return {
    announce: (organizationId) => {
      waiting.add(organizationId);
      timer ??= setTimeout(() => void flush(), gatherMs);
    },
    start: (heard) => void connect(heard),
    stop: async () => {
      stopped = true;
      if (timer) clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
