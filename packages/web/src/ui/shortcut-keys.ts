/**
 * Shortcuts in writing and on the keyboard.
 *
 * A shortcut is one or more steps parted by spaces (`"g b"`: g, then b). A step is a key with modifiers before it
 * (`"mod+k"`, `"shift+ArrowDown"`). `mod` is ⌘ on a Mac and Ctrl elsewhere. A printable key is matched by the
 * character it types, so `?` needs no `shift+` and works on every layout.
 */

/** What a step needs to know of a key press; a DOM KeyboardEvent is one. */
export type KeyPress = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
};

const names: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "Left",
  ArrowRight: "Right",
  Escape: "Esc",
  Enter: "Enter",
  " ": "Space",
  Backspace: "Backspace",
  Delete: "Del",
};

/** Whether this is an Apple keyboard, where `mod` is ⌘. False where there is no browser. */
export function isApple(): boolean {
  return typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);
}

/** The steps of a shortcut, each as the names printed on the keys, in the order they are pressed. */
export function keyNames(keys: string, apple: boolean = isApple()): string[][] {
  return steps(keys).map((step) => {
    const { key, modifiers } = parts(step);
    const pressed = modifiers.map((modifier) => {
      if (modifier === "mod") return apple ? "⌘" : "Ctrl";
      if (modifier === "alt") return apple ? "⌥" : "Alt";
      return apple ? "⇧" : "Shift";
    });
    const name = names[key] ?? (key.length === 1 && modifiers.length > 0 ? key.toUpperCase() : key);
    return [...pressed, name];
  });
}

/** Steps of a shortcut. The space bar is written `Space`. */
export function steps(keys: string): string[] {
  return keys.trim().split(/\s+/);
}

/** Whether a key press is this step. */
export function matchesStep(step: string, press: KeyPress, apple: boolean = isApple()): boolean {
  const { key, modifiers } = parts(step);
  const mod = apple ? press.metaKey : press.ctrlKey;
  const other = apple ? press.ctrlKey : press.metaKey;
  if (other || mod !== modifiers.includes("mod") || press.altKey !== modifiers.includes("alt")) return false;
  const wantsShift = modifiers.includes("shift");
  const isLetter = /^[a-z]$/i.test(key);
  // A symbol may need Shift to be typed at all; only letters and named keys are told apart by it.
  if ((isLetter || key.length > 1) && press.shiftKey !== wantsShift) return false;
  return press.key === key || (isLetter && press.key.toLowerCase() === key.toLowerCase());
}

function parts(step: string): { key: string; modifiers: string[] } {
  const all = step.split("+");
  // "mod++" is mod with the plus key.
  const key = all.at(-1) === "" ? "+" : (all.at(-1) ?? "");
  return { key: key === "Space" ? " " : key, modifiers: all.slice(0, -1).filter((part) => part !== "") };
}
