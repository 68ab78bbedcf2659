import { fixedZone } from "../time/zone-offsets.ts";
import { workingCalendar } from "../time/working-calendar.ts";
import type { CalendarPlan } from "../time/working-calendar.ts";
import type { Organisation, SimulatedPerson } from "./organisation.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Monday, 5 January 2026, 00:00 UTC: a start for simulations of the demo organisation. */
export const DEMO_START = 1_767_571_200_000;

const week = (from: number, to: number): CalendarPlan["week"] => [
  ...Array.from({ length: 5 }, () => [
    { from, to: 720 },
    { from: 780, to },
  ]),
  [],
  [],
];

/**
 * A service desk with specialists behind it, told as an organisation: requests by mail, form and telephone; triage; first line;
 * two teams of specialists in two time zones with hand-offs that are answered; a review with a WIP limit; rework, blocks on the
 * requester, interruptions by incidents. About 60 % to 85 % of each team's time is taken. `scale` copies of everybody serve as many times the work.
 */
export function demoOrganisation(scale = 1): Organisation {
  const lisbon = workingCalendar({
    zone: fixedZone("UTC", 0),
    week: week(540, 1080),
    exceptions: [{ date: "2026-04-03", shifts: [] }],
  });
  const colombo = workingCalendar({
    zone: fixedZone("UTC+5:30", 330),
    week: week(540, 1080),
    exceptions: [{ date: "2026-05-01", shifts: [] }],
  });
  const people = (name: string, count: number, about: Partial<SimulatedPerson> = {}): SimulatedPerson[] =>
    Array.from({ length: count * scale }, (_, i) => ({ name: `${name} ${i + 1}`, ...about }));
  const minutes = (median: number, p85: number) =>
    ({ kind: "lognormal", median: median * MINUTE, p85: p85 * MINUTE }) as const;
  const every = (minutesBetween: number) => ({ kind: "exponential", mean: (minutesBetween * MINUTE) / scale }) as const;
  return {
    classes: [
      { name: "expedite", rank: 0, due: { kind: "fixed", value: 8 * HOUR }, delayCost: 900 },
      { name: "fixed date", rank: 1, due: { kind: "fixed", value: 120 * HOUR }, delayCost: 300 },
      { name: "standard", rank: 2, due: { kind: "fixed", value: 240 * HOUR }, delayCost: 100 },
      { name: "intangible", rank: 3, delayCost: 20 },
    ],
    teams: [
      { name: "desk", people: people("desk", 7), calendar: lisbon, order: "class", pull: "by_order" },
      {
        name: "network",
        people: [
          ...people("network", 3, { skills: ["routing"] }),
          ...people("network generalist", 2, { skills: ["routing", "firewall"], capacity: 0.8 }),
        ],
        calendar: colombo,
        order: "cost_of_delay",
      },
      {
        name: "applications",
        people: [...people("developer", 6), ...people("developer, half time", 2, { capacity: 0.5 })],
        calendar: lisbon,
        order: "due",
      },
      { name: "quality", people: people("reviewer", 3), calendar: lisbon, order: "oldest" },
    ],
    stages: [
      {
        name: "triage",
        kind: "active",
        team: "desk",
        effort: minutes(4, 8),
        blocks: { share: 0.2, wait: { kind: "exponential", mean: 6 * HOUR } },
        next: [
          { stage: "first line", share: 0.62 },
          { stage: "network", share: 0.12 },
          { stage: "applications queue", share: 0.14 },
          { stage: "merged", share: 0.07 },
          { stage: "declined", share: 0.05 },
        ],
      },
      {
        name: "first line",
        kind: "active",
        team: "desk",
        effort: minutes(12, 30),
        blocks: { share: 0.15, wait: { kind: "exponential", mean: 10 * HOUR } },
        next: [
          { stage: "finished", share: 0.8 },
          { stage: "network", share: 0.12 },
          { stage: "applications queue", share: 0.08 },
        ],
      },
      {
        name: "network",
        kind: "active",
        team: "network",
        skill: "routing",
        effort: minutes(30, 70),
        acceptance: { wait: { kind: "exponential", mean: 2 * HOUR }, declined: 0.08 },
        next: [
          { stage: "firewall change", share: 0.25 },
          { stage: "finished", share: 0.65 },
          { stage: "first line", share: 0.1 },
        ],
      },
      {
        name: "firewall change",
        kind: "active",
        team: "network",
        skill: "firewall",
        wipLimit: 12 * scale,
        effort: minutes(25, 45),
        next: [{ stage: "review", share: 1 }],
      },
      {
        name: "applications queue",
        kind: "queue",
        team: "applications",
        acceptance: { wait: { kind: "exponential", mean: HOUR }, declined: 0.05 },
        next: [{ stage: "applications", share: 1 }],
      },
      {
        name: "applications",
        kind: "active",
        team: "applications",
        wipLimit: 14 * scale,
        effort: minutes(50, 120),
        blocks: { share: 0.1, wait: { kind: "exponential", mean: 24 * HOUR } },
        next: [{ stage: "review", share: 1 }],
      },
      {
        name: "review",
        kind: "active",
        team: "quality",
        wipLimit: 15 * scale,
        effort: minutes(20, 40),
        next: [
          { stage: "finished", share: 0.82 },
          { stage: "applications", share: 0.18 },
        ],
      },
      { name: "finished", kind: "done" },
      { name: "merged", kind: "done" },
      { name: "declined", kind: "done" },
    ],
    channels: [
      {
        name: "mail",
        stage: "triage",
        between: every(18),
        classes: { standard: 0.8, intangible: 0.15, "fixed date": 0.05 },
      },
      {
        name: "form",
        stage: "triage",
        between: every(16),
        calendar: lisbon,
        classes: { standard: 0.9, "fixed date": 0.1 },
      },
      {
        name: "telephone",
        stage: "triage",
        between: every(20),
        calendar: lisbon,
        classes: { expedite: 0.2, standard: 0.8 },
      },
    ],
    interruptions: [
      { name: "incident", team: "network", between: every(240), duration: minutes(25, 60), calendar: colombo },
      { name: "question at the desk", team: "desk", between: every(25), duration: minutes(3, 6), calendar: lisbon },
    ],
  };
}
