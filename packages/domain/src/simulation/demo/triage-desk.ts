import { pauseEnded, waited } from "../../intake/response-clock.ts";
import { stateAfter, type TriageAct } from "../../intake/triage.ts";
import { missing, type Ledger } from "./ledger.ts";
import type { ToldForm, ToldItem, ToldMessage, ToldRequest } from "./told.ts";

export interface Requester {
  /** null: a visitor. */
  readonly personId: string | null;
  readonly name: string;
}

/** The books of requests: received, asked about, answered, handed on, and decided, with the clock of the team that has them. */
export class TriageDesk {
  readonly requests: ToldRequest[] = [];
  readonly messages: ToldMessage[] = [];
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  receive(
    form: ToldForm,
    teamId: string,
    words: { readonly title: string; readonly details: string; readonly answers: ReadonlyMap<string, string> },
    by: Requester,
    at: number,
  ): ToldRequest {
    const request: ToldRequest = {
      requestId: this.#ledger.newId(at),
      number: this.requests.length + 1,
      channelId: form.channelId,
      teamId,
      title: words.title,
      details: words.details,
      answers: form.questions.flatMap((question) => {
        const answer = words.answers.get(question.id);
        return answer === undefined ? [] : [{ question, answer }];
      }),
      requesterId: by.personId,
      requesterName: by.name,
      state: "new",
      reason: "",
      itemId: null,
      mergedIntoId: null,
      createdAt: at,
      firstResponseAt: null,
      askedAt: null,
      paused: 0,
      decidedAt: null,
      decidedBy: null,
      revision: 1,
    };
    this.requests.push(request);
    const data = { team: teamId, number: request.number, channel: form.channelId };
    this.#ledger.record("request.received", at, null, request.requestId, null, data);
    return request;
  }

  ask(request: ToldRequest, question: string, at: number, by: string): void {
    this.#say(request, { authorId: by, fromRequester: false, internal: false, body: question }, at);
    this.#save(request, "ask", "request.asked", at, by);
  }

  answer(request: ToldRequest, body: string, at: number): void {
    const authorId = request.requesterId;
    this.#say(request, { authorId, fromRequester: true, internal: false, body }, at);
    this.#save(request, "answer", "request.answered", at, authorId);
  }

  handOver(request: ToldRequest, teamId: string, note: string, at: number, by: string): void {
    this.#say(request, { authorId: by, fromRequester: false, internal: true, body: note }, at);
    const data = { fromTeam: request.teamId, toTeam: teamId };
    this.#save(request, "hand_over", "request.handed_over", at, by, { data });
    request.teamId = teamId;
  }

  accept(request: ToldRequest, item: ToldItem, at: number, by: string): void {
    request.itemId = item.itemId;
    this.#save(request, "accept", "request.accepted", at, by, { itemId: item.itemId, data: { item: item.itemId } });
  }

  decline(request: ToldRequest, reason: string, at: number, by: string): void {
    request.reason = reason;
    this.#save(request, "decline", "request.declined", at, by);
  }

  /** A duplicate of one that has become an item: whoever asked watches that from then on. */
  merge(request: ToldRequest, into: ToldRequest, item: ToldItem, at: number, by: string): void {
    request.itemId = item.itemId;
    request.mergedIntoId = into.requestId;
    this.#save(request, "merge", "request.merged", at, by, { itemId: item.itemId, data: { into: into.requestId } });
    const { requesterId } = request;
    if (requesterId === null || requesterId === item.requesterId || item.watcherIds.includes(requesterId)) return;
    this.#ledger.change(item, { watcherIds: [...item.watcherIds, requesterId].toSorted() }, at, by);
  }

  #say(request: ToldRequest, message: Omit<ToldMessage, "messageId" | "requestId" | "createdAt">, at: number): void {
    this.messages.push({ messageId: this.#ledger.newId(at), requestId: request.requestId, createdAt: at, ...message });
  }

  /** The next state with its clock, as the product keeps it. */
  #save(
    request: ToldRequest,
    act: TriageAct,
    name: `request.${"asked" | "answered" | "accepted" | "declined" | "merged" | "handed_over"}`,
    at: number,
    by: string | null,
    more: { readonly itemId?: string; readonly data?: Readonly<Record<string, unknown>> } = {},
  ): void {
    const next = stateAfter(request.state, act) ?? missing();
    const calendar = this.#ledger.calendar(request.teamId);
    const { askedAt, state, createdAt, paused } = request;
    const waitedFor = waited({ createdAt, paused, askedAt }, calendar, at);
    if (state === "asked" && next !== "asked") request.paused += pauseEnded(calendar, askedAt, at, state);
    request.askedAt = next === "asked" ? (askedAt ?? at) : null;
    const decided = next === "accepted" || next === "declined" || next === "merged";
    if (decided || act === "ask") request.firstResponseAt ??= at;
    if (decided) Object.assign(request, { decidedAt: at, decidedBy: by });
    request.state = next;
    request.revision += 1;
    this.#ledger.record(name, at, by, request.requestId, more.itemId ?? null, {
      team: request.teamId,
      waitedHours: Math.round(waitedFor / 36_000) / 100,
      ...more.data,
    });
  }
}
