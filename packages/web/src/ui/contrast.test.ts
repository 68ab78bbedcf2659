import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrast, type Oklch, readOklch } from "./contrast.ts";
import { hueOf } from "./person-mark.ts";

const css = readFileSync(new URL("../app.css", import.meta.url), "utf8");

/** The value of a token in one theme, with `var()` and `light-dark()` followed to the end. */
function token(name: string, theme: "light" | "dark"): Oklch {
  const value = new RegExp(`--${name}:\\s*([^;]+);`).exec(css)?.[1];
  if (value === undefined) throw new Error(`app.css has no --${name}`);
  return resolve(value, theme);
}

function resolve(value: string, theme: "light" | "dark"): Oklch {
  const pair = /^light-dark\(\s*(.+?\)),\s*(.+\))\s*\)$/s.exec(value.trim());
  if (pair !== null) return resolve((theme === "light" ? pair[1] : pair[2]) ?? "", theme);
  const named = /^var\(--([\w-]+)\)$/.exec(value.trim());
  return named?.[1] === undefined ? readOklch(value) : token(named[1], theme);
}

const surfaces = ["paper", "rail", "raised", "sunk", "hover", "accent-tint"];
const meanings = ["good", "warn", "bad", "info"];

const texts: [string, string][] = [
  ...["ink", "muted", "accent", ...meanings].flatMap((text) =>
    surfaces.map((surface): [string, string] => [text, surface]),
  ),
  ...["paper", "rail", "raised", "sunk", "hover"].map((surface): [string, string] => ["faint", surface]),
  ["ink", "pressed"],
  ["muted", "pressed"],
  ...[...meanings, "accent"].flatMap((meaning): [string, string][] => [
    [meaning, `${meaning}-tint`],
    ["ink", `${meaning}-tint`],
    ["muted", `${meaning}-tint`],
  ]),
  ["on-solid", "solid"],
  ["on-solid", "solid-hover"],
  ["on-bad", "bad-mark"],
];

const series = ["series-1", "series-2", "series-3", "series-4"];
const marks = ["edge", "focus", "accent-mark", ...meanings.map((meaning) => `${meaning}-mark`), ...series].flatMap(
  (mark) => ["paper", "raised", "rail", "sunk"].map((surface): [string, string] => [mark, surface]),
);

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  test.each(texts)("%s reads on %s", (text, surface) => {
    expect(contrast(token(text, theme), token(surface, theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(marks)("%s is told from %s", (mark, surface) => {
    expect(contrast(token(mark, theme), token(surface, theme))).toBeGreaterThanOrEqual(3);
  });

  test("initials read on every avatar's colour", () => {
    const hues = new Set(Array.from({ length: 500 }, (_, at) => hueOf(`person ${at}`)));
    expect(hues.size).toBe(36);
    for (const hue of hues) {
      const [fill, letters] =
        theme === "light"
          ? [`oklch(0.9 0.04 ${hue})`, `oklch(0.37 0.07 ${hue})`]
          : [`oklch(0.38 0.05 ${hue})`, `oklch(0.92 0.035 ${hue})`];
      expect(contrast(readOklch(fill), readOklch(letters)), `hue ${hue}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});

test("black on white is 21 and a colour on itself is 1", () => {
  const black = readOklch("oklch(0 0 0)");
  const white = readOklch("oklch(1 0 0)");
  expect(contrast(black, white)).toBeCloseTo(21, 3);
  expect(contrast(white, white)).toBe(1);
});

test("a known grey gives its known contrast: #767676 on white is 4.54", () => {
  expect(contrast(readOklch("oklch(0.56595 0 0)"), readOklch("oklch(1 0 0)"))).toBeCloseTo(4.54, 1);
});
