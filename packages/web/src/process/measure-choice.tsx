import { classNames } from "../ui/class-names.ts";
import type { Measure } from "./worked-map.ts";

const choices = [
  { id: "often", name: "How often" },
  { id: "long", name: "How long" },
] as const;

/** What the map's figures and colours tell. */
export function MeasureChoice({ value, onChange }: { value: Measure; onChange: (value: Measure) => void }) {
  return (
    <div role="group" aria-label="What the map shows" className="flex rounded border border-rule-strong print:hidden">
      {choices.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          aria-pressed={value === id}
          onClick={() => onChange(id)}
          className={classNames(
            "h-6 cursor-default px-2 text-small first:rounded-s last:rounded-e pointer-coarse:h-9",
            value === id ? "bg-accent-tint font-medium text-accent" : "text-muted hover:bg-hover hover:text-ink",
          )}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
