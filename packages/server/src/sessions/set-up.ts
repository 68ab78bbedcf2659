import { existsSync } from "node:fs";
import { sql } from "kysely";
import { handle, handlePrepared, type Handler } from "../http/handler.ts";
import { Refusal } from "../http/refusal.ts";
import { withPasswordSlot } from "../identity/password-slot.ts";
import { rememberAddress } from "../identity/public-address.ts";
import { createOrganization } from "../organizations/create.ts";
import { assertStrong, hasAccounts, insertAccount, readInstance } from "./accounts.ts";
import { openSession } from "./open.ts";
import { presentSession } from "./present.ts";

const demoFolder = new URL("../../../../content/demo/", import.meta.url);
const setUpLock = 7_846_002;

export const setUpHandlers: readonly Handler[] = [
  handle("readSetup", async ({ tx, means }) => ({
    needed: !(await hasAccounts(tx)),
    demo: existsSync(demoFolder),
    mail: means.mailer.delivery,
  })),

  handlePrepared(
    "setUp",
    async ({ input, now, request, means }) => {
      means.guards.tryLink(request.ip, now);
      if (await readInstance(means.pool, hasAccounts)) throw new Refusal("already_set_up", "Sign in instead");
      assertStrong(input.password, [input.email, input.name, input.organizationName]);
      return withPasswordSlot((slot) => slot.hash(input.password));
    },
    async ({ input, tx, now, newId, request, reply, means, refuse }, passwordHash) => {
      // Two first visitors at once: the second waits here, then finds an account.
      await sql`select pg_advisory_xact_lock(${setUpLock})`.execute(tx.db);
      if (await hasAccounts(tx))
        refuse("already_set_up", "Someone set this installation up a moment ago; sign in instead");
      const accountId = newId();
      const { name, email, timeZone } = input;
      await insertAccount(tx, { accountId, email, name, passwordHash, timeZone }, now);
      const { organizationId } = await createOrganization(
        tx,
        {
          name: input.organizationName,
          kind: "live",
          isFirst: true,
          teamName: input.teamName,
          teamKey: input.teamKey,
          timeZone,
        },
        { accountId, name, email },
        now,
        newId,
      );
      await rememberAddress(means, request, tx, now);
      await openSession(tx, accountId, { request, reply, now, newId });
      return presentSession(tx, accountId, organizationId);
    },
  ),
];
