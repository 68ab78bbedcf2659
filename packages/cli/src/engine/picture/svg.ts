/** A picture as SVG text: shapes in the order they are drawn, readable in any viewer, on white. */

/** Control characters that XML does not allow. */
// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escaped = (text: string): string =>
  text
    .replaceAll(UNSEEN, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

type Attributes = Readonly<Record<string, string | number>>;

export const ink = {
  text: "#1f2328",
  faint: "#656d76",
  grid: "#e4e7eb",
  accent: "#1f6feb",
  bad: "#c2410c",
  good: "#1a7f37",
  paper: "#ffffff",
} as const;

/** Colours for parts of a whole, told apart in grey as well. */
export const partColours = [
  "#1f6feb",
  "#7dbbff",
  "#0b3d91",
  "#5fb3a1",
  "#f0b429",
  "#b35900",
  "#9a7fd1",
  "#d47fa6",
  "#7a8794",
  "#c3cad1",
];

export class Picture {
  readonly #width: number;
  readonly #height: number;
  readonly #title: string;
  readonly #parts: string[] = [];

  constructor(width: number, height: number, title: string) {
    this.#width = Math.ceil(width);
    this.#height = Math.ceil(height);
    this.#title = title;
  }

  rect(x: number, y: number, width: number, height: number, attributes: Attributes): void {
    this.#shape("rect", { x, y, width: Math.max(0, width), height: Math.max(0, height), ...attributes });
  }

  line(x1: number, y1: number, x2: number, y2: number, attributes: Attributes): void {
    this.#shape("line", { x1, y1, x2, y2, ...attributes });
  }

  circle(cx: number, cy: number, r: number, attributes: Attributes): void {
    this.#shape("circle", { cx, cy, r, ...attributes });
  }

  path(d: string, attributes: Attributes): void {
    this.#shape("path", { d: d.replaceAll(/-?\d+\.\d{2,}/g, (number) => place(Number(number))), ...attributes });
  }

  /** `about` becomes the tooltip of viewers that show one. */
  text(x: number, y: number, text: string, attributes: Attributes = {}): void {
    this.#parts.push(`<text${written({ x, y, fill: ink.text, ...attributes })}>${escaped(text)}</text>`);
  }

  toString(): string {
    const size = `width="${this.#width}" height="${this.#height}" viewBox="0 0 ${this.#width} ${this.#height}"`;
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" font-family="system-ui, Segoe UI, Helvetica, Arial, sans-serif" font-size="12">
<title>${escaped(this.#title)}</title>
<rect width="${this.#width}" height="${this.#height}" fill="${ink.paper}"/>
${this.#parts.join("\n")}
</svg>
`;
  }

  #shape(name: string, attributes: Attributes): void {
    this.#parts.push(`<${name}${written(attributes)}/>`);
  }
}

/** Lines through points; `close` makes an area of it. */
export const pathThrough = (points: readonly (readonly [x: number, y: number])[], close = false): string =>
  points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${place(x)} ${place(y)}`).join("") + (close ? "Z" : "");

/** A text cut to about so many units wide, at 12 px. */
export function fitted(text: string, width: number): string {
  const most = Math.max(1, Math.floor(width / 6.3));
  return text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text;
}

/** Places of labels near where they belong (given from low to high), at least `gap` apart, kept within `[top, bottom]` if there is room. */
export function spreadLabels(wanted: readonly number[], gap: number, top: number, bottom: number): number[] {
  const places = [...wanted];
  for (let i = 0; i < places.length; i++) places[i] = Math.min(places[i]!, (places[i - 1] ?? bottom + gap) - gap);
  for (let i = places.length - 1; i >= 0; i--) places[i] = Math.max(places[i]!, (places[i + 1] ?? top - gap) + gap);
  return places;
}

const place = (value: number): string => String(Math.round(value * 10) / 10);

function written(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${typeof value === "number" ? place(value) : escaped(value)}"`)
    .join("");
}
