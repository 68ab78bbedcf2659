import { Fragment } from "react";
import { classNames } from "./class-names.ts";
import { keyNames } from "./shortcut-keys.ts";

export type KeyHintProps = {
  /** A shortcut as written for `useShortcut`: `"mod+k"`, `"g b"`, `"?"`. */
  keys: string;
  tone?: "plain" | "on-solid";
  /** True where the keys are what is asked for: shown under a finger too. */
  isAlwaysShown?: boolean;
};

/** Keys as the reader's keyboard names them (⌘ on a Mac, Ctrl elsewhere). Not shown where fingers are the pointer. */
export function KeyHint({ keys, tone = "plain", isAlwaysShown = false }: KeyHintProps) {
  return (
    <kbd
      className={classNames(
        "inline-flex shrink-0 items-center gap-0.5 font-sans",
        !isAlwaysShown && "pointer-coarse:hidden",
      )}
    >
      {keyNames(keys).map((step, at) => (
        <Fragment key={at}>
          {at > 0 ? <span className="px-px text-small text-faint">then</span> : null}
          {step.map((name) => (
            <span
              key={name}
              className={classNames(
                "inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-small border px-1 text-small leading-none font-normal",
                tone === "plain" ? "border-rule-strong text-muted" : "border-current/40",
              )}
            >
              {name}
            </span>
          ))}
        </Fragment>
      ))}
    </kbd>
  );
}
