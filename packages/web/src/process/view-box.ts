/** What part of a drawing a window shows: `scale` pixels of the window for one of the drawing, whose point (0, 0) stands at (x, y). */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const smallestScale = 0.15;
export const largestScale = 2.5;
const legibleScale = 0.75;
/** Smaller than this a map is an ornament: it is looked at in parts. */
const usefulScale = 0.55;

/** The drawing as it is first seen: as wide as the window, no larger than drawn, from its top; centred where there is room. */
export function fitted(drawing: Size, window: Size): View {
  if (drawing.width === 0 || drawing.height === 0) return { scale: 1, x: 0, y: 0 };
  const whole = Math.min(window.width / drawing.width, window.height / drawing.height);
  const wide = window.width / drawing.width;
  // All of it where that can be read; else its width, and the rest by scrolling.
  const scale = clamp(whole >= legibleScale ? whole : wide, usefulScale, 1);
  return within({ scale, x: (window.width - drawing.width * scale) / 2, y: 0 }, drawing, window);
}

/** All of the drawing, however small. */
export function whole(drawing: Size, window: Size): View {
  if (drawing.width === 0 || drawing.height === 0) return { scale: 1, x: 0, y: 0 };
  const scale = clamp(
    Math.min(1, window.width / drawing.width, window.height / drawing.height),
    smallestScale,
    largestScale,
  );
  return within({ scale, x: 0, y: 0 }, drawing, window);
}

/** Larger or smaller by a factor, the point under the pointer staying where it is. */
export function zoomed(
  view: View,
  factor: number,
  at: { readonly x: number; readonly y: number },
  drawing: Size,
  window: Size,
): View {
  const scale = clamp(view.scale * factor, smallestScale, largestScale);
  const by = scale / view.scale;
  return within({ scale, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by }, drawing, window);
}

export const moved = (view: View, x: number, y: number, drawing: Size, window: Size): View =>
  within({ ...view, x: view.x + x, y: view.y + y }, drawing, window);

/** So that a part of the drawing is in sight, moved no further than needed. */
export function showing(
  view: View,
  part: Size & { readonly x: number; readonly y: number },
  drawing: Size,
  window: Size,
): View {
  const room = 24;
  const along = (offset: number, from: number, length: number, size: number): number => {
    const [start, end] = [from * view.scale + offset, (from + length) * view.scale + offset];
    if (start < room) return offset + room - start;
    return end > size - room ? offset - (end - size + room) : offset;
  };
  return within(
    {
      ...view,
      x: along(view.x, part.x, part.width, window.width),
      y: along(view.y, part.y, part.height, window.height),
    },
    drawing,
    window,
  );
}

/** Nothing of the window stands empty while the drawing could fill it; what is smaller than the window is centred across it. */
function within({ scale, x, y }: View, drawing: Size, window: Size): View {
  const held = (offset: number, length: number, size: number, isCentred: boolean): number =>
    length <= size ? (isCentred ? (size - length) / 2 : 0) : clamp(offset, size - length, 0);
  return {
    scale,
    x: held(x, drawing.width * scale, window.width, true),
    y: held(y, drawing.height * scale, window.height, false),
  };
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
