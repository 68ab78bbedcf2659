import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The measured server, driven from outside. */
export class ServerHandle {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: unknown) => void>();
  #next = 1;

  constructor(databaseUrl: string, replayUrl: string, dataFolder: string, webFolder = "") {
    this.#child = fork(
      fileURLToPath(new URL("server-process.ts", import.meta.url)),
      [databaseUrl, replayUrl, dataFolder, webFolder],
      { execArgv: ["--expose-gc"], stdio: ["ignore", "inherit", "inherit", "ipc"] },
    );
    this.#child.on("message", ({ id, answer }: { id: number; answer: unknown }) => {
      this.#waiting.get(id)?.(answer);
      this.#waiting.delete(id);
    });
    process.once("exit", () => this.#child.kill("SIGKILL"));
    this.#child.on("exit", (code) => {
      if (this.#waiting.size > 0) throw new Error(`The measured server ended with code ${code}`);
    });
  }

  ask<T>(name: string): Promise<T> {
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve as (answer: unknown) => void);
      this.#child.send({ id, name });
    });
  }
}
