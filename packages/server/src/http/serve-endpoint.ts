import type { Endpoint } from "@throughline/contract/endpoint";
import { can, type Deed } from "@throughline/domain/access/can";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type pg from "pg";
import type { Account, Actor } from "../access/actor.ts";
import { inTransaction, type Open } from "../db/transaction.ts";
import {
  authenticate,
  enterOrganization,
  organizationOf,
  readCredentials,
  type Credentials,
  type Principal,
} from "../identity/authenticate.ts";
import { type Admitted, shutOut, watchAccess } from "../access/watch-access.ts";
import { sendFile } from "./send-file.ts";
import type { FileAnswer, Handler, Later, StreamAnswer, UploadedFile } from "./handler.ts";
import { claimKey, hashRequest, keepAnswer, type KeyOwner, type StoredAnswer } from "./idempotency.ts";
import { parseInput } from "./input.ts";
import type { Lane } from "./lanes.ts";
import type { Means } from "./means.ts";
import { must, Refusal } from "./refusal.ts";
import { assertSameSite } from "./same-site.ts";
import { receiveFiles, removeFiles } from "./uploads.ts";

/** What the transaction came to: a body to send, an answer kept from an earlier request, or bytes. */
type Outcome =
  | { readonly kind: "json"; readonly body: string; readonly status: number }
  | { readonly kind: "file"; readonly file: FileAnswer }
  | { readonly kind: "stream"; readonly stream: StreamAnswer }
  | { readonly kind: "later"; readonly work: Later<unknown>; readonly admitted: Admitted };

export interface ServeSettings {
  readonly means: Means;
  readonly lanes: { readonly interactive: Lane; readonly export: Lane; readonly import: Lane };
  /** What one file may have where its endpoint does not say. */
  readonly uploadMiB: number;
  /** Sees every statement of every request; only the benchmark passes it. */
  readonly onStatement?: ((request: FastifyRequest, text: string, values: readonly unknown[]) => void) | undefined;
}

const MIB = 1024 * 1024;

/** Makes the route of one endpoint: input, transaction, sign-in, right, idempotency key, handler, commit, answer. */
export function serveEndpoint(app: FastifyInstance, handler: Handler, settings: ServeSettings): void {
  const { endpoint } = handler;
  app.route({
    method: endpoint.method,
    url: `/api/v1${endpoint.path}`,
    handler: async (request, reply) => {
      if (endpoint.upload) await admitSender(handler, settings, request);
      const files = endpoint.upload
        ? await receiveFiles(request, settings.means.dataFolder, (endpoint.uploadMiB ?? settings.uploadMiB) * MIB)
        : { files: [], fields: {} };
      try {
        const input = parseInput(endpoint, request, files.fields);
        // A request that comes with no key is a browser's, or might be: a form elsewhere must not sign anyone in or out.
        if (endpoint.method !== "GET" && request.headers.authorization === undefined) assertSameSite(request);
        const { means } = settings;
        const prepared = await handler.prepare?.({ input: input as never, now: means.now(), request, means });
        const lane = settings.lanes[endpoint.lane ?? "interactive"];
        const outcome = await lane.run(() => answer(handler, settings, request, reply, input, files.files, prepared));
        return await send(means, request, reply, outcome);
      } finally {
        await removeFiles(files.files);
      }
    },
  });
}

async function answer(
  handler: Handler,
  settings: ServeSettings,
  request: FastifyRequest,
  reply: FastifyReply,
  input: Record<string, unknown>,
  files: readonly UploadedFile[],
  prepared: unknown,
): Promise<Outcome> {
  const { means } = settings;
  const { endpoint } = handler;
  const credentials = readCredentials(request);
  // A stream is no answer to keep, and changes nothing.
  const writes = endpoint.method !== "GET" && endpoint.output !== "stream";
  const sealed = endpoint.answersSecret === true;
  const idempotencyKey = writes ? readIdempotencyKey(request) : null;
  return inTransaction(
    means.pool,
    {
      organizationId: organizationOf(credentials),
      readOnly: !writes,
      onStatement: settings.onStatement && ((text, values) => settings.onStatement?.(request, text, values)),
    },
    (organizationId, last) => means.hub.published(organizationId, last),
    async (tx) => {
      const now = means.now();
      const principal = await enter(tx, endpoint, credentials, now);
      means.lastSeen.saw(principal, tx.organizationId, now);
      const owner = keyOwner(endpoint, principal);
      if (idempotencyKey !== null && owner !== null) {
        const earlier = await claimKey(
          tx,
          owner,
          idempotencyKey,
          hashRequest(endpoint.method, request.url, files.length === 0 ? input : [input, files.map(contentOf)]),
          now,
          sealed,
        );
        if (earlier) return { kind: "json", ...earlier };
      }
      const result = await handler.run(
        {
          input: input as never,
          tx,
          actor: principal.actor as never,
          account: principal.account as never,
          now,
          newId: means.newId,
          files,
          request,
          reply,
          means,
          refuse: (code, more) => {
            throw new Refusal(code, more);
          },
        },
        prepared,
      );
      if (handler.isLater) {
        const actor = must(principal.actor, "somebody who works in an organization");
        const admitted = { organizationId: tx.organizationId, actor };
        return { kind: "later", work: result as Later<unknown>, admitted };
      }
      if (endpoint.output === "stream") return { kind: "stream", stream: result as StreamAnswer };
      if (endpoint.output === "file") return { kind: "file", file: result as FileAnswer };
      const stored: StoredAnswer = { status: 200, body: JSON.stringify(result) };
      if (idempotencyKey !== null && owner !== null) await keepAnswer(tx, owner, idempotencyKey, stored, sealed);
      return { kind: "json", ...stored };
    },
  );
}

/** What makes a file the same one when a request is repeated. */
const contentOf = ({ field, name, sha256 }: UploadedFile) => [field, name, sha256.toString("hex")];

/** Whoever may not do this sends no file: asked before a byte of it is kept, and once more when the deed is done. */
async function admitSender({ endpoint }: Handler, { means }: ServeSettings, request: FastifyRequest): Promise<void> {
  const credentials = readCredentials(request);
  if (request.headers.authorization === undefined) assertSameSite(request);
  await inTransaction(
    means.pool,
    { organizationId: organizationOf(credentials), readOnly: true },
    () => {},
    (tx) => enter(tx, endpoint, credentials, means.now()),
  );
}

/**
 * Finds out who asks, goes into the organization they mean and holds the endpoint's right against their role.
 * @throws Refusal `signed_out`, `not_allowed`, `organization_needed`, `not_found`
 */
async function enter(tx: Open, endpoint: Endpoint, credentials: Credentials, now: Date): Promise<Principal> {
  let principal = await authenticate(tx, credentials, now);
  if (principal.account && !principal.actor && needsOrganization(endpoint)) {
    await enterOrganization(tx, credentials, principal.account);
    principal = await authenticate(tx, credentials, now);
  } else if (principal.account && !principal.actor) await tx.enter({ accountId: principal.account.accountId });
  admit(endpoint, principal);
  return principal;
}

const needsOrganization = ({ access }: Endpoint): boolean => access !== "anyone" && access !== "account";

function admit({ access }: Endpoint, { actor, account }: Principal): void {
  if (access === "anyone") return;
  if (access === "account") {
    if (!account) throw new Refusal("signed_out");
    return;
  }
  if (!actor) throw new Refusal("signed_out");
  if (!can(actor.role, access satisfies Deed))
    throw new Refusal("not_allowed", `Your role here is ${actor.role}; ask an owner or admin of the organization`);
}

function keyOwner(
  { access }: Endpoint,
  { actor, account }: { actor: Actor | null; account: Account | null },
): KeyOwner | null {
  if (needsOrganization({ access } as Endpoint)) return actor && { actor: actor.personId };
  return account && { account: account.accountId };
}

function readIdempotencyKey(request: FastifyRequest): string | null {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return null;
  if (typeof key !== "string" || !/^[\x21-\x7e]{1,255}$/.test(key))
    throw new Refusal("invalid_input", {
      fields: { "Idempotency-Key": "1 to 255 visible ASCII characters, sent once" },
    });
  return key;
}

async function send({ pool }: Means, request: FastifyRequest, reply: FastifyReply, outcome: Outcome): Promise<unknown> {
  if (outcome.kind === "stream") {
    outcome.stream(request, reply);
    return reply;
  }
  if (outcome.kind === "file") return sendFile(reply, outcome.file);
  if (outcome.kind === "later") {
    const worked = await workOut(pool, request, reply, outcome);
    return worked === gone
      ? reply.hijack()
      : reply.type("application/json; charset=utf-8").send(JSON.stringify(worked));
  }
  return reply.code(outcome.status).type("application/json; charset=utf-8").send(outcome.body);
}

const gone = Symbol("whoever asked is gone");

/** Stops the work where its asker hangs up, whom nobody would read the answer to, or is let in no longer. */
async function workOut(
  pool: pg.Pool,
  request: FastifyRequest,
  reply: FastifyReply,
  { work, admitted }: Extract<Outcome, { kind: "later" }>,
): Promise<unknown> {
  const asker = new AbortController();
  let isShutOut = false;
  const unwatch = watchAccess(pool, admitted, () => {
    isShutOut = true;
    asker.abort();
  });
  const hungUp = () => {
    if (!reply.raw.writableFinished) asker.abort();
  };
  reply.raw.once("close", hungUp);
  // Hung up while the transaction ran: that will not be told again.
  if (reply.raw.destroyed) hungUp();
  try {
    const answer = await work(asker.signal);
    if (isShutOut) throw shutOut();
    return answer;
  } catch (error) {
    if (isShutOut) throw shutOut();
    if (!asker.signal.aborted) throw error;
    request.log.debug("stopped working for someone who is gone");
    return gone;
  } finally {
    unwatch();
    reply.raw.off("close", hungUp);
  }
}
