import { useId, useState } from "react";
import { failureOf } from "../session/use-attempt.ts";
import { NumberField } from "../ui/number-field.tsx";

export type NumberSettingProps = {
  label: string;
  value: number | null;
  unit: string;
  /** What no number means, such as "Never"; left out where there must be one. */
  none?: string;
  minValue?: number;
  maxValue: number;
  step?: number;
  description: string;
  isReadOnly: boolean;
  onSave: (value: number | null) => Promise<void>;
};

/** A number that is saved when it is left; empty where that has a meaning. */
export function NumberSetting({
  label,
  value,
  unit,
  none,
  minValue = 0,
  maxValue,
  step,
  description,
  isReadOnly,
  onSave,
}: NumberSettingProps) {
  const hint = useId();
  const [error, setError] = useState<string | null>(null);
  if (isReadOnly) return <span className="tabular-nums">{value === null ? none : `${value} ${unit}`}</span>;
  const save = async (next: number) => {
    setError(null);
    const wanted = Number.isNaN(next) ? null : next;
    if (wanted === value) return;
    if (wanted === null && none === undefined) return;
    try {
      await onSave(wanted);
    } catch (why) {
      const failure = failureOf(why);
      setError(failure.sentence ?? Object.values(failure.fields).join(". "));
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <NumberField
        key={value ?? "none"}
        label={label}
        isLabelHidden
        className="w-44"
        defaultValue={value ?? Number.NaN}
        minValue={minValue}
        maxValue={maxValue}
        aria-describedby={hint}
        {...(value === null ? {} : { unit })}
        {...(step === undefined ? {} : { step })}
        {...(none === undefined ? {} : { placeholder: none })}
        {...(error === null ? {} : { error })}
        onChange={(next) => void save(next)}
      />
      <span id={hint} className="text-small text-faint">
        {none === undefined ? description : `${description}. Empty: ${none.toLowerCase()}`}
      </span>
    </div>
  );
}
