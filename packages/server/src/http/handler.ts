import type { Endpoint, Output, Parsed } from "@throughline/contract/endpoint";
import type { EndpointName, Endpoints } from "@throughline/contract/endpoints";
import { endpoints } from "@throughline/contract/endpoints";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Readable } from "node:stream";
import type { Account, Actor } from "../access/actor.ts";
import type { Open } from "../db/transaction.ts";
import type { Means } from "./means.ts";
import { Refusal, type RefusalDetail } from "./refusal.ts";

/** A file of a multipart body, already on disk in a temporary place that is emptied after the answer. */
export interface UploadedFile {
  readonly field: string;
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly sha256: Buffer;
}

/** Bytes as an answer. */
export interface FileAnswer {
  readonly content: Readable | string | Buffer;
  readonly mediaType: string;
  readonly name: string;
  readonly size?: number;
  /** Shown in the browser only where that is safe; otherwise saved. */
  readonly inline?: boolean;
}

/** Takes the connection over once the transaction is done. */
export type StreamAnswer = (request: FastifyRequest, reply: FastifyReply) => void;

type ActorOf<E extends Endpoint> = E["access"] extends "anyone"
  ? Actor | null
  : E["access"] extends "account"
    ? null
    : Actor;
type AccountOf<E extends Endpoint> = E["access"] extends "account" ? Account : Account | null;
export type Answer<E extends Endpoint> = E["output"] extends "file"
  ? FileAnswer
  : E["output"] extends "stream"
    ? StreamAnswer
    : Output<E>;

/** All that a handler is given: nothing in it reads a clock or makes up an id by itself. */
export interface Call<E extends Endpoint> {
  readonly input: Parsed<E>;
  readonly tx: Open;
  readonly actor: ActorOf<E>;
  readonly account: AccountOf<E>;
  readonly now: Date;
  readonly newId: () => string;
  readonly files: readonly UploadedFile[];
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly means: Means;
  /** Throws: the transaction rolls back and the caller gets the code with what is said here. */
  readonly refuse: (code: E["refusals"][number], more?: RefusalDetail | string) => never;
}

/** What there is before a transaction is opened. */
export interface Before<E extends Endpoint> {
  readonly input: Parsed<E>;
  readonly now: Date;
  readonly request: FastifyRequest;
  readonly means: Means;
}

export interface Handler {
  readonly name: EndpointName;
  readonly endpoint: Endpoint;
  /** Runs first, outside the lane and without a connection. */
  readonly prepare?: (before: Before<Endpoint>) => Promise<unknown>;
  readonly run: (call: Call<Endpoint>, prepared: unknown) => Promise<unknown>;
  /** `run` gives back work that goes on after the transaction, outside the lane. */
  readonly isLater?: boolean;
}

/** Works the answer out once the transaction is done; `signal` is aborted when whoever asked is gone. */
export type Later<T> = (signal: AbortSignal) => Promise<T>;

/** Ties a handler to its endpoint by name; input, answer and refusals are typed by the declaration. */
export function handle<N extends EndpointName>(
  name: N,
  run: (call: Call<Endpoints[N]>) => Promise<Answer<Endpoints[N]>>,
): Handler {
  // The wrapper parses by this very endpoint before it calls: the narrower type is what it passes.
  return { name, endpoint: endpoints[name], run: run as unknown as Handler["run"] };
}

/**
 * As `handle`, for slow work that needs no transaction and must not hold a connection meanwhile: hashing a password.
 * What `prepare` answers reaches `run` as its second argument.
 */
export function handlePrepared<N extends EndpointName, P>(
  name: N,
  prepare: (before: Before<Endpoints[N]>) => Promise<P>,
  run: (call: Call<Endpoints[N]>, prepared: P) => Promise<Answer<Endpoints[N]>>,
): Handler {
  return {
    name,
    endpoint: endpoints[name],
    // As above: the narrower types are what the wrapper passes.
    prepare: prepare as unknown as NonNullable<Handler["prepare"]>, // parsed by this endpoint
    run: run as unknown as Handler["run"], // and so here
  };
}

/**
 * As `handle`, for reading what takes long to work out: `run` checks and gathers in the transaction and gives back the
 * work, which then holds neither a connection nor a place in the lane. Ask the engine there.
 */
export function handleLater<N extends EndpointName>(
  name: N,
  run: (call: Call<Endpoints[N]>) => Promise<Later<Answer<Endpoints[N]>>>,
): Handler {
  // As above: parsed by this very endpoint.
  return { name, endpoint: endpoints[name], run: run as unknown as Handler["run"], isLater: true };
}

export const refuse = (code: ConstructorParameters<typeof Refusal>[0], more?: RefusalDetail | string): never => {
  throw new Refusal(code, more);
};
