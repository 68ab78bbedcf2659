import { defineConfig } from "vitest/config";

/** `npm run test:faults`: the races at full count, and kills of the server and of PostgreSQL under load. Takes some minutes. */
export default defineConfig({
  test: {
    include: ["faults/**/*.faults.test.ts", "packages/server/src/races.pg.test.ts"],
    globalSetup: ["packages/server/src/testing/postgres.ts"],
    env: { THROUGHLINE_RACE_CLIENTS: "64", THROUGHLINE_RACE_ROUNDS: "50" },
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
