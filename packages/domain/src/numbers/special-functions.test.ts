/** Reference values computed with mpmath at 30 digits, quantiles with SciPy. */
import { describe, expect, test } from "vitest";
import { betaCdf, betaQuantile } from "./beta.ts";
import { chiSquareCdf, chiSquareQuantile, chiSquareTail } from "./chi-square.ts";
import { gammaCdf, gammaQuantile, regularizedGamma, regularizedGammaTail } from "./gamma.ts";
import { digamma, logFactorial, logGamma } from "./log-gamma.ts";
import { normalCdf, normalQuantile } from "./normal.ts";
import { RefusedInput } from "./refused-input.ts";
import { studentTCdf, studentTQuantile } from "./student-t.ts";

function near(actual: number, expected: number, relative: number): void {
  expect(Math.abs(actual - expected), `${actual} beside ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected),
  );
}

describe("special functions hold their published values", () => {
  test.each([
    [1e-8, 18.42068073818021],
    [0.5, 0.5723649429247001],
    [2.5, 0.2846828704729192],
    [10, 12.801827480081469],
    [123.4, 469.3360974421906],
    [1e6, 12815504.569147611],
  ])("ln Γ(%d)", (x, expected) => near(logGamma(x), expected, 2e-14));

  test("ln Γ is zero at 1 and 2 to 1e-14, and ln n! agrees with it", () => {
    expect(Math.abs(logGamma(1))).toBeLessThan(1e-14);
    expect(Math.abs(logGamma(2))).toBeLessThan(1e-14);
    near(logFactorial(300), logGamma(301), 1e-15);
    near(logFactorial(5), Math.log(120), 1e-14);
  });

  test.each([
    [0.1, -10.423754940411076],
    [1, -0.5772156649015329],
    [3.7, 1.1671535393615113],
    [50, 3.901989673427892],
  ])("ψ(%d)", (x, expected) => near(digamma(x), expected, 1e-13));

  test.each([
    [0.01, 1e-5, 0.8963367982671973, 0.1036632017328028],
    [0.5, 0.2, 0.4729107431344619, 0.5270892568655381],
    [1, 3, 0.950212931632136, 0.049787068367863944],
    [5, 2, 0.05265301734371116, 0.9473469826562888],
    [5, 20, 0.9999830552560699, 1.6944743930067385e-5],
    [100, 90, 0.15822098918643016, 0.8417790108135699],
    [100, 130, 0.9972495916326934, 0.002750408367306526],
    [1e4, 1e4, 0.5013298083399552, 0.4986701916600448],
    [1e4, 10500, 0.9999995724127545, 4.2758724550596475e-7],
  ])("incomplete gamma a = %d, x = %d", (a, x, below, above) => {
    near(regularizedGamma(a, x), below, 1e-11);
    near(regularizedGammaTail(a, x), above, 1e-11);
  });

  test.each([
    [0.001, 0.05, 5.844632057286632e-61],
    [0.5, 0.05, 5.573878440746256e-7],
    [0.05, 0.5, 0.001966070000009761],
    [0.5, 1, 0.6931471805599455],
    [0.999, 2, 9.233413476451585],
    [1e-6, 10, 1.276818787864408],
    [0.85, 300, 317.96645443327805],
    [0.999999, 1000, 1157.577911008724],
  ])("gamma quantile p = %d, shape %d", (p, shape, expected) => near(gammaQuantile(p, shape), expected, 1e-9));

  test.each([
    [0.1, 0.5, 0.5, 0.20483276469913345],
    [0.5, 2, 3, 0.6875],
    [0.9, 10, 1.5, 0.5401970065018545],
    [0.3, 100, 200, 0.10884306564490975],
    [0.001, 0.01, 5, 0.9527958800070773],
    [0.6, 1000, 700, 0.837819786207847],
  ])("incomplete beta x = %d, a = %d, b = %d", (x, a, b, expected) => near(betaCdf(x, a, b), expected, 1e-11));

  test.each([
    [0.5, 2, 3, 0.3857275681323895],
    [0.01, 0.5, 0.5, 0.00024671981713422146],
    [0.95, 30, 4, 0.9575187002072613],
    [0.25, 0.2, 0.1, 0.17905358312829847],
  ])("beta quantile p = %d, a = %d, b = %d", (p, a, b, expected) => near(betaQuantile(p, a, b), expected, 1e-9));

  test.each([
    [-37.5, 4.605353009581955e-308],
    [-10, 7.619853024160525e-24],
    [-5.7, 5.990371401063528e-9],
    [-3, 0.0013498980316300946],
    [-0.5, 0.3085375387259869],
    [0, 0.5],
    [0.3, 0.6179114221889527],
    [1.96, 0.9750021048517795],
    [4.5, 0.9999966023268753],
    [8, 0.9999999999999993],
  ])("normal below %d", (z, expected) => near(normalCdf(z), expected, 2e-13));

  test.each([
    [1e-300, -37.0470962993612],
    [1e-12, -7.034483825301131],
    [0.001, -3.0902323061678136],
    [0.025, -1.9599639845400543],
    [0.3, -0.5244005127080408],
    [0.85, 1.0364333894937894],
    [0.999, 3.090232306167813],
  ])("normal quantile %d", (p, expected) => near(normalQuantile(p), expected, 1e-14));

  test("the normal quantile ends at the infinities", () => {
    expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)]).toEqual([-Infinity, 0, Infinity]);
  });

  test("chi-square", () => {
    near(chiSquareCdf(3.84145882069412, 1), 0.95, 1e-13);
    near(chiSquareTail(30, 10), 0.000856641210775301, 1e-12);
    near(chiSquareQuantile(0.95, 7), 14.067140449340169, 1e-11);
  });

  test.each([
    [1, 1, 0.75],
    [-2.5, 4, 0.03338327240599407],
    [1.96, 1e6, 0.9750019662073651],
    [0.001, 3, 0.5003675525152695],
  ])("t below %d with %d degrees", (t, degrees, expected) => near(studentTCdf(t, degrees), expected, 1e-10));

  test.each([
    [0.975, 1, 12.706204736174694],
    [0.975, 10, 2.228138851986274],
    [0.6, 3, 0.2766706623326898],
    [0.500001, 5, 2.6343055242885355e-6],
    [0.01, 30, -2.4572615424005915],
    [0.995, 250, 2.5956376304661806],
    [1e-9, 2, -22360.679741456875],
  ])("t quantile %d with %d degrees", (p, degrees, expected) => near(studentTQuantile(p, degrees), expected, 1e-8));

  test("bad arguments are refused by name, never answered with NaN", () => {
    for (const bad of [
      () => logGamma(0),
      () => logGamma(Number.NaN),
      () => normalQuantile(1.2),
      () => normalCdf(Number.NaN),
      () => regularizedGamma(-1, 1),
      () => regularizedGamma(1, -1),
      () => gammaCdf(1, 1, 0),
      () => betaCdf(0.5, 0, 1),
      () => studentTCdf(1, 0),
      () => gammaQuantile(Number.NaN, 1),
    ]) {
      expect(bad).toThrow(RefusedInput);
    }
  });
});
