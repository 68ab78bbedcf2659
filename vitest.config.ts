import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // The machine we promise to work on has two cores; more workers than that only make tests wait.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          include: ["*.test.ts", "packages/*/src/**/*.test.ts", "content/**/*.test.ts"],
          exclude: ["**/*.pg.test.ts", "**/node_modules/**"],
          // A bound for what hangs, not a measure: the machine may be busy.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "pg",
          include: ["packages/server/src/**/*.pg.test.ts"],
          globalSetup: ["packages/server/src/testing/postgres.ts"],
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["e2e/**/*.e2e.test.ts"],
          globalSetup: ["packages/server/src/testing/postgres.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
