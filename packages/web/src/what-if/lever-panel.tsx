import type { WhatIfChange } from "@throughline/domain/simulation/what-if/changes";
import { ChevronRight } from "lucide-react";
import { classNames } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";
import { NumberField } from "../ui/number-field.tsx";
import { Select } from "../ui/select.tsx";
import { useIsNarrow } from "../ui/use-narrow.ts";
import { valueOf, valueText } from "./change-words.ts";
import { type Lever, type LeverGroup, type NumberLever, type OrderLever, orderNames } from "./levers.ts";
import { placeOf } from "./what-if-address.ts";

export type LeverPanelProps = {
  groups: readonly LeverGroup[];
  changes: readonly WhatIfChange[];
  /** The changes with one set or, where it is today's value again, taken out. */
  onChanges: (changes: readonly WhatIfChange[]) => void;
};

/**
 * All that can be set, group by group, each beside today's value. The first two groups are open where there is room, and those
 * with a change.
 */
export function LeverPanel({ groups, changes, onChanges }: LeverPanelProps) {
  const set = (lever: Lever, change: WhatIfChange | null) => {
    const at = changes.findIndex((one) => placeOf(one) === lever.place);
    if (change === null) onChanges(changes.filter((_, other) => other !== at));
    else onChanges(at < 0 ? [...changes, change] : changes.with(at, change));
  };
  const isNarrow = useIsNarrow();
  return (
    <div>
      {groups.map(({ id, title, note, levers }, at) => (
        <details
          key={id}
          open={
            (at < 2 && !isNarrow) || levers.some(({ place }) => changes.some((change) => placeOf(change) === place))
          }
          className="group/part border-t border-rule first:border-t-0"
        >
          <summary className="flex cursor-default list-none items-center gap-1.5 rounded py-2 text-dense font-semibold select-none focus-visible:outline-2 focus-visible:outline-focus [&::-webkit-details-marker]:hidden">
            <Icon of={ChevronRight} size={14} className="text-faint transition-transform group-open/part:rotate-90" />
            <span className="min-w-0 truncate">{title}</span>
            {note ? <span className="ml-auto pl-2 text-small font-normal text-faint">{note}</span> : null}
          </summary>
          <div className="space-y-2 pb-3 pl-5">
            {levers.map((lever) => {
              const change = changes.find((one) => placeOf(one) === lever.place);
              return lever.kind === "order" ? (
                <OrderRow key={lever.place} lever={lever} change={change} onSet={(next) => set(lever, next)} />
              ) : (
                <NumberRow key={lever.place} lever={lever} change={change} onSet={(next) => set(lever, next)} />
              );
            })}
          </div>
        </details>
      ))}
    </div>
  );
}

function NumberRow({
  lever,
  change,
  onSet,
}: {
  lever: NumberLever;
  change: WhatIfChange | undefined;
  onSet: (change: WhatIfChange | null) => void;
}) {
  const { label, today, least, most, step, unit, canBeNone, note } = lever;
  const value = change ? valueOf(change) : today;
  return (
    <div className="flex items-start justify-between gap-3">
      <RowWords label={label} isChanged={change !== undefined}>
        {change === undefined ? note : `today ${valueText(lever)}${note ? `, ${note}` : ""}`}
      </RowWords>
      <NumberField
        label={label}
        isLabelHidden
        className="w-31 shrink-0 pointer-coarse:w-42"
        value={value ?? Number.NaN}
        minValue={least}
        maxValue={most}
        {...(step === 1 && Number.isInteger(today ?? 1) ? { step } : {})}
        {...(canBeNone ? { placeholder: "none" } : {})}
        {...(unit === "" ? {} : { unit })}
        onChange={(next) => {
          const given = Number.isNaN(next) ? null : next;
          if (given === null && !canBeNone) return;
          onSet(given === today ? null : lever.changeTo(given));
        }}
      />
    </div>
  );
}

function OrderRow({
  lever,
  change,
  onSet,
}: {
  lever: OrderLever;
  change: WhatIfChange | undefined;
  onSet: (change: WhatIfChange | null) => void;
}) {
  const order = change?.kind === "order" ? change.order : lever.today;
  return (
    <div className="space-y-1">
      <RowWords label={lever.label} isChanged={change !== undefined}>
        {change === undefined ? undefined : `today ${valueText(lever)}`}
      </RowWords>
      <Select
        label={lever.label}
        isLabelHidden
        className="w-full"
        choices={Object.entries(orderNames).map(([id, name]) => ({ id, name }))}
        value={order}
        onChange={(id) => {
          const next = id as OrderLever["today"];
          onSet(next === lever.today ? null : lever.changeTo(next));
        }}
      />
    </div>
  );
}

/** The name of what is set, a mark where it is changed, and a word on today's value. */
function RowWords({ label, isChanged, children }: { label: string; isChanged: boolean; children: string | undefined }) {
  return (
    <div className="min-w-0 pt-1">
      <p className={classNames("text-dense", isChanged ? "font-medium text-accent" : "text-ink")}>
        {label}
        {isChanged ? <span className="sr-only"> (changed)</span> : null}
      </p>
      {children ? <p className="text-small text-muted">{children}</p> : null}
    </div>
  );
}
