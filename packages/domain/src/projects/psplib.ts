/**
 * Reads single-mode projects in the text layout of PSPLIB (R. Kolisch and A. Sprecher, "PSPLIB, a project scheduling
 * problem library", EJOR 96 (1997)), files ending in `.sm`. Jobs are named by their numbers; the first and the last,
 * which only mark start and end, are kept.
 */
import { RefusedInput } from "../numbers/refused-input.ts";
import type { ResourcePlan } from "./resource-plan.ts";

/** Refuses (`bad_file`) text that is not such a file, naming the section or line that is missing or wrong. */
export function readPsplib(text: string): ResourcePlan {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const jobs = Number(/jobs \(incl[^:]*:\s*(\d+)/.exec(text)?.[1]);
  const units = Number(/- renewable\s*:\s*(\d+)/.exec(text)?.[1]);
  if (!(jobs > 0) || !(units >= 0)) refuse("it does not say how many jobs and renewable resources there are");
  const kinds = /- (?:nonrenewable|doubly constrained)\s*:\s*(\d+)/g;
  for (const kind of text.matchAll(kinds)) {
    if (Number(kind[1]) > 0) refuse("it has resources that are used up; only renewable ones can be scheduled here");
  }
  const after = section(lines, "PRECEDENCE RELATIONS", 2, jobs).map((row, j) => {
    if (row[0] !== j + 1 || row[1] !== 1) refuse(`job ${j + 1} is missing among the relations, or has several modes`);
    if (row.length !== 3 + row[2]!) refuse(`job ${j + 1} does not list as many successors as it says`);
    return row.slice(3);
  });
  const requests = section(lines, "REQUESTS/DURATIONS", 3, jobs);
  const capacity = section(lines, "RESOURCEAVAILABILITIES", 2, 1)[0]!;
  if (capacity.length !== units) refuse(`it lists ${capacity.length} availabilities for ${units} resources`);
  return {
    resources: capacity.map((available, k) => ({ name: `R${k + 1}`, capacity: available })),
    activities: requests.map((row, j) => {
      if (row[0] !== j + 1 || row.length !== 3 + units) refuse(`the requests of job ${j + 1} are incomplete`);
      const needs = Object.fromEntries(row.slice(3).map((needed, k) => [`R${k + 1}`, needed]));
      return { name: `${j + 1}`, duration: row[2]!, needs };
    }),
    links: after.flatMap((next, j) => next.map((to) => ({ from: `${j + 1}`, to: `${to}` }))),
  };
}

/** `rows` lines of numbers, `below` lines under a heading. */
function section(lines: readonly string[], heading: string, below: number, rows: number): number[][] {
  const at = lines.findIndex((line) => line.startsWith(heading));
  if (at < 0) refuse(`there is no section ${heading}`);
  return Array.from({ length: rows }, (_, i) => {
    const row = (lines[at + below + i] ?? "").split(/\s+/).map(Number);
    if (row.length === 0 || row.some((value) => !Number.isSafeInteger(value) || value < 0)) {
      refuse(`line ${at + below + i + 1}, under ${heading}, is not a row of whole numbers`);
    }
    return row;
  });
}

function refuse(why: string): never {
  throw new RefusedInput("bad_file", `This is not a single-mode PSPLIB project: ${why}.`);
}
