/** The real server with the built web app, and people at real browsers in front of it. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Client } from "@throughline/contract/client";
import type { Team } from "@throughline/contract/teams";
import type { Browser as Chromium, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { testApp, type TestApp } from "../packages/server/src/testing/app.ts";
import { goodPassword, invited, openBrowser, setUpOwner } from "../packages/server/src/testing/browser.ts";
import { builtWeb } from "../packages/server/src/web-build.ts";
import { launchChromium } from "./chromium.ts";

export interface House {
  readonly app: TestApp;
  readonly chromium: Chromium;
  /** An address of the app. */
  at(path: string): string;
  /** A browser of its own, with nobody signed in; closed with the house. */
  visitor(options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/**
 * Server, database and browser for one test file; the web app is built where its sources are newer.
 * @param settings outside a test run: a migrated, empty database, and a built web app that nobody builds anew meanwhile.
 */
export async function openHouse(
  settings: {
    readonly database?: { readonly url: string; drop(): Promise<void> };
    readonly webFolder?: string;
  } = {},
): Promise<House> {
  const app = await testApp({}, { ...settings, webFolder: settings.webFolder ?? (await builtWeb()) });
  const chromium = await launchChromium();
  return {
    app,
    chromium,
    at: (path) => `${app.address}${path}`,
    visitor: async (options = {}) => {
      const looks = { viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", ...options } as const;
      const page = await (await chromium.newContext(looks)).newPage();
      countCalls(page);
      return page;
    },
    close: async () => {
      await chromium.close();
      await app.stop();
    },
  };
}

/** Someone of the first organization, with an account. */
export interface Person {
  readonly email: string;
  readonly personId: string;
  readonly client: Client;
  /** Their session, for a browser that need not go through the sign-in page again. */
  readonly cookie: string;
}

export interface Organization {
  readonly slug: string;
  readonly owner: Person;
  readonly operations: Team;
  readonly join: (name: string, role?: "admin" | "member" | "guest") => Promise<Person>;
}

/** The first owner, their organization and its first team, as the first visit makes them. */
export async function firstOrganization(app: TestApp): Promise<Organization> {
  const email = "owner@example.org";
  const { browser, session } = await setUpOwner(app, email);
  const slug = session.organizations[0]?.slug ?? "";
  const { rows } = await browser.client.listTeams();
  const [operations] = rows;
  if (!operations) throw new Error("The set-up made no team");
  const owner = {
    email,
    personId: session.current?.personId ?? "",
    client: browser.client,
    cookie: browser.cookie() ?? "",
  };
  return {
    slug,
    owner,
    operations,
    join: async (name, role = "member") => {
      const address = `${name.toLowerCase().replaceAll(" ", ".")}@example.org`;
      const person = await invited(app, owner.client, address, role);
      const { client } = person.browser;
      const { account } = person.session;
      if (account) await client.changeAccount({ revision: account.revision, name });
      return { email: address, personId: person.personId, client, cookie: person.browser.cookie() ?? "" };
    },
  };
}

/** Through the sign-in page, with email and password, as people do. */
export async function signIn(page: Page, house: House, email: string): Promise<void> {
  await page.goto(house.at("/sign-in"));
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(goodPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "My work", level: 1 }).waitFor();
}

/** The session of somebody who signed in before. */
export async function carryOn(context: BrowserContext, house: House, person: Person): Promise<void> {
  const [name = "", ...value] = person.cookie.split("=");
  await context.addCookies([{ name, value: value.join("="), url: house.app.address, httpOnly: true, sameSite: "Lax" }]);
}

/**
 * What the browser complains about while a page is used: errors in the console, refused by the policy, thrown, failed calls.
 * @param complaints where they are gathered; give one list for several pages.
 */
export function complaintsOf(page: Page, complaints: string[] = []): string[] {
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 500) complaints.push(`${page.url()}: ${response.url()} answered ${response.status()}`);
  });
  return complaints;
}

const underWay = new WeakMap<Page, Set<unknown>>();

function countCalls(page: Page): void {
  const calls = new Set<unknown>();
  underWay.set(page, calls);
  page.on("request", (request) => {
    // The live stream stays open as long as the page does.
    if (!request.url().includes("/api/v1/events")) calls.add(request);
  });
  for (const end of ["requestfinished", "requestfailed"] as const)
    page.on(end as "requestfinished", (request) => calls.delete(request));
}

/** Until a visitor's page has its heading and fonts, and has asked for nothing for a moment. */
export async function isDrawn(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  const calls = underWay.get(page);
  for (let quiet = 0; quiet < 4; quiet = (calls?.size ?? 0) === 0 ? quiet + 1 : 0) await page.waitForTimeout(40);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

const axe = createRequire(import.meta.url).resolve("axe-core");
type Violation = { id: string; nodes: { html: string; failureSummary?: string }[] };

/** What axe finds against WCAG 2.2 AA, one line for each element. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axe, "utf8"));
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const found: Violation[] = await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)} }).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ""}`),
  );
}

export { goodPassword, openBrowser };
