import { expect, test } from "vitest";
import { safeNext } from "./safe-next.ts";

test("a sign-in leads on to the page that was asked for", () => {
  expect(safeNext("/harbour/items/OPS-12?view=1")).toBe("/harbour/items/OPS-12?view=1");
  expect(safeNext("/join/abc")).toBe("/join/abc");
});

test("it never leads to another site, nor round in a circle", () => {
  for (const away of [
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "evil",
    "",
    undefined,
  ])
    expect(safeNext(away)).toBe("/");
  expect(safeNext("/sign-in?next=/x")).toBe("/");
});
