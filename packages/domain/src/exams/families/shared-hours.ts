/** Working hours that two places share. Parameters: each place's `start…`, `length…` in hours and `offset…` from UTC. */
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const read = (side: string) => {
    const start = numberOf(drawn, `start${side}`);
    const offset = numberOf(drawn, `offset${side}`);
    return { start, end: start + numberOf(drawn, `length${side}`), offset };
  };
  const a = read("A");
  const b = read("B");
  const overlap = Math.min(a.end - a.offset, b.end - b.offset) - Math.max(a.start - a.offset, b.start - b.offset);
  if (overlap < 0.5) return { refused: "out_of_range", detail: "the places share no hours" };
  const local = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  const clock = (hour: number): string => `${Math.floor(hour)}:${hour % 1 === 0 ? "00" : "30"}`;
  const zone = (offset: number): string => {
    const size = Math.abs(offset);
    return offset === 0 ? "UTC" : `UTC ${offset < 0 ? "−" : "+"}${Math.floor(size)}${size % 1 === 0 ? "" : ":30"}`;
  };
  return {
    given: {
      hoursA: `${clock(a.start)}–${clock(a.end)}`,
      zoneA: zone(a.offset),
      hoursB: `${clock(b.start)}–${clock(b.end)}`,
      zoneB: zone(b.offset),
    },
    working: { difference: Math.abs(a.offset - b.offset) },
    answer: overlap,
    wrong: [
      { mistake: "local-clocks", answer: local },
      { mistake: "hour-too-many", answer: overlap + 1 },
      { mistake: "half-too-few", answer: overlap - 0.5 > 0 ? overlap - 0.5 : overlap + 1.5 },
      { mistake: "difference", answer: Math.abs(a.offset - b.offset) },
    ],
  };
};
