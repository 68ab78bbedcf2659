import { describe, expect, test } from "vitest";
import { cholesky, leastSquares, solveLinear } from "./linear-system.ts";

describe("linear systems", () => {
  test("are solved with pivoting where the first pivot is zero", () => {
    const solution = solveLinear(
      [
        [0, 2, 1],
        [1, 1, 1],
        [2, 0, 3],
      ],
      [7, 6, 11],
    );
    expect(Array.from(solution).map((x) => Number(x.toFixed(12)))).toEqual([1, 2, 3]);
  });

  test("that are singular, not square or of another length are refused", () => {
    expect(() =>
      solveLinear(
        [
          [1, 2],
          [2, 4],
        ],
        [1, 2],
      ),
    ).toThrow(/no single solution/);
    expect(() => solveLinear([[1, 2]], [1])).toThrow(/square/);
    expect(() => solveLinear([[1]], [1, 2])).toThrow(/square/);
  });

  test("give the Cholesky factor and refuse what is not positive definite", () => {
    const lower = cholesky([
      [4, 2],
      [2, 5],
    ]);
    expect(lower.map((row) => Array.from(row))).toEqual([
      [2, 0],
      [1, 2],
    ]);
    expect(() =>
      cholesky([
        [1, 2],
        [2, 1],
      ]),
    ).toThrow(/row 1/);
  });

  test("fit a line by least squares, with weights and ridge", () => {
    const rows = [
      [1, 0],
      [1, 1],
      [1, 2],
      [1, 3],
    ];
    const line = leastSquares(rows, [1, 3, 5, 7]);
    expect(line[0]).toBeCloseTo(1, 12);
    expect(line[1]).toBeCloseTo(2, 12);
    expect(leastSquares(rows, [1, 3, 5, 99], { weights: [1, 1, 1, 0] })[1]).toBeCloseTo(2, 12);
    expect(leastSquares([[1], [1]], [3, 5], { ridge: 2 })[0]).toBeCloseTo(2, 12);
    expect(() => leastSquares([], [])).toThrow(/at least one row/);
  });
});
