const wrong = "[data-invalid] :is(input, textarea, button), :is(input, textarea)[aria-invalid=true]";

/** Puts the cursor into the first field that says what is wrong with it, once it says so. */
export function focusFirstWrong(within: ParentNode = document): void {
  requestAnimationFrame(() => within.querySelector<HTMLElement>(wrong)?.focus());
}
