import { MessageChannel } from "node:worker_threads";
import type { FastifyBaseLogger } from "fastify";
import { Piscina } from "piscina";
import { Refusal } from "../http/refusal.ts";
import type { QuestionName, Questions } from "./questions.ts";
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
  /** What it may take, milliseconds, waiting for a thread included. */
  readonly limitMs?: number;
}

const usualLimitMs = 30_000;
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
  #pool: Piscina<Asked, Replied> | null = null;
  /** Under way and waiting. */
  #asked = 0;

  constructor(settings: EngineSettings) {
    this.#settings = settings;
  }

  /**
   * @throws Refusal `not_enough_history`, `invalid_input` and whatever else the question refuses with; `took_too_long`
   *   where the limit ran out; `unavailable` where too many wait already.
   */
  async ask<N extends QuestionName>(
    question: N,
    input: Questions[N]["input"],
    { signal, onProgress, limitMs = usualLimitMs }: AskOptions = {},
  ): Promise<Questions[N]["answer"]> {
    if (this.#asked >= this.#settings.threads + queued)
      throw new Refusal("unavailable", "Many ask for figures just now; try again in a moment.");
    this.#asked += 1;
    const limit = AbortSignal.timeout(limitMs);
    const ending = signal ? AbortSignal.any([signal, limit]) : limit;
    const { port1, port2 } = new MessageChannel();
    if (onProgress) port1.on("message", onProgress);
    try {
      const asked = { question, input, progress: port2 } as Asked;
      const replied = await this.#threads().run(asked, { signal: ending, transferList: [port2] });
      if (replied.kind === "refused") throw new Refusal(replied.code, replied.more);
      return replied.answer as Questions[N]["answer"];
    } catch (error) {
      if (error instanceof Refusal || signal?.aborted) throw error;
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
      port1.close();
      this.#asked -= 1;
    }
  }

  /** Ends the threads; what they were at is dropped. */
  async close(): Promise<void> {
    await this.#pool?.destroy();
    this.#pool = null;
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
