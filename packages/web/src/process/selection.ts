import type { Behind, ProcessAnswer } from "./process-query.ts";

/** What is chosen on the page; the address carries it as `at=way:ID~ID`. */
export type Selection = Required<Pick<Behind, "of">> & { readonly key: string };

const kinds: readonly Behind["of"][] = [
  "stage",
  "begins",
  "ends",
  "way",
  "variant",
  "deviation",
  "following",
  "returned",
];

export function selectionOf(at: string | undefined): Selection | null {
  if (at === undefined) return null;
  const colon = at.indexOf(":");
  const of = kinds.find((kind) => kind === (colon < 0 ? at : at.slice(0, colon)));
  return of === undefined ? null : { of, key: colon < 0 ? "" : at.slice(colon + 1) };
}

export const addressOf = ({ of, key }: Selection): string => (key === "" ? of : `${of}:${key}`);

/** The stages and ways of the map that a selection speaks of. */
export interface Lit {
  readonly stages: ReadonlySet<string>;
  /** As `FROM~TO`. */
  readonly ways: ReadonlySet<string>;
}

export const wayKey = (from: string, to: string): string => `${from}~${to}`;

/** The stage of a step: steps by team are `stage.team`. */
export const stageOf = (key: string): string => key.split(".")[0] ?? key;

export function litBy(selection: Selection | null, process: ProcessAnswer): Lit | null {
  if (selection === null) return null;
  const { of, key } = selection;
  switch (of) {
    case "stage":
    case "begins":
    case "ends": {
      const ways = process.ways.filter(({ from, to }) => from === key || to === key);
      return {
        stages: new Set([key, ...ways.flatMap(({ from, to }) => [from, to])]),
        ways: new Set(ways.map((way) => wayKey(way.from, way.to))),
      };
    }
    case "way": {
      const [from = "", to = ""] = key.split("~");
      return { stages: new Set([from, to]), ways: new Set([key]) };
    }
    case "variant": {
      const variant = process.variants.shown.find((each) => each.key === key);
      if (!variant) return null;
      const steps = variant.stages;
      return {
        stages: new Set(steps),
        ways: new Set(steps.slice(1).map((to, at) => wayKey(steps[at] ?? "", to))),
      };
    }
    case "deviation": {
      const deviation = process.conformance?.deviations.find((each) => each.key === key);
      if (!deviation) return null;
      // Told stage by stage; on a map by teams every step of those stages is meant.
      const pairs = new Set(deviation.ways.map(({ from, to }) => wayKey(from ?? "", to)));
      const ways = process.ways.filter(({ from, to }) => pairs.has(wayKey(stageOf(from), stageOf(to))));
      const ends = new Set([
        deviation.stage,
        ...deviation.ways.flatMap(({ from, to }) => (from === null ? [to] : [from, to])),
      ]);
      return {
        stages: new Set(process.stages.filter((stage) => ends.has(stageOf(stage.key))).map((stage) => stage.key)),
        ways: new Set(ways.map((way) => wayKey(way.from, way.to))),
      };
    }
    case "returned":
      return {
        stages: new Set(),
        ways: new Set(process.ways.filter(({ returns }) => returns > 0).map((way) => wayKey(way.from, way.to))),
      };
    case "following":
      return {
        stages: new Set(),
        ways: new Set(process.ways.filter(({ isIntended }) => isIntended).map((way) => wayKey(way.from, way.to))),
      };
  }
}
