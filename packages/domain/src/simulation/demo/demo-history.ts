/**
 * A believable organization with three months of history, told from a plan and a seed: work arrives, waits, is pulled, blocked,
 * put aside for something urgent, handed over, sent back and finished, in the working hours of teams in several time zones.
 * The same plan, seed, instant and caller give the same history, ids included.
 */
import { randomStream } from "../../numbers/random.ts";
import { DAY } from "../../time/civil-date.ts";
import { nextWorkingInstant } from "../../time/working-time.ts";
import type { WorkingCalendar } from "../../time/working-calendar.ts";
import { Agenda } from "./agenda.ts";
import { planArrivals, planRankings } from "./arrivals.ts";
import { ClosingScene, giveToCaller, mentionCaller } from "./closing-scene.ts";
import { Composer } from "./compose-work.ts";
import type { DemoContent } from "./content.ts";
import { Crews } from "./crews.ts";
import { type Caller, directoryOf } from "./directory.ts";
import { Intake } from "./intake.ts";
import { Ledger, missing } from "./ledger.ts";
import { PlannedWork, type RoutineTimes } from "./planned-work.ts";
import { Scene } from "./scene.ts";
import type { DemoHistory } from "./told.ts";
import { TriageDesk } from "./triage-desk.ts";
import { WorkFloor } from "./work-floor.ts";

export interface DemoInput {
  readonly content: DemoContent;
  /** What the chance of the story comes from. */
  readonly seed: string;
  /** What the chance in the ids comes from, so that two demos told alike share none. */
  readonly idSeed: string;
  /** The history ends here, in milliseconds; it begins `weeks` before. */
  readonly now: number;
  /** By the team's key. */
  readonly calendars: ReadonlyMap<string, WorkingCalendar>;
  /** By the key of each calendar routine. */
  readonly routines: ReadonlyMap<string, RoutineTimes>;
  readonly caller: Caller;
}

/** The instant a demo's history begins: the morning of that day where the first team is. */
export function demoStart(weeks: number, now: number, calendar: WorkingCalendar): number {
  return nextWorkingInstant(calendar, Math.floor((now - weeks * 7 * DAY) / DAY) * DAY);
}

export function demoHistory(input: DemoInput): DemoHistory {
  const { organization: plan, words } = input.content;
  const byKey = (key: string) => input.calendars.get(key) ?? missing();
  const startedAt = demoStart(plan.weeks, input.now, byKey(plan.teams[0]?.key ?? missing()));
  const ids = randomStream(`ids ${input.idSeed}`);
  const random = randomStream(input.seed);
  const directory = directoryOf(plan, input.caller, startedAt, ids);
  const teams = [...directory.teams.values()];
  const ledger = new Ledger(
    ids,
    new Map(teams.map((team) => [team.teamId, team])),
    new Map(teams.map((team) => [team.teamId, byKey(team.key)])),
  );
  const agenda = new Agenda(input.now);
  const hands = new Map(plan.teams.map((team) => [directory.teams.get(team.key)?.teamId, team.hands]));
  const workplace = {
    plan,
    words,
    ledger,
    agenda,
    crews: new Crews(teams, (teamId) => hands.get(teamId) ?? missing()),
    scene: new Scene(ledger, agenda.until),
    random,
  };
  const floor = new WorkFloor(workplace);
  const desk = new TriageDesk(ledger);
  const composer = new Composer(input.content, directory);
  const intake = new Intake(workplace, floor, desk, directory, composer);
  const planned = new PlannedWork(workplace, floor, directory, composer);
  planArrivals(workplace, floor, intake, composer, directory, startedAt);
  planRankings(workplace, floor, directory, startedAt);
  planned.planRoutines(input.routines, startedAt);
  planned.planTrees(startedAt);
  new ClosingScene(workplace, floor, desk, directory, composer).plan();
  agenda.run();
  giveToCaller(ledger, directory, agenda.until);
  mentionCaller(ledger, directory, workplace);
  return {
    startedAt,
    people: directory.people,
    teams,
    workflows: [...directory.workflows.values()],
    labels: directory.labels,
    fields: directory.fields,
    forms: [...directory.forms.values()],
    routines: [...directory.routines.values()],
    items: ledger.items,
    handOffs: ledger.handOffs,
    blocks: ledger.blocks,
    comments: ledger.comments,
    revisions: ledger.revisions,
    links: ledger.links,
    requests: desk.requests,
    messages: desk.messages,
    events: ledger.events,
  };
}
