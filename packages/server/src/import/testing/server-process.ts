/** A server in a process of its own, for tests that kill it: says where it listens and goes on until it is ended. */
import { readConfig } from "../../config.ts";
import { startServer } from "../../server.ts";

const { address } = await startServer({
  config: readConfig({ ...process.env, PORT: "0", HOST: "127.0.0.1", LOG_LEVEL: "silent" }),
  databaseUrl: process.env["DATABASE_URL"] ?? "",
  webFolder: null,
});
console.log(address);
