import { Specimen, SpecimenGroup } from "./specimen.tsx";

const surfaces = [
  "paper",
  "rail",
  "raised",
  "sunk",
  "hover",
  "pressed",
  "accent-tint",
  "good-tint",
  "warn-tint",
  "bad-tint",
  "info-tint",
];
const marks = [
  "ink",
  "muted",
  "faint",
  "edge",
  "rule-strong",
  "rule",
  "accent",
  "accent-mark",
  "focus",
  "good-mark",
  "warn-mark",
  "bad-mark",
  "info-mark",
];

export function ColourSpecimens() {
  return (
    <SpecimenGroup title="Colour">
      <Specimen name="Surfaces, with ink and muted text">
        {surfaces.map((name) => (
          <span
            key={name}
            style={{ background: `var(--${name})` }}
            className="w-28 rounded border border-rule p-2 text-small"
          >
            {name} <span className="text-muted">muted</span>
          </span>
        ))}
      </Specimen>
      <Specimen name="Text, lines, marks">
        {marks.map((name) => (
          <span key={name} className="flex w-28 items-center gap-2 text-small">
            <span style={{ background: `var(--${name})` }} className="size-4 rounded-small" /> {name}
          </span>
        ))}
      </Specimen>
      <Specimen name="Type">
        <div className="w-full space-y-1">
          <p className="text-title font-semibold">Title 20/28: work flows to done</p>
          <p className="text-lead">Lead 16/24: work flows to done</p>
          <p className="text-base">Text 14/20: work flows to done</p>
          <p className="text-dense">Dense 13/20: OPS-12 3 days 14 Mar 1,204</p>
          <p className="text-small text-muted">Small 12/16: OPS-12 3 days 14 Mar 1,204</p>
        </div>
      </Specimen>
    </SpecimenGroup>
  );
}
