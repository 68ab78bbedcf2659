import type { Parsed } from "@throughline/contract/endpoint";
import type { acceptRequest as acceptEndpoint } from "@throughline/contract/requests";
import type { Answered } from "@throughline/domain/intake/form-answers";
import type { Actor } from "../access/actor.ts";
import type { Read, Write } from "../db/transaction.ts";
import type { Means } from "../http/means.ts";
import { createItem } from "../items/create.ts";
import { acceptedLetter } from "./letters.ts";
import { lockRequest, type LoadedRequest } from "./load.ts";
import { followersOf, mailFollowers, mailRequester } from "./notify.ts";
import { saveTriage } from "./save.ts";
import { letWatch } from "./watch.ts";

const mostDescription = 100_000;

/**
 * Turns a request into an item: its words and answers are the description, whoever asked is the item's requester where they
 * are a person here, and the requesters of requests merged into it watch.
 * @returns the item's id.
 * @throws Refusal `not_found`, `already_decided`, `stale`, `stage_full`, `unknown_reference`
 */
export async function acceptRequest(
  tx: Write,
  actor: Actor,
  { request: requestId, revision, ...wish }: Parsed<typeof acceptEndpoint>,
  now: Date,
  itemId: string,
  means: Means,
): Promise<string> {
  const { request, next } = await lockRequest(tx, actor, requestId, "accept", now, { revision });
  const stageId = wish.stageId ?? (await queueOf(tx, wish.workflowId, request.team_id));
  const key = await createItem(
    tx,
    actor.personId,
    {
      ...wish,
      ...(stageId === undefined ? {} : { stageId }),
      itemId,
      title: wish.title ?? request.title,
      description: describe(request),
      requesterId: request.requester_id,
      origin: request.channel_id === null ? "hand" : "form",
      originId: request.request_id,
    },
    now,
  );
  await saveTriage(
    tx,
    actor.personId,
    request,
    next,
    { itemId },
    { name: "request.accepted", itemId, data: { item: itemId } },
    now,
  );
  await mailRequester(tx, means, request, (named) => acceptedLetter({ ...named, key, merged: false }));
  await giveFollowers(tx, actor, request.request_id, itemId, now);
  await mailFollowers(tx, means, request.request_id, { key });
  return itemId;
}

/** The requests merged into an accepted one became the same item. */
async function giveFollowers(tx: Write, actor: Actor, requestId: string, itemId: string, now: Date): Promise<void> {
  const followers = await followersOf(tx, requestId);
  if (followers.length === 0) return;
  await tx.db
    .updateTable("requests")
    .set({ item_id: itemId })
    .where("organization_id", "=", tx.organizationId)
    .where("merged_into_id", "=", requestId)
    .execute();
  const people = followers.map((follower) => follower.requester_id);
  await letWatch(tx, actor, itemId, people, now);
}

/** The first queue of the team in a workflow; undefined: the workflow has none, its first stage is meant. */
async function queueOf(tx: Read, workflowId: string, teamId: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom("stages as s")
    .innerJoin("workflows as w", (join) =>
      join.onRef("w.organization_id", "=", "s.organization_id").onRef("w.workflow_id", "=", "s.workflow_id"),
    )
    .select("s.stage_id")
    .where("s.organization_id", "=", tx.organizationId)
    .where("s.workflow_id", "=", workflowId)
    .where("s.team_id", "=", teamId)
    .where("s.kind", "=", "queue")
    .where("s.retired_at", "is", null)
    .where("w.archived_at", "is", null)
    .orderBy("s.position")
    .limit(1)
    .executeTakeFirst();
  return row?.stage_id;
}

/** The requester's words, then each question with its answer, as Markdown; cut where an item holds no more. */
function describe(request: LoadedRequest): string {
  const answers = (request.answers as readonly Answered[]).map(
    ({ question, answer }) => `**${plainMarkdown(question.label)}**\n\n${plainMarkdown(String(answer))}`,
  );
  const text = [request.details, ...answers].filter((part) => part.trim() !== "").join("\n\n");
  return text.length <= mostDescription
    ? text
    : `${text.slice(0, mostDescription - 40)}\n\n(The rest is in the request.)`;
}

/** Text that Markdown shows as it is. */
const plainMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>#|~]/g, "\\$&");
