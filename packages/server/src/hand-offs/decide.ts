import type { Actor } from "../access/actor.ts";
import { readCalendar } from "../calendars/team-calendar.ts";
import type { EventName } from "@throughline/contract/events";
import type { Read, Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import { touch } from "../items/block.ts";
import { lockItem, type LoadedItem } from "../items/load.ts";
import { enterStage } from "../items/move.ts";
import { claimPlace, readStage } from "../items/stage-entry.ts";
import { readHandOff, readStored, waitedHours, type StoredHandOff } from "./store.ts";

/**
 * An open offer with its item, both locked until the commit, the item first as in every move: of two who decide at once,
 * the second sees the first's decision here.
 * @throws Refusal `not_found`, `not_offered` and `stale` (with the hand-off as it is now)
 */
export async function lockOffer(
  tx: Write,
  actor: Actor,
  handOffId: string,
  revision: number,
  now: Date,
): Promise<{ readonly handOff: StoredHandOff; readonly item: LoadedItem }> {
  const seen = await readStored(tx, handOffId);
  if (!seen) throw new Refusal("not_found", "There is no such hand-off");
  const item = await lockItem(tx, actor, seen.item_id);
  await tx.db
    .selectFrom("hand_offs")
    .select("hand_off_id")
    .where("organization_id", "=", tx.organizationId)
    .where("hand_off_id", "=", handOffId)
    .forNoKeyUpdate()
    .execute();
  const handOff = (await readStored(tx, handOffId)) ?? seen;
  if (handOff.state !== "offered")
    throw new Refusal("not_offered", {
      detail: `The offer of ${item.key} was ${handOff.state} already`,
      current: await readHandOff(tx, handOffId, now),
    });
  if (handOff.revision !== revision) throw new Refusal("stale", { current: await readHandOff(tx, handOffId, now) });
  return { handOff, item };
}

/**
 * @param teamIds teams whose members may do this; owners and admins always may
 * @throws Refusal `not_allowed`
 */
export async function assertMember(tx: Read, actor: Actor, teamIds: readonly string[], what: string): Promise<void> {
  if (actor.role === "owner" || actor.role === "admin") return;
  const member = await tx.db
    .selectFrom("team_members")
    .select("team_id")
    .where("organization_id", "=", tx.organizationId)
    .where("person_id", "=", actor.personId)
    .where("team_id", "in", [...teamIds])
    .executeTakeFirst();
  if (!member) throw new Refusal("not_allowed", what);
}

/**
 * Takes an offered item into the receiving team's stage, under its limit; whoever accepts owns it unless they name another.
 * @throws Refusal `stage_full`, `item_archived`, `item_blocked`, `unknown_reference`
 */
export async function accept(
  tx: Write,
  actor: Actor,
  { handOff, item }: { readonly handOff: StoredHandOff; readonly item: LoadedItem },
  ownerId: string | null,
  now: Date,
): Promise<void> {
  if (item.archived_at !== null)
    throw new Refusal("item_archived", `${item.key} is archived; restore it first, or decline it`);
  const { stage, overLimit } = await claimPlace(tx, handOff.to_stage_id, item.item_id);
  if (stage.retired)
    throw new Refusal(
      "unknown_reference",
      `${stage.name} is gone from the workflow; decline, so that it is offered anew`,
    );
  const from = await readStage(tx, item.stage_id);
  if (item.blocked_since !== null && stage.position > from.position)
    throw new Refusal(
      "item_blocked",
      `${item.key} is blocked (${item.block_reason ?? ""}): unblock it before it goes on`,
    );
  if (ownerId !== null) await assertActive(tx, ownerId);
  await settle(tx, actor.personId, handOff, "accepted", "", now);
  await enterStage(tx, actor, item, stage, now, { overLimit, ownerId });
}

/** Ends a locked offer without a move: the giver still owns the item, and its row shows no offer any more. */
export async function endOffer(
  tx: Write,
  actorId: string | null,
  { handOff, item }: { readonly handOff: StoredHandOff; readonly item: Pick<LoadedItem, "item_id"> },
  state: "declined" | "withdrawn" | "expired",
  reason: string,
  now: Date,
): Promise<void> {
  await settle(tx, actorId, handOff, state, reason, now);
  await touch(tx, item, {}, now);
}

const events = {
  accepted: "hand_off.accepted",
  declined: "hand_off.declined",
  withdrawn: "hand_off.withdrawn",
  expired: "hand_off.expired",
} as const satisfies Record<string, EventName>;

/** Writes how an offer ended, and records it with the working hours it waited. */
async function settle(
  tx: Write,
  actorId: string | null,
  handOff: StoredHandOff,
  state: keyof typeof events,
  reason: string,
  now: Date,
): Promise<void> {
  await tx.db
    .updateTable("hand_offs")
    .set((column) => ({ state, reason, decided_by: actorId, decided_at: now, revision: column("revision", "+", 1) }))
    .where("organization_id", "=", tx.organizationId)
    .where("hand_off_id", "=", handOff.hand_off_id)
    .execute();
  tx.record({
    name: events[state],
    actorId,
    subjectId: handOff.hand_off_id,
    itemId: handOff.item_id,
    occurredAt: now,
    data: {
      from: handOff.from_stage_id,
      to: handOff.to_stage_id,
      fromTeam: handOff.from_team_id,
      toTeam: handOff.to_team_id,
      waitedHours: waitedHours(handOff, await readCalendar(tx, handOff.to_team_id, now), now),
    },
  });
}

async function assertActive(tx: Read, personId: string): Promise<void> {
  const person = await tx.db
    .selectFrom("people")
    .select("person_id")
    .where("organization_id", "=", tx.organizationId)
    .where("person_id", "=", personId)
    .where("state", "=", "active")
    .executeTakeFirst();
  if (!person) throw new Refusal("unknown_reference", "The person who should own it does not exist or has left");
}
