import { useEffect, useState } from "react";

/** True once loading has taken longer than 300 ms: shorter waits show nothing at all. */
export function useIsSlow(isLoading: boolean, afterMs = 300): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isLoading) return undefined;
    const timer = setTimeout(() => setSlow(true), afterMs);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isLoading, afterMs]);
  return isLoading && isSlow;
}

const widths = [62, 48, 71, 55, 66, 43, 58, 74];

/** A grey bar where a text will stand. */
export function SkeletonText({ width = 60 }: { width?: number }) {
  return <span aria-hidden className="block h-2 rounded-small bg-hover" style={{ width: `${width}%` }} />;
}

/** Rows that are on their way. Show them only once `useIsSlow`; the frame stands at once. */
export function SkeletonRows({ rows = 8, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, at) => (
        <div
          key={at}
          aria-hidden
          className="flex h-row items-center gap-3 border-b border-rule px-3"
          style={{ opacity: 1 - at / (rows + 2) }}
        >
          <span className="size-2.5 shrink-0 rounded-full bg-hover" />
          <span className="h-2 w-12 shrink-0 rounded-small bg-hover" />
          <SkeletonText width={widths[at % widths.length] ?? 60} />
          <span className="ml-auto size-5 shrink-0 rounded-full bg-hover" />
        </div>
      ))}
    </div>
  );
}
