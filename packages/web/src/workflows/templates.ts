import type { Stage } from "@throughline/contract/workflows";

/** A workflow to begin with; everything in it can be changed before and after it is made. */
export interface Template {
  readonly id: string;
  readonly name: string;
  /** When to take it. */
  readonly use: string;
  /** Needs a second team that work is handed to. */
  readonly needsSecondTeam: boolean;
  readonly stages: (
    teams: { readonly first: string; readonly second: string },
    newId: (name: string) => string,
  ) => Stage[];
}

type Sketch = Partial<Omit<Stage, "stageId" | "nextStageIds">> & {
  readonly name: string;
  readonly kind: Stage["kind"];
  readonly of?: "first" | "second";
  /** Names of the stages that may follow; left out, any may. */
  readonly next?: readonly string[];
};

function drawn(sketches: readonly Sketch[]): Template["stages"] {
  return (teams, makeId) => {
    const ids = new Map(sketches.map((sketch) => [sketch.name, makeId(sketch.name)]));
    const idOf = (name: string) => ids.get(name) ?? "";
    return sketches.map(
      ({
        name,
        kind,
        of = "first",
        next,
        wipLimit = null,
        wipHard = false,
        serviceLevel = null,
        entryChecklist = [],
      }) => ({
        stageId: idOf(name),
        teamId: teams[of],
        name,
        kind,
        wipLimit,
        wipHard,
        serviceLevel,
        entryChecklist,
        nextStageIds: next ? next.map(idOf) : null,
      }),
    );
  };
}

export const templates: readonly Template[] = [
  {
    id: "simple",
    name: "Simple",
    use: "One team, one kind of work, nothing to check at the doors.",
    needsSecondTeam: false,
    stages: drawn([
      { name: "Queue", kind: "queue" },
      { name: "Doing", kind: "active", wipLimit: 5, serviceLevel: { percent: 85, days: 5 } },
      { name: "Done", kind: "done" },
    ]),
  },
  {
    id: "service-desk",
    name: "Service desk",
    use: "Something does not work and someone waits: find the cause, mend it, have it confirmed.",
    needsSecondTeam: false,
    stages: drawn([
      { name: "New", kind: "queue", serviceLevel: { percent: 85, days: 1 }, next: ["Diagnosing", "Closed"] },
      {
        name: "Diagnosing",
        kind: "active",
        wipLimit: 6,
        serviceLevel: { percent: 85, days: 1 },
        next: ["Fixing", "Confirming", "Closed"],
      },
      {
        name: "Fixing",
        kind: "active",
        wipLimit: 6,
        serviceLevel: { percent: 85, days: 3 },
        next: ["Confirming", "Diagnosing"],
      },
      {
        name: "Confirming",
        kind: "active",
        wipLimit: 10,
        entryChecklist: ["What was done is written down", "Whoever asked was told"],
        next: ["Closed", "Diagnosing"],
      },
      { name: "Closed", kind: "done", next: ["Diagnosing"] },
    ]),
  },
  {
    id: "review",
    name: "Work with review",
    use: "A second pair of eyes before anything counts as finished. The limit on review keeps it moving.",
    needsSecondTeam: false,
    stages: drawn([
      { name: "Queue", kind: "queue", next: ["Making"] },
      {
        name: "Making",
        kind: "active",
        wipLimit: 5,
        serviceLevel: { percent: 85, days: 5 },
        next: ["Ready for review", "Queue"],
      },
      {
        name: "Ready for review",
        kind: "queue",
        wipLimit: 3,
        entryChecklist: ["Its maker has looked it over"],
        next: ["In review", "Making"],
      },
      {
        name: "In review",
        kind: "active",
        wipLimit: 2,
        wipHard: true,
        serviceLevel: { percent: 85, days: 1 },
        next: ["Done", "Making"],
      },
      { name: "Done", kind: "done" },
    ]),
  },
  {
    id: "hand-off",
    name: "Hand-off between two teams",
    use: "One team prepares, another finishes. It offers each item; the other accepts it or says why not.",
    needsSecondTeam: true,
    stages: drawn([
      { name: "Queue", kind: "queue", next: ["Preparing"] },
      {
        name: "Preparing",
        kind: "active",
        wipLimit: 5,
        serviceLevel: { percent: 85, days: 3 },
        next: ["Handed over", "Queue"],
      },
      {
        name: "Handed over",
        kind: "queue",
        of: "second",
        entryChecklist: ["Everything the next team needs is in the description"],
        next: ["Finishing"],
      },
      {
        name: "Finishing",
        kind: "active",
        of: "second",
        wipLimit: 4,
        wipHard: true,
        serviceLevel: { percent: 85, days: 3 },
        next: ["Done", "Preparing"],
      },
      { name: "Done", kind: "done", of: "second" },
    ]),
  },
];
