import { DAY, dayNumber, MINUTE } from "../../time/civil-date.ts";
import { addWorkingTime, previousWorkingInstant } from "../../time/working-time.ts";
import { type Composer, dayOf, jobOf, laterDay } from "./compose-work.ts";
import type { ScenePlan } from "./content.ts";
import type { Caller, Directory } from "./directory.ts";
import { fillWords, oneOf } from "./fill-words.ts";
import { missing, type Ledger } from "./ledger.ts";
import type { ToldForm, ToldItem } from "./told.ts";
import type { Requester, TriageDesk } from "./triage-desk.ts";
import type { WorkFloor, Workplace } from "./work-floor.ts";

/** What has come in just now, and what waits for whoever opened the demo. */
export class ClosingScene {
  readonly #of: Workplace;
  readonly #floor: WorkFloor;
  readonly #desk: TriageDesk;
  readonly #directory: Directory;
  readonly #composer: Composer;

  constructor(workplace: Workplace, floor: WorkFloor, desk: TriageDesk, directory: Directory, composer: Composer) {
    this.#of = workplace;
    this.#floor = floor;
    this.#desk = desk;
    this.#directory = directory;
    this.#composer = composer;
  }

  /** Notes it all in the agenda, so many working minutes before now. */
  plan(): void {
    const { requests, asked, items } = this.#of.words.now;
    for (const one of requests) {
      const form = this.#form(one.form);
      this.#of.agenda.at(this.#before(form.teamId, one.minutes), (at) => {
        const answers = new Map(
          Object.entries(one.answers).map(([key, answer]) => [this.#question(form, one.form, key), answer]),
        );
        this.#desk.receive(form, form.teamId, { ...one, answers }, this.#requester(one.by), at);
      });
    }
    for (const one of asked) {
      const form = this.#form(one.form);
      this.#of.agenda.at(this.#before(form.teamId, one.minutes), (at) => {
        const by = one.by === "me" ? asRequester(this.#directory.caller) : this.#requester(one.by);
        const request = this.#desk.receive(form, form.teamId, { ...one, answers: new Map() }, by, at);
        this.#of.agenda.at(this.#before(form.teamId, one.minutes / 2), (then) => {
          const asker = this.#of.crews.someone(form.teamId, this.#of.random, this.#directory.caller.personId);
          this.#desk.ask(request, one.question, then, asker);
        });
      });
    }
    for (const one of items) this.#planItem(one);
    this.#planOverride();
    this.#planOffer();
  }

  #planItem(one: ScenePlan["items"][number]): void {
    const { ledger, agenda, random, crews } = this.#of;
    const workflow = this.#of.plan.workflows.find(({ key }) => key === one.workflow) ?? missing();
    const told = this.#directory.workflows.get(one.workflow) ?? missing();
    agenda.at(this.#before(told.teamId, one.minutes), (at) => {
      const own = random.substream(`scene ${one.title}`);
      const day = dayOf(ledger.calendar(told.teamId), at);
      const route = this.#composer.route(workflow, own, []);
      const [effortLow = null, effortHigh = effortLow] = one.effort;
      const item = ledger.create(
        {
          workflow: told,
          stage: route[0] ?? missing(),
          title: one.title,
          description: one.description,
          kind: one.kind,
          requesterId: oneOf(own, this.#directory.others).personId,
          parentId: null,
          classOfService: one.class,
          value: one.value,
          effortLow,
          effortHigh,
          dueOn: one.dueInDays === undefined ? null : laterDay(day, one.dueInDays),
          checklist: [],
          labelIds: this.#composer.labelIds(one.labels),
          fields: this.#composer.fieldValues(one.fields, dayNumber(day)),
          origin: "hand",
          originId: null,
        },
        at,
        crews.someone(told.teamId, own, this.#directory.caller.personId),
      );
      const job = jobOf(item, own, { route, truth: DAY / 3, notes: [], remark: "" });
      job.stays = true;
      this.#floor.arrive(job, at);
    });
  }

  /** Something of the second team's queue is put ahead, for a reason. */
  #planOverride(): void {
    const team = [...this.#directory.teams.values()][1] ?? missing();
    this.#of.agenda.at(this.#before(team.teamId, 4), (at) => {
      const queue = this.#floor.queueOf(team.teamId);
      const standard = queue.filter(({ item }) => item.classOfService === "standard");
      const job = standard.at(Math.floor(standard.length * 0.6)) ?? queue.at(-1);
      const lead = team.members.find((member) => member.isLead);
      if (!job || !lead) return;
      job.stays = true;
      this.#of.ledger.putAhead(job.item, this.#of.words.now.override, at, lead.personId);
    });
  }

  /** Where nothing is on offer to the first team by itself, a specialist is done a little sooner. */
  #planOffer(): void {
    const [first] = this.#directory.teams.values();
    const { ledger, agenda } = this.#of;
    if (!first) return;
    const giver = [...this.#directory.teams.values()][1] ?? missing();
    agenda.at(this.#before(giver.teamId, 25), (at) => {
      if (ledger.items.some((item) => item.offer?.to.teamId === first.teamId)) return;
      const job = this.#floor.jobs.find(
        ({ isUnderHand, route, place, item }) =>
          isUnderHand && item.stage.teamId === giver.teamId && route[place + 1]?.teamId === first.teamId,
      );
      if (job) this.#floor.finishNow(job, at);
    });
  }

  /** So many working minutes before now; where now is no working time, before the end of the last shift. */
  #before(teamId: string, minutes: number): number {
    const calendar = this.#of.ledger.calendar(teamId);
    const last = previousWorkingInstant(calendar, this.#of.agenda.until);
    return addWorkingTime(calendar, last, -minutes * MINUTE);
  }

  #form(key: string): ToldForm {
    return this.#directory.forms.get(key) ?? missing();
  }

  #question(form: ToldForm, formKey: string, key: string): string {
    const plan = this.#of.plan.forms.find((one) => one.key === formKey) ?? missing();
    const at = plan.questions.findIndex((question) => question.key === key);
    return (form.questions[at] ?? missing()).id;
  }

  #requester(by: number | null): Requester {
    if (by === null) return { personId: null, name: this.#of.plan.visitors[0] ?? missing() };
    return asRequester(this.#directory.others[by] ?? missing());
  }
}

const asRequester = ({ personId, name }: Caller): Requester => ({ personId, name });

const ownedByCaller = 4;

/** A few working minutes after an item last changed. */
const soonAfter = (ledger: Ledger, item: ToldItem, minutes: number): number =>
  Math.ceil(addWorkingTime(ledger.calendar(item.stage.teamId), item.updatedAt, minutes * MINUTE) / 1000) * 1000;

/** Open items that changed a while ago, those of the first team first. */
function openItems(ledger: Ledger, { teams }: Directory, until: number): ToldItem[] {
  const [team] = teams.values();
  const isFirst = ({ stage }: ToldItem) => Number(stage.teamId === team?.teamId);
  return ledger.items
    .filter((item) => {
      const isOpen = item.finishedAt === null && item.archivedAt === null && item.stage.kind === "active";
      return isOpen && item.ownerId !== null && item.offer === null && soonAfter(ledger, item, 15) <= until;
    })
    .toSorted((a, b) => isFirst(b) - isFirst(a) || b.updatedAt - a.updatedAt);
}

/** Whoever leads the first team gives the caller a few of the items under way, since these last changed. */
export function giveToCaller(ledger: Ledger, directory: Directory, until: number): void {
  const { personId } = directory.caller;
  const [team] = directory.teams.values();
  const lead = team?.members.find((member) => member.isLead && member.personId !== personId);
  const open = openItems(ledger, directory, until).filter(({ stage }) => stage.teamId === team?.teamId);
  let missingItems = ownedByCaller - open.filter(({ ownerId }) => ownerId === personId).length;
  for (const item of open) {
    if (!lead || missingItems <= 0) return;
    if (item.ownerId === personId) continue;
    ledger.change(item, { ownerId: personId }, soonAfter(ledger, item, 6), lead.personId);
    missingItems -= 1;
  }
}

/** People ask for the caller's word on a few open items that others own, since these last changed. */
export function mentionCaller(ledger: Ledger, directory: Directory, { random, words, agenda }: Workplace): void {
  const { caller } = directory;
  const own = random.substream("mentions");
  const me = `@[${caller.name.replaceAll(/[[\]\n]/g, "")}](person:${caller.personId})`;
  const open = openItems(ledger, directory, agenda.until).filter(({ ownerId }) => ownerId !== caller.personId);
  for (const [place, text] of words.remarks.mention.entries()) {
    const item = open[place];
    if (!item || item.ownerId === null) continue;
    const at = soonAfter(ledger, item, 3 + 3 * own.nextInt(3));
    const body = fillWords(text.replaceAll("{me}", me), new Map(), words, own);
    ledger.comment(item, body, at, item.ownerId, [caller.personId]);
  }
}
