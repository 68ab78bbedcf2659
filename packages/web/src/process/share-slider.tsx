import { useEffect, useId, useRef } from "react";

/** A share of something in whole percents: dragged, or by arrows, Page keys, Home and End. The browser's own slider. */
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
  onChangeEnd: (percent: number) => void;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const end = useRef(onChangeEnd);
  useEffect(() => {
    end.current = onChangeEnd;
  });
  useEffect(() => {
    const element = input.current;
    if (!element) return undefined;
    // React calls each step a change; the browser calls so only the last one.
    const onLetGo = () => end.current(Number(element.value));
    element.addEventListener("change", onLetGo);
    return () => element.removeEventListener("change", onLetGo);
  }, []);
  return (
    <div className="grid min-w-40 flex-1 basis-40 grid-cols-[auto_1fr_3rem] items-center gap-x-2.5 text-dense">
      <label htmlFor={id} className="text-muted">
        {label}
      </label>
      <input
        ref={input}
        id={id}
        type="range"
        min={0}
        max={100}
        value={value}
        aria-valuetext={`${value} %`}
        onChange={(event) => onChange(Number(event.target.value))}
        className="h-6 w-full min-w-0 accent-accent-mark pointer-coarse:h-10"
      />
      <output htmlFor={id} className="text-end tabular-nums">{`${value} %`}</output>
    </div>
  );
}
