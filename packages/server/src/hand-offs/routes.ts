import { readCalendars } from "../calendars/team-calendar.ts";
import { handle, type Handler } from "../http/handler.ts";
import { pageOf } from "../http/page.ts";
import { readRow } from "../items/rows.ts";
import { accept, assertMember, endOffer, lockOffer } from "./decide.ts";
import { listPage, presentHandOff, readHandOff } from "./store.ts";

export const handOffHandlers: readonly Handler[] = [
  handle("listHandOffs", async ({ input, tx, actor, now }) => {
    const rows = await listPage(tx, actor, input);
    const teamIds = rows.map((row) => row.to_team_id);
    const calendarOf = await readCalendars(tx, teamIds, now);
    return pageOf(
      rows,
      input.limit,
      (row) => [row.offered_at.toISOString(), row.hand_off_id],
      (row) => presentHandOff(row, calendarOf(row.to_team_id), now),
    );
  }),

  handle("acceptHandOff", async ({ input, tx, actor, now }) => {
    const offer = await lockOffer(tx, actor, input.handOffId, input.revision, now);
    await assertMember(tx, actor, [offer.handOff.to_team_id], "Only people of the receiving team can accept it");
    await accept(tx, actor, offer, input.ownerId === undefined ? actor.personId : input.ownerId, now);
    return {
      handOff: await readHandOff(tx, input.handOffId, now),
      item: await readRow(tx, actor, offer.item.item_id),
    };
  }),

  handle("declineHandOff", async ({ input, tx, actor, now }) => {
    const offer = await lockOffer(tx, actor, input.handOffId, input.revision, now);
    await assertMember(tx, actor, [offer.handOff.to_team_id], "Only people of the receiving team can decline it");
    await endOffer(tx, actor.personId, offer, "declined", input.reason, now);
    return {
      handOff: await readHandOff(tx, input.handOffId, now),
      item: await readRow(tx, actor, offer.item.item_id),
    };
  }),

  handle("withdrawHandOff", async ({ input, tx, actor, now }) => {
    const offer = await lockOffer(tx, actor, input.handOffId, input.revision, now);
    if (offer.handOff.offered_by !== actor.personId)
      await assertMember(tx, actor, [offer.handOff.from_team_id], "Only the team that offers it can take it back");
    await endOffer(tx, actor.personId, offer, "withdrawn", input.reason, now);
    return {
      handOff: await readHandOff(tx, input.handOffId, now),
      item: await readRow(tx, actor, offer.item.item_id),
    };
  }),
];
