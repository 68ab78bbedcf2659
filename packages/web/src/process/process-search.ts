import type { ProcessAsked } from "./process-query.ts";
import type { Measure } from "./worked-map.ts";

/** The page's address: everything that is chosen on it. */
export interface ProcessSearch {
  readonly workflow?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly class?: string | undefined;
  readonly kind?: string | undefined;
  readonly label?: string | undefined;
  readonly group?: string | undefined;
  readonly against?: string | undefined;
  readonly time?: string | undefined;
  readonly measure?: string | undefined;
  /** Whole percents. */
  readonly stages?: string | undefined;
  readonly ways?: string | undefined;
  /** What is chosen on the map or in a list: see `selectionOf`. */
  readonly at?: string | undefined;
  readonly tab?: string | undefined;
  /** Whole percents: what is left out of the model. */
  readonly rare?: string | undefined;
  readonly view?: string | undefined;
  readonly item?: string | undefined;
}

export interface ProcessLook {
  readonly asked: ProcessAsked;
  readonly time: "calendar" | "working";
  readonly measure: Measure;
  /** Whole percents; null: as suits the map. */
  readonly stages: number | null;
  readonly ways: number | null;
  readonly tab: "deviations" | "variants" | "model";
  readonly rare: number;
  readonly isTable: boolean;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Reads the address; whatever in it makes no sense is passed over. */
export function lookOf(search: ProcessSearch, teamId: string | undefined, zone: string): ProcessLook {
  const oneOf = <T extends string>(value: string | undefined, choices: readonly T[]): T | undefined =>
    choices.find((choice) => choice === value);
  const isDay = (value: string | undefined): value is string => value !== undefined && day.test(value);
  const list = (value: string | undefined) => (value ? { list: value.split(",") } : null);
  const classes = list(search.class);
  const kinds = list(search.kind);
  const labels = list(search.label);
  const against = oneOf(search.against, ["drawn", "order"]);
  return {
    asked: {
      ...(teamId === undefined ? {} : { team: teamId }),
      ...(search.workflow !== undefined && uuid.test(search.workflow) ? { workflow: search.workflow } : {}),
      ...(isDay(search.from) ? { from: search.from } : {}),
      ...(isDay(search.to) ? { to: search.to } : {}),
      ...(isDay(search.from) || isDay(search.to) ? { zone } : {}),
      ...(classes ? { class: classes.list } : {}),
      ...(kinds ? { kind: kinds.list } : {}),
      ...(labels ? { label: labels.list } : {}),
      ...(search.group === "stage_team" ? { group: "stage_team" as const } : {}),
      ...(against ? { against } : {}),
    },
    time: oneOf(search.time, ["working"]) ?? "calendar",
    measure: oneOf(search.measure, ["long"]) ?? "often",
    stages: percent(search.stages),
    ways: percent(search.ways),
    tab: oneOf(search.tab, ["variants", "model"]) ?? "deviations",
    rare: percent(search.rare) ?? 20,
    isTable: search.view === "table",
  };
}

function percent(text: string | undefined): number | null {
  const value = Number(text === "" ? Number.NaN : (text ?? Number.NaN));
  return Number.isFinite(value) ? Math.min(100, Math.max(0, Math.round(value))) : null;
}
