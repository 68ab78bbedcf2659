import { inTransaction, type Open } from "../db/transaction.ts";
import { handle, handlePrepared, type Handler } from "../http/handler.ts";
import type { Means } from "../http/means.ts";
import { Refusal } from "../http/refusal.ts";
import { withPasswordSlot } from "../identity/password-slot.ts";
import { trustedAddress } from "../identity/public-address.ts";
import { hashSecret, newSecret } from "../identity/secrets.ts";
import { passwordChangedLetter, passwordResetLetter } from "../mail/letters.ts";
import type { OutgoingMail } from "../mail/mailer.ts";
import { accountByEmail, assertStrong, readInstance } from "./accounts.ts";
import { endEverySession } from "./end-every-session.ts";

const hour = 60 * 60_000;
const expired = "This link was used already, or is older than an hour. Ask for another";

export const passwordResetHandlers: readonly Handler[] = [
  handle("askPasswordReset", async ({ input, tx, now, request, means }) => {
    means.guards.askReset(request.ip, now);
    // Looked up and written after the answer: how long that takes says nothing about the address.
    tx.afterCommit(() => means.mailer.send(resetMail(means, input.email, now)));
    return {};
  }),

  handle("readPasswordReset", async ({ input, tx, now }) => {
    const { email, expiresAt } = await openReset(tx, input.token, now);
    return { email, expiresAt: expiresAt.toISOString() };
  }),

  handlePrepared(
    "resetPassword",
    async ({ input, now, request, means }) => {
      means.guards.tryLink(request.ip, now);
      const { email, name } = await readInstance(means.pool, (tx) => openReset(tx, input.token, now));
      assertStrong(input.password, [email, name]);
      return withPasswordSlot((slot) => slot.hash(input.password));
    },
    async ({ input, tx, now, means, refuse }, passwordHash) => {
      const used = await tx.db
        .updateTable("password_resets")
        .set({ used_at: now })
        .where("token_hash", "=", hashSecret(input.token))
        .where("used_at", "is", null)
        .where("expires_at", ">", now)
        .returning("account_id")
        .executeTakeFirst();
      if (!used) return refuse("link_expired", expired);
      const account = await tx.db
        .updateTable("accounts")
        .set({ password_hash: passwordHash })
        .where("account_id", "=", used.account_id)
        .returning(["email", "name"])
        .executeTakeFirstOrThrow();
      await endEverySession(tx, used.account_id);
      tx.afterCommit(() =>
        means.mailer.send({ to: account.email, organizationId: null, ...passwordChangedLetter(account.name) }),
      );
      return {};
    },
  ),
];

/** @throws Refusal `link_expired`. */
async function openReset({ db }: Pick<Open, "db">, token: string, now: Date) {
  const row = await db
    .selectFrom("password_resets as r")
    .innerJoin("accounts as a", "a.account_id", "r.account_id")
    .select(["a.email", "a.name", "r.expires_at as expiresAt"])
    .where("r.token_hash", "=", hashSecret(token))
    .where("r.used_at", "is", null)
    .where("r.expires_at", ">", now)
    .executeTakeFirst();
  if (!row) throw new Refusal("link_expired", expired);
  return row;
}

/** @returns null where no such account is known, or it was sent enough already. */
async function resetMail(means: Means, email: string, now: Date): Promise<OutgoingMail | null> {
  return inTransaction(
    means.pool,
    {},
    () => {},
    async (tx) => {
      const account = await accountByEmail(tx, email);
      const address = await trustedAddress(means, tx);
      if (!account || address === null || !means.guards.mayMailReset(email, now)) return null;
      const token = newSecret();
      await tx.db
        .deleteFrom("password_resets")
        .where("account_id", "=", account.account_id)
        .where("expires_at", "<=", now)
        .execute();
      await tx.db
        .insertInto("password_resets")
        .values({
          token_hash: hashSecret(token),
          account_id: account.account_id,
          created_at: now,
          expires_at: new Date(now.getTime() + hour),
        })
        .execute();
      const letter = passwordResetLetter({ name: account.name, link: `${address}/reset-password/${token}` });
      return { to: account.email, organizationId: null, ...letter };
    },
  );
}
