import { useCallback, useState } from "react";

/** The width an element has, followed; zero until it is laid out. Give `ref` to the element. */
export function useWidth(): {
  readonly width: number;
  readonly ref: (element: Element | null) => (() => void) | undefined;
} {
  const [width, setWidth] = useState(0);
  const ref = useCallback((element: Element | null) => {
    if (element === null) return undefined;
    const follow = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    follow.observe(element);
    return () => follow.disconnect();
  }, []);
  return { width, ref };
}
