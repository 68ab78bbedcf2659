import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";

import { writeDurably } from "./durable-file.ts";
import { StartRefusal } from "./start-refusal.ts";

/**
 * Below the range systems take outgoing connections' ports from (32768 upward on Linux, 49152 on macOS): while the
 * database restarts, a client that calls such a port again and again can meet itself there and hold it.
 */
const FIRST = 20_000;
const COUNT = 10_000;

/**
 * The port for a data folder: the one asked for, else the one remembered in `file`, else the first free one from
 * a number drawn from the folder's name. A remembered port that is taken is replaced; one asked for is refused.
 */
export async function choosePort(file: string, asked?: number): Promise<number> {
  if (asked !== undefined) {
    if (await isFree(asked)) return asked;
    throw new StartRefusal("port_taken", `Port ${asked} on 127.0.0.1 is taken: choose another for the database.`);
  }
  const remembered = await rememberedPort(file);
  if (remembered !== undefined && (await isFree(remembered))) return remembered;
  const offset = createHash("sha256").update(file).digest().readUInt32BE(0);
  for (let step = 0; step < COUNT; step += 1) {
    const port = FIRST + ((offset + step) % COUNT);
    if (await isFree(port)) {
      await writeDurably(file, `${port}\n`);
      return port;
    }
  }
  throw new StartRefusal("port_taken", `No port from ${FIRST} to ${FIRST + COUNT - 1} on 127.0.0.1 is free.`);
}

/** Whether a server could listen there now. */
export async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}

async function rememberedPort(file: string): Promise<number | undefined> {
  const text = await readFile(file, "utf8").catch(() => "");
  const port = Number(text.trim());
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}
