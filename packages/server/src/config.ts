import { resolve } from "node:path";

/** What the environment says, checked once at start. */
export interface Config {
  /** Data folder: the database (where it is ours), uploads, mail. */
  readonly dataFolder: string;
  /** Someone else's PostgreSQL, version 15 or newer; null: our own in the data folder. */
  readonly databaseUrl: string | null;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | null;
  readonly trustProxy: boolean;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly logLevel: string;
  readonly poolSize: number;
  /** Threads that work out flow, forecasts, mined processes and simulations. */
  readonly engineThreads: number;
}

export class ConfigRefused extends Error {
  override readonly name = "ConfigRefused";
}

/** @throws ConfigRefused naming the variable and what it should be. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  return {
    dataFolder: resolve(environment["THROUGHLINE_DATA"] || "data"),
    databaseUrl: url(environment, "DATABASE_URL", ["postgres:", "postgresql:"]),
    port: integer(environment, "PORT", 3000, 0, 65_535),
    host: environment["HOST"] || "0.0.0.0",
    publicUrl: url(environment, "PUBLIC_URL", ["http:", "https:"])?.replace(/\/+$/, "") ?? null,
    trustProxy: environment["TRUST_PROXY"] === "1",
    smtpUrl: url(environment, "SMTP_URL", ["smtp:", "smtps:"]),
    mailFrom: environment["MAIL_FROM"] || "Throughline <throughline@localhost>",
    logLevel: oneOf(environment, "LOG_LEVEL", ["info", "debug", "warn", "error", "silent"]),
    poolSize: integer(environment, "DATABASE_POOL", 16, 4, 200),
    engineThreads: integer(environment, "ENGINE_THREADS", 2, 1, 64),
  };
}

function integer(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  fallback: number,
  least: number,
  most: number,
): number {
  const text = environment[name];
  if (!text) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new ConfigRefused(`${name} is "${text}"; give a whole number from ${least} to ${most}`);
  return value;
}

function url(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  protocols: readonly string[],
): string | null {
  const text = environment[name];
  if (!text) return null;
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol))
    throw new ConfigRefused(
      `${name} is not an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
    );
  return text;
}

function oneOf(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  values: readonly [string, ...string[]],
): string {
  const text = environment[name] || values[0];
  if (!values.includes(text)) throw new ConfigRefused(`${name} is "${text}"; give one of ${values.join(", ")}`);
  return text;
}
