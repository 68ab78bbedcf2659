/** The stages of a workflow that a source's states make. */
import { guessStageKind, type StageKind } from "@throughline/domain/intake/import/guess-stage-kind";

/** A state of the source, with what refines it, and how it is used there. */
export interface StateUse {
  readonly state: string;
  readonly subState: string | null;
  readonly events: number;
  /** Items that end up in it. */
  readonly last: number;
  /** Where in an item's life it is first entered, 0 to 1, on average; null where no event tells. */
  readonly position: number | null;
}

export interface DrawnStage {
  readonly name: string;
  readonly kind: StageKind;
  readonly states: readonly { readonly state: string; readonly subState: string | null }[];
}

export interface StageDrawing {
  readonly stages: readonly DrawnStage[];
  /** States that share the stage "Other", because a workflow has at most `mostStages`. */
  readonly joined: readonly string[];
  /** The stage that was taken as done although its name does not say so. */
  readonly takenAsDone: string | null;
}

export const mostStages = 60;
const longestName = 80;

/**
 * One stage for each state with what refines it; for each state alone where that would be too many; and where even those
 * are, the rarest share one. In the order items typically come by, what is done last. Work can enter at the first stage and end
 * at the last one, whatever the source says.
 * @param kinds what a person said of stages, by name.
 */
export function stagesOfStates(
  uses: readonly StateUse[],
  kinds: Readonly<Record<string, StageKind>> = {},
  most = mostStages,
): StageDrawing {
  const pairs =
    uses.length <= most - 2 ? uses.map((use) => [use]) : [...Map.groupBy(uses, (use) => use.state).values()];
  const ordered = pairs.toSorted((a, b) => events(b) - events(a));
  const own = ordered.length <= most - 2 ? ordered : ordered.slice(0, most - 3);
  const rest = ordered.slice(own.length).flat();
  const groups = rest.length > 0 ? [...own, rest] : own;
  const states = new Map([...Map.groupBy(uses, (use) => use.state)].map(([state, of]) => [state, of.length]));
  const names = new Set<string>();
  const drawn = groups.map((group) => {
    const [first] = group as [StateUse, ...StateUse[]];
    const isRest = group === rest;
    const single = group.length === 1 && (states.get(first.state) ?? 1) > 1;
    const wish = isRest
      ? "Other"
      : single && first.subState !== null && first.subState !== first.state
        ? `${first.state}: ${first.subState}`
        : first.state;
    const name = freeName(wish, names);
    const refined = group.length === 1 ? first.subState : null;
    const kind = kinds[name] ?? (isRest ? "active" : guessStageKind(first.state, refined));
    return { group, name, kind, position: position(group) };
  });
  let takenAsDone: string | null = null;
  if (drawn.length > 0 && !drawn.some((stage) => stage.kind === "done")) {
    const ends = (group: readonly StateUse[]) => group.reduce((sum, use) => sum + use.last, 0);
    const total = uses.reduce((sum, use) => sum + use.last, 0);
    const last = drawn.filter((stage) => !(stage.name in kinds)).toSorted((a, b) => ends(b.group) - ends(a.group))[0];
    if (last && drawn.length > 1 && ends(last.group) * 2 > total) {
      last.kind = "done";
      takenAsDone = last.name;
    }
  }
  const stages: DrawnStage[] = drawn
    .toSorted(
      (a, b) =>
        Number(a.kind === "done") - Number(b.kind === "done") ||
        a.position - b.position ||
        Number(a.kind === "active") - Number(b.kind === "active") ||
        events(b.group) - events(a.group) ||
        byText(a.name, b.name),
    )
    .map(({ group, name, kind }) => ({
      name,
      kind,
      states: group.map(({ state, subState }) => ({ state, subState })),
    }));
  if (!stages.some((stage) => stage.kind !== "done"))
    stages.unshift({ name: freeName("Open", names), kind: "queue", states: [] });
  if (!stages.some((stage) => stage.kind === "done"))
    stages.push({ name: freeName("Done", names), kind: "done", states: [] });
  return { stages, joined: [...new Set(rest.map((use) => use.state))], takenAsDone };
}

const events = (group: readonly StateUse[]): number => group.reduce((sum, use) => sum + use.events, 0);
const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function position(group: readonly StateUse[]): number {
  const placed = group.filter((use) => use.position !== null);
  if (placed.length === 0) return 0.5;
  const weight = placed.reduce((sum, use) => sum + Math.max(use.events, 1), 0);
  return placed.reduce((sum, use) => sum + (use.position ?? 0) * Math.max(use.events, 1), 0) / weight;
}

/** The name cut to what a stage may be called, told apart from those taken whatever their case. */
function freeName(wish: string, taken: Set<string>): string {
  let name = wish.slice(0, longestName).trim() || "Stage";
  for (let number = 2; taken.has(name.toLowerCase()); number += 1)
    name = `${wish.slice(0, longestName - 6).trim()} (${number})`;
  taken.add(name.toLowerCase());
  return name;
}
