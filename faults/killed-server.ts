import { spawn, type ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

const start = join(import.meta.dirname, "../packages/server/src/start.ts");

/** The product as `npm start` runs it, in a process that can be killed. */
export class KillableServer {
  readonly dataFolder: string;
  readonly port: number;
  #child: ChildProcess | null = null;

  constructor(dataFolder: string, port: number) {
    this.dataFolder = dataFolder;
    this.port = port;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  start(): void {
    this.#child = spawn(process.execPath, [start], {
      env: {
        ...process.env,
        THROUGHLINE_DATA: this.dataFolder,
        PORT: String(this.port),
        HOST: "127.0.0.1",
        LOG_LEVEL: "error",
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
  }

  /** Ends the server without a word. PostgreSQL lives on, an orphan. */
  killServer(): Promise<void> {
    const child = this.#child;
    if (!child) return Promise.resolve();
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill("SIGKILL");
    return gone;
  }

  /** Ends PostgreSQL without a word: the postmaster first, so that it cannot clean up after the others. */
  async killDatabase(): Promise<void> {
    const text = await readFile(join(this.dataFolder, "postgres", "cluster", "postmaster.pid"), "utf8");
    process.kill(Number(text.split("\n")[0]), "SIGKILL");
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill("SIGTERM");
    await gone;
  }

  /** Asks for health until it is given. @returns milliseconds it took. */
  async ready(deadlineMs: number): Promise<number> {
    const started = performance.now();
    for (;;) {
      const answer = await fetch(`${this.address}/api/v1/health`, { signal: AbortSignal.timeout(2_000) }).catch(
        () => null,
      );
      if (answer?.ok) return performance.now() - started;
      if (performance.now() - started > deadlineMs) throw new Error(`Not ready within ${deadlineMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
