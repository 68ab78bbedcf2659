const key = "rail";

/** Whether the rail was folded on this device. */
export function wasCollapsed(): boolean {
  try {
    return localStorage.getItem(key) === "folded";
  } catch {
    return false;
  }
}

export function rememberCollapsed(isCollapsed: boolean): void {
  try {
    if (isCollapsed) localStorage.setItem(key, "folded");
    else localStorage.removeItem(key);
  } catch {
    // Storage may be refused; the rail then keeps its width as long as the page lasts.
  }
}
