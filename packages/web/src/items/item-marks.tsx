import type { ItemRow } from "@throughline/contract/items";
import type { Stage } from "@throughline/contract/workflows";
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
