import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { client } from "../client.ts";
import { useHere } from "../session/session.ts";
import { dayText } from "./forecast-days.ts";

const noDays: Readonly<Record<string, string>> = {};
const Days = createContext(noDays);

/** A board or list that is looked at, not passed by: only then its forecasts are asked for. */
const lookedAtMs = 1500;
const keptMs = 10 * 60_000;

/**
 * Gives the rows inside the day each open item of a team or a workflow is likely to be done: one query for all of them, a moment after the page
 * stands, and kept for ten minutes. Where it does not come, rows go without.
 */
export function ForecastDays({
  team,
  workflow,
  children,
}: {
  team?: string | undefined;
  workflow?: string | undefined;
  children: ReactNode;
}) {
  const here = useHere();
  const [isLookedAt, setLookedAt] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLookedAt(true), lookedAtMs);
    return () => clearTimeout(timer);
  }, []);
  const { data } = useQuery({
    queryKey: ["forecast-days", team, workflow],
    queryFn: async ({ signal }) => (await client.readForecastDays({ team, workflow }, { signal })).days,
    enabled: isLookedAt && (team !== undefined || workflow !== undefined) && here.may("flow.read"),
    staleTime: keptMs,
    retry: false,
  });
  return <Days value={data ?? noDays}>{children}</Days>;
}

/** "85 % by 14 Mar", where the item's forecast is known. */
export function ForecastDay({ itemId, now }: { itemId: string; now: number }) {
  const day = useContext(Days)[itemId];
  if (day === undefined) return null;
  const text = `85 % by ${dayText(day, new Date(now).toISOString().slice(0, 10))}`.replace(" %", "\u00a0%");
  return (
    <span
      className="truncate text-muted tabular-nums"
      title={`${text}: the day it is likely to be done, from how such items went`}
    >
      {text}
    </span>
  );
}
