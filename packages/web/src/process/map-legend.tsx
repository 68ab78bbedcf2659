import type { ReactNode } from "react";
import { TurnMark } from "./map-way.tsx";

/** What the marks of the maps mean; only those that are there. */
export function MapLegend({
  hasExtra,
  hasHandOff,
  hasBack,
  hasUnused,
}: {
  hasExtra: boolean;
  hasHandOff: boolean;
  hasBack: boolean;
  hasUnused: boolean;
}) {
  return (
    <p className="mt-1.5 flex flex-wrap gap-x-5 gap-y-1 text-small text-muted">
      <Entry words="the thicker, the more often">
        <path d="M0 5H10" className="stroke-muted" strokeWidth="1.5" />
        <path d="M14 5H26" className="stroke-muted" strokeWidth="5" />
      </Entry>
      {hasExtra ? (
        <Entry words="not meant by the workflow">
          <path d="M0 5H18" className="stroke-bad-mark" strokeWidth="2" strokeDasharray="7 4" />
          <path d="M20 2 26 8M26 2 20 8" className="stroke-bad-mark" strokeWidth="1.6" />
        </Entry>
      ) : null}
      {hasUnused ? (
        <Entry words="meant, never taken">
          <path d="M0 5H26" className="stroke-edge" strokeDasharray="2 4" />
        </Entry>
      ) : null}
      {hasHandOff ? (
        <Entry words="hand-off">
          <path d="M13 .5 17.5 5 13 9.5 8.5 5Z" className="fill-accent-mark" />
        </Entry>
      ) : null}
      {hasBack ? (
        <Entry words="back: rework">
          <g transform="translate(13 5)">
            <TurnMark />
          </g>
        </Entry>
      ) : null}
    </p>
  );
}

const Entry = ({ words, children }: { words: string; children: ReactNode }) => (
  <span className="flex items-center gap-1.5 whitespace-nowrap">
    <svg width="26" height="10" aria-hidden>
      {children}
    </svg>
    {words}
  </span>
);
