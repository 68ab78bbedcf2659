import { classNames } from "./class-names.ts";

export type HairlineMeterProps = {
  /** How much there is: age in days, items in a stage. */
  value: number;
  /** Where it should end: the service level, the limit. */
  limit: number;
  /** The whole sentence read aloud and shown on hover: "6 days old; 85 % finish within 8 days". */
  label: string;
  /** From this share of the limit on it warns. Past the limit it turns bad and a notch marks the limit. */
  warnAt?: number;
  className?: string;
};

/**
 * A hair-line that fills towards a limit and turns. Past the limit the line stands for the whole value and a notch shows where
 * the limit was, so "a little over" and "twice over" look different. Meaning is in the fill and the notch, not in the colour alone.
 */
export function HairlineMeter({ value, limit, label, warnAt = 0.8, className }: HairlineMeterProps) {
  const share = limit > 0 ? Math.max(0, value / limit) : value > 0 ? 2 : 0;
  const isOver = share > 1;
  const colour = isOver ? "bg-bad-mark" : share >= warnAt ? "bg-warn-mark" : "bg-muted";
  return (
    <span
      role="meter"
      aria-valuemin={0}
      aria-valuemax={Math.max(limit, value)}
      aria-valuenow={value}
      aria-valuetext={label}
      aria-label={label}
      title={label}
      className={classNames("relative block h-2 min-w-8", className)}
    >
      <span className="absolute inset-x-0 top-[3px] h-0.5 bg-rule" />
      <span
        className={classNames("absolute left-0 top-[3px] h-0.5", colour)}
        style={{ width: `${isOver ? 100 : share * 100}%` }}
      />
      {isOver ? (
        <span className="absolute top-0 h-2 w-0.5 bg-ink" style={{ left: `calc(${100 / share}% - 1px)` }} />
      ) : null}
    </span>
  );
}

export type LimitCountProps = {
  count: number;
  /** null where there is no limit. */
  limit: number | null;
  /** What is counted, for the label: "items in Review". */
  what: string;
};

/** Work in progress as n/limit over its hair-line; a full stage says so. */
export function LimitCount({ count, limit, what }: LimitCountProps) {
  if (limit === null) {
    return (
      <span className="text-small text-muted tabular-nums" title={`${count} ${what}, no limit`}>
        {count}
      </span>
    );
  }
  const state = count > limit ? "over its limit" : count === limit ? "full" : "";
  return (
    <span className="inline-flex flex-col gap-px">
      <span
        className={classNames(
          "text-small tabular-nums",
          count > limit ? "font-medium text-bad" : count === limit ? "font-medium text-warn" : "text-muted",
        )}
      >
        {count}/{limit}
        {state === "" ? null : <span> {state}</span>}
      </span>
      <HairlineMeter
        value={count}
        limit={limit}
        warnAt={1}
        label={`${count} of ${limit} ${what}${state === "" ? "" : `, ${state}`}`}
      />
    </span>
  );
}
