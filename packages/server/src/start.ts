/** `npm start`: our own PostgreSQL (or the one at DATABASE_URL), the web app built where it is stale, and the server. */
import { ConfigRefused, readConfig } from "./config.ts";
import { MigrationRefused } from "./db/migrate.ts";
import { UnsafeDatabase } from "./db/safe-settings.ts";
import { startEmbeddedPostgres } from "./postgres/embedded-postgres.ts";
import { StartRefusal } from "./postgres/start-refusal.ts";
import { startServer } from "./server.ts";
import { builtWeb } from "./web-build.ts";

const stopPatienceMs = 9_000;

try {
  await start();
} catch (error) {
  const sentence = expectedSentence(error);
  console.error(sentence === null ? error : `throughline: ${sentence}`);
  process.exit(1);
}

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = {
    info: (message: string) => console.log(message),
    warn: (message: string) => console.warn(message),
    error: (message: string) => console.error(message),
  };
  const webFolder = await builtWeb();
  const database =
    config.databaseUrl === null ? await startEmbeddedPostgres({ dataFolder: config.dataFolder, log }) : null;
  const stopping: (() => Promise<void>)[] = database ? [() => database.stop()] : [];
  const stop = async (code: number) => {
    setTimeout(() => process.exit(code || 1), stopPatienceMs).unref();
    while (stopping.length > 0)
      await stopping
        .pop()?.()
        .catch((error: unknown) => console.error(error));
    process.exit(code);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop(0));
  try {
    const server = await startServer({ config, databaseUrl: database?.url ?? config.databaseUrl ?? "", webFolder });
    stopping.push(() => server.stop());
    console.log(`Throughline ${server.means.version} is ready: http://localhost:${new URL(server.address).port}`);
  } catch (error) {
    await database?.stop();
    throw error;
  }
  void database?.exited.then((refusal) => {
    if (!refusal) return;
    console.error(`throughline: ${refusal.message}`);
    void stop(1);
  });
}

/** What a start can expect to go wrong, in one line; null for what it cannot. */
function expectedSentence(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && error.code === "EADDRINUSE")
    return "the port is taken by another program; set PORT to a free one";
  const kinds = [ConfigRefused, StartRefusal, UnsafeDatabase, MigrationRefused];
  return kinds.some((kind) => error instanceof kind) ? error.message : null;
}
