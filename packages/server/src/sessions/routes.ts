import { handle, handlePrepared, type Handler } from "../http/handler.ts";
import { readCredentials } from "../identity/authenticate.ts";
import { setSessionCookie } from "../identity/cookie.ts";
import { withPasswordSlot } from "../identity/password-slot.ts";
import { accountByEmail, readInstance } from "./accounts.ts";
import { accountHandlers } from "./account.ts";
import { endPresentedSession, openSession } from "./open.ts";
import { presentKeyHolder, presentSession } from "./present.ts";
import { passwordResetHandlers } from "./password-reset.ts";
import { setUpHandlers } from "./set-up.ts";

export const sessionHandlers: readonly Handler[] = [
  ...setUpHandlers,
  ...accountHandlers,
  ...passwordResetHandlers,

  handlePrepared(
    "signIn",
    async ({ input, now, request, means }) => {
      const attempt = means.guards.trySignIn(input.email, request.ip, now);
      try {
        // An unknown address costs what a wrong password costs, and gets the same answer.
        const account = await withPasswordSlot(async (slot) => {
          const found = await readInstance(means.pool, (tx) => accountByEmail(tx, input.email));
          return (await slot.matches(found?.password_hash ?? null, input.password)) ? found : undefined;
        });
        if (account) attempt.succeeded();
        return account;
      } catch (error) {
        attempt.notTried();
        throw error;
      }
    },
    async ({ tx, now, newId, request, reply, refuse }, account) => {
      const still = account && (await accountByEmail(tx, account.email));
      if (!still || still.password_hash !== account.password_hash)
        return refuse(
          "wrong_credentials",
          "Email or password is not right. If you forgot it, ask for a new one by mail",
        );
      await openSession(tx, still.account_id, { request, reply, now, newId });
      return presentSession(tx, still.account_id, readCredentials(request).organization);
    },
  ),

  handle("readSession", async ({ tx, actor, account, request }) => {
    if (account) return presentSession(tx, account.accountId, readCredentials(request).organization);
    if (actor) return presentKeyHolder(tx, actor);
    return { account: null, organizations: [], current: null };
  }),

  handle("signOut", async ({ tx, request, reply }) => {
    await endPresentedSession(tx, request);
    tx.afterCommit(() => setSessionCookie(request, reply, null));
    return {};
  }),

  handle("listSessions", async ({ tx, account, now }) => {
    const rows = await tx.db
      .selectFrom("sessions")
      .select(["session_id", "device", "address", "created_at", "last_seen_at", "expires_at"])
      .where("account_id", "=", account.accountId)
      .where("expires_at", ">", now)
      .orderBy("last_seen_at", "desc")
      .orderBy("session_id")
      .execute();
    return {
      rows: rows.map((row) => ({
        sessionId: row.session_id,
        isCurrent: row.session_id === account.sessionId,
        device: row.device,
        address: row.address,
        createdAt: row.created_at.toISOString(),
        lastSeenAt: row.last_seen_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
      })),
    };
  }),

  handle("endSession", async ({ input, tx, account, request, reply, refuse }) => {
    const [ended] = await tx.db
      .deleteFrom("sessions")
      .where("session_id", "=", input.sessionId)
      .where("account_id", "=", account.accountId)
      .execute();
    if (ended?.numDeletedRows !== 1n)
      refuse("not_found", "There is no such session of yours; it may have ended already");
    if (input.sessionId === account.sessionId) tx.afterCommit(() => setSessionCookie(request, reply, null));
    return {};
  }),

  handle("endOtherSessions", async ({ tx, account }) => {
    const [ended] = await tx.db
      .deleteFrom("sessions")
      .where("account_id", "=", account.accountId)
      .where("session_id", "<>", account.sessionId)
      .execute();
    return { ended: Number(ended?.numDeletedRows ?? 0n) };
  }),
];
