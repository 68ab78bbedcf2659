import { createClient, type Client } from "@throughline/contract/client";
import type { Session } from "@throughline/contract/sessions";
import { routes, type TestApp } from "./app.ts";

/** Someone at a browser: keeps the cookie it is given, says where its requests come from. */
export interface Browser {
  readonly client: Client;
  /** What it would send as its cookie; null: signed out. */
  cookie(): string | null;
  setCookie(cookie: string | null): void;
}

export interface BrowserSettings {
  /** Which organization it has open, by id or slug. */
  readonly organization?: string;
  /** Where it connects from; needs an app with TRUST_PROXY=1. */
  readonly from?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function openBrowser(app: Pick<TestApp, "address">, settings: BrowserSettings = {}): Browser {
  let cookie: string | null = null;
  const keepingCookies: typeof fetch = async (address, init) => {
    const headers = new Headers(init?.headers);
    headers.set("origin", app.address);
    headers.set("sec-fetch-site", "same-origin");
    headers.set("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    if (cookie !== null) headers.set("cookie", cookie);
    if (settings.organization !== undefined) headers.set("throughline-organization", settings.organization);
    if (settings.from !== undefined) headers.set("x-forwarded-for", settings.from);
    for (const [name, value] of Object.entries(settings.headers ?? {})) headers.set(name, value);
    const response = await fetch(address, { ...init, headers });
    for (const text of response.headers.getSetCookie()) {
      const pair = text.split(";")[0] ?? "";
      cookie = pair.endsWith("=") ? null : pair;
    }
    return response;
  };
  return {
    client: createClient({ origin: app.address, routes, fetch: keepingCookies }),
    cookie: () => cookie,
    setCookie: (value) => {
      cookie = value;
    },
  };
}

export const goodPassword = "three tall poplars";

/** The first owner of an installation that nobody has used yet, signed in. */
export async function setUpOwner(
  app: Pick<TestApp, "address">,
  email = "owner@example.org",
): Promise<{ browser: Browser; session: Session; organizationId: string }> {
  const browser = openBrowser(app);
  const session = await browser.client.setUp({
    name: "First Owner",
    email,
    password: goodPassword,
    organizationName: "Test organization",
    teamName: "Operations",
    timeZone: "Europe/Lisbon",
  });
  return { browser, session, organizationId: session.organizations[0]?.organizationId ?? "" };
}

/** Someone invited by `inviter`, who made an account by the link and is signed in. */
export async function invited(
  app: Pick<TestApp, "address">,
  inviter: Client,
  email: string,
  role: "owner" | "admin" | "member" | "guest" = "member",
): Promise<{ browser: Browser; session: Session; personId: string }> {
  const { link } = await inviter.createInvitation({ email, role });
  const browser = openBrowser(app);
  const token = tokenOf(link);
  const session = await browser.client.acceptInvitation({ token, name: `A ${role}`, password: goodPassword });
  return { browser, session, personId: session.current?.personId ?? "" };
}

export const tokenOf = (link: string): string => link.split("/").at(-1) ?? "";

/** The code a call is refused with; fails where it is not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error && "code" in error) return String(error.code);
    throw error;
  }
  throw new Error("The call was not refused");
}
