/**
 * Chances of every number of right answers on independent questions with these chances each: entry s is the chance of s
 * right (Lord and Wingersky, "Comparison of IRT true-score and equipercentile observed-score equatings", Applied
 * Psychological Measurement 8, 1984). `without` leaves one question out. O(n²).
 */
export function scoreDistribution(chances: ArrayLike<number>, without = -1): Float64Array {
  const scores = new Float64Array(chances.length + (without >= 0 ? 0 : 1));
  scores[0] = 1;
  let known = 0;
  for (let j = 0; j < chances.length; j++) {
    if (j === without) continue;
    const right = chances[j]!;
    known++;
    for (let s = known; s >= 0; s--)
      scores[s] = (s < known ? scores[s]! * (1 - right) : 0) + (s > 0 ? scores[s - 1]! * right : 0);
  }
  return scores;
}
