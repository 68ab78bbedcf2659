import type { z } from "zod";
import type { Deed } from "@throughline/domain/access/can";
import type { EventName } from "./events.ts";
import type { RefusalCode } from "./refusals.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * One thing a client can ask of the server. Declared once, it becomes the route, its validation, its place in the
 * OpenAPI document, a method of the typed client and a command of the command line.
 */
export interface Endpoint {
  readonly method: Method;
  /** Under `/api/v1`, parameters written `:name`, each one a property of `params`. */
  readonly path: `/${string}`;
  readonly summary: string;
  /** `anyone`: no sign-in. `account`: signed in, no organization. Otherwise the deed a role must allow. */
  readonly access: "anyone" | "account" | Deed;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** `stream`: server-sent events. `file`: bytes with their own media type. `upload` bodies are multipart. */
  readonly output: z.ZodType | "stream" | "file";
  readonly upload?: boolean;
  /** What one uploaded file may have at most; 512 where it is not said. */
  readonly uploadMiB?: number;
  /** The answer holds a secret that is shown once: for repeats of the request it is kept only sealed under its idempotency key. */
  readonly answersSecret?: boolean;
  readonly refusals: readonly RefusalCode[];
  /** The events a success records, in order. */
  readonly events?: readonly EventName[];
  /** Which lane serves it when the server is busy: exam > interactive > export > import. */
  readonly lane?: "interactive" | "export" | "import";
}

/** Keeps the literal types of a declaration, which the client and the handlers are typed by. */
export const endpoint = <const E extends Endpoint>(declaration: E): E => declaration;

type Part<T> = T extends z.ZodType ? z.input<T> : unknown;
type ParsedPart<T> = T extends z.ZodType ? z.output<T> : unknown;
type Flat<T> = { [K in keyof T]: T[K] } & {};

/** What a caller passes: path parameters, query and body in one flat object; their names never clash within an endpoint. */
export type Input<E extends Endpoint> = Flat<Part<E["params"]> & Part<E["query"]> & Part<E["body"]>>;
/** The same after validation and defaults, as a handler receives it. */
export type Parsed<E extends Endpoint> = Flat<ParsedPart<E["params"]> & ParsedPart<E["query"]> & ParsedPart<E["body"]>>;
export type Output<E extends Endpoint> = E["output"] extends z.ZodType ? z.output<E["output"]> : Response;
