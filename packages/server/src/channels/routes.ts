import type { Channel } from "@throughline/contract/channels";
import { checkAnswers } from "@throughline/domain/intake/form-answers";
import { questionProblems } from "@throughline/domain/intake/form-questions";
import type { Write } from "../db/transaction.ts";
import { handle, type Handler } from "../http/handler.ts";
import { Refusal } from "../http/refusal.ts";
import { scopedSecret } from "../identity/secrets.ts";
import { assertTeam } from "../requests/assert-team.ts";
import { mailReceived } from "../requests/notify.ts";
import { once } from "../requests/once.ts";
import { receiveRequest } from "../requests/receive.ts";
import { enterForm, lockChannel, presentChannel, selectChannels } from "./store.ts";

export const channelHandlers: readonly Handler[] = [
  handle("listChannels", async ({ tx }) => ({ rows: await selectChannels(tx) })),

  handle("createChannel", async ({ input, tx, actor, now, newId }) => {
    await assertTeam(tx, input.teamId);
    assertQuestions(input.questions ?? []);
    await assertSlugFree(tx, input.slug, null);
    const channelId = newId();
    await tx.db
      .insertInto("channels")
      .values({
        organization_id: tx.organizationId,
        channel_id: channelId,
        team_id: input.teamId,
        kind: "form",
        name: input.name,
        slug: input.slug,
        introduction: input.introduction ?? "",
        questions: JSON.stringify(input.questions ?? []),
        is_open: input.isOpen ?? true,
        first_response_hours: input.firstResponseHours ?? 8,
        created_at: now,
      })
      .execute();
    tx.record({
      name: "channel.created",
      actorId: actor.personId,
      subjectId: channelId,
      occurredAt: now,
      data: { team: input.teamId },
    });
    return presentChannel(await lockChannel(tx, channelId));
  }),

  handle("changeChannel", async ({ input: { channelId, revision, archived, ...change }, tx, actor, now }) => {
    const channel = await lockChannel(tx, channelId, revision);
    if (change.questions) assertQuestions(change.questions);
    if (change.slug !== undefined && change.slug !== channel.slug) await assertSlugFree(tx, change.slug, channelId);
    const set = {
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.slug === undefined ? {} : { slug: change.slug }),
      ...(change.introduction === undefined ? {} : { introduction: change.introduction }),
      ...(change.questions === undefined ? {} : { questions: JSON.stringify(change.questions) }),
      ...(change.isOpen === undefined ? {} : { is_open: change.isOpen }),
      ...(change.firstResponseHours === undefined ? {} : { first_response_hours: change.firstResponseHours }),
      ...(archived === undefined ? {} : { archived_at: archived ? (channel.archived_at ?? now) : null }),
    };
    if (Object.keys(set).length === 0) return presentChannel(channel);
    await tx.db
      .updateTable("channels")
      .set((column) => ({ ...set, revision: column("revision", "+", 1) }))
      .where("organization_id", "=", tx.organizationId)
      .where("channel_id", "=", channelId)
      .execute();
    tx.record({
      name: "channel.changed",
      actorId: actor.personId,
      subjectId: channelId,
      occurredAt: now,
      data: { changed: Object.keys({ ...change, ...(archived === undefined ? {} : { archived }) }) },
    });
    return presentChannel(await lockChannel(tx, channelId));
  }),

  handle("readForm", async ({ input, tx }) => {
    const { organization, team, name, introduction, questions, is_open } = await enterForm(tx, input);
    return { organization, team, name, introduction, questions: questions as Channel["questions"], isOpen: is_open };
  }),

  handle("submitForm", async ({ input, tx, actor, now, newId, request, means, refuse }) => {
    const ownOrganization = actor ? tx.organizationId : null;
    const form = await enterForm(tx, input);
    if (input.website !== "")
      throw new Refusal("invalid_input", {
        detail: "Leave the field “website” empty: it is there to catch programs that fill in everything",
        fields: { website: "Leave this empty" },
      });
    means.guards.submit(request.ip, now);
    return once(tx, request, form.channel_id, input, now, async () => {
      if (!form.is_open) refuse("conflict", `${form.name} is closed at the moment and takes no requests`);
      const { answered, problems } = checkAnswers(form.questions as Channel["questions"], input.answers);
      if (Object.keys(problems).length > 0)
        throw new Refusal("invalid_input", { detail: Object.values(problems).join("; "), fields: problems });
      const { text: tracking, hash } = scopedSecret("tr", tx.organizationId);
      const received = {
        requestId: newId(),
        channelId: form.channel_id,
        teamId: form.team_id,
        title: input.title,
        details: input.details,
        answered,
        requesterName: input.name,
        requesterEmail: input.email,
        requesterId: ownOrganization === tx.organizationId ? (actor?.personId ?? null) : null,
        trackingHash: hash,
      };
      const number = await receiveRequest(tx, received, null, now);
      await mailReceived(tx, means, { ...form, ...received, number, tracking }, now);
      return { number, tracking };
    });
  }),
];

function assertQuestions(questions: Channel["questions"]): void {
  const problems = questionProblems(questions);
  if (Object.keys(problems).length > 0)
    throw new Refusal("invalid_input", { detail: Object.values(problems).join("; "), fields: problems });
}

async function assertSlugFree(tx: Write, slug: string, exceptId: string | null): Promise<void> {
  const taken = await tx.db
    .selectFrom("channels")
    .select(["channel_id", "name", "archived_at"])
    .where("organization_id", "=", tx.organizationId)
    .where("slug", "=", slug)
    .executeTakeFirst();
  if (!taken || taken.channel_id === exceptId) return;
  const state = taken.archived_at === null ? "" : " (archived)";
  throw new Refusal("conflict", {
    detail: `The form ${taken.name}${state} has the address “${slug}” already; choose another`,
    fields: { slug: "Another form has this address" },
  });
}
