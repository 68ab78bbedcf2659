import { createContext, useContext } from "react";
import { useNow } from "./clock.ts";
import { absoluteTime, durationText, relativeTime } from "./relative-time.ts";

const ZoneContext = createContext<string | null>(null);

/** Sets the zone times are read in; without it, the browser's. */
export const ZoneProvider = ZoneContext;

export function useZone(): string {
  return useContext(ZoneContext) ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export type TimeTextProps = {
  /** A moment: ISO 8601 with offset, or milliseconds since 1970. */
  at: string | number;
  /** `since` reads how long it has been ("3 days 4 h") instead of when it was. */
  as?: "relative" | "since";
  className?: string;
};

/** A moment in words, kept true by the minute, with the absolute time on hover. */
export function TimeText({ at, as = "relative", className }: TimeTextProps) {
  const now = useNow();
  const zone = useZone();
  const moment = typeof at === "number" ? at : Date.parse(at);
  if (Number.isNaN(moment)) return null;
  // The clock turns by the minute: what happened since its last turn is not ahead of us.
  const told = moment > now && moment - now < 60_000 ? now : moment;
  return (
    <time dateTime={new Date(moment).toISOString()} title={absoluteTime(moment, zone)} className={className}>
      {as === "relative" ? relativeTime(told, now, zone) : durationText(now - told)}
    </time>
  );
}
