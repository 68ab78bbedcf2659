import type { Input, Output } from "./endpoint.ts";
import type { EndpointName, Endpoints } from "./endpoints.ts";
import type { Problem, RefusalCode } from "./refusals.ts";

/** Per endpoint: method and path. All a client needs at run time; the browser gets it without the schemas. */
export type RouteTable = Readonly<Record<EndpointName, readonly [method: string, path: string]>>;

export type Client = {
  readonly [N in EndpointName]: (
    ...input: object extends Input<Endpoints[N]>
      ? [input?: Input<Endpoints[N]>, options?: CallOptions]
      : [input: Input<Endpoints[N]>, options?: CallOptions]
  ) => Promise<Output<Endpoints[N]>>;
};

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Sent as the body as it is: a `FormData` for uploads. */
  readonly body?: FormData;
  /** Defaults to a fresh key per call of a write; give the same one to repeat a call safely. */
  readonly idempotencyKey?: string;
}

export interface ClientSettings {
  /** Such as `http://localhost:3000`; empty in the browser. */
  readonly origin: string;
  readonly routes: RouteTable;
  readonly headers?: () => Readonly<Record<string, string>>;
  readonly fetch?: typeof fetch;
}

/** A refusal as the server sent it; `problem.code` says which. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
  get code(): RefusalCode {
    return this.problem.code;
  }
}

/** No answer came: the write may or may not have happened; repeating it with the same idempotency key is safe. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

export function createClient(settings: ClientSettings): Client {
  const calls = Object.entries(settings.routes).map(([name, [method, path]]) => [
    name,
    (input: Readonly<Record<string, unknown>> = {}, options: CallOptions = {}) =>
      call(settings, method, path, input, options),
  ]);
  return Object.fromEntries(calls) as Client;
}

async function call(
  settings: ClientSettings,
  method: string,
  path: string,
  input: Readonly<Record<string, unknown>>,
  options: CallOptions,
) {
  const rest = { ...input };
  const filled = path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  const headers: Record<string, string> = { accept: "application/json", ...settings.headers?.() };
  const init: RequestInit = {
    method,
    headers,
    credentials: "same-origin",
    ...(options.signal ? { signal: options.signal } : {}),
  };
  let address = `${settings.origin}/api/v1${filled}`;
  if (method === "GET" || method === "DELETE") {
    const query = queryOf(rest);
    if (query) address += `?${query}`;
  }
  if (method !== "GET") headers["idempotency-key"] = options.idempotencyKey ?? crypto.randomUUID();
  if (options.body) init.body = options.body;
  else if (method !== "GET" && method !== "DELETE") {
    headers["content-type"] = "application/json";
    init.body = JSON.stringify(rest);
  }
  let response: Response;
  try {
    response = await (settings.fetch ?? fetch)(address, init);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new NoAnswer(`No answer from ${method} ${filled}`, { cause: error });
  }
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok) {
    if (type.includes("json")) throw new Refused((await response.json()) as Problem);
    throw new NoAnswer(`${method} ${filled} answered ${response.status}`);
  }
  return type.startsWith("application/json") ? response.json() : response;
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

function queryOf(input: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined || value === null) continue;
    query.set(name, Array.isArray(value) ? value.map(textOf).join(",") : textOf(value));
  }
  return query.toString();
}
