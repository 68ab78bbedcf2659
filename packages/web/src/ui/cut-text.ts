/**
 * Text that an ellipsis cuts says itself whole under the pointer, wherever it stands: one listener for the whole page, asked
 * only about what is pointed at.
 */
export function tellCutText(): void {
  document.addEventListener("pointerover", ({ target }) => {
    for (let at = target, step = 0; at instanceof HTMLElement && step < 3; at = at.parentElement, step += 1) tell(at);
  });
}

function tell(element: HTMLElement): void {
  const isOurs = element.dataset["told"] !== undefined;
  if (element.title !== "" && !isOurs) return;
  if (isCut(element)) {
    const around = element.parentElement?.closest<HTMLElement>("[title]:not([data-told])")?.title ?? "";
    const text = (element.textContent ?? "").trim();
    element.title = around === "" || around.includes(text) ? around || text : `${text}: ${around}`;
    element.dataset["told"] = "";
  } else if (isOurs) {
    element.removeAttribute("title");
    delete element.dataset["told"];
  }
}

function isCut(element: HTMLElement): boolean {
  const isWide = element.scrollWidth > element.clientWidth;
  const isTall = element.scrollHeight > element.clientHeight + 1;
  if (!isWide && !isTall) return false;
  const style = getComputedStyle(element);
  return (isWide && style.textOverflow === "ellipsis") || (isTall && style.webkitLineClamp !== "none");
}
