import type { Open } from "../db/transaction.ts";

/** Whoever got in with the old password is out, and no reset link of before works. */
export async function endEverySession({ db }: Pick<Open, "db">, accountId: string): Promise<void> {
  await db.deleteFrom("sessions").where("account_id", "=", accountId).execute();
  await db.deleteFrom("password_resets").where("account_id", "=", accountId).where("used_at", "is", null).execute();
}
