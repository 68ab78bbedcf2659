/** The ground a chart is drawn on. */
import type { ReactNode } from "react";
import type { Span } from "./scales.ts";

export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Pixels inside the chart's picture; `x` from left to right, `y` from the foot to the top, as scales want them. */
export interface Plot extends Margins {
  /** Of the whole picture, margins included. */
  readonly width: number;
  readonly height: number;
  readonly x: Span;
  readonly y: Span;
  /** How many ticks stand well beside each other along each side. */
  readonly xTicks: number;
  readonly yTicks: number;
}

export function plotOf(width: number, height: number, { top, right, bottom, left }: Margins): Plot {
  const x: Span = [left, Math.max(left + 1, width - right)];
  const y: Span = [Math.max(top + 1, height - bottom), top];
  return {
    top,
    right,
    bottom,
    left,
    width,
    height,
    x,
    y,
    xTicks: Math.max(2, Math.floor((x[1] - x[0]) / 60)),
    yTicks: Math.max(2, Math.floor((y[0] - y[1]) / 44)),
  };
}

/** Something in a chart that can be pointed at and read: a dot, a column, a moment. */
export interface Mark {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** What is read first: "INC-12", "Week of 9 March". */
  readonly title: string;
  /** What else it says, a line each. */
  readonly lines: readonly string[];
  /** Further places it stands at, such as where a moment crosses other lines. */
  readonly also?: readonly number[];
}

/** What a chart draws, and what in it can be pointed at, in the order of the arrow keys. */
export interface Scene {
  readonly drawn: ReactNode;
  readonly marks?: readonly Mark[];
}
