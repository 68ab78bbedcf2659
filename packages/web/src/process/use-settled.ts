import { useEffect, useState } from "react";

/** The value, or the one before while it still changes faster than `restMs`; at once where that is zero. */
export function useSettled<T>(value: T, restMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return restMs === 0 ? value : settled;
}
