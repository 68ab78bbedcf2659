/** As a field's `inputRef`: the cursor stands in it when the page opens. Not under a finger, where the keyboard would cover the page. */
export function focusOnMount(field: HTMLInputElement | HTMLTextAreaElement | null): void {
  if (!matchMedia("(pointer: coarse)").matches) field?.focus({ preventScroll: true });
}
