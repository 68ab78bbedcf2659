import { setTimeout as delay } from "node:timers/promises";

import { bringUp, type Running, type Site } from "./bring-up.ts";
import { runningPostmaster } from "./postmaster-file.ts";
import { type StopPatience, stopPostmaster } from "./postmaster.ts";
import { exists } from "./processes.ts";
import { trimLog } from "./server-log.ts";
import { reasonOf, StartRefusal } from "./start-refusal.ts";

/** Keeps one server running. */
export interface Supervisor {
  current(): Running;
  /** Resolves when the server is no longer kept running: undefined after `stop`, otherwise why not. */
  readonly exited: Promise<StartRefusal | undefined>;
  onRestarted(listener: () => void): () => void;
  stop(): Promise<void>;
}

const POLL = 500;
const LONGEST_PAUSE = 5000;
const TRIM_EVERY = 10 * 60 * 1000;

/**
 * Watches a server that runs and brings it back when it dies: at once, then with growing pauses up to five seconds,
 * for as long as it takes (a full disk is emptied at some time), on the same port, which every pool knows.
 * Gives up only where trying again cannot help, above all when another process has taken the data folder meanwhile.
 */
export function supervise(site: Site, first: Running, patience: StopPatience): Supervisor {
  const stopping = new AbortController();
  const listeners = new Set<() => void>();
  let running = first;

  // The lock's connection ends with the server. The look at its process is for a server too stuck even for that.
  const poll = setInterval(() => {
    if (!exists(running.processId)) void running.lock.release();
  }, POLL);
  const trim = setInterval(() => void trimLog(site.logPath).catch(() => {}), TRIM_EVERY);
  const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener("abort", () => resolve()));

  async function watch(): Promise<StartRefusal | undefined> {
    for (;;) {
      await Promise.race([running.lock.lost, stopped]);
      if (stopping.signal.aborted) return undefined;
      site.log.warn(`PostgreSQL (process ${running.processId}) dropped its connections; bringing it back`);
      const next = await bringBack();
      if (next instanceof StartRefusal) site.log.error(next.message);
      if (next === undefined || next instanceof StartRefusal) return next;
      const restarted = next.processId !== running.processId;
      running = next;
      site.log.info(`PostgreSQL is back (process ${running.processId})`);
      if (restarted) for (const listener of listeners) listener();
    }
  }

  async function bringBack(): Promise<Running | StartRefusal | undefined> {
    for (let pause = 100; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        return await bringUp(site, first.port, stopping.signal);
      } catch (error) {
        if (stopping.signal.aborted) return undefined;
        const worthTrying = !(error instanceof StartRefusal) || ["did_not_start", "port_taken"].includes(error.code);
        if (!worthTrying) return error;
        site.log.warn(`${reasonOf(error)}; trying again in ${pause} ms`);
        await Promise.race([delay(pause, undefined, { ref: false }), stopped]);
      }
    }
  }

  async function stop(): Promise<void> {
    stopping.abort();
    const refusal = await exited;
    clearInterval(trim);
    // Only the server we hold or held the folder of: after a refusal it may be another process's.
    const server = await runningPostmaster(site.cluster).catch(() => undefined);
    if (server?.processId === running.processId && refusal?.code !== "in_use") {
      const went = await stopPostmaster(server.processId, site.cluster, patience);
      if (went !== "fast") site.log.warn(`PostgreSQL did not stop in ${patience.fast} ms and was ended (${went})`);
    }
    await running.lock.release();
  }

  const exited = watch().finally(() => clearInterval(poll));
  let stopCall: Promise<void> | undefined;
  return {
    current: () => running,
    exited,
    onRestarted: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => (stopCall ??= stop()),
  };
}
