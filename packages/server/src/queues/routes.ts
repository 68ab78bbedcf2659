import { handle, type Handler } from "../http/handler.ts";
import { lockItem } from "../items/load.ts";
import { readRow } from "../items/rows.ts";
import { overrideQueue } from "./override.ts";
import { pullFirst, pullNamed } from "./pull.ts";
import { readQueue } from "./read.ts";

export const queueHandlers: readonly Handler[] = [
  handle("readQueue", async ({ input, tx, actor, now }) => readQueue(tx, actor, input.teamId, now)),

  handle("pullItem", async ({ input: { teamId, item, confirmed }, tx, actor, now, newId }) => {
    const itemId =
      item === undefined
        ? await pullFirst(tx, actor, teamId, confirmed, now, newId)
        : await pullNamed(tx, actor, teamId, item, confirmed, now, newId);
    return { item: await readRow(tx, actor, itemId) };
  }),

  handle("overrideQueue", async ({ input, tx, actor, now }) => {
    const item = await lockItem(tx, actor, input.item, input.revision);
    await overrideQueue(tx, actor, item, input.reason, now);
    return readRow(tx, actor, item.item_id);
  }),
];
