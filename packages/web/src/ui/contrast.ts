/**
 * Contrast of two colours as WCAG 2.2 defines it, for colours written in `oklch()`.
 * OKLab to linear sRGB after Ottosson, "A perceptual color space for image processing" (2020).
 */

export type Oklch = { readonly lightness: number; readonly chroma: number; readonly hue: number };

/** Reads `oklch(L C H)` with L 0–1, C, and H in degrees; an alpha part is refused, for its result depends on what is under it. */
export function readOklch(text: string): Oklch {
  const parts = /^oklch\(\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s*\)$/.exec(text.trim());
  if (parts === null) throw new Error(`Not an opaque oklch() colour: ${text}`);
  return { lightness: Number(parts[1]), chroma: Number(parts[2]), hue: Number(parts[3]) };
}

/** Linear sRGB, each channel 0–1, cut off at the edge of what a screen shows. */
export function linearRgb({ lightness, chroma, hue }: Oklch): readonly [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const cut = (value: number) => Math.min(1, Math.max(0, value));
  return [
    cut(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    cut(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    cut(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** From 1 (the same) to 21 (black on white). AA asks 4.5 for text and 3 for marks and the edges of controls. */
export function contrast(one: Oklch, other: Oklch): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(colour: Oklch): number {
  const [red, green, blue] = linearRgb(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
