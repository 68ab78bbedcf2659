import { readCalendars } from "../calendars/team-calendar.ts";
import { handle, type Handler } from "../http/handler.ts";
import { pageOf } from "../http/page.ts";
import { Refusal } from "../http/refusal.ts";
import { presentDetail } from "../items/detail.ts";
import { loadItem } from "../items/load.ts";
import { acceptRequest } from "./accept.ts";
import { assertTeam } from "./assert-team.ts";
import { readDetail } from "./detail.ts";
import { askedLetter, declinedLetter } from "./letters.ts";
import { listPage, requestCursor } from "./list.ts";
import { lockRequest } from "./load.ts";
import { mergeRequest } from "./merge.ts";
import { mailFollowers, mailRequester } from "./notify.ts";
import { once } from "./once.ts";
import { emailOf, receiveRequest } from "./receive.ts";
import { presentRequest } from "./rows.ts";
import { addMessage, saveTriage } from "./save.ts";
import { answer, enterTracking, presentTracked } from "./tracking.ts";

export const requestHandlers: readonly Handler[] = [
  handle("listRequests", async ({ input, tx, actor, now }) => {
    const rows = await listPage(tx, actor, input);
    const teamIds = rows.map((row) => row.team_id);
    const calendarOf = await readCalendars(tx, teamIds, now);
    return pageOf(rows, input.limit, requestCursor, (row) => presentRequest(row, calendarOf));
  }),

  handle("readRequest", async ({ input, tx, actor, now }) => readDetail(tx, actor, input.request, now)),

  handle("createRequest", async ({ input, tx, actor, now, newId }) => {
    await assertTeam(tx, input.teamId);
    const requestId = newId();
    const request = {
      requestId,
      channelId: null,
      teamId: input.teamId,
      title: input.title,
      details: input.details,
      answered: [],
      requesterId: actor.personId,
      requesterName: actor.name,
      requesterEmail: await emailOf(tx, actor.personId),
      trackingHash: null,
    };
    await receiveRequest(tx, request, actor.personId, now);
    return readDetail(tx, actor, requestId, now);
  }),

  handle("acceptRequest", async ({ input, tx, actor, now, newId, means }) => {
    const itemId = await acceptRequest(tx, actor, input, now, newId(), means);
    return {
      request: await readDetail(tx, actor, input.request, now),
      item: await presentDetail(tx, actor, await loadItem(tx, actor, itemId)),
    };
  }),

  handle("declineRequest", async ({ input, tx, actor, now, means }) => {
    const { request, next } = await lockRequest(tx, actor, input.request, "decline", now, input);
    const { reason } = input;
    await saveTriage(tx, actor.personId, request, next, { reason }, { name: "request.declined" }, now);
    await mailRequester(tx, means, request, (named) => declinedLetter({ ...named, reason }));
    await mailFollowers(tx, means, request.request_id, { reason });
    return readDetail(tx, actor, input.request, now);
  }),

  handle("askRequester", async ({ input, tx, actor, now, newId, means }) => {
    const { request, next } = await lockRequest(tx, actor, input.request, "ask", now, input);
    const { question } = input;
    const message = { messageId: newId(), authorId: actor.personId, fromRequester: false, body: question };
    await addMessage(tx, request, message, now);
    await saveTriage(tx, actor.personId, request, next, {}, { name: "request.asked" }, now);
    await mailRequester(tx, means, request, (named) => askedLetter({ ...named, question }));
    return readDetail(tx, actor, input.request, now);
  }),

  handle("answerRequest", async ({ input, tx, actor, now, newId }) => {
    const { request } = await lockRequest(tx, actor, input.request, "answer", now);
    const fromRequester = request.requester_id === actor.personId;
    await answer(tx, request, { messageId: newId(), authorId: actor.personId, fromRequester, body: input.body }, now);
    return readDetail(tx, actor, input.request, now);
  }),

  handle("mergeRequest", async ({ input, tx, actor, now, means }) => {
    await mergeRequest(tx, actor, input, now, means);
    return readDetail(tx, actor, input.request, now);
  }),

  handle("handOverRequest", async ({ input, tx, actor, now, newId }) => {
    const { request, next } = await lockRequest(tx, actor, input.request, "hand_over", now, input);
    if (request.team_id === input.teamId)
      throw new Refusal("invalid_input", { fields: { teamId: "The request is with this team already" } });
    await assertTeam(tx, input.teamId);
    if (input.note.trim() !== "") {
      const note = {
        messageId: newId(),
        authorId: actor.personId,
        fromRequester: false,
        internal: true,
        body: input.note,
      };
      await addMessage(tx, request, note, now);
    }
    const data = { fromTeam: request.team_id, toTeam: input.teamId };
    const event = { name: "request.handed_over", data } as const;
    await saveTriage(tx, actor.personId, request, next, { teamId: input.teamId }, event, now);
    return readDetail(tx, actor, input.request, now);
  }),

  handle("readTracking", async ({ input, tx }) => {
    const request = await enterTracking(tx, input.tracking, false);
    return presentTracked(tx, request.request_id);
  }),

  handle("answerTracking", async ({ input, tx, now, newId, request: http, means }) => {
    means.guards.submit(http.ip, now);
    const request = await enterTracking(tx, input.tracking, true);
    return once(tx, http, request.request_id, input, now, async () => {
      await answer(tx, request, { messageId: newId(), authorId: null, fromRequester: true, body: input.body }, now);
      return presentTracked(tx, request.request_id);
    });
  }),
];
