import { MessageChannel } from "node:worker_threads";
import type { FastifyBaseLogger } from "fastify";
import { Piscina } from "piscina";
import { Refusal } from "../http/refusal.ts";
import type { QuestionName, Questions } from "./questions.ts";
import { type Asker, Turns } from "./turns.ts";
import type { Asked, Replied } from "./worker.ts";

export interface EngineSettings {
  readonly databaseUrl: string;
  /** Threads at most; they start when they are needed and end when nothing is asked for a minute. */
  readonly threads: number;
  readonly log: Pick<FastifyBaseLogger, "error">;
}

export interface AskOptions {
  /** Aborted, the work stops at once and whatever it had is dropped: the asker has gone. */
  readonly signal?: AbortSignal;
  /** Hears the share that is done, 0 to 1, as often as the question tells it. */
  readonly onProgress?: (share: number) => void;
  /** What it may take, milliseconds, waiting for a thread included. Beyond a minute it is a long question. */
  readonly limitMs?: number;
}

/** What every question says of who asks. */
interface Scoped {
  readonly scope: { readonly organizationId: string; readonly actor: { readonly personId: string } };
}

const usualLimitMs = 30_000;
const soonMs = 60_000;
const queued = 64;
const idleMs = 60_000;
/** Histories of 400,000 events and a model of them fit; beyond it the thread ends, not the server. */
const threadHeap = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 64 } as const;

/**
 * Answers what takes long to work out (flow, forecasts, mined processes, simulations) in threads of its own, so that
 * nobody's request waits for it. Each thread reads the database by itself, under the same row security.
 */
export class Engine {
  readonly #settings: EngineSettings;
  readonly #turns: Turns;
  readonly #closing = new AbortController();
  #pool: Piscina<Asked, Replied> | null = null;

  constructor(settings: EngineSettings) {
    this.#settings = settings;
    this.#turns = new Turns({ threads: settings.threads, waiting: queued });
  }

  /**
   * For whoever answers before it is known how a long question ends.
   * @throws Refusal `too_many_requests` where this person waits for too many already.
   */
  assertRoomForLong(scope: Scoped["scope"]): void {
    this.#turns.assertRoom(askerOf(scope), true);
  }

  /**
   * @throws Refusal `not_enough_history`, `invalid_input` and whatever else the question refuses with; `took_too_long`
   *   where the limit ran out; `unavailable` where too many wait already; `too_many_requests` where this person does.
   */
  async ask<N extends QuestionName>(
    question: N,
    input: Questions[N]["input"],
    { signal, onProgress, limitMs = usualLimitMs }: AskOptions = {},
  ): Promise<Questions[N]["answer"]> {
    const limit = AbortSignal.timeout(limitMs);
    const ending = AbortSignal.any([limit, this.#closing.signal, ...(signal ? [signal] : [])]);
    let end: (() => void) | undefined;
    try {
      end = await this.#turns.take(askerOf((input as Scoped).scope), limitMs > soonMs, ending);
      const replied = await this.#run({ question, input }, ending, onProgress);
      if (replied.kind === "refused") throw new Refusal(replied.code, replied.more);
      return replied.answer as Questions[N]["answer"];
    } catch (error) {
      if (error instanceof Refusal || signal?.aborted) throw error;
      if (this.#closing.signal.aborted)
        throw new Refusal("unavailable", "The server is ending; ask again in a moment.");
      if (limit.aborted && !end)
        throw new Refusal("unavailable", "Others' figures are still being worked out; try again in a moment.");
      if (limit.aborted)
        throw new Refusal(
          "took_too_long",
          `It was stopped after ${limitMs / 1000} s. Ask for less: a shorter time, fewer items or runs.`,
        );
      if ((error as { code?: unknown }).code === "ERR_WORKER_OUT_OF_MEMORY")
        throw new Refusal(
          "took_too_long",
          "It needs more memory than there is for it. Ask for a shorter time or fewer items.",
        );
      throw error;
    } finally {
      end?.();
    }
  }

  /** Ends the threads; what they were at is dropped. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#pool?.destroy();
    this.#pool = null;
  }

  /** In a thread; `ending` ends the thread with the work. */
  async #run(
    asked: Pick<Asked, "question" | "input">,
    ending: AbortSignal,
    onProgress: AskOptions["onProgress"],
  ): Promise<Replied> {
    const { port1, port2 } = new MessageChannel();
    if (onProgress) port1.on("message", onProgress);
    try {
      return await this.#threads().run({ ...asked, progress: port2 }, { signal: ending, transferList: [port2] });
    } finally {
      port1.close();
    }
  }

  #threads(): Piscina<Asked, Replied> {
    if (this.#pool) return this.#pool;
    this.#pool = new Piscina<Asked, Replied>({
      filename: new URL("./worker.ts", import.meta.url).href,
      name: "reply",
      minThreads: 0,
      maxThreads: this.#settings.threads,
      idleTimeout: idleMs,
      execArgv: [],
      resourceLimits: threadHeap,
      workerData: { databaseUrl: this.#settings.databaseUrl },
    });
    // A thread that ends between two questions takes nothing with it; the next question starts another.
    this.#pool.on("error", (error: unknown) =>
      this.#settings.log.error({ err: error }, "a thread of the engine ended"),
    );
    return this.#pool;
  }
}

const askerOf = ({ organizationId, actor }: Scoped["scope"]): Asker => ({ organizationId, personId: actor.personId });
