/** How good distributions turned out to be. */

/**
 * Continuous ranked probability score of a distribution of counts: Σ over k of (P(X ≤ k) − [happened ≤ k])². In items;
 * zero is perfect; for a single number it is the absolute error (Gneiting and Raftery, JASA 102, 2007).
 * `chanceUpTo(k)` for k = 0 … `most`, beyond which it must be one for all practical purposes.
 */
export function countCrps(chanceUpTo: (k: number) => number, most: number, happened: number): number {
  let sum = 0;
  const end = Math.max(most, happened);
  for (let k = 0; k < end; k++) {
    const gap = chanceUpTo(k) - (happened <= k ? 1 : 0);
    sum += gap * gap;
  }
  return sum;
}

/** Pinball (quantile) loss of saying `forecast` for the p-quantile; in the unit of the values. */
export function pinball(forecast: number, happened: number, p: number): number {
  return happened >= forecast ? p * (happened - forecast) : (1 - p) * (forecast - happened);
}

/**
 * Where the outcome fell in its forecast distribution, ties broken by chance: uniform on [0, 1] when forecasts are honest.
 * `below` = P(X < happened), `upTo` = P(X ≤ happened), `uniform` a draw from [0, 1).
 */
export function randomizedPlace(below: number, upTo: number, uniform: number): number {
  return below + uniform * (upTo - below);
}
