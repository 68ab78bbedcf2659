import { setTimeout as delay } from "node:timers/promises";

import { Client } from "pg";

import { parsePostmasterFile } from "./postmaster-file.ts";
import { lookAt } from "./processes.ts";
import { codeOf, reasonOf, StartRefusal } from "./start-refusal.ts";

/**
 * The right to a data folder: an advisory lock in its PostgreSQL, held on a connection of its own as long as our
 * process lives. The server gives it back by itself when the process dies, however it dies.
 */
export interface FolderLock {
  readonly client: Client;
  /** Resolves when the lock is lost, because the connection or the server is. */
  readonly lost: Promise<void>;
  /** Gives the lock back, or gives up on a connection known to be dead. */
  release(): Promise<void>;
}

/** Whose database it is: the server's address, and the process that is expected to answer there. */
export interface LockRequest {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly processId: number;
  readonly dataFolder: string;
  /** Tells our own earlier connection from another process's: `throughline <process id> <start>`. */
  readonly holderName: string;
  /** Whether the server still runs; asked while it does not answer. */
  readonly stillRuns: () => Promise<boolean>;
  /** Called every ten seconds while the server replays its log. */
  readonly stillRecovering: () => void;
  readonly signal: AbortSignal;
}

const [LOCK_CLASS, LOCK_KEY] = [0x74687275, 1];

/** How long, in milliseconds, a server that runs may refuse every connection before it counts as broken. */
const SILENCE = 60_000;
/** How long a living process must have been seen holding the lock before we give way to it. */
const GRACE = 500;
/** The same for a process that is gone, or is ourselves: its connection is about to be noticed as dead. */
const LINGERING = 5000;

/** Waits until the server answers, then takes the lock. Answers undefined when the server is gone meanwhile. */
export async function takeFolderLock(request: LockRequest): Promise<FolderLock | undefined> {
  const client = await connect(request);
  if (client === undefined) return undefined;
  const lock = watch(client);
  try {
    if (!(await isServerOf(client, request))) {
      await lock.release();
      return undefined;
    }
    await claim(client, request);
    return lock;
  } catch (error) {
    await lock.release();
    if (error instanceof StartRefusal || request.signal.aborted) throw error;
    // The connection broke in the middle: the server went down again.
    return undefined;
  }
}

async function connect(request: LockRequest): Promise<Client | undefined> {
  const { port, user, password, holderName, signal } = request;
  let silentSince = performance.now();
  let toldAt = performance.now();
  for (;;) {
    signal.throwIfAborted();
    const client = new Client({
      host: "127.0.0.1",
      port,
      user,
      password,
      database: "postgres",
      application_name: holderName,
      connectionTimeoutMillis: 5000,
    });
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      const code = codeOf(error);
      if (code === "28P01" || code === "28000") throw wrongPassword(request, error);
      if (!(await request.stillRuns())) return undefined;
      const now = performance.now();
      // 57P03: it replays its log after a crash, or is about to end. Both take the time they take.
      if (code === "57P03") silentSince = now;
      if (now - silentSince > SILENCE) {
        throw new StartRefusal("did_not_start", `PostgreSQL runs but does not answer: ${reasonOf(error)}`, error);
      }
      if (now - toldAt > 10_000) {
        toldAt = now;
        request.stillRecovering();
      }
      await delay(25, undefined, { signal });
    }
  }
}

function watch(client: Client): FolderLock {
  let lose = () => {};
  const lost = new Promise<void>((resolve) => (lose = resolve));
  client.once("end", lose);
  client.once("error", lose);
  const release = async () => {
    lose();
    // A server that is gone or stuck answers no goodbye; it is not waited for.
    await Promise.race([client.end().catch(() => {}), delay(1000, undefined, { ref: false })]);
  };
  return { client, lost, release };
}

/** Whether the server that answers is the one whose process we mean: it reads out its own `postmaster.pid`. */
async function isServerOf(client: Client, { processId }: LockRequest): Promise<boolean> {
  const { rows } = await client.query<{ file: string }>("SELECT pg_read_file('postmaster.pid') AS file");
  return parsePostmasterFile(rows[0]?.file ?? "")?.processId === processId;
}

async function claim(client: Client, { dataFolder, holderName, signal }: LockRequest): Promise<void> {
  await client.query("SET idle_session_timeout = 0");
  const since = performance.now();
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>("SELECT pg_try_advisory_lock($1, $2) AS held", [
      LOCK_CLASS,
      LOCK_KEY,
    ]);
    if (rows[0]?.held === true) return;
    const holder = await holderOf(client);
    const holderId = Number(/^throughline (\d+) /.exec(holder)?.[1]);
    const lives = holder !== holderName && holderId > 0 && (await lookAt(holderId)) !== undefined;
    if (performance.now() - since > (lives ? GRACE : LINGERING)) throw inUse(dataFolder, holderId);
    await delay(50, undefined, { signal });
  }
}

async function holderOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE locktype = 'advisory' AND classid = $1 AND objid = $2 AND granted`,
    [LOCK_CLASS, LOCK_KEY],
  );
  return rows[0]?.name ?? "";
}

function inUse(dataFolder: string, holderId: number): StartRefusal {
  const holder = holderId > 0 ? `process ${holderId}` : "another process";
  return new StartRefusal(
    "in_use",
    `The data folder ${dataFolder} is in use by ${holder}: stop that one first, or choose another folder with THROUGHLINE_DATA.`,
  );
}

function wrongPassword({ dataFolder }: LockRequest, cause: unknown): StartRefusal {
  return new StartRefusal(
    "password_lost",
    `The password stored in ${dataFolder} is not the database's: put that file back from a copy of the data folder.`,
    cause,
  );
}
