import { describe, expect, test } from "vitest";
import { keyNames, type KeyPress, matchesStep } from "./shortcut-keys.ts";
import { advance } from "./shortcut-sequence.ts";

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

/** Presses keys one after the other and gives what each of them ran. */
function type(keys: readonly KeyPress[], shortcuts: readonly string[]): (string | undefined)[] {
  let pending: readonly KeyPress[] = [];
  return keys.map((key) => {
    const step = advance(pending, key, shortcuts, false);
    pending = step.pending;
    return step.matched;
  });
}

describe("a sequence", () => {
  test("runs at its last key", () => {
    expect(type([press("g"), press("b")], ["g b"])).toEqual([undefined, "g b"]);
  });

  test("that is broken off leaves the last key free to act", () => {
    expect(type([press("g"), press("x")], ["g b", "x"])).toEqual([undefined, "x"]);
  });

  test("that is begun twice still ends", () => {
    expect(type([press("g"), press("g"), press("b")], ["g b"])).toEqual([undefined, undefined, "g b"]);
  });

  test("is waited for where a shorter shortcut is its beginning", () => {
    expect(type([press("g"), press("b")], ["g", "g b"])).toEqual([undefined, "g b"]);
  });

  test("does not run its second key alone", () => {
    expect(type([press("b")], ["g b"])).toEqual([undefined]);
  });
});

describe("a step", () => {
  test("with mod is Ctrl here and ⌘ on a Mac, never the other", () => {
    expect(matchesStep("mod+k", press("k", { ctrlKey: true }), false)).toBe(true);
    expect(matchesStep("mod+k", press("k", { metaKey: true }), false)).toBe(false);
    expect(matchesStep("mod+k", press("k", { metaKey: true }), true)).toBe(true);
    expect(matchesStep("mod+k", press("k", { ctrlKey: true }), true)).toBe(false);
  });

  test("without modifiers leaves the browser's combinations alone", () => {
    expect(matchesStep("c", press("c"), false)).toBe(true);
    expect(matchesStep("c", press("c", { ctrlKey: true }), false)).toBe(false);
    expect(matchesStep("c", press("c", { altKey: true }), false)).toBe(false);
    expect(matchesStep("c", press("C", { shiftKey: true }), false)).toBe(false);
  });

  test("with a letter ignores caps lock", () => {
    expect(matchesStep("c", press("C"), false)).toBe(true);
  });

  test("with a symbol is matched by what is typed, with or without Shift", () => {
    expect(matchesStep("?", press("?", { shiftKey: true }), false)).toBe(true);
    expect(matchesStep("/", press("/", { shiftKey: true }), false)).toBe(true);
    expect(matchesStep("?", press("/"), false)).toBe(false);
  });

  test("with Shift and a named key needs both", () => {
    expect(matchesStep("shift+ArrowDown", press("ArrowDown", { shiftKey: true }), false)).toBe(true);
    expect(matchesStep("shift+ArrowDown", press("ArrowDown"), false)).toBe(false);
    expect(matchesStep("ArrowDown", press("ArrowDown", { shiftKey: true }), false)).toBe(false);
  });

  test("can be the plus key or the space bar", () => {
    expect(matchesStep("mod++", press("+", { ctrlKey: true }), false)).toBe(true);
    expect(matchesStep("Space", press(" "), false)).toBe(true);
  });
});

test.each([
  ["mod+k", false, [["Ctrl", "K"]]],
  ["mod+k", true, [["⌘", "K"]]],
  ["g b", false, [["g"], ["b"]]],
  ["shift+ArrowDown", true, [["⇧", "↓"]]],
  ["Escape", false, [["Esc"]]],
])("%s is written as the keys are named (Apple: %s)", (keys, apple, names) => {
  expect(keyNames(keys, apple)).toEqual(names);
});
