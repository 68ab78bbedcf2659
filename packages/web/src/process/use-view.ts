import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from "react";
import { fitted, moved, showing, type Size, type View, whole, zoomed } from "./view-box.ts";

const step = 60;
const zoomStep = 1.25;
/** Under so many pixels a press is a press and no drag. */
const dragFrom = 4;

/**
 * Looking around a drawing: drag or wheel to move, pinch or ⌘ and wheel to come nearer, arrows, + and − and 0 by keyboard.
 * At the drawing's edge the wheel goes on with the page. One finger scrolls the page up and down, two move the drawing.
 * @param onNothing a press beside everything that is drawn
 */
export function useView(drawing: Size, window: Size, onNothing?: () => void) {
  const [chosen, setChosen] = useState<View | null>(null);
  const view = chosen ?? fitted(drawing, window);
  const now = useRef({ view, drawing, window });
  useEffect(() => {
    now.current = { view, drawing, window };
  });
  const change = useCallback((to: (view: View, drawing: Size, window: Size) => View) => {
    setChosen((before) => to(before ?? now.current.view, now.current.drawing, now.current.window));
  }, []);

  // React listens passively: to keep the page still while the drawing moves, the wheel is heard here.
  const element = useCallback(
    (box: HTMLElement | null) => {
      if (!box) return undefined;
      const onWheel = (event: WheelEvent) => {
        const before = now.current.view;
        if (event.ctrlKey || event.metaKey) {
          event.preventDefault();
          const { left, top } = box.getBoundingClientRect();
          const at = { x: event.clientX - left, y: event.clientY - top };
          change((was, drawn, seen) => zoomed(was, Math.exp(-event.deltaY / 300), at, drawn, seen));
          return;
        }
        const isAcross = event.shiftKey && event.deltaX === 0;
        const [across, down] = isAcross ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
        const after = moved(before, -across, -down, now.current.drawing, now.current.window);
        if (after.x === before.x && after.y === before.y) return;
        event.preventDefault();
        change(() => after);
      };
      box.addEventListener("wheel", onWheel, { passive: false });
      return () => box.removeEventListener("wheel", onWheel);
    },
    [change],
  );

  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const [isDragging, setDragging] = useState(false);
  const travelled = useRef(0);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    travelled.current = 0;
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const before = fingers.current.get(event.pointerId);
    if (!before) return;
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    const here = { x: event.clientX, y: event.clientY };
    fingers.current.set(event.pointerId, here);
    const [x, y] = [here.x - before.x, here.y - before.y];
    travelled.current += Math.abs(x) + Math.abs(y);
    if (travelled.current < dragFrom) return;
    if (!isDragging) {
      setDragging(true);
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    if (!other) {
      change((was, drawn, seen) => moved(was, x, y, drawn, seen));
      return;
    }
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const middle = { x: (here.x + other.x) / 2 - left, y: (here.y + other.y) / 2 - top };
    const apart = (one: { x: number; y: number }) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
    change((was, drawn, seen) =>
      moved(zoomed(was, apart(here) / apart(before), middle, drawn, seen), x / 2, y / 2, drawn, seen),
    );
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const { target, currentTarget } = event;
    const isBeside = target === currentTarget || target instanceof SVGSVGElement;
    if (fingers.current.delete(event.pointerId) && isBeside && travelled.current < dragFrom) onNothing?.();
    if (fingers.current.size === 0) setDragging(false);
  };
  /** The browser scrolls the page instead. */
  const onPointerCancel = (event: PointerEvent<HTMLElement>) => {
    fingers.current.delete(event.pointerId);
    if (fingers.current.size === 0) setDragging(false);
  };
  const centre = () => ({ x: now.current.window.width / 2, y: now.current.window.height / 2 });
  const zoom = (factor: number) => change((was, drawn, seen) => zoomed(was, factor, centre(), drawn, seen));
  const move = (x: number, y: number) => change((was, drawn, seen) => moved(was, x, y, drawn, seen));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const deeds: Record<string, () => void> = {
      ArrowLeft: () => move(step, 0),
      ArrowRight: () => move(-step, 0),
      ArrowUp: () => move(0, step),
      ArrowDown: () => move(0, -step),
      "+": () => zoom(zoomStep),
      "=": () => zoom(zoomStep),
      "-": () => zoom(1 / zoomStep),
      "0": () => change((_, drawn, seen) => whole(drawn, seen)),
    };
    const deed = deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  };
  const show = useCallback(
    (part: Size & { x: number; y: number }) => change((was, drawn, seen) => showing(was, part, drawn, seen)),
    [change],
  );
  return {
    view,
    element,
    isDragging,
    zoomIn: () => zoom(zoomStep),
    zoomOut: () => zoom(1 / zoomStep),
    showWhole: () => change((_, drawn, seen) => whole(drawn, seen)),
    show,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel, onKeyDown },
  };
}
