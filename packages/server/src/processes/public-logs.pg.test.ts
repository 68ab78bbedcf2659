import type { ProcessAlignment } from "@throughline/contract/processes";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bring, bytesOf, publicLog } from "../import/testing/run-import.ts";
import { testApp, type TestApp } from "../testing/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

/**
 * Brought in, a log's states are stages, and an item that is told once more to be where it is stays where it is. So these
 * are the figures of the same log with such repeats counted once (docs/methods/process-discovery.md); the published ones,
 * over every event, are the benchmark's.
 */
const logs = [
  {
    file: "Helpdesk.xes.gz",
    items: 4580,
    entries: 20_404,
    variants: 106,
    whole: { fitness: 1, precision: 0.461551 },
    usual: { fitness: 0.988576, precision: 0.619418 },
    endedAt: "2014-01-03T11:20:58.000Z",
  },
  {
    file: "bpi_challenge_2013_incidents.xes.gz",
    items: 7554,
    entries: 56_885,
    variants: 1838,
    whole: { fitness: 1, precision: 0.392268 },
    usual: { fitness: 0.981145, precision: 0.63485 },
    endedAt: "2012-05-22T23:22:25.000Z",
  },
];

describe.each(logs)("$file", ({ file, items, entries, variants, whole, usual, endedAt }) => {
  const path = publicLog(file);

  test.skipIf(path === null)("brought in, is mined as the log itself is, with repeats counted once", async () => {
    const org = await app.organization();
    await org.team("OPS");
    const { client } = org.owner;
    await bring(client, await bytesOf(path ?? ""), { name: file });
    const process = await client.readProcess({});
    expect(process).toMatchObject({ items, moves: entries - items, endedAt, variants: { total: variants } });
    expect(process.variants.shown.map((variant) => variant.items)).toEqual(
      process.variants.shown.map((variant) => variant.items).toSorted((a, b) => b - a),
    );
    // What follows and what deviates is everything.
    expect(process.conformance?.following).toBe((await client.listProcessItems({ of: "following", limit: 1 })).total);
    const [deviation] = process.conformance?.deviations ?? [];
    expect((await client.listProcessItems({ of: "deviation", key: deviation?.key ?? "", limit: 1 })).total).toBe(
      deviation?.items,
    );
    const [way] = process.ways;
    expect((await client.listProcessItems({ of: "way", key: `${way?.from}~${way?.to}`, limit: 1 })).total).toBe(
      way?.items,
    );

    const mined = async (infrequent: number) => {
      const { fitness, precision } = await client.readProcessModel({ infrequent });
      return { fitness, precision };
    };
    const close = (figures: typeof whole) => ({
      fitness: expect.closeTo(figures.fitness, 5),
      precision: expect.closeTo(figures.precision, 5),
    });
    expect(await mined(0)).toEqual(close(whole));
    expect(await mined(0.2)).toEqual(close(usual));
    const told = await (await client.alignProcess({ infrequent: 0 })).text();
    const answer = JSON.parse(told.slice(told.lastIndexOf("data: ") + 6)) as ProcessAlignment;
    // Without leaving anything out the model plays all of it.
    expect(answer).toEqual({ fitness: expect.closeTo(1, 9), fittingShare: 1, variants, isExact: true });
  });
});

const incidents = publicLog("bpi_challenge_2013_incidents.xes.gz");

test.skipIf(incidents === null)(
  "649 teams: the most frequent pairs of stage and team stand for themselves",
  async () => {
    const org = await app.organization();
    await org.team("OPS");
    const { client } = org.owner;
    await bring(client, await bytesOf(incidents ?? ""), { name: "incidents" });
    const { stages, ways } = await client.readProcess({ group: "stage_team" });
    expect(stages.filter(({ teamId }) => teamId !== null)).toHaveLength(60);
    expect(stages.filter(({ teamId }) => teamId === null).length).toBeGreaterThan(5);
    expect(ways.filter(({ isHandOff }) => isHandOff).length).toBeGreaterThan(100);
    // Whoever stops listening stops the work; the thread answers the next question.
    const asker = new AbortController();
    const stream = client.alignProcess({ group: "stage_team" }, { signal: asker.signal });
    await stream;
    asker.abort();
    expect((await client.readProcess({})).items).toBe(7554);
  },
);
