import { describe, expect, test } from "vitest";
import { checklistOf, designProblems, inputOf, isSameDesign, newDesign, type RoutineDesign } from "./routine-design.ts";

const design = (more: Partial<RoutineDesign> = {}): RoutineDesign => {
  const fresh = newDesign("workflow", "Europe/Oslo", "2026-03-02");
  return { ...fresh, name: "Weekly report", template: { ...fresh.template, title: "Report {week}" }, ...more };
};

describe("a routine's design", () => {
  test("is right as it starts, once it has a name and a title", () => {
    expect(designProblems(design())).toEqual({});
    expect(Object.keys(designProblems(newDesign("", "UTC", "2026-03-02"))).toSorted()).toEqual([
      "name",
      "template.title",
      "workflowId",
    ]);
  });

  test("sends only what its trigger uses", () => {
    expect(inputOf(design())).toMatchObject({ recurrence: "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9", afterDays: null });
    expect(inputOf(design({ trigger: "after_done", afterDays: 3 }))).toMatchObject({ recurrence: "", afterDays: 3 });
  });

  test("is the same where only the revision or an empty checklist line differs", () => {
    const { template } = design();
    const withLine = design({ revision: 9, template: { ...template, checklist: [{ id: "a", text: " " }] } });
    expect(isSameDesign(design(), withLine)).toBe(true);
    expect(isSameDesign(design(), design({ afterDays: 3 }))).toBe(true);
    expect(isSameDesign(design(), design({ trigger: "after_done" }))).toBe(false);
  });

  test("says what a rule written by hand gets wrong", () => {
    const own = (rule: string) => designProblems(design({ calendar: { ...design().calendar, unit: "own", rule } }));
    expect(own("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1")).toEqual({});
    expect(own("FREQ=MINUTELY")["recurrence"]).toMatch(/at most once an hour/);
  });

  test("names an effort whose ends are the wrong way round", () => {
    const { template } = design();
    expect(designProblems(design({ template: { ...template, effortLow: 3, effortHigh: 1 } }))).toEqual({
      "template.effortHigh": "Not less than the low end",
    });
  });
});

test("a checklist's lines keep their ids while others are typed, inserted and taken away", () => {
  let made = 0;
  const newId = () => `new-${(made += 1)}`;
  const before = [
    { id: "a", text: "Open" },
    { id: "b", text: "Check" },
  ];
  expect(checklistOf("Open\nCheck twice", before, newId)).toEqual([
    { id: "a", text: "Open" },
    { id: "b", text: "Check twice" },
  ]);
  expect(checklistOf("Check", before, newId)).toEqual([{ id: "b", text: "Check" }]);
  const inserted = checklistOf("First\nOpen\nCheck", before, newId);
  expect(inserted.map((line) => line.text)).toEqual(["First", "Open", "Check"]);
  expect(new Set(inserted.map((line) => line.id)).size).toBe(3);
});
