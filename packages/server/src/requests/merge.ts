import type { Actor } from "../access/actor.ts";
import type { Read, Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import type { Means } from "../http/means.ts";
import { loadItem } from "../items/load.ts";
import { mergedLetter } from "./letters.ts";
import { lockRequest, type LoadedRequest } from "./load.ts";
import { followersOf, mailRequester } from "./notify.ts";
import { saveTriage } from "./save.ts";
import { letWatch } from "./watch.ts";

export interface MergeWish {
  readonly request: string;
  readonly revision: number;
  readonly intoRequestId?: string | undefined;
  readonly intoItem?: string | undefined;
}

/**
 * Ends a request as a duplicate of another request or of an item. Whoever asked follows what comes of it: they watch the
 * item, at once or when the other request becomes one. What was merged into this request moves along.
 * @throws Refusal `not_found`, `already_decided` (also where the target was declined), `stale`, `unknown_reference`,
 *   `would_make_cycle`
 */
export async function mergeRequest(tx: Write, actor: Actor, wish: MergeWish, now: Date, means: Means): Promise<void> {
  const { request, next } = await lockRequest(tx, actor, wish.request, "merge", now, {
    revision: wish.revision,
    alsoLock: wish.intoRequestId,
  });
  if (wish.intoRequestId === wish.request)
    throw new Refusal("would_make_cycle", "A request cannot be merged into itself");
  if ((wish.intoRequestId === undefined) === (wish.intoItem === undefined))
    throw new Refusal("invalid_input", {
      detail: "Name either the request or the item it is a duplicate of",
      fields: { intoRequestId: "Name either a request or an item" },
    });
  const target =
    wish.intoRequestId === undefined
      ? { requestId: undefined, itemId: (await loadItem(tx, actor, wish.intoItem ?? "")).item_id }
      : await targetOf(tx, request, wish.intoRequestId);
  const followers = await followersOf(tx, request.request_id);
  await saveTriage(
    tx,
    actor.personId,
    request,
    next,
    { itemId: target.itemId, ...(target.requestId === undefined ? {} : { mergedIntoId: target.requestId }) },
    {
      name: "request.merged",
      itemId: target.itemId,
      data: target.requestId === undefined ? { item: target.itemId } : { into: target.requestId },
    },
    now,
  );
  if (followers.length > 0)
    await tx.db
      .updateTable("requests")
      .set({ merged_into_id: target.requestId ?? request.request_id, item_id: target.itemId })
      .where("organization_id", "=", tx.organizationId)
      .where("merged_into_id", "=", request.request_id)
      .execute();
  if (target.itemId !== null) {
    const people = [request.requester_id, ...followers.map((follower) => follower.requester_id)];
    await letWatch(tx, actor, target.itemId, people, now);
  }
  await mailRequester(tx, means, request, mergedLetter);
}

/** The request that stays: the one named, or the one it was merged into itself. */
async function targetOf(
  tx: Read,
  request: LoadedRequest,
  namedId: string,
): Promise<{ readonly requestId: string; readonly itemId: string | null }> {
  const named = await readTarget(tx, namedId);
  const target = named.merged_into_id === null ? named : await readTarget(tx, named.merged_into_id);
  if (target.request_id === request.request_id)
    throw new Refusal("would_make_cycle", `Request ${named.number} was merged into this one already`);
  if (target.state === "declined")
    throw new Refusal(
      "already_decided",
      `Request ${target.number} was declined; decline this one too, or merge it into one that is open or accepted`,
    );
  return { requestId: target.request_id, itemId: target.item_id ?? named.item_id };
}

async function readTarget(tx: Read, requestId: string) {
  const row = await tx.db
    .selectFrom("requests")
    .select(["request_id", "number", "state", "item_id", "merged_into_id"])
    .where("organization_id", "=", tx.organizationId)
    .where("request_id", "=", requestId)
    .executeTakeFirst();
  if (!row) throw new Refusal("unknown_reference", "The request to merge into does not exist");
  return row;
}
