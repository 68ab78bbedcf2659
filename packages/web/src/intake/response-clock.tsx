import type { RequestRow } from "@throughline/contract/requests";
import { Badge, type Meaning } from "../ui/badge.tsx";
import { useNow } from "../ui/clock.ts";
import { HairlineMeter } from "../ui/hairline-meter.tsx";
import { absoluteTime, durationText } from "../ui/relative-time.ts";
import { useZone } from "../ui/time-text.tsx";
import type { RequestState } from "./request-queries.ts";

/** Each state in a word, with its meaning. */
export const stateWords: Readonly<Record<RequestState, { readonly name: string; readonly meaning: Meaning }>> = {
  new: { name: "New", meaning: "accent" },
  asked: { name: "Asked", meaning: "info" },
  accepted: { name: "Accepted", meaning: "good" },
  declined: { name: "Declined", meaning: "bad" },
  merged: { name: "Merged", meaning: "neutral" },
};

export function RequestStateBadge({ state }: { state: RequestState }) {
  const { name, meaning } = stateWords[state];
  return <Badge meaning={meaning}>{name}</Badge>;
}

type Clocked = Pick<RequestRow, "createdAt" | "respondBy">;

/** How much time is left to answer, in a few words: "3 h left", "40 min over". */
export function timeLeft({ respondBy }: Clocked, now: number): string | null {
  if (respondBy === null) return null;
  const left = Date.parse(respondBy) - now;
  return left >= 0 ? `${durationText(left)} left` : `${durationText(-left)} over`;
}

/** The first-response clock: a line that fills until an answer is due, and turns when it is late. */
export function ResponseClock({ request, className }: { request: Clocked; className?: string }) {
  const now = useNow();
  const zone = useZone();
  if (request.respondBy === null) return null;
  const from = Date.parse(request.createdAt);
  const by = Date.parse(request.respondBy);
  return (
    <HairlineMeter
      value={Math.max(0, now - from)}
      limit={Math.max(1, by - from)}
      label={`Answer due ${absoluteTime(by, zone)}: ${timeLeft(request, now) ?? ""}`}
      {...(className === undefined ? {} : { className })}
    />
  );
}
