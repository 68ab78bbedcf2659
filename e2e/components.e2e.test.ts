/** The components in a real browser: accessible in both themes and at every width, and wholly worked by keyboard. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { build, preview, type PreviewServer } from "vite";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchChromium } from "./chromium.ts";

const axe = createRequire(import.meta.url).resolve("axe-core");
const web = fileURLToPath(new URL("../packages/web", import.meta.url));
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'";

let folder: string;
let server: PreviewServer;
let browser: Browser;
let base: string;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gallery-"));
  const input = join(web, "gallery.html");
  const shared = { configFile: join(web, "vite.config.ts"), logLevel: "silent" } as const;
  await build({ ...shared, build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input } } });
  server = await preview({
    ...shared,
    build: { outDir: folder },
    // The policy the pages are served under: nothing inline, nothing from elsewhere.
    preview: { host: "127.0.0.1", port: 0, strictPort: false, headers: { "Content-Security-Policy": policy } },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address !== "object") throw new Error("Vite did not say where it listens.");
  base = `http://127.0.0.1:${address.port}/gallery.html`;
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  page = await context.newPage();
  return () => context.close();
});

type Violation = { id: string; nodes: { html: string; failureSummary?: string }[] };

async function violations(of: Page): Promise<string[]> {
  await of.evaluate(await readFile(axe, "utf8"));
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const found: Violation[] = await of.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)} }).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ""}`),
  );
}

/** Until the heading, the fonts and the lazily loaded Markdown stand. */
async function isDrawn(name: string): Promise<void> {
  await page.locator("h1").waitFor();
  if (name === "components" || name.includes("panel")) await page.locator(".prose").waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

describe.each([1440, 360])("at %d px", (width) => {
  const pages = ["components", "table&grouped", "table&rows=0", "list", "frame", "frame&panel&offline", "bare"];
  test.each(pages)("%s has no axe violation, light or dark, and does not scroll sideways", async (name) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${base}?page=${name}`);
    await isDrawn(name);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page), colorScheme).toEqual([]);
    }
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beyond).toBeLessThanOrEqual(0);
  });
});

test("the content security policy refuses nothing the components do", async () => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) refused.push(message.text());
  });
  for (const name of ["components", "table", "frame&panel"]) {
    await page.goto(`${base}?page=${name}`);
    await isDrawn(name);
  }
  expect(refused).toEqual([]);
  // The listener hears a refusal when there is one.
  await page.evaluate(() =>
    document.head.append(Object.assign(document.createElement("style"), { textContent: "p{}" })),
  );
  await expect.poll(() => refused.length).toBe(1);
});

test("axe speaks up where a button has no name: the check can fail", async () => {
  await page.goto(`${base}?page=bare`);
  await page.locator("h1").waitFor();
  await page.evaluate(() => document.querySelector("main")?.append(document.createElement("button")));
  expect((await violations(page)).some((each) => each.startsWith("button-name"))).toBe(true);
});

describe("a table of 50,000 rows", () => {
  beforeEach(async () => {
    await page.goto(`${base}?page=table`);
    await page.locator("[data-row]").first().waitFor();
  });

  const current = () => page.locator("[data-current]").getAttribute("data-row");
  const selected = () => page.locator("[data-row][aria-selected=true]").count();

  test("draws only what is in sight", async () => {
    expect(await page.getByRole("grid").getAttribute("aria-rowcount")).toBe("50001");
    expect(await page.locator("[data-row]").count()).toBeLessThan(80);
  });

  test("is walked with j, k, Home and End, and what is current is in sight and named to screen readers", async () => {
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    expect(await current()).toBe("item-1");
    await page.keyboard.press("k");
    expect(await current()).toBe("item-0");
    await page.keyboard.press("End");
    await expect.poll(current).toBe("item-49999");
    const line = page.locator("[data-current]");
    expect(await page.getByRole("grid").getAttribute("aria-activedescendant")).toBe(await line.getAttribute("id"));
    const place = await line.boundingBox();
    expect((place?.y ?? 0) + (place?.height ?? 0)).toBeLessThanOrEqual(900);
    await page.keyboard.press("Home");
    await expect.poll(current).toBe("item-0");
    // Not hidden under the head.
    expect((await page.locator("[data-current]").boundingBox())?.y).toBeGreaterThanOrEqual(80);
  });

  test("selects with x, a range with Shift, and lets go with Esc", async () => {
    await page.keyboard.press("j");
    await page.keyboard.press("Escape");
    expect(await selected()).toBe(0);
    await page.keyboard.press("x");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    expect(await selected()).toBe(3);
    await page.keyboard.press("Shift+ArrowUp");
    await page.keyboard.press("Escape");
    expect(await selected()).toBe(0);
  });

  test("resizes a column by drag and by keyboard, and hides one", async () => {
    const head = page.getByRole("columnheader", { name: "Stage" });
    const before = await head.boundingBox();
    if (before === null) throw new Error("The Stage column has no head.");
    await page.mouse.move(before.x + before.width, before.y + 10);
    await page.mouse.down();
    await page.mouse.move(before.x + before.width + 60, before.y + 10, { steps: 4 });
    await page.mouse.up();
    expect((await head.boundingBox())?.width).toBe(before.width + 60);
    await page.getByRole("button", { name: "Stage" }).focus();
    await page.keyboard.press("Shift+ArrowLeft");
    expect((await head.boundingBox())?.width).toBe(before.width + 44);
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Owner" }).click();
    await expect.poll(() => page.getByRole("columnheader", { name: "Owner" }).count()).toBe(0);
  });
});

describe("the frame", () => {
  beforeEach(async () => {
    await page.goto(`${base}?page=frame`);
    await page.locator("[data-row]").first().waitFor();
  });

  test("opens the panel with Enter, closes it with Esc and gives the focus back to the list", async () => {
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("aside").count()).toBe(1);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator("aside").count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("grid");
  });

  test("leaves the keys alone while one types", async () => {
    await page.getByRole("searchbox").press("j");
    await page.getByRole("searchbox").press("?");
    expect(await page.getByRole("searchbox").inputValue()).toBe("j?");
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  test("lists its shortcuts on ? and folds its rail", async () => {
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText("Next row").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    const places = page.getByRole("navigation", { name: "Places" });
    const before = (await places.boundingBox())?.width ?? 0;
    await page.keyboard.press("Control+Backslash");
    await expect.poll(async () => (await places.boundingBox())?.width ?? 0).toBeLessThan(before / 3);
  });
});

test("the palette finds by a few letters and is closed again, without a pointer", async () => {
  await page.goto(base);
  await page.locator("h1").waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Commands" }).fill("mywo");
  await expect.poll(() => page.getByRole("option", { selected: true }).textContent()).toContain("My work");
  await page.keyboard.press("Escape");
  await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
});

describe("fields", () => {
  beforeEach(async () => {
    await page.goto(base);
    await isDrawn("components");
    // A list over a field closes when the page scrolls, so what will be typed into must be in sight before.
    await page.getByRole("heading", { name: "Fields" }).evaluate((heading) => heading.scrollIntoView());
    await page.waitForTimeout(100);
  });

  test("a combo box finds by typing, takes the choice on Enter, and puts the name back over what matches nothing", async () => {
    const owner = page.getByRole("combobox", { name: "Owner" });
    await owner.fill("pay");
    await expect.poll(() => page.getByRole("option").allTextContents()).toEqual(["PCPayroll Clerk"]);
    await owner.press("ArrowDown");
    await owner.press("Enter");
    expect(await owner.inputValue()).toBe("Payroll Clerk");
    await owner.fill("nobody at all");
    await page.getByText("Nothing matches").waitFor();
    await owner.press("Tab");
    await expect.poll(() => owner.inputValue()).toBe("Payroll Clerk");
    await owner.fill("");
    await owner.press("Tab");
    await expect.poll(() => owner.inputValue()).toBe("");
  });

  test("a combo box that asks elsewhere says that it searches, then shows what was found", async () => {
    const duplicate = page.getByRole("combobox", { name: "Duplicate of" });
    await duplicate.fill("mail");
    await page.getByText("Searching…").waitFor();
    await page.getByRole("option", { name: "OPS-2 mail" }).click();
    expect(await duplicate.inputValue()).toBe("OPS-2 mail");
  });

  test("an inline edit saves on Enter, gives up on Esc, and keeps a refused text with the reason", async () => {
    const shown = page.getByRole("button", { name: "Edit Title:" });
    const field = page.getByRole("textbox", { name: "Title", exact: true }).last();
    await shown.click();
    await field.fill("Renewed");
    await field.press("Escape");
    expect(await shown.textContent()).toContain("Renew the certificate");
    await shown.press("Enter");
    await field.fill("");
    await field.press("Enter");
    await page.getByText("A title is needed").waitFor();
    await field.fill("Renewed");
    await field.press("Enter");
    await expect.poll(() => shown.textContent()).toContain("Renewed");
    await expect.poll(() => shown.evaluate((button) => document.activeElement === button)).toBe(true);
  });

  test("a refusal stays until it is dismissed, and Undo takes its toast away", async () => {
    await page.getByRole("button", { name: "Toast with Undo" }).click();
    await page.getByRole("button", { name: "Refusal" }).click();
    const notices = page.getByRole("region", { name: "Notices" });
    await notices.getByRole("button", { name: "Undo" }).press("Enter");
    await expect.poll(() => notices.getByText("Moved OPS-12").count()).toBe(0);
    await notices.getByRole("button", { name: "Dismiss" }).press("Enter");
    await expect.poll(() => notices.getByText("Review is full").count()).toBe(0);
  });
});

describe("Markdown people wrote", () => {
  let reader: Page;
  const ran: string[] = [];

  beforeAll(async () => {
    reader = await browser.newPage();
    reader.on("dialog", async (dialog) => {
      ran.push(dialog.message());
      await dialog.dismiss();
    });
    return () => reader.close();
  });

  const html = async (text: string) => {
    await reader.goto("about:blank");
    await reader.goto(`${base}?page=markdown#${encodeURIComponent(text)}`);
    return reader.locator(".prose").innerHTML();
  };

  test.each([
    ["<script>alert(1)</script>"],
    ["<img src=x onerror=alert(1)>"],
    ["[a](javascript:alert(1))"],
    ["[a](JaVaScRiPt&colon;alert(1))"],
    ["[a](data:text/html;base64,PHNjcmlwdD4=)"],
    ['<a href="//elsewhere.example" onclick="alert(1)">a</a>'],
    ["<svg><animate onbegin=alert(1)></svg>"],
    ["<style>body{display:none}</style>"],
    ["<iframe src=https://example.org></iframe>"],
    ['<p style="position:fixed">a</p>'],
  ])("%s runs nothing and leads nowhere it should not", async (text) => {
    expect(await html(text)).not.toMatch(/<script|on\w+=|javascript:|data:|<svg|<style|<iframe|style=|href="\/\//i);
    expect(ran).toEqual([]);
  });

  test("keeps what it is for: links of ours stay inside, others open safely, tasks are said", async () => {
    expect(await html("[in](/items/OPS-1)")).toContain('<a href="/items/OPS-1">in</a>');
    expect(await html("[out](https://example.org)")).toContain('rel="noopener noreferrer nofollow"');
    expect(await html("- [x] done")).toMatch(
      /type="checkbox"[^>]*aria-label="Done"|aria-label="Done"[^>]*type="checkbox"/,
    );
  });
});
