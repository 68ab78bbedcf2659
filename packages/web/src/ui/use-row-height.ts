import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/**
 * The height of a row in pixels, measured on a probe element with the class `h-row`: it follows density, pointer and the
 * reader's text size while the page is open.
 */
export function useRowHeight(): { height: number; probe: RefObject<HTMLDivElement | null> } {
  const probe = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(32);
  useLayoutEffect(() => {
    const element = probe.current;
    if (element === null) return undefined;
    const measure = () => setHeight(element.offsetHeight || 32);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { height, probe };
}
