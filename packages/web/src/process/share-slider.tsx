import { Label } from "react-aria-components/Label";
import { Slider, SliderOutput, SliderThumb, SliderTrack } from "react-aria-components/Slider";

/** A share of something in whole percents: dragged, or by arrows, Page keys, Home and End. */
export function ShareSlider({
  label,
  value,
  onChange,
  onChangeEnd,
}: {
  label: string;
  value: number;
  /** With every step. */
  onChange: (percent: number) => void;
  /** When it is let go. */
  onChangeEnd?: (percent: number) => void;
}) {
  return (
    <Slider
      value={value}
      minValue={0}
      maxValue={100}
      onChange={(percent) => onChange(Number(percent))}
      {...(onChangeEnd ? { onChangeEnd: (percent: number | number[]) => onChangeEnd(Number(percent)) } : {})}
      className="grid min-w-40 flex-1 basis-40 grid-cols-[auto_1fr_3rem] items-center gap-x-2.5 text-dense"
    >
      <Label className="text-muted">{label}</Label>
      <SliderTrack className="relative h-6 pointer-coarse:h-10">
        <span className="absolute inset-x-0 top-1/2 h-1 -translate-y-1/2 rounded-full bg-rule-strong" />
        <span
          className="absolute start-0 top-1/2 h-1 -translate-y-1/2 rounded-full bg-accent-mark"
          style={{ width: `${value}%` }}
        />
        <SliderThumb className="top-1/2 size-4 rounded-full border-2 border-accent-mark bg-raised outline-none data-focus-visible:outline-2 data-focus-visible:outline-offset-2 data-focus-visible:outline-focus pointer-coarse:size-6" />
      </SliderTrack>
      <SliderOutput className="text-end tabular-nums">{`${value} %`}</SliderOutput>
    </Slider>
  );
}
