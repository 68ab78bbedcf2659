import type { Routine } from "@throughline/contract/routines";
import { readRecurrence } from "@throughline/domain/routines/recurrence";
import { calendarOf, calendarProblem, ruleOf, weekly, type Calendar } from "./calendar-rule.ts";

/** What a routine's form holds before it is saved, and the revision it started from (0: it is new). */
export interface RoutineDesign {
  readonly revision: number;
  readonly name: string;
  readonly workflowId: string;
  readonly trigger: Routine["trigger"];
  readonly calendar: Calendar;
  readonly afterDays: number;
  readonly timeZone: string;
  readonly startsOn: string;
  readonly template: Routine["template"];
}

export const designOf = (routine: Routine): RoutineDesign => ({
  revision: routine.revision,
  name: routine.name,
  workflowId: routine.workflowId,
  trigger: routine.trigger,
  calendar: routine.trigger === "calendar" ? calendarOf(routine.recurrence) : weekly,
  afterDays: routine.afterDays ?? 7,
  timeZone: routine.timeZone,
  startsOn: routine.startsOn,
  template: routine.template,
});

export const newDesign = (workflowId: string, timeZone: string, startsOn: string): RoutineDesign => ({
  revision: 0,
  name: "",
  workflowId,
  trigger: "calendar",
  calendar: weekly,
  afterDays: 7,
  timeZone,
  startsOn,
  template: {
    title: "",
    description: "",
    kind: "task",
    stageId: null,
    ownerId: null,
    classOfService: "standard",
    effortLow: null,
    effortHigh: null,
    value: null,
    dueInDays: null,
    labelIds: [],
    checklist: [],
  },
});

/** As it is sent: the fields the trigger does not use left empty, empty lines of the checklist left out. */
export function inputOf({ revision: _revision, workflowId: _workflowId, calendar, ...design }: RoutineDesign) {
  const isCalendar = design.trigger === "calendar";
  const { template } = design;
  return {
    ...design,
    name: design.name.trim(),
    recurrence: isCalendar ? ruleOf(calendar) : "",
    afterDays: isCalendar ? null : design.afterDays,
    template: {
      ...template,
      title: template.title.trim(),
      labelIds: [...template.labelIds],
      checklist: template.checklist
        .map((line) => ({ ...line, text: line.text.trim() }))
        .filter((line) => line.text !== ""),
    },
  };
}

/** Whether saving would change anything. */
export const isSameDesign = (a: RoutineDesign, b: RoutineDesign): boolean =>
  JSON.stringify([a.workflowId, inputOf(a)]) === JSON.stringify([b.workflowId, inputOf(b)]);

/** What is wrong, by field; empty where all is well. */
export function designProblems(design: RoutineDesign): Record<string, string> {
  const problems: Record<string, string> = {};
  const { effortLow, effortHigh, dueInDays } = design.template;
  if (design.name.trim() === "") problems["name"] = "Give the routine a name";
  if (design.workflowId === "") problems["workflowId"] = "Choose the workflow its items go through";
  if (design.template.title.trim() === "") problems["template.title"] = "Give its items a title";
  if (design.template.kind.trim() === "") problems["template.kind"] = "Name the kind of work";
  if (design.trigger === "calendar") {
    const problem = calendarProblem(design.calendar) ?? readingProblem(ruleOf(design.calendar));
    if (problem !== null) problems["recurrence"] = problem;
  } else if (!Number.isInteger(design.afterDays) || design.afterDays < 0 || design.afterDays > 3650)
    problems["afterDays"] = "A whole number of days, from 0 to 3650";
  if (design.startsOn === "") problems["startsOn"] = "Choose the day it starts on";
  if (effortLow !== null && effortHigh !== null && effortLow > effortHigh)
    problems["template.effortHigh"] = "Not less than the low end";
  if (dueInDays !== null && (!Number.isInteger(dueInDays) || dueInDays < 0 || dueInDays > 3650))
    problems["template.dueInDays"] = "A whole number of days, from 0 to 3650";
  return problems;
}

function readingProblem(rule: string): string | null {
  const reading = readRecurrence(rule);
  return "problem" in reading ? reading.problem : null;
}

/** A checklist from its lines of text; a line that was there before keeps its id. */
export function checklistOf(
  text: string,
  before: Routine["template"]["checklist"],
  newId: () => string,
): Routine["template"]["checklist"] {
  const left = [...before];
  return text
    .split("\n")
    .slice(0, 200)
    .map((line, at) => {
      const same = left.findIndex((each) => each.text === line);
      const [kept] = same >= 0 ? left.splice(same, 1) : [];
      return { id: kept?.id ?? before[at]?.id ?? newId(), text: line };
    })
    .map((line, at, all) => (all.findIndex(({ id }) => id === line.id) === at ? line : { ...line, id: newId() }));
}
