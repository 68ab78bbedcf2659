import { sql } from "kysely";
import { handle, handlePrepared, type Handler } from "../http/handler.ts";
import { readCredentials } from "../identity/authenticate.ts";
import { withPasswordSlot } from "../identity/password-slot.ts";
import { passwordChangedLetter } from "../mail/letters.ts";
import { assertStrong, readInstance } from "./accounts.ts";
import { endEverySession } from "./end-every-session.ts";
import { openSession } from "./open.ts";
import { membershipsOf, presentAccount } from "./present.ts";

export const accountHandlers: readonly Handler[] = [
  handle("changeAccount", async ({ input, tx, account, now, refuse }) => {
    const before = await tx.db
      .selectFrom("accounts")
      .select(["account_id", "name", "email", "time_zone", "revision"])
      .where("account_id", "=", account.accountId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
    if (before.revision !== input.revision) refuse("stale", { current: presentAccount(before) });
    const name = input.name ?? before.name;
    const row = await tx.db
      .updateTable("accounts")
      .set({ name, time_zone: input.timeZone ?? before.time_zone, revision: before.revision + 1 })
      .where("account_id", "=", account.accountId)
      .returning(["account_id", "name", "email", "time_zone", "revision"])
      .executeTakeFirstOrThrow();
    if (name === before.name) return presentAccount(row);
    const memberships = await membershipsOf(tx, account.accountId);
    for (const { organizationId, personId } of memberships.toSorted((a, b) =>
      a.organizationId < b.organizationId ? -1 : 1,
    )) {
      await tx.enter({ organizationId });
      await tx.db
        .updateTable("people")
        .set({ name, revision: sql`revision + 1` })
        .where("organization_id", "=", organizationId)
        .where("person_id", "=", personId)
        .execute();
      tx.record({
        name: "person.changed",
        actorId: personId,
        subjectId: personId,
        occurredAt: now,
        data: { fields: ["name"] },
      });
    }
    return presentAccount(row);
  }),

  handlePrepared(
    "changePassword",
    async ({ input, now, request, means }) => {
      const { sessionHash, key } = readCredentials(request);
      if (sessionHash === null || key !== null) return null;
      const account = await readInstance(means.pool, ({ db }) =>
        db
          .selectFrom("sessions as s")
          .innerJoin("accounts as a", "a.account_id", "s.account_id")
          .select(["a.account_id", "a.email", "a.name", "a.password_hash"])
          .where("s.token_hash", "=", sessionHash)
          .where("s.expires_at", ">", now)
          .executeTakeFirst(),
      );
      if (!account) return null;
      assertStrong(input.password, [account.email, account.name]);
      const attempt = means.guards.trySignIn(account.email, request.ip, now);
      try {
        return await withPasswordSlot(async (slot) => {
          if (!(await slot.matches(account.password_hash, input.currentPassword))) return null;
          attempt.succeeded();
          return { oldHash: account.password_hash, newHash: await slot.hash(input.password) };
        });
      } catch (error) {
        attempt.notTried();
        throw error;
      }
    },
    async ({ tx, account, now, newId, request, reply, means, refuse }, prepared) => {
      if (!prepared)
        return refuse("wrong_credentials", {
          detail: "The current password is not right",
          fields: { currentPassword: "This is not your current password" },
        });
      const { accountId } = account;
      const [changed] = await tx.db
        .updateTable("accounts")
        .set({ password_hash: prepared.newHash })
        .where("account_id", "=", accountId)
        .where("password_hash", "=", prepared.oldHash)
        .execute();
      if (changed?.numUpdatedRows !== 1n) refuse("wrong_credentials", "The password was changed a moment ago");
      await endEverySession(tx, accountId);
      await openSession(tx, accountId, { request, reply, now, newId });
      const { email, name } = account;
      tx.afterCommit(() => means.mailer.send({ to: email, organizationId: null, ...passwordChangedLetter(name) }));
      return {};
    },
  ),
];
