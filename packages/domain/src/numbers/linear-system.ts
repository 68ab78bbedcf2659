/** Small dense linear algebra: rows of numbers, orders up to a few hundred. */
import { RefusedInput } from "./refused-input.ts";

/**
 * Solves A x = b by Gaussian elimination with partial pivoting; O(n³). A is n rows of n, left as it was.
 * Refuses a matrix that is not square and one that is singular to working precision.
 */
export function solveLinear(matrix: readonly ArrayLike<number>[], right: ArrayLike<number>): Float64Array {
  const n = matrix.length;
  if (right.length !== n || matrix.some((row) => row.length !== n)) {
    throw new RefusedInput("length", `A system needs a square matrix and a right side of the same length, here ${n}.`);
  }
  const rows = matrix.map((row, i) => Float64Array.from([...Array.from(row), right[i]!]));
  const scale = rows.map((row) => row.subarray(0, n).reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  for (let column = 0; column < n; column++) {
    let best = column;
    for (let i = column + 1; i < n; i++) {
      if (Math.abs(rows[i]![column]!) > Math.abs(rows[best]![column]!)) best = i;
    }
    const pivot = rows[best]!;
    if (!(Math.abs(pivot[column]!) > 1e-14 * (scale[best]! || 1))) {
      throw new RefusedInput(
        "singular",
        `The system has no single solution: column ${column} depends on those before.`,
        column,
      );
    }
    rows[best] = rows[column]!;
    rows[column] = pivot;
    [scale[best], scale[column]] = [scale[column]!, scale[best]!];
    for (let i = column + 1; i < n; i++) {
      const row = rows[i]!;
      const factor = row[column]! / pivot[column]!;
      if (factor === 0) continue;
      for (let j = column; j <= n; j++) row[j]! -= factor * pivot[j]!;
    }
  }
  const solution = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    const row = rows[i]!;
    let sum = row[n]!;
    for (let j = i + 1; j < n; j++) sum -= row[j]! * solution[j]!;
    solution[i] = sum / row[i]!;
  }
  return solution;
}

/**
 * The lower triangle L with L Lᵀ = A for a symmetric positive definite A; O(n³ / 3).
 * Refuses a matrix that is not positive definite, naming the row where it fails.
 */
export function cholesky(matrix: readonly ArrayLike<number>[]): Float64Array[] {
  const n = matrix.length;
  const lower = Array.from({ length: n }, () => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!;
      for (let k = 0; k < j; k++) sum -= lower[i]![k]! * lower[j]![k]!;
      if (i !== j) lower[i]![j] = sum / lower[j]![j]!;
      else if (sum > 0) lower[i]![i] = Math.sqrt(sum);
      else throw new RefusedInput("not_positive_definite", `The matrix is not positive definite at row ${i}.`, i);
    }
  }
  return lower;
}

/**
 * The coefficients that minimise Σ w (y − x·c)² + ridge Σ c², by the normal equations; fit for few well-scaled columns.
 * `rows` hold the observations; weights default to one.
 */
export function leastSquares(
  rows: readonly ArrayLike<number>[],
  targets: ArrayLike<number>,
  { weights, ridge = 0 }: { weights?: ArrayLike<number>; ridge?: number } = {},
): Float64Array {
  const columns = rows[0]?.length ?? 0;
  if (columns === 0 || rows.length !== targets.length) {
    throw new RefusedInput(
      "length",
      `Give one target per row and at least one row: ${rows.length} rows, ${targets.length} targets.`,
    );
  }
  const normal = Array.from({ length: columns }, () => new Float64Array(columns));
  const right = new Float64Array(columns);
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r]!;
    const weight = weights ? weights[r]! : 1;
    for (let i = 0; i < columns; i++) {
      right[i]! += weight * row[i]! * targets[r]!;
      for (let j = 0; j <= i; j++) normal[i]![j]! += weight * row[i]! * row[j]!;
    }
  }
  for (let i = 0; i < columns; i++) {
    normal[i]![i]! += ridge;
    for (let j = 0; j < i; j++) normal[j]![i] = normal[i]![j]!;
  }
  return solveLinear(normal, right);
}
