/** Tokens that carry marks, at 3:1 or more on paper. `series-*` tell unlike things apart, always with a word beside them. */
export type MarkToken =
  | "ink"
  | "muted"
  | "faint"
  | "edge"
  | "accent-mark"
  | "good-mark"
  | "warn-mark"
  | "bad-mark"
  | "info-mark"
  | "series-1"
  | "series-2"
  | "series-3"
  | "series-4";

/** A token as a colour. */
export const colour = (token: MarkToken): string => `var(--${token})`;

/** A token thinned onto the paper: `share` 1 is the token, 0 the paper. Right in both themes. */
export const tint = (token: MarkToken, share: number): string =>
  `color-mix(in oklab, var(--${token}) ${Math.round(share * 100)}%, var(--paper))`;
