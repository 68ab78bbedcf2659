import * as agents from "./agents.ts";
import * as invitations from "./invitations.ts";
import * as keys from "./keys.ts";
import * as mail from "./mail.ts";
import * as organizations from "./organizations.ts";
import * as people from "./people.ts";
import * as sessions from "./sessions.ts";
import * as views from "./views.ts";
import * as search from "./search.ts";
import * as routines from "./routines.ts";
import * as requests from "./requests.ts";
import * as processes from "./processes.ts";
import * as queues from "./queues.ts";
import * as handOffs from "./hand-offs.ts";
import * as fields from "./fields.ts";
import * as flow from "./flow.ts";
import * as forecasts from "./forecasts.ts";
import * as exports_ from "./exports.ts";
import * as imports from "./imports.ts";
import * as comments from "./comments.ts";
import * as channels from "./channels.ts";
import * as bulkEdits from "./bulk-edits.ts";
import * as attachments from "./attachments.ts";
import * as academy from "./academy.ts";
import * as demo from "./demo.ts";
import * as instance from "./instance.ts";
import * as items from "./items.ts";
import * as stream from "./stream.ts";
import * as teams from "./teams.ts";
import * as whatIfs from "./what-ifs.ts";
import * as workflows from "./workflows.ts";
import type { Endpoint } from "./endpoint.ts";

const modules = {
  ...academy,
  ...agents,
  ...attachments,
  ...bulkEdits,
  ...channels,
  ...comments,
  ...demo,
  ...exports_,
  ...fields,
  ...flow,
  ...forecasts,
  ...handOffs,
  ...imports,
  ...instance,
  ...invitations,
  ...items,
  ...keys,
  ...mail,
  ...organizations,
  ...people,
  ...processes,
  ...queues,
  ...requests,
  ...routines,
  ...search,
  ...sessions,
  ...stream,
  ...teams,
  ...views,
  ...whatIfs,
  ...workflows,
};

type EndpointsOf<M> = { [K in keyof M as M[K] extends Endpoint ? K : never]: M[K] extends Endpoint ? M[K] : never };
export type Endpoints = EndpointsOf<typeof modules>;
export type EndpointName = keyof Endpoints;

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === "object" && value !== null && "access" in value && "path" in value;

/** Every endpoint by its name; the name is the operation's id everywhere. */
export const endpoints = Object.fromEntries(
  Object.entries(modules).filter(([, value]) => isEndpoint(value)),
) as Endpoints;
export const endpointNames = Object.keys(endpoints) as EndpointName[];
