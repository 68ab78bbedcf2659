import type { Page } from "playwright-core";

/** What an eye misses on a page, one line for each fault. */
export async function closeLook(page: Page): Promise<string[]> {
  return [...(await page.evaluate(facts)), ...(await hiddenLastRows(page))];
}

/** Runs in the page: what runs past the edge, is cut without its whole text one hover away, has no name, or is too small to touch. */
function facts(): string[] {
  const found = new Set<string>();
  const width = document.documentElement.clientWidth;
  const said = (element: Element) => {
    const text = (element.getAttribute("aria-label") ?? element.textContent ?? "").trim().replaceAll(/\s+/g, " ");
    return `<${element.tagName.toLowerCase()}${element.id && !/[:«_]/.test(element.id) ? `#${element.id.replace(/[0-9a-f-]{36}/, "…")}` : ""}> “${text.slice(0, 60)}”`;
  };
  const beyond = document.documentElement.scrollWidth - width;
  if (beyond > 0) found.add(`sideways: the page scrolls by ${beyond} px`);

  // A hidden input outside of what scrolls: focusing it would push the whole frame up.
  for (const input of document.querySelectorAll<HTMLInputElement>("main :is([type=checkbox], [type=radio])")) {
    const scroller = input.closest("[class*=overflow-y-auto]");
    const holder = input.offsetParent;
    if (scroller && holder && !scroller.contains(holder) && holder !== scroller && !input.closest("[aria-hidden=true]"))
      found.add(`adrift: a hidden input of “${(input.closest("label")?.textContent ?? input.name).slice(0, 40)}”`);
  }

  const isShown = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
  const isAside = (style: CSSStyleDeclaration, box: DOMRect) =>
    box.width <= 1 || box.height <= 1 || (style.clipPath !== "none" && style.position === "absolute");
  /** The whole text is one hover away: a title that says it, on it or around it. */
  const isTold = (element: Element, text: string) => {
    const flat = (words: string) => words.replaceAll(/\s+/g, "");
    element.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
    for (let at: Element | null = element; at; at = at.parentElement)
      if (flat(at.getAttribute("title") ?? "").includes(flat(text))) return true;
    return false;
  };

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = (node.textContent ?? "").trim();
    const element = node.parentElement;
    if (text === "" || !element || ["SCRIPT", "STYLE", "TITLE", "OPTION"].includes(element.tagName)) continue;
    if (!isShown(element) || element.closest(".sr-only, [aria-hidden=true] svg")) continue;
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0.5);
    if (boxes.length === 0) continue;
    const left = Math.min(...boxes.map((box) => box.left));
    const right = Math.max(...boxes.map((box) => box.right));
    const bottom = Math.max(...boxes.map((box) => box.bottom));
    let isReached = false;
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      if (isAside(style, box)) {
        isReached = true;
        break;
      }
      const scrollsAcross = ["auto", "scroll"].includes(style.overflowX);
      const scrollsDown = ["auto", "scroll"].includes(style.overflowY);
      if (style.overflowX === "hidden" || style.overflowX === "clip") {
        const isCut = right > box.right + 1 || left < box.left - 1;
        const isCutBelow = style.webkitLineClamp !== "none" && bottom > box.bottom + 2;
        if ((isCut && !isReached) || isCutBelow) {
          const isMarked = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
          if (!isMarked) found.add(`cut: ${said(element)} without an ellipsis`);
          else if (!isTold(element, text)) found.add(`cut: ${said(element)} without a title`);
          isReached = true;
          break;
        }
      }
      if (scrollsAcross || scrollsDown) {
        // What a scroller holds can be brought into view; beyond its sides only where it does scroll sideways.
        if (scrollsAcross && at.scrollWidth > at.clientWidth) {
          isReached = true;
          break;
        }
      }
    }
    if (!isReached && (right > width + 1 || left < -1)) found.add(`beyond the edge: ${said(element)}`);
  }

  // An input may scroll what is typed, but what it says at rest should be whole.
  for (const field of document.querySelectorAll<HTMLInputElement>("input[placeholder]")) {
    if (!isShown(field) || field.value !== "") continue;
    const measure = document.createElement("canvas").getContext("2d");
    if (!measure) continue;
    const style = getComputedStyle(field);
    measure.font = style.font;
    const room = field.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
    if (measure.measureText(field.placeholder).width > room + 1) found.add(`cut: placeholder “${field.placeholder}”`);
  }

  const controls =
    "button, a[href], input:not([type=hidden]), select, textarea, [role=button], [role=checkbox], [role=switch], [role=tab], [role=menuitem], [role=option], [role=combobox]";
  for (const control of document.querySelectorAll<HTMLElement>(controls)) {
    if (!isShown(control)) continue;
    const box = control.getBoundingClientRect();
    if (isAside(getComputedStyle(control), box) || control.closest(".sr-only, [aria-hidden=true]")) continue;
    const labels = (control as HTMLInputElement).labels;
    const hasName =
      [control.getAttribute("aria-label"), control.getAttribute("title"), control.textContent].some((text) =>
        text?.trim(),
      ) ||
      control.hasAttribute("aria-labelledby") ||
      (labels?.length ?? 0) > 0 ||
      control.querySelector("[aria-label], title") !== null;
    if (!hasName) found.add(`unnamed: ${said(control)}`);
    if (!matchMedia("(pointer: coarse)").matches) continue;
    const isInText =
      getComputedStyle(control).display === "inline" &&
      control.closest("p, li, dd, td, .prose, [data-prose], label, h1, h2, h3") !== null;
    const around = [...(labels ?? [])].map((label) => label.getBoundingClientRect());
    const touch = [box, ...around];
    if (!isInText && Math.max(...touch.map((each) => each.height)) < 24) {
      found.add(`small: ${said(control)} ${Math.round(box.width)}×${Math.round(box.height)} px`);
    } else if (!isInText && Math.max(...touch.map((each) => each.width)) < 24)
      found.add(`small: ${said(control)} ${Math.round(box.width)}×${Math.round(box.height)} px`);
  }
  return [...found];
}

/** Scrolls what scrolls down to its end and sees whether the last thing there can be seen, then back up. */
async function hiddenLastRows(page: Page): Promise<string[]> {
  const found: string[] = await page.evaluate(async () => {
    const hidden: string[] = [];
    const scrollers = [...document.querySelectorAll<HTMLElement>("main, main *")].filter(
      (element) =>
        ["auto", "scroll"].includes(getComputedStyle(element).overflowY) &&
        element.scrollHeight > element.clientHeight + 4 &&
        element.clientHeight > 120 &&
        element.checkVisibility(),
    );
    for (const scroller of scrollers.slice(0, 4)) {
      const before = scroller.scrollTop;
      scroller.scrollTop = scroller.scrollHeight;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 60)));
      scroller.scrollTop = scroller.scrollHeight;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 60)));
      const things = [
        ...scroller.querySelectorAll<HTMLElement>("button, a[href], p, li, td, input, h2, h3, [role=row]"),
      ]
        .filter(
          (element) =>
            element.checkVisibility({ opacityProperty: true }) && !element.closest(".sr-only, [aria-hidden=true]"),
        )
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(
          ({ element, box }) =>
            box.height > 8 &&
            box.width > 8 &&
            box.left < innerWidth &&
            box.right > 0 &&
            getComputedStyle(element).clipPath === "none" &&
            (element.textContent !== "" || element.tagName === "INPUT"),
        );
      const last = things.reduce<(typeof things)[number] | undefined>(
        (lowest, each) => (lowest === undefined || each.box.bottom >= lowest.box.bottom ? each : lowest),
        undefined,
      );
      if (last) {
        const x = Math.min(Math.max(last.box.left + Math.min(last.box.width / 2, 60), 2), innerWidth - 2);
        const y = last.box.bottom - Math.min(last.box.height / 2, 10);
        const top = y < innerHeight ? document.elementFromPoint(x, y) : null;
        const isSeen =
          top !== null && (last.element.contains(top) || top.contains(last.element) || scroller.contains(top));
        if (!isSeen)
          hidden.push(
            `hidden: the last of a list, “${(last.element.textContent ?? "").trim().slice(0, 50)}”, lies under ${top ? `<${top.tagName.toLowerCase()}> “${(top.textContent ?? "").slice(0, 30)}”` : "the edge"}`,
          );
      }
      scroller.scrollTop = before;
    }
    return hidden;
  });
  return found;
}
