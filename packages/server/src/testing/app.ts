import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, type Client, type RouteTable } from "@throughline/contract/client";
import { endpointNames, endpoints } from "@throughline/contract/endpoints";
import type { Workflow } from "@throughline/contract/workflows";
import type { Role } from "@throughline/domain/access/can";
import type pg from "pg";
import { readConfig } from "../config.ts";
import { inTransaction, type Open } from "../db/transaction.ts";
import { uuidV7 } from "../db/uuid-v7.ts";
import { scopedSecret } from "../identity/secrets.ts";
import { startServer, type Running } from "../server.ts";
import { createTeam } from "../teams/create.ts";
import { createWorkflow } from "../workflows/create.ts";
import { testDatabase } from "./database.ts";

export const routes = Object.fromEntries(
  endpointNames.map((name) => [name, [endpoints[name].method, endpoints[name].path]]),
) as unknown as RouteTable;

/** Someone of a test organization, acting through an API key. */
export interface TestPerson {
  readonly personId: string;
  readonly key: string;
  readonly keyId: string;
  readonly client: Client;
}

export interface TestOrganization {
  readonly organizationId: string;
  readonly owner: TestPerson;
  join(role: Role, name?: string): Promise<TestPerson>;
  team(key: string): Promise<{ teamId: string }>;
  /** A workflow of one team: Queue → Doing (limit as given) → Done, unless stages say otherwise. */
  workflow(teamId: string, stages?: readonly TestStage[]): Promise<Workflow>;
  /** Writes below the interface, under this organization's row security. */
  within<T>(work: (tx: Open) => Promise<T>): Promise<T>;
}

export interface TestStage {
  readonly name: string;
  readonly kind: "queue" | "active" | "done";
  readonly teamId?: string;
  readonly wipLimit?: number;
  readonly wipHard?: boolean;
  readonly entryChecklist?: string[];
}

export interface TestApp {
  readonly address: string;
  readonly pool: pg.Pool;
  readonly databaseUrl: string;
  readonly running: Running;
  organization(name?: string): Promise<TestOrganization>;
  clientOf(key: string): Client;
  stop(): Promise<void>;
}

/** The real server on a database of its own and a free port; stop it in `afterAll`. */
export async function testApp(
  environment: Readonly<Record<string, string>> = {},
  settings: {
    readonly now?: () => Date;
    readonly webFolder?: string;
    readonly jobs?: boolean;
    /** Outside a test run: a migrated, empty database. */
    readonly database?: { readonly url: string; drop(): Promise<void> };
  } = {},
): Promise<TestApp> {
  const database = settings.database ?? (await testDatabase());
  const folder = await mkdtemp(join(tmpdir(), "throughline-app-"));
  const config = readConfig({
    THROUGHLINE_DATA: folder,
    PORT: "0",
    HOST: "127.0.0.1",
    LOG_LEVEL: "error",
    ...environment,
  });
  const running = await startServer({
    config,
    databaseUrl: database.url,
    webFolder: settings.webFolder ?? null,
    jobs: settings.jobs ?? false,
    ...(settings.now ? { now: settings.now } : {}),
  });
  const clientOf = (key: string) =>
    createClient({ origin: running.address, routes, headers: () => ({ authorization: `Bearer ${key}` }) });
  return {
    address: running.address,
    pool: running.pool,
    databaseUrl: database.url,
    running,
    clientOf,
    organization: (name = "Test organization") => makeOrganization(running, clientOf, name),
    stop: async () => {
      await running.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function makeOrganization(
  { pool, means }: Running,
  clientOf: (key: string) => Client,
  name: string,
): Promise<TestOrganization> {
  const newId = () => uuidV7(means.now().getTime());
  const organizationId = newId();
  const within = <T>(work: (tx: Open) => Promise<T>) =>
    inTransaction(pool, { organizationId }, (id, last) => means.hub.published(id, last), work);

  const join = (role: Role, personName = `A ${role}`): Promise<TestPerson> =>
    within(async ({ db }) => {
      const personId = newId();
      const keyId = newId();
      const { text, hash } = scopedSecret("tl", organizationId);
      await db
        .insertInto("people")
        .values({
          organization_id: organizationId,
          person_id: personId,
          name: personName,
          role,
          joined_at: means.now(),
        })
        .execute();
      await db
        .insertInto("keys")
        .values({
          organization_id: organizationId,
          key_id: keyId,
          person_id: personId,
          name: "test",
          secret_hash: hash,
          hint: "test",
          created_at: means.now(),
        })
        .execute();
      return { personId, key: text, keyId, client: clientOf(text) };
    });

  await within(async ({ db }) => {
    await db
      .insertInto("organizations")
      .values({
        organization_id: organizationId,
        name,
        slug: `test-${organizationId.slice(-12)}`,
        created_at: means.now(),
      })
      .execute();
    await db.insertInto("event_counters").values({ organization_id: organizationId }).execute();
  });
  const owner = await join("owner");
  return {
    organizationId,
    owner,
    join,
    within,
    team: (key) =>
      within(async (tx) => ({
        teamId: await createTeam(tx, owner.personId, { key, name: `Team ${key}` }, means.now(), newId()),
      })),
    workflow: (
      teamId,
      stages = [
        { name: "Queue", kind: "queue" },
        { name: "Doing", kind: "active" },
        { name: "Done", kind: "done" },
      ],
    ) =>
      within((tx) =>
        createWorkflow(
          tx,
          owner.personId,
          {
            teamId,
            name: "Work",
            description: "",
            stages: stages.map((stage) => ({
              stageId: newId(),
              teamId: stage.teamId ?? teamId,
              name: stage.name,
              kind: stage.kind,
              wipLimit: stage.wipLimit ?? null,
              wipHard: stage.wipHard ?? false,
              serviceLevel: null,
              entryChecklist: stage.entryChecklist ?? [],
              nextStageIds: null,
            })),
          },
          means.now(),
          newId(),
        ),
      ),
  };
}
