import { agentRole, can } from "@throughline/domain/access/can";
import { handle, type Handler } from "../http/handler.ts";
import { lockPerson } from "../people/store.ts";
import { presentAgent, readAgent, selectAgents } from "./store.ts";

const agentsPerSponsor = 50;

export const agentHandlers: readonly Handler[] = [
  handle("listAgents", async ({ tx, now }) => {
    const rows = await selectAgents(tx, now).orderBy("p.name").orderBy("p.person_id").limit(2000).execute();
    return { rows: rows.map(presentAgent) };
  }),

  handle("createAgent", async ({ input, tx, actor, now, newId, refuse }) => {
    if (actor.via !== "session") refuse("not_allowed", "Sign in to make an agent; an API key makes none");
    const { sponsored } = await tx.db
      .selectFrom("people")
      .select(({ fn }) => fn.countAll<number>().as("sponsored"))
      .where("organization_id", "=", tx.organizationId)
      .where("sponsor_id", "=", actor.personId)
      .where("state", "=", "active")
      .executeTakeFirstOrThrow();
    if (sponsored >= agentsPerSponsor)
      refuse("conflict", `One person sponsors at most ${agentsPerSponsor} agents; switch one off first`);
    const personId = newId();
    await tx.db
      .insertInto("people")
      .values({
        organization_id: tx.organizationId,
        person_id: personId,
        kind: "agent",
        sponsor_id: actor.personId,
        name: input.name,
        role: agentRole(actor.role),
        joined_at: now,
      })
      .execute();
    tx.record({
      name: "agent.created",
      actorId: actor.personId,
      subjectId: personId,
      occurredAt: now,
      data: { sponsorId: actor.personId },
    });
    return readAgent(tx, personId, now);
  }),

  handle("changeAgent", async ({ input, tx, actor, now, refuse }) => {
    const before = await lockPerson(tx, input.personId);
    if (!before || before.kind !== "agent") return refuse("not_found");
    const administers = can(actor.role, "people.administer");
    if (actor.kind === "agent" || (before.sponsor_id !== actor.personId && !administers))
      refuse("not_allowed", "Only an agent's sponsor, an owner or an admin changes it");
    if (before.revision !== input.revision) refuse("stale", { current: await readAgent(tx, input.personId, now) });
    const sponsorId = input.sponsorId ?? before.sponsor_id ?? "";
    const state = input.isActive === undefined ? before.state : input.isActive ? "active" : "removed";
    if (sponsorId !== before.sponsor_id && !administers)
      refuse("not_allowed", "Only an owner or admin gives an agent another sponsor");
    if (sponsorId !== before.sponsor_id || (state === "active" && before.state !== "active")) {
      const sponsor = await lockPerson(tx, sponsorId);
      if (!sponsor || sponsor.kind !== "person" || sponsor.state !== "active" || !can(sponsor.role, "agents.sponsor"))
        return refuse("unknown_reference", {
          detail: "An agent needs a sponsor with access and at least a member's role",
          fields: { sponsorId: "Choose a member, admin or owner" },
        });
    }
    const name = input.name ?? before.name;
    const fields = [
      ...(name === before.name ? [] : ["name"]),
      ...(state === before.state ? [] : ["isActive"]),
      ...(sponsorId === before.sponsor_id ? [] : ["sponsorId"]),
    ];
    if (fields.length > 0) {
      await tx.db
        .updateTable("people")
        .set({ name, state, sponsor_id: sponsorId, revision: before.revision + 1 })
        .where("organization_id", "=", tx.organizationId)
        .where("person_id", "=", input.personId)
        .execute();
      tx.record({
        name: "agent.changed",
        actorId: actor.personId,
        subjectId: input.personId,
        occurredAt: now,
        data: { fields },
      });
    }
    return readAgent(tx, input.personId, now);
  }),
];
