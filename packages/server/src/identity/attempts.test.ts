import { expect, test } from "vitest";
import { Attempts } from "./attempts.ts";

const at = (ms: number) => new Date(ms);

test("Attempts are allowed up to the bound, then until the oldest of them has left the window", () => {
  const attempts = new Attempts({ most: 3, windowMs: 1_000 });
  for (const time of [0, 100, 200]) {
    expect(attempts.blockedUntil("a", at(time))).toBeNull();
    attempts.count("a", at(time));
  }
  expect(attempts.blockedUntil("a", at(300))).toEqual(at(1_000));
  expect(attempts.blockedUntil("b", at(300))).toBeNull();
  expect(attempts.blockedUntil("a", at(1_000))).toBeNull();
  attempts.count("a", at(1_000));
  expect(attempts.blockedUntil("a", at(1_001))).toEqual(at(1_100));
});

test("One that is given back no longer counts, and none does once the key is forgotten", () => {
  const attempts = new Attempts({ most: 2, windowMs: 1_000 });
  attempts.count("a", at(0));
  attempts.count("a", at(1));
  attempts.giveBack("a");
  expect(attempts.blockedUntil("a", at(2))).toBeNull();
  attempts.count("a", at(2));
  attempts.forget("a");
  expect(attempts.blockedUntil("a", at(3))).toBeNull();
});

test("Memory stays bounded: past the remembered keys the one longest unused is forgotten", () => {
  const attempts = new Attempts({ most: 1, windowMs: 1_000, remembered: 2 });
  for (const key of ["a", "b", "a", "c"]) attempts.count(key, at(0));
  expect(["a", "b", "c"].map((key) => attempts.blockedUntil(key, at(1)) !== null)).toEqual([true, false, true]);
});
