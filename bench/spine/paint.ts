import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { launchChromium } from "../../e2e/chromium.ts";
import { builtWeb } from "../../packages/server/src/web-build.ts";
import { percentile } from "./load.ts";
import { ServerHandle } from "./server-handle.ts";

const moves = 40;

/**
 * Click to paint: a card is moved by keyboard on a board of 60 cards; `click` is the time in that browser until the frame
 * that shows it has been drawn, `other` the time until another person's browser has drawn it. Both at the 95th percentile.
 */
export async function measurePaint(
  databaseUrl: string,
  folder: string,
  print: (line: string) => void,
): Promise<{ click: number; other: number }> {
  const web = await builtWeb();
  const server = new ServerHandle(databaseUrl, "", await mkdtemp(join(folder, "paint-")), web);
  const address = await server.ask<string>("address");
  const browser = await launchChromium();
  const contexts = [await browser.newContext(), await browser.newContext()];
  const [mine, theirs] = await Promise.all(contexts.map((context) => context.newPage()));
  if (!mine || !theirs) throw new Error("two pages");
  const api = async (page: Page, method: string, path: string, data?: unknown) => {
    const response = await page.request.fetch(`${address}/api/v1${path}`, {
      method,
      ...(data === undefined ? {} : { data }),
    });
    if (!response.ok()) throw new Error(`${path} answered ${response.status()}: ${await response.text()}`);
    return response.json();
  };
  const owner = { email: "owner@example.org", password: "a long enough password" };
  const { organizations } = await api(mine, "POST", "/setup", {
    ...owner,
    name: "Owner",
    organizationName: "Painted",
    teamName: "Desk",
    timeZone: "UTC",
  });
  await api(theirs, "POST", "/sessions", owner);
  const slug: string = organizations[0].slug;
  const { rows: teams } = await api(mine, "GET", "/teams");
  const { rows: workflows } = await api(mine, "GET", "/workflows");
  const [queue] = workflows[0].stages as { stageId: string; teamId: string; wipLimit: number | null }[];
  await api(mine, "PUT", `/workflows/${workflows[0].workflowId}`, {
    revision: workflows[0].revision,
    name: workflows[0].name,
    description: "",
    stages: workflows[0].stages.map((stage: { wipLimit: number | null }) => ({ ...stage, wipLimit: null })),
  });
  const ids: string[] = [];
  for (let at = 0; at < 60; at += 1)
    ids.push(
      (
        await api(mine, "POST", "/items", {
          title: `Card ${at}`,
          workflowId: workflows[0].workflowId,
          stageId: queue?.stageId,
        })
      ).itemId,
    );
  const board = `${address}/${slug}/teams/${teams[0].key}/board`;
  await Promise.all([mine.goto(board), theirs.goto(board)]);
  for (const page of [mine, theirs]) await page.waitForSelector(`[data-item="${ids[59]}"]`, { state: "attached" });
  await mine.waitForTimeout(1_500);

  const click: number[] = [];
  const other: number[] = [];
  for (let at = 0; at < moves; at += 1) {
    const itemId = ids[at] ?? "";
    const seen = whenDrawn(theirs, itemId);
    const result = await moveAndDraw(mine, itemId);
    const drawn = await seen;
    if (at >= 5) {
      click.push(result.took);
      other.push(drawn - result.started);
    }
    await mine.waitForTimeout(120);
  }
  await browser.close();
  await server.ask("stop");
  const figures = {
    click: Number(percentile(click, 0.95).toFixed(1)),
    other: Number(percentile(other, 0.95).toFixed(1)),
  };
  print(
    `paint: click to paint p50 ${percentile(click, 0.5).toFixed(1)} ms, p95 ${figures.click} ms; click to the other browser's paint p50 ${percentile(other, 0.5).toFixed(0)} ms, p95 ${figures.other} ms`,
  );
  return figures;
}

/** Carries the focused card to the next stage by keyboard and times the keystroke until the frame that shows it is drawn. */
async function moveAndDraw(page: Page, itemId: string): Promise<{ started: number; took: number }> {
  await page.locator(`#card-${itemId}`).focus();
  await page.waitForTimeout(60);
  await page.evaluate((id) => {
    const before = document.querySelector(`[data-item="${id}"]`)?.closest("section")?.getAttribute("aria-label");
    const state = window as unknown as { drawn?: Promise<{ started: number; took: number }> };
    state.drawn = new Promise((resolve) => {
      let started = 0;
      let at = 0;
      const look = () => {
        const now = document.querySelector(`[data-item="${id}"]`)?.closest("section")?.getAttribute("aria-label");
        // Asked within a frame's own callbacks: what it finds changed is drawn at the end of this very frame.
        if (at > 0 && now !== before) setTimeout(() => resolve({ started, took: performance.now() - at }), 0);
        else requestAnimationFrame(look);
      };
      addEventListener(
        "keydown",
        (event) => {
          if (event.key !== "ArrowRight") return;
          at = event.timeStamp;
          started = Date.now() - (performance.now() - event.timeStamp);
        },
        { capture: true },
      );
      requestAnimationFrame(look);
    });
  }, itemId);
  await page.keyboard.press("Shift+ArrowRight");
  return page.evaluate(() => (window as unknown as { drawn: Promise<{ started: number; took: number }> }).drawn);
}

/** When another browser has drawn the card in its new column, by the machine's clock that both share. */
function whenDrawn(page: Page, itemId: string): Promise<number> {
  return page.evaluate(
    (id) =>
      new Promise<number>((resolve) => {
        const columnOf = () =>
          document.querySelector(`[data-item="${id}"]`)?.closest("section")?.getAttribute("aria-label");
        const before = columnOf();
        const look = () =>
          columnOf() === before ? requestAnimationFrame(look) : setTimeout(() => resolve(Date.now()), 0);
        requestAnimationFrame(look);
      }),
    itemId,
  );
}
