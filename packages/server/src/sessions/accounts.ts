import type pg from "pg";
import { inTransaction, type Open } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import { weakPassword } from "../identity/weak-password.ts";

export interface NewAccount {
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly timeZone: string;
}

/** A taken address is caught by the table's unique key as `conflict`. */
export async function insertAccount(tx: Open, account: NewAccount, now: Date): Promise<void> {
  await tx.db
    .insertInto("accounts")
    .values({
      account_id: account.accountId,
      email: account.email,
      name: account.name,
      password_hash: account.passwordHash,
      time_zone: account.timeZone,
      created_at: now,
    })
    .execute();
}

/** A read of instance tables outside the request's transaction, for what is prepared before it. */
export const readInstance = <T>(pool: pg.Pool, read: (tx: Open) => Promise<T>): Promise<T> =>
  inTransaction(pool, { readOnly: true }, () => {}, read);

export const accountByEmail = ({ db }: Pick<Open, "db">, email: string) =>
  db
    .selectFrom("accounts")
    .select(["account_id", "name", "email", "password_hash"])
    .where("email", "=", email)
    .executeTakeFirst();

export const hasAccounts = async ({ db }: Pick<Open, "db">): Promise<boolean> =>
  (await db.selectFrom("accounts").select("account_id").limit(1).executeTakeFirst()) !== undefined;

/** @throws Refusal `invalid_input` naming the field. */
export function assertStrong(password: string, known: readonly string[]): void {
  const why = weakPassword(password, known);
  if (why !== null) throw new Refusal("invalid_input", { detail: why, fields: { password: why } });
}
