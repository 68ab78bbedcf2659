import { randomInt } from "node:crypto";
import { rm } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import pg from "pg";
import type { FastifyBaseLogger } from "fastify";
import { inTransaction } from "../db/transaction.ts";
import { openPool } from "../db/pool.ts";
import type { EventHub } from "../events/hub.ts";
import type { ImportJob, JobProgress } from "./bring-in.ts";
import { failImport, keepProgress, liveLock, startWaiting } from "./at-work.ts";
import type { Inspection } from "./reading/inspect-source.ts";
import { ReadRefusal, type ReadRefusalCode } from "@throughline/domain/intake/reading/read-refusal";
import type { WorkerTask, WorkerWord } from "./worker.ts";

export interface RunnerSettings {
  readonly databaseUrl: string;
  readonly hub: Pick<EventHub, "published">;
  readonly log: FastifyBaseLogger;
  readonly now: () => Date;
}

export type Wanted = Omit<ImportJob, "databaseUrl" | "runner" | "now">;

/** Bounds keep the garbage small too: without them a thread lets some 200 MiB gather before it looks. */
const workerHeap = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 12 } as const;
const progressMs = 200;

/**
 * Works off imports in the background of this process, one at a time, each in a thread of its own that reads and counts, and on
 * a connection of its own. Its own bookkeeping takes one more: live work keeps the pool to itself.
 */
export class ImportRunner {
  readonly #settings: RunnerSettings;
  readonly #pool: pg.Pool;
  readonly #waiting: Wanted[] = [];
  readonly #workers = new Map<string, Worker>();
  readonly #ended = new Set<Promise<void>>();
  #working = false;
  #closed = false;
  #lock: { readonly client: pg.Client; readonly number: number } | null = null;

  constructor(settings: RunnerSettings) {
    this.#settings = settings;
    this.#pool = openPool({
      url: settings.databaseUrl,
      max: 1,
      name: "throughline imports",
      onError: (error) => settings.log.warn({ err: error }, "the imports' connection was lost"),
    });
  }

  /**
   * Looks a file over, in a thread of its own.
   * @throws ReadRefusal where it cannot be read.
   */
  async inspect(path: string, zone: string): Promise<Inspection> {
    let inspection: Inspection | null = null;
    const { worker, ended } = this.#start({ task: "inspect", path, zone }, (word) => {
      if (word.word === "inspected") inspection = word.inspection;
      if (word.word === "refused") throw new ReadRefusal(word.code as ReadRefusalCode, word.sentence);
      if (word.word === "failed") throw new Error(word.message);
    });
    const id = `inspect ${worker.threadId}`;
    this.#workers.set(id, worker);
    try {
      await ended;
    } finally {
      this.#workers.delete(id);
    }
    if (!inspection)
      throw new ReadRefusal(
        "too_large",
        "The file could not be looked over within the memory there is for it. Split it.",
      );
    return inspection;
  }

  /** The number of the lock this process holds while it lives; imports at work carry it. */
  async runnerNumber(): Promise<number> {
    if (this.#lock) return this.#lock.number;
    const client = new pg.Client({
      connectionString: this.#settings.databaseUrl,
      application_name: "throughline imports alive",
    });
    const number = randomInt(1, 2 ** 31 - 1);
    const lost = () => {
      if (this.#lock?.client === client) this.#lock = null;
    };
    client.on("error", lost);
    client.on("end", lost);
    await client.connect();
    await client.query("select pg_advisory_lock($1, $2)", [liveLock, number]);
    this.#lock = { client, number };
    return number;
  }

  /** Takes on a dry run or a run whose row says already that it waits for this process. */
  take(wanted: Wanted): void {
    this.#waiting.push(wanted);
    void this.#next();
  }

  /** Ends the work on an import whose row says already that it is cancelled. */
  stop(importId: string): void {
    const at = this.#waiting.findIndex((wanted) => wanted.importId === importId);
    if (at >= 0) this.#waiting.splice(at, 1);
    void this.#workers.get(importId)?.terminate();
  }

  /** Stops whatever is at work; what it staged goes with its connection. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.length = 0;
    await Promise.all([...this.#workers.values()].map((worker) => worker.terminate()));
    await Promise.allSettled(this.#ended);
    await this.#lock?.client.end().catch(() => {});
    await this.#pool.end();
  }

  async #next(): Promise<void> {
    if (this.#working || this.#closed) return;
    const wanted = this.#waiting.shift();
    if (!wanted) return;
    this.#working = true;
    const done = this.#work(wanted)
      .catch((error: unknown) => this.#settings.log.error({ err: error }, "an import's work could not be written down"))
      .finally(() => {
        this.#working = false;
        this.#ended.delete(done);
        void this.#next();
      });
    this.#ended.add(done);
    await done;
  }

  async #work(wanted: Wanted): Promise<void> {
    const { databaseUrl, log, now, hub } = this.#settings;
    const within = this.#within(wanted.organizationId);
    const runner = await this.runnerNumber();
    if (wanted.kind === "run" && !(await within((tx) => startWaiting(tx, wanted.importId, runner, now())))) return;
    let progress: JobProgress | null = null;
    let kept: JobProgress | null = null;
    const { worker, ended } = this.#start(
      { task: "bring in", job: { ...wanted, databaseUrl, runner, now: now().getTime() } },
      (word) => {
        if (word.word === "progress") progress = word.progress;
        if (word.word === "done") {
          log.info({ importId: wanted.importId, kind: wanted.kind, heapMiB: word.heapMiB }, "an import's work is done");
          if (word.last !== null) {
            hub.published(wanted.organizationId, word.last);
            void rm(wanted.file.path, { force: true }).catch((error: unknown) =>
              log.warn({ err: error }, "the file of an import could not be removed"),
            );
          }
        }
        if (word.word === "refused") throw new Stopped(word.code, word.sentence);
        if (word.word === "failed") {
          log.error({ importId: wanted.importId, stack: word.stack }, "an import failed");
          throw new Stopped(
            "failed",
            "Something went wrong on our side; nothing was brought in. Try again, and tell whoever runs the server if it stays.",
          );
        }
      },
    );
    this.#workers.set(wanted.importId, worker);
    const timer = setInterval(() => {
      if (progress === null || progress === kept) return;
      kept = progress;
      void within((tx) => keepProgress(tx, wanted.importId, runner, progress))
        // Cancelled, perhaps through another process.
        .then((isWanted) => (isWanted ? undefined : worker.terminate()))
        .catch((error: unknown) => log.debug({ err: error }, "an import's progress could not be kept"));
    }, progressMs);
    try {
      await ended;
    } catch (error) {
      if (this.#closed) return;
      const { code, message } = error instanceof Stopped ? error : new Stopped("failed", String(error));
      const last = await within((tx) => failImport(tx, wanted, runner, { code, sentence: message }, now()));
      if (!last) log.debug({ importId: wanted.importId }, "an import that failed was cancelled already");
    } finally {
      clearInterval(timer);
      this.#workers.delete(wanted.importId);
    }
  }

  #within(organizationId: string) {
    const { hub } = this.#settings;
    return <T>(work: Parameters<typeof inTransaction<T>>[3]): Promise<T> =>
      inTransaction(this.#pool, { organizationId }, (id, last) => hub.published(id, last), work);
  }

  /** A thread and its end: resolved where it ended by itself or was told to, rejected with what it threw. */
  #start(task: WorkerTask, heard: (word: WorkerWord) => void): { worker: Worker; ended: Promise<void> } {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: task,
      resourceLimits: workerHeap,
      execArgv: [],
    });
    const ended = new Promise<void>((resolve, reject) => {
      let failure: unknown = null;
      worker.on("message", (word: WorkerWord) => {
        try {
          heard(word);
        } catch (error) {
          failure = error;
        }
      });
      worker.on("error", (error) => {
        const outOfMemory =
          "code" in (error as object) && (error as { code: unknown }).code === "ERR_WORKER_OUT_OF_MEMORY";
        failure = outOfMemory
          ? new Stopped(
              "too_large",
              "The file needs more memory than there is for an import. Split it and import the parts.",
            )
          : error;
      });
      worker.on("exit", () => {
        if (failure === null) resolve();
        else reject(failure);
      });
    });
    return { worker, ended };
  }
}

class Stopped extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
