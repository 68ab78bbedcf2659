/**
 * Pictures of every page at the sizes and in the themes we promise, and what a close look finds on each; for looking at by hand:
 *
 *   npm run pictures -- --items=0,3,5000 --out=screenshots [--only=board,list] [--widths=1440,360] [--height=2400] [--checks=no]
 *
 * Prints a table of faults. Pictures of the same page stand together on a sheet in `<out>/sheets`.
 */
import { randomUUID } from "node:crypto";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Client } from "pg";
import type { Page } from "playwright-core";
import { migrate } from "../packages/server/src/db/migrate.ts";
import { startEmbeddedPostgres } from "../packages/server/src/postgres/embedded-postgres.ts";
import { builtWeb } from "../packages/server/src/web-build.ts";
import { carryOn, firstOrganization, isDrawn, openHouse, violations, type House, type Organization } from "./app.ts";
import { contactSheet } from "./contact-sheet.ts";
import { addressOf, opened, routes, signedOut, states } from "./every-page.ts";
import { fillHouse } from "./fill-house.ts";
import { furnish, type Furnished } from "./furnish.ts";
import { closeLook } from "./look-closely.ts";

const { values } = parseArgs({
  options: {
    items: { type: "string", default: "0,3,5000" },
    out: { type: "string", default: "screenshots" },
    only: { type: "string" },
    widths: { type: "string", default: "1440,360" },
    height: { type: "string" },
    checks: { type: "string", default: "yes" },
  },
});
const themes = ["light", "dark"] as const;
const widths = values.widths.split(",").map(Number);
const only = values.only?.split(",");
const out = resolve(values.out);
const heights: Readonly<Record<number, number>> = { 360: 740, 1024: 768, 1440: 900 };

interface Stop {
  readonly name: string;
  readonly route: string;
  readonly open: (page: Page) => Promise<void>;
}
const stay = () => Promise.resolve();
const stops: Stop[] = [
  ...routes.map((route) => ({ name: route, route, open: stay })),
  ...Object.entries(states).map(([name, route]) => ({ name, route, open: stay })),
  ...Object.entries(opened).map(([name, { route, open }]) => ({ name, route, open })),
].filter(({ name }) => !only || only.some((part) => name.includes(part)));
const fileName = (name: string) => name.replaceAll(/[^A-Za-z0-9]+/g, "-").replaceAll(/^-|-$/g, "") || "start";

const faults: { readonly page: string; readonly at: string; readonly fault: string }[] = [];
let pictures = 0;
const sessions = new Map<string, Page>();

async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `pictures_${randomUUID().replaceAll("-", "")}`;
  const client = new Client({ connectionString: postgres.adminUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(postgres.adminUrl);
  url.pathname = `/${name}`;
  await migrate(url.href);
  return { url: url.href, drop: () => Promise.resolve() };
}

async function tour(items: number): Promise<void> {
  const house = await openHouse({ database: await freshDatabase(), webFolder });
  try {
    if (items === 0 && (!only || only.some((part) => "/setup".includes(part)))) await takeSetUp(house);
    const org = await firstOrganization(house.app);
    const there = items === 0 ? await bare(org) : await furnish(org);
    if (items > 20) await fillHouse(house.app.pool, org, there, items);
    console.log(`${items} items are there`);
    for (const width of widths) {
      for (const stop of stops) await take(house, org, there, items, width, stop);
      console.log(`${items} items at ${width} px are taken`);
    }
    for (const stop of stops) await sheet(house, items, stop.name);
  } finally {
    await house.close();
  }
}

/** Before anybody has an account. */
async function takeSetUp(house: House): Promise<void> {
  for (const width of widths) {
    const page = await house.visitor(looks(width));
    await page.goto(house.at("/setup"));
    await isDrawn(page);
    await shoot(page, "first visit", 0, width);
    await page.context().close();
  }
  await sheet(house, 0, "first visit");
}

const looks = (width: number) => ({
  viewport: { width, height: Number(values.height ?? heights[width] ?? Math.round(width * 0.65)) },
  ...(width < 768 ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
});

/** What an organization is born with, and addresses of what is not there. */
async function bare({ owner }: Organization): Promise<Furnished> {
  const { rows } = await owner.client.listWorkflows();
  const { domains } = await owner.client.listLessons();
  const none = "00000000-0000-7000-8000-000000000000";
  return {
    item: "OPE-1",
    workflowId: rows[0]?.workflowId ?? none,
    stageId: rows[0]?.stages[1]?.stageId ?? none,
    channelId: none,
    formSlug: "no-such-form",
    requestId: none,
    tracking: "trk_nothing",
    routineId: none,
    viewId: none,
    lesson: domains.flatMap((domain) => domain.topics.flatMap((topic) => topic.lessons))[0]?.id ?? "",
  };
}

async function take(
  house: House,
  org: Organization,
  there: Furnished,
  items: number,
  width: number,
  { name, route, open }: Stop,
): Promise<void> {
  const key = `${items} ${width} ${signedOut.has(route)}`;
  let page = sessions.get(key);
  if (!page) {
    page = await house.visitor(looks(width));
    page.setDefaultTimeout(8_000);
    if (!signedOut.has(route)) await carryOn(page.context(), house, org.owner);
    sessions.set(key, page);
  }
  try {
    await page.goto(house.at(addressOf(route, org, there)));
    await isDrawn(page);
    await open(page);
    await page.waitForTimeout(120);
  } catch (error) {
    faults.push({ page: name, at: `${items}/${width}`, fault: `not opened: ${String(error).slice(0, 140)}` });
  }
  await shoot(page, name, items, width);
}

async function shoot(page: Page, name: string, items: number, width: number): Promise<void> {
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.waitForTimeout(50);
    await page.screenshot({ path: pathOf(name, items, width, theme), animations: "disabled" });
    pictures += 1;
    if (values.checks === "no") continue;
    const at = `${items}/${width}/${theme}`;
    for (const line of await violations(page)) faults.push({ page: name, at, fault: `axe ${line}` });
    if (theme === "light")
      for (const line of await closeLook(page)) faults.push({ page: name, at: `${items}/${width}`, fault: line });
  }
}

const pathOf = (name: string, items: number, width: number, theme: string) =>
  join(out, `${fileName(name)}-${items}-${width}-${theme}.png`);

async function sheet(house: House, items: number, name: string): Promise<void> {
  const shown = widths.flatMap((width) =>
    themes
      .filter((theme) => width < 768 || theme === "light")
      .map((theme) => ({ file: pathOf(name, items, width, theme), width: width < 768 ? 290 : 980 })),
  );
  // A sheet is a convenience: where the browser has had enough, the pictures are there all the same.
  await contactSheet(house.chromium, join(out, "sheets", `${fileName(name)}-${items}.png`), [
    { title: `${name}, ${items} items`, pictures: shown },
  ]).catch((error: unknown) => console.warn(`No sheet of ${name}: ${String(error).slice(0, 120)}`));
}

function report(): void {
  const byPage = Map.groupBy(faults, (each) => each.page);
  for (const [page, lines] of byPage) {
    console.log(`\n${page}`);
    for (const [fault, all] of Map.groupBy(lines, (each) => each.fault))
      console.log(`  ${fault.replaceAll(/\s+/g, " ").slice(0, 260)}  [${all.map((each) => each.at).join(" ")}]`);
  }
  console.log(`\n${pictures} pictures in ${out}; ${faults.length} faults on ${byPage.size} pages`);
}

const folder = await mkdtemp(join(tmpdir(), "throughline-pictures-"));
const webFolder = join(folder, "web");
await cp(await builtWeb(), webFolder, { recursive: true });
const postgres = await startEmbeddedPostgres({
  dataFolder: folder,
  log: { info: () => {}, warn: console.warn, error: console.error },
});
try {
  await mkdir(join(out, "sheets"), { recursive: true });
  for (const items of values.items.split(",").map(Number)) await tour(items);
} finally {
  report();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
