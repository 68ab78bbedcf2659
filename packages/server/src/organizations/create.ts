import type { Membership } from "@throughline/contract/sessions";
import type { Open } from "../db/transaction.ts";
import { must } from "../http/refusal.ts";
import { createTeam } from "../teams/create.ts";
import { teamKeyOf } from "../teams/team-key.ts";
import { createWorkflow } from "../workflows/create.ts";
import { firstWorkflow } from "../workflows/first-workflow.ts";
import { slugOf } from "./slug.ts";

export interface NewOrganization {
  readonly name: string;
  readonly kind: "live" | "demo";
  /** The first one of the installation. */
  readonly isFirst?: boolean;
  readonly teamName: string;
  readonly teamKey?: string | undefined;
  readonly timeZone: string;
}

export interface Founder {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
}

/** An organization without a team yet, with the founder as its owner. The transaction is in it afterwards. */
export async function foundOrganization(
  tx: Open,
  { name, kind, isFirst = false }: Pick<NewOrganization, "name" | "kind" | "isFirst">,
  founder: Founder,
  now: Date,
  newId: () => string,
): Promise<Membership> {
  const organizationId = newId();
  await tx.enter({ organizationId });
  const slug = await insertUnderFreeSlug(tx, { organizationId, name, kind, isFirst }, now);
  await tx.db.insertInto("event_counters").values({ organization_id: organizationId }).execute();
  const personId = newId();
  await tx.db
    .insertInto("people")
    .values({
      organization_id: organizationId,
      person_id: personId,
      account_id: founder.accountId,
      name: founder.name,
      email: founder.email,
      role: "owner",
      joined_at: now,
    })
    .execute();
  tx.record({ name: "organization.created", actorId: personId, subjectId: organizationId, occurredAt: now });
  tx.record({
    name: "person.joined",
    actorId: personId,
    subjectId: personId,
    occurredAt: now,
    data: { role: "owner" },
  });
  return { organizationId, slug, name, kind, role: "owner", personId };
}

/** The same with a first team, led by the founder, and a workflow to start with. */
export async function createOrganization(
  tx: Open,
  organization: NewOrganization,
  founder: Founder,
  now: Date,
  newId: () => string,
): Promise<Membership> {
  const membership = await foundOrganization(tx, organization, founder, now, newId);
  const { personId } = membership;
  const { teamName, timeZone } = organization;
  const team = {
    key: organization.teamKey ?? teamKeyOf(teamName),
    name: teamName,
    timeZone,
    members: [{ personId, isLead: true }],
  };
  const teamId = await createTeam(tx, personId, team, now, newId());
  await createWorkflow(tx, personId, { teamId, ...firstWorkflow(teamId, newId) }, now, newId());
  return membership;
}

async function insertUnderFreeSlug(
  tx: Open,
  {
    organizationId,
    name,
    kind,
    isFirst,
  }: { organizationId: string; name: string; kind: "live" | "demo"; isFirst: boolean },
  now: Date,
): Promise<string> {
  let slug: string | null = null;
  for (let attempt = 1; attempt <= 5 && slug === null; attempt += 1) {
    const wanted = slugOf(name, isFirst && attempt === 1);
    const inserted = await tx.db
      .insertInto("organizations")
      .values({ organization_id: organizationId, name, slug: wanted, kind, created_at: now })
      .onConflict((conflict) => conflict.column("slug").doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 1n) slug = wanted;
  }
  return must(slug, "a free address among a million");
}
