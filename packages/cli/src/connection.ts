import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { type Client, createClient, type RouteTable } from "@throughline/contract/client";
import { endpointNames, endpoints } from "@throughline/contract/endpoints";
import { WrongUsage } from "./arguments.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface Connection {
  readonly url: string;
  readonly key: string | null;
}

export const routes = Object.fromEntries<readonly [method: string, path: string]>(
  endpointNames.map((name) => [name, [endpoints[name].method, endpoints[name].path]]),
) as RouteTable;

const usualAddress = "http://localhost:3000";

/** Where `throughline connect` keeps address and key, readable by nobody else. */
export function configPath(environment: Environment): string {
  const folder = environment["XDG_CONFIG_HOME"] || join(homedir(), ".config");
  return environment["THROUGHLINE_CONFIG"] || join(folder, "throughline", "config.json");
}

/** `THROUGHLINE_URL` and `THROUGHLINE_KEY`; what is not set there, as connected last. */
export async function readConnection(environment: Environment): Promise<Connection> {
  const kept = await keptConnection(configPath(environment));
  const url = environment["THROUGHLINE_URL"] || kept.url || usualAddress;
  return { url: checkedAddress(url), key: environment["THROUGHLINE_KEY"] || kept.key || null };
}

async function keptConnection(path: string): Promise<Partial<Record<"url" | "key", string>>> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    return {};
  }
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept === "object" && kept !== null) {
      const { url, key } = kept as Record<string, unknown>;
      return { ...(typeof url === "string" ? { url } : {}), ...(typeof key === "string" ? { key } : {}) };
    }
  } catch {
    // Told of below.
  }
  throw new WrongUsage(`${path} cannot be read. Connect again: throughline connect URL KEY`);
}

export async function keepConnection(path: string, connection: Connection): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.${process.pid}`;
  await writeFile(beside, `${JSON.stringify(connection, null, 2)}\n`, { mode: 0o600 });
  await chmod(beside, 0o600);
  await rename(beside, path);
}

export function checkedAddress(text: string): string {
  const address = URL.canParse(text) ? new URL(text) : null;
  if (!address || (address.protocol !== "http:" && address.protocol !== "https:"))
    throw new WrongUsage(`${text} is not an address that starts with http:// or https://.`);
  return text.replace(/\/+$/, "");
}

export const clientOf = ({ url, key }: Connection): Client =>
  createClient({
    origin: url,
    routes,
    headers: (): Record<string, string> => (key === null ? {} : { authorization: `Bearer ${key}` }),
  });
