import { ProgressBar as AriaProgressBar } from "react-aria-components/ProgressBar";
import { Label } from "react-aria-components/Label";

export type ProgressBarProps = {
  label: string;
  /** 0 to `total`; left out while it is not known. */
  value?: number;
  total?: number;
  /** The right-hand text: "31,200 of 65,533 events". Percent where left out. */
  text?: string;
};

/** How far something long has come, with a number where there is one. */
export function ProgressBar({ label, value, total = 100, text }: ProgressBarProps) {
  const isKnown = value !== undefined;
  return (
    <AriaProgressBar
      {...(isKnown ? { value, maxValue: total } : { isIndeterminate: true })}
      {...(text === undefined ? {} : { valueLabel: text })}
      className="flex flex-col gap-1"
    >
      {({ percentage, valueText }) => (
        <>
          <span className="flex justify-between gap-3 text-dense">
            <Label className="text-ink">{label}</Label>
            <span className="text-muted">{valueText ?? text}</span>
          </span>
          <span className="relative block h-1 overflow-hidden rounded-full bg-pressed">
            <span
              className={
                isKnown
                  ? "block h-full bg-accent-mark"
                  : "block h-full w-1/3 animate-[slide_1.4s_ease-in-out_infinite] bg-accent-mark"
              }
              style={isKnown ? { width: `${percentage ?? 0}%` } : {}}
            />
          </span>
        </>
      )}
    </AriaProgressBar>
  );
}
