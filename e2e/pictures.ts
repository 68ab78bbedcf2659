/** Pictures of pages at the widths and in the themes we promise, for looking at. */
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";

export type PictureOf = {
  /** Becomes the file's name: `my-work` gives `my-work-1440-light.png`. */
  name: string;
  url: string;
  /** Brings the page into the state to be shown, after it has loaded. */
  prepare?: (page: Page) => Promise<void>;
};

export type PictureOptions = {
  widths?: readonly number[];
  themes?: readonly ("light" | "dark")[];
  /** Under `screenshots/`, which git ignores, or an absolute path. */
  folder?: string;
  /** The whole page instead of one screen of it. */
  isFullPage?: boolean;
  /** Cookies and storage of a signed-in reader, as `context.storageState()` gave them. */
  storageState?: Awaited<ReturnType<BrowserContext["storageState"]>>;
};

const screenshots = fileURLToPath(new URL("../screenshots", import.meta.url));
const heights: Record<number, number> = { 360: 740, 1024: 768, 1440: 900 };

/**
 * Takes a picture of each page at each width in each theme and gives the files' paths. A page is taken when its network has
 * been quiet and its fonts are there. Below 768 px it is shown as a phone would: touch, twice the pixels.
 */
export async function takePictures(
  browser: Browser,
  pages: readonly PictureOf[],
  options: PictureOptions = {},
): Promise<string[]> {
  const {
    widths = [1440, 1024, 360],
    themes = ["light", "dark"],
    folder = "",
    isFullPage = false,
    storageState,
  } = options;
  const into = resolve(screenshots, folder);
  await mkdir(into, { recursive: true });
  const taken: string[] = [];
  for (const theme of themes) {
    for (const width of widths) {
      const isPhone = width < 768;
      const context = await browser.newContext({
        viewport: { width, height: heights[width] ?? Math.round(width * 0.65) },
        colorScheme: theme,
        hasTouch: isPhone,
        isMobile: isPhone,
        deviceScaleFactor: isPhone ? 2 : 1,
        reducedMotion: "reduce",
        ...(storageState === undefined ? {} : { storageState }),
      });
      try {
        const page = await context.newPage();
        for (const { name, url, prepare } of pages) {
          await page.goto(url, { waitUntil: "load" });
          // A page with a live stream is never idle: two quiet seconds at most are waited for.
          await page.waitForLoadState("networkidle", { timeout: 2_000 }).catch(() => undefined);
          await page.evaluate(() => document.fonts.ready.then(() => undefined));
          await prepare?.(page);
          const path = join(into, `${name}-${width}-${theme}.png`);
          await page.screenshot({ path, fullPage: isFullPage, animations: "disabled" });
          taken.push(path);
        }
      } finally {
        await context.close();
      }
    }
  }
  return taken;
}
