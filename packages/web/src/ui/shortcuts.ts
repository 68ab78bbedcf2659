/**
 * The keyboard's registry: what each key does on the page at hand. One listener on the document; the shortcut that was
 * registered last wins, so a panel may take over a page's key while it is open.
 */
import { useEffect, useEffectEvent } from "react";
import type { KeyPress } from "./shortcut-keys.ts";
import { steps } from "./shortcut-keys.ts";
import { advance } from "./shortcut-sequence.ts";

export type ShortcutOptions = {
  /** What it does, as a verb, for the `?` sheet. Left out, the sheet does not list it. */
  title?: string;
  /** The heading it stands under in the sheet. */
  group?: string;
  isEnabled?: boolean;
  /** Works while text is being typed. True by itself for shortcuts with `mod`. */
  whileTyping?: boolean;
};

export type Shortcut = { readonly keys: string; readonly title: string; readonly group: string };

type Registered = { keys: string; options: ShortcutOptions; run: (event: KeyboardEvent) => void };

/** Keys of a sequence must follow each other within this time. */
const sequenceMs = 1_200;

const registered: Registered[] = [];
let pending: readonly KeyPress[] = [];
let pressedAt = 0;

/** Runs `run` when the keys are pressed on the page: `"c"`, `"mod+k"`, `"g b"`. The browser's own meaning is prevented. */
export function useShortcut(keys: string, run: (event: KeyboardEvent) => void, options: ShortcutOptions = {}): void {
  const { title, group, isEnabled = true, whileTyping } = options;
  const runNow = useEffectEvent(run);
  useEffect(() => {
    if (!isEnabled) return undefined;
    const entry: Registered = {
      keys,
      options: {
        ...(title === undefined ? {} : { title }),
        ...(group === undefined ? {} : { group }),
        whileTyping: whileTyping ?? steps(keys).some((step) => step.includes("mod+")),
      },
      run: (event) => runNow(event),
    };
    if (registered.length === 0) document.addEventListener("keydown", onKeyDown);
    registered.push(entry);
    return () => {
      registered.splice(registered.indexOf(entry), 1);
      if (registered.length === 0) document.removeEventListener("keydown", onKeyDown);
    };
  }, [keys, title, group, isEnabled, whileTyping]);
}

/** What the `?` sheet lists now; where a key is registered twice, the one that would run. */
export function shortcutsAtHand(): Shortcut[] {
  const byKeys = new Map<string, Shortcut>();
  for (const { keys, options } of registered) {
    if (options.title !== undefined)
      byKeys.set(keys, { keys, title: options.title, group: options.group ?? "On this page" });
  }
  return [...byKeys.values()];
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || ["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
  const isBusy = takesKeys(event.target);
  const candidates = registered.filter(({ options }) => !isBusy || options.whileTyping === true);
  const now = event.timeStamp;
  const { matched, pending: next } = advance(
    now - pressedAt > sequenceMs ? [] : pending,
    event,
    candidates.map(({ keys }) => keys),
  );
  pending = next;
  pressedAt = now;
  const entry = candidates.findLast(({ keys }) => keys === matched);
  if (entry === undefined) return;
  event.preventDefault();
  entry.run(event);
}

const typed =
  "input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable]:not([contenteditable=false])";
/** Inside these, letters choose by their first letter or belong to what is open. */
const owning = "[role=menu], [role=listbox], [role=combobox], [role=dialog], [role=alertdialog], [data-takes-keys]";

function takesKeys(target: EventTarget | null): boolean {
  return target instanceof Element && (target.closest(typed) !== null || target.closest(owning) !== null);
}
