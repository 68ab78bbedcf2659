import { sampleLognormal } from "../../numbers/lognormal.ts";
import type { RandomStream } from "../../numbers/random.ts";
import { dayNumber, MINUTE } from "../../time/civil-date.ts";
import { addWorkingTime } from "../../time/working-time.ts";
import type { FormPlan } from "./content.ts";
import { type Composed, type Composer, dayOf, jobOf, laterDay } from "./compose-work.ts";
import type { Directory } from "./directory.ts";
import { between, type Filled, fillWords, oneOf, slotsOf } from "./fill-words.ts";
import { missing, type NewItem } from "./ledger.ts";
import type { Requester, TriageDesk } from "./triage-desk.ts";
import type { ToldForm, ToldItem, ToldRequest, ToldStage, ToldWorkflow } from "./told.ts";
import type { WorkFloor, Workplace } from "./work-floor.ts";

const HOUR = 60 * MINUTE;
/** Triage looks at half of the requests within this many working minutes. */
const firstLook = { mu: Math.log(70 * MINUTE), sigma: 0.8 };
/** Half of the questions are answered within four hours. */
const answerTime = { mu: Math.log(4 * HOUR), sigma: 1.1 };
const askedShare = 0.12;
const answeredShare = 0.88;
const wrongDoorShare = 0.08;
const againShare = 0.05;
const estimatedAtOnce = 0.6;

/** How work enters: by hand at once, or as a request that triage turns into an item. */
export class Intake {
  readonly #of: Workplace;
  readonly #floor: WorkFloor;
  readonly #desk: TriageDesk;
  readonly #directory: Directory;
  readonly #composer: Composer;
  readonly #items = new Map<string, ToldItem>();

  constructor(workplace: Workplace, floor: WorkFloor, desk: TriageDesk, directory: Directory, composer: Composer) {
    this.#of = workplace;
    this.#floor = floor;
    this.#desk = desk;
    this.#directory = directory;
    this.#composer = composer;
  }

  /** Someone of the team writes down what they were told, or saw themselves. */
  byHand(workflow: ToldWorkflow, composed: Composed, random: RandomStream, at: number): ToldItem {
    const by = this.#of.crews.someone(this.#first(composed).teamId, random);
    const requester = random.nextUniform() < 0.6 ? oneOf(random, this.#directory.others).personId : null;
    const item = this.#make(workflow, composed, random, at, by, {
      description: composed.about,
      requesterId: requester,
      origin: "hand",
      originId: null,
    });
    return item;
  }

  /** A request through a form, and what triage makes of it. */
  byForm(form: FormPlan, workflow: ToldWorkflow, composed: Composed, random: RandomStream, at: number): void {
    const told = this.#form(form.key);
    // Now and then a request comes through the wrong form: the first team's, which everyone knows.
    const [desk] = this.#directory.forms.values();
    const isAstray = desk !== undefined && told !== desk && random.nextUniform() < wrongDoorShare;
    const through = isAstray ? desk : told;
    const plan = isAstray ? (this.#of.plan.forms[0] ?? missing()) : form;
    const words = {
      title: composed.title,
      details: composed.about,
      answers: this.#answers(through, plan, random, composed.filled),
    };
    const request = this.#desk.receive(through, through.teamId, words, this.#requester(random), at);
    const accept = (then: number, by: string) => this.#accept(request, workflow, composed, random, then, by);
    if (isAstray) {
      this.#look(request, random, at, (then, by) => {
        this.#desk.handOver(request, told.teamId, this.#of.words.wrongDoor, then, by);
        this.#look(request, random, then, accept);
      });
      return;
    }
    this.#look(request, random, at, (then, by) => {
      if (random.nextUniform() < askedShare) this.#ask(request, form.key, random, then, by, accept);
      else accept(then, by);
    });
    if (random.nextUniform() < againShare) this.#again(request, form, composed, random, at);
  }

  /** A request that is declined with its reason. */
  declined(form: FormPlan, random: RandomStream, at: number): void {
    const told = this.#form(form.key);
    const [title = "", details = "", reason = ""] = oneOf(random, this.#of.words.declined[form.key] ?? missing());
    const words = { title, details, answers: this.#answers(told, form, random) };
    const request = this.#desk.receive(told, told.teamId, words, this.#requester(random), at);
    this.#look(request, random, at, (then, by) => this.#desk.decline(request, reason, then, by));
  }

  /** The same trouble told by someone else, merged once the first has become an item. */
  #again(first: ToldRequest, form: FormPlan, composed: Composed, random: RandomStream, at: number): void {
    this.#of.agenda.at(at + between(random, [0.3, 20]) * HOUR, (then) => {
      const told = this.#form(form.key);
      const words = {
        title: composed.otherTitle,
        details: "",
        answers: this.#answers(told, form, random, composed.filled),
      };
      const request = this.#desk.receive(told, told.teamId, words, this.#requester(random), then);
      const merge = (later: number, by: string) => {
        const item = first.itemId === null ? undefined : this.#items.get(first.itemId);
        if (item) this.#desk.merge(request, first, item, later, by);
        else this.#look(request, random, later, merge);
      };
      this.#look(request, random, then, merge);
    });
  }

  #accept(
    request: ToldRequest,
    workflow: ToldWorkflow,
    composed: Composed,
    random: RandomStream,
    at: number,
    by: string,
  ): void {
    const item = this.#make(workflow, composed, random, at, by, {
      description: describe(request),
      requesterId: request.requesterId,
      origin: "form",
      originId: request.requestId,
    });
    this.#items.set(item.itemId, item);
    this.#desk.accept(request, item, at, by);
  }

  #make(
    workflow: ToldWorkflow,
    composed: Composed,
    random: RandomStream,
    at: number,
    by: string,
    more: Pick<NewItem, "description" | "requesterId" | "origin" | "originId">,
  ): ToldItem {
    const { ledger, agenda } = this.#of;
    const stage = this.#first(composed);
    const calendar = ledger.calendar(stage.teamId);
    const day = dayOf(calendar, at);
    const { effortLow, effortHigh, value } = composed;
    const isEstimated = composed.classOfService === "expedite" || random.nextUniform() < estimatedAtOnce;
    const item = ledger.create(
      {
        ...more,
        workflow,
        stage,
        title: composed.title,
        kind: composed.kind,
        parentId: null,
        classOfService: composed.classOfService,
        ...(isEstimated ? { effortLow, effortHigh, value } : { effortLow: null, effortHigh: null, value: null }),
        dueOn: composed.dueInDays === null ? null : laterDay(day, composed.dueInDays),
        checklist: composed.checklist.map((text) => ({ id: ledger.newId(at), text, done: false })),
        labelIds: composed.labelIds,
        fields: this.#composer.fieldValues(composed.fields, dayNumber(day)),
        ...(composed.fields["supplier"] === "Harrow Lift Care" ? { watcherIds: [this.#directory.guest.personId] } : {}),
      },
      at,
      by,
    );
    if (!isEstimated) {
      const later = addWorkingTime(calendar, at, between(random, [8, 150]) * MINUTE);
      agenda.at(later, (then) => {
        if (item.finishedAt === null && item.archivedAt === null)
          ledger.change(item, { value, effortLow, effortHigh }, then, this.#of.crews.someone(stage.teamId, random));
      });
    }
    this.#floor.arrive(jobOf(item, random, composed), at);
    return item;
  }

  /** Someone of the team that has the request looks at it, in working hours. */
  #look(request: ToldRequest, random: RandomStream, at: number, act: (at: number, by: string) => void): void {
    const calendar = this.#of.ledger.calendar(request.teamId);
    this.#of.agenda.at(addWorkingTime(calendar, at, sampleLognormal(random, firstLook)), (then) =>
      act(then, this.#of.crews.someone(request.teamId, random)),
    );
  }

  #ask(
    request: ToldRequest,
    formKey: string,
    random: RandomStream,
    at: number,
    by: string,
    accept: (at: number, by: string) => void,
  ): void {
    const [question = "", answer = ""] = oneOf(random, this.#of.words.questions[formKey] ?? missing());
    this.#desk.ask(request, question, at, by);
    if (random.nextUniform() >= answeredShare) {
      const calendar = this.#of.ledger.calendar(request.teamId);
      this.#of.agenda.at(addWorkingTime(calendar, at, 40 * HOUR), (then) =>
        this.#desk.decline(request, "No answer came within a week. Send it again whenever you like.", then, by),
      );
      return;
    }
    this.#of.agenda.at(at + sampleLognormal(random, answerTime), (then) => {
      this.#desk.answer(request, answer, then);
      this.#look(request, random, then, accept);
    });
  }

  #first({ route }: Composed): ToldStage {
    return route[0] ?? missing();
  }

  #form(key: string): ToldForm {
    return this.#directory.forms.get(key) ?? missing();
  }

  #requester(random: RandomStream): Requester {
    if (random.nextUniform() < 0.12) return { personId: null, name: oneOf(random, this.#of.plan.visitors) };
    const { personId, name } = oneOf(random, this.#directory.others);
    return { personId, name };
  }

  /** Answers that go with what the request is about, where there are such; else any without a slot. */
  #answers(
    form: ToldForm,
    plan: FormPlan,
    random: RandomStream,
    filled: Filled = new Map(),
  ): ReadonlyMap<string, string> {
    return new Map(
      form.questions.flatMap((question, at): [string, string][] => {
        const answers = plan.questions[at]?.answers ?? [];
        const apt = answers.filter(
          (text) => slotsOf(text).length > 0 && slotsOf(text).every((slot) => filled.has(slot)),
        );
        const bare = answers.filter((text) => slotsOf(text).length === 0);
        if (!question.required && random.nextUniform() >= 0.7) return [];
        const answer = oneOf(random, apt.length > 0 ? apt : bare);
        return [[question.id, fillWords(answer, filled, this.#of.words, random)]];
      }),
    );
  }
}

/** The requester's words, then each question with its answer: what triage makes an item's description of. */
export const describe = ({ details, answers }: ToldRequest): string =>
  [details, ...answers.map(({ question, answer }) => `**${plain(question.label)}**\n\n${plain(answer)}`)]
    .filter((part) => part.trim() !== "")
    .join("\n\n");

const plain = (text: string): string => text.replace(/[\\`*_[\]<>#|~]/g, "\\$&");
