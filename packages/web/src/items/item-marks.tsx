import type { ItemRow } from "@throughline/contract/items";
import type { Stage } from "@throughline/contract/workflows";
import { ForecastDay } from "../forecast/forecast-day.tsx";
import { classNames } from "../ui/class-names.ts";
import { shortDay } from "../ui/relative-time.ts";
import { type Shape, ShapeMark } from "../ui/shape-mark.tsx";

/** The four classes of service: a shape and a word for each. */
export const classes = {
  expedite: { name: "Expedite", shape: "triangle", colour: "text-bad-mark", letter: "1" },
  fixed_date: { name: "Fixed date", shape: "diamond", colour: "text-warn-mark", letter: "2" },
  standard: { name: "Standard", shape: "disc", colour: "text-muted", letter: "3" },
  intangible: { name: "Intangible", shape: "ring", colour: "text-muted", letter: "4" },
} as const satisfies Record<ItemRow["classOfService"], { name: string; shape: Shape; colour: string; letter: string }>;

export function ClassMark({ of, isNamed = true }: { of: ItemRow["classOfService"]; isNamed?: boolean }) {
  const { name, shape, colour } = classes[of];
  return <ShapeMark shape={shape} className={colour} {...(isNamed ? { label: name } : {})} />;
}

const kinds = {
  queue: ["ring", "Queue"],
  active: ["half-disc", "Active"],
  done: ["disc", "Done"],
} as const satisfies Record<Stage["kind"], readonly [Shape, string]>;

export function StageMark({ kind, isNamed = false }: { kind: Stage["kind"]; isNamed?: boolean }) {
  const [shape, name] = kinds[kind];
  return (
    <ShapeMark
      shape={shape}
      size={12}
      className={kind === "done" ? "text-good-mark" : "text-muted"}
      {...(isNamed ? { label: name } : {})}
    />
  );
}

/** The day an item is due, or is likely to be done where it has none; a day that has passed says so in a word, not by its colour alone. */
export function DueDay({
  row,
  now,
  zone,
  isNamed = true,
}: {
  row: Pick<ItemRow, "itemId" | "dueOn" | "finishedAt">;
  now: number;
  zone: string;
  /** False in a column that is called Due. */
  isNamed?: boolean;
}) {
  if (row.dueOn === null) return row.finishedAt === null ? <ForecastDay itemId={row.itemId} now={now} /> : null;
  const isLate = row.finishedAt === null && Date.parse(row.dueOn) < now - 86_400_000;
  const day = shortDay(Date.parse(`${row.dueOn}T12:00:00Z`), now, zone);
  return (
    <span className={classNames("tabular-nums", isNamed ? "shrink-0" : "truncate", isLate && "text-bad")}>
      {isLate ? `${day}, late` : isNamed ? `due ${day}` : day}
    </span>
  );
}

/** Where an owner's mark would stand: a place that waits for somebody. */
export function NoOwner() {
  return (
    <span
      role="img"
      aria-label="no owner"
      title="No owner"
      className="size-5 shrink-0 rounded-full border border-dashed border-edge"
    />
  );
}
