import { describe, expect, test } from "vitest";

import {
  kill,
  nextRestart,
  query,
  scratchFolder,
  serverProcesses,
  startHere,
  startInChild,
} from "./testing/scratch.ts";

describe("a server orphaned by a kill -9 of its process", () => {
  test("is taken over by the next start, with its data, and stopped by it", async () => {
    const folder = await scratchFolder();
    const child = await startInChild({ dataFolder: folder });
    if (!child.told.started) throw new Error(child.told.message);
    await query(child.told.url, "CREATE TABLE kept AS SELECT 1 AS n");
    await child.kill();
    const server = await startHere(folder);
    expect(server.adopted).toBe(true);
    expect(server.processId()).toBe(child.told.processId);
    expect(await query(server.url, "SELECT n FROM kept")).toEqual([{ n: 1 }]);
    await server.stop();
    expect(await serverProcesses(folder)).toEqual([]);
  });

  test("is kept running once taken over", async () => {
    const folder = await scratchFolder();
    const child = await startInChild({ dataFolder: folder });
    await child.kill();
    const server = await startHere(folder);
    expect(server.adopted).toBe(true);
    const back = nextRestart(server);
    kill(server.processId());
    await back;
    expect(await query(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });
});

describe("a folder in use", () => {
  test("is refused to a second process in one line naming the first, which goes on undisturbed", async () => {
    const folder = await scratchFolder();
    const server = await startHere(folder);
    const second = await startInChild({ dataFolder: folder });
    expect(second.told).toEqual({
      started: false,
      code: "in_use",
      message:
        `The data folder ${folder} is in use by process ${process.pid}: stop that one first, ` +
        "or choose another folder with THROUGHLINE_DATA.",
    });
    expect(await query(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test("is refused to a second start in the same process too", async () => {
    const folder = await scratchFolder();
    await startHere(folder);
    await expect(startHere(folder)).rejects.toMatchObject({ code: "in_use" });
  });

  test("goes to exactly one of three processes that start at once on an empty folder", async () => {
    const folder = await scratchFolder();
    const children = await Promise.all([1, 2, 3].map(() => startInChild({ dataFolder: folder })));
    const refused = children.flatMap(({ told }) => (told.started ? [] : [told.code]));
    expect(refused).toEqual(["in_use", "in_use"]);
    const winner = children.find(({ told }) => told.started);
    if (winner?.told.started !== true) throw new Error("none started");
    expect(await query(winner.told.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await winner.stop();
    expect(await serverProcesses(folder)).toEqual([]);
  });
});
