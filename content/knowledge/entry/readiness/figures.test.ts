import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

const hours = (minutes: number): number => minutes / 60;

/** Hours a month that a form costs the team and the requesters. */
function cost(form: { minutes: number; incomplete: number }, falseStart: number): { team: number; askers: number } {
  return { team: hours(form.incomplete * falseStart), askers: hours(60 * form.minutes + form.incomplete * 10) };
}

test("Ready to start: the sum of both sides is least with four questions, and with fifteen where a false start takes four hours", () => {
  const text = lessonText("entry/readiness/ready-to-start");
  const forms = [
    { minutes: 0, incomplete: 18 },
    { minutes: 2, incomplete: 6 },
    { minutes: 8, incomplete: 3 },
  ];
  const sums = forms.map((form) => {
    const { team, askers } = cost(form, 45);
    // Halves round up in print: 2.25 is shown as 2.3.
    const shown = (value: number): string => (Math.round(value * 10 + 1e-9) / 10).toFixed(1);
    expect(text).toContain(
      `| ${form.minutes} | ${form.incomplete} | ${shown(team)} h | ${shown(askers)} h | **${shown(team + askers)} h** |`,
    );
    return team + askers;
  });
  expect(Math.min(...sums)).toBe(sums[1]);
  expect(forms.map((form) => ((form.incomplete * 2) / 60).toFixed(1))).toEqual(["0.6", "0.2", "0.1"]);
  const long = forms.map((form) => cost(form, 240)).map(({ team, askers }) => (team + askers).toFixed(1));
  expect(long.slice(1)).toEqual(["27.0", "20.5"]);
  expect([50 * 18, 25 * 12 + 200 + 25 * 6]).toEqual([900, 650]);
});
