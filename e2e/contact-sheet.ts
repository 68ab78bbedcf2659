import { readFile, writeFile } from "node:fs/promises";
import type { Browser } from "playwright-core";

/** Pictures in rows on one page, so that many can be looked at at once. @param rows files and the width each is shown at. */
export async function contactSheet(
  browser: Browser,
  path: string,
  rows: readonly { readonly title: string; readonly pictures: readonly { file: string; width: number }[] }[],
): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 100 } });
  const sections = await Promise.all(
    rows.map(async ({ title, pictures }) => {
      const images = await Promise.all(
        pictures.map(
          async ({ file, width }) =>
            `<img width="${width}" src="data:image/png;base64,${(await readFile(file)).toString("base64")}">`,
        ),
      );
      return `<h2>${title}</h2><div>${images.join("")}</div>`;
    }),
  );
  await page.setContent(
    `<style>body{margin:0;background:#888;font:13px sans-serif}h2{margin:4px 8px;font-size:14px}div{display:flex;gap:8px;align-items:flex-start;padding:0 8px 8px}img{display:block}</style>${sections.join("")}`,
  );
  await writeFile(path, await page.screenshot({ fullPage: true }));
  await page.close();
}
