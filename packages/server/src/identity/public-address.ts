import type { FastifyRequest } from "fastify";
import type { Open, Read } from "../db/transaction.ts";
import type { Means } from "../http/means.ts";

const setting = "public_address";

/** Where people reach us, for a link that goes to whoever sends this request, or that they pass on themselves. */
export const addressOf = (means: Means, request: FastifyRequest): string =>
  means.publicUrl ?? `${request.protocol}://${request.host}`;

/**
 * Where people reach us, for a link that a stranger may ask to be mailed to somebody else: never taken from the stranger's
 * own request, whose Host header could lead the link to another site. Without PUBLIC_URL it is the address under which
 * the first owner set up, or someone who invites people came.
 */
export async function trustedAddress(means: Means, { db }: Read): Promise<string | null> {
  if (means.publicUrl !== null) return means.publicUrl;
  const row = await db.selectFrom("instance_settings").select("value").where("name", "=", setting).executeTakeFirst();
  return row?.value ?? null;
}

/** Keeps the address of a request that was checked to come from our own pages; one that only works on this machine gives way. */
export async function rememberAddress(means: Means, request: FastifyRequest, { db }: Open, now: Date): Promise<void> {
  const address = addressOf(means, request);
  if (!URL.canParse(address) || new URL(address).origin !== address) return;
  const row = await db.selectFrom("instance_settings").select("value").where("name", "=", setting).executeTakeFirst();
  if (row && (!isLoopback(row.value) || isLoopback(address))) return;
  await db
    .insertInto("instance_settings")
    .values({ name: setting, value: address, changed_at: now })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value: address, changed_at: now }))
    .execute();
}

const isLoopback = (address: string): boolean => /^(localhost|127\.|\[::1\])/.test(new URL(address).host);
