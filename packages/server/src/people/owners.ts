import type { Role } from "@throughline/domain/access/can";
import type { Write } from "../db/transaction.ts";

/** Whoever may change who the owners are holds this lock: two owners who demote each other at once cannot both succeed. */
export async function lockOwners(tx: Write): Promise<void> {
  await tx.db
    .selectFrom("organizations")
    .select("organization_id")
    .where("organization_id", "=", tx.organizationId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

/** Whether this person is the only owner who still has access. */
export async function isLastOwner(
  tx: Write,
  person: { readonly personId: string; readonly role: Role },
): Promise<boolean> {
  if (person.role !== "owner") return false;
  const other = await tx.db
    .selectFrom("people")
    .select("person_id")
    .where("organization_id", "=", tx.organizationId)
    .where("kind", "=", "person")
    .where("state", "=", "active")
    .where("role", "=", "owner")
    .where("person_id", "<>", person.personId)
    .limit(1)
    .executeTakeFirst();
  return other === undefined;
}
