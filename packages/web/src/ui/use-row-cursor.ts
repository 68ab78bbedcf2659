import { type KeyboardEvent, type MouseEvent, type RefObject, useState } from "react";
import type { RowPlan } from "./row-plan.ts";
import { toggled, withRange } from "./row-selection.ts";
import { useShortcut } from "./shortcuts.ts";

/** Moving through rows, opening and selecting them. What every list takes. */
export type RowCursorProps = {
  /** The row the keys act on. Left out, the list keeps it itself. */
  current?: string | null;
  onCurrent?: (id: string | null) => void;
  /** Enter, or a click. */
  onOpen?: (id: string) => void;
  /** Rows selected with x; without `onSelection` rows cannot be selected. */
  selection?: ReadonlySet<string>;
  onSelection?: (selection: ReadonlySet<string>) => void;
  /** j, k and x work wherever the focus is. Turn off on all but one list of a page. */
  hasPageKeys?: boolean;
};

const nothing: ReadonlySet<string> = new Set();

type Means = {
  ids: readonly string[];
  plan: RowPlan;
  list: RefObject<HTMLElement | null>;
  scrollToLine: (line: number) => void;
  rowsPerPage: () => number;
  onFold?: ((groupId: string) => void) | undefined;
};

/** The cursor of a list: its current line, its keys, its selection. A group's head can be current too. */
export function useRowCursor(props: RowCursorProps, { ids, plan, list, scrollToLine, rowsPerPage, onFold }: Means) {
  const { onCurrent, onOpen, selection = nothing, onSelection, hasPageKeys = true } = props;
  const [kept, setKept] = useState<string | null>(null);
  const [group, setGroup] = useState<string | null>(null);
  const [anchor, setAnchor] = useState<string | null>(null);
  const current = props.current === undefined ? kept : props.current;
  const line = group === null ? (current === null ? -1 : plan.lineOf(current)) : plan.lineOfGroup(group);

  const setCurrent = (id: string | null) => {
    setGroup(null);
    setKept(id);
    if (id !== current) onCurrent?.(id);
  };

  const moveTo = (wanted: number, extends_ = false) => {
    const next = Math.max(0, Math.min(plan.length - 1, wanted));
    const row = plan.at(next);
    if (row === undefined) return;
    if (row.kind === "group") setGroup(row.group.id);
    else {
      if (extends_ && onSelection !== undefined)
        onSelection(withRange(selection, ids, anchor ?? current ?? row.id, row.id));
      else setAnchor(row.id);
      setCurrent(row.id);
    }
    scrollToLine(next);
  };

  const toggle = (id: string) => {
    setAnchor(id);
    onSelection?.(toggled(selection, id));
  };

  const act = (key: string, shift: boolean, mod: boolean): boolean => {
    const at = plan.at(line);
    switch (key) {
      case "j":
      case "ArrowDown":
        moveTo(line + 1, shift && key === "ArrowDown");
        return true;
      case "k":
      case "ArrowUp":
        moveTo(line < 0 ? 0 : line - 1, shift && key === "ArrowUp");
        return true;
      case "Home":
        moveTo(0, shift);
        return true;
      case "End":
        moveTo(plan.length - 1, shift);
        return true;
      case "PageDown":
        moveTo(line + rowsPerPage(), shift);
        return true;
      case "PageUp":
        moveTo(line - rowsPerPage(), shift);
        return true;
      case "x":
      case " ":
        if (onSelection === undefined || at?.kind !== "row") return false;
        toggle(at.id);
        return true;
      case "a":
        if (!mod || onSelection === undefined) return false;
        onSelection(new Set(ids));
        return true;
      case "Escape":
        if (onSelection === undefined || selection.size === 0) return false;
        onSelection(nothing);
        return true;
      case "Enter":
        if (at?.kind === "group") onFold?.(at.group.id);
        else if (at?.kind === "row" && onOpen !== undefined) onOpen(at.id);
        else return false;
        return true;
      case "ArrowLeft":
      case "ArrowRight":
        if (at?.kind !== "group") return false;
        onFold?.(at.group.id);
        return true;
      default:
        return false;
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const inside =
      event.target instanceof Element &&
      event.target.closest("button, input, textarea, select, [role=columnheader]") !== null;
    const isLink = event.target instanceof Element && event.target.closest("a") !== null;
    const mod = event.metaKey || event.ctrlKey;
    if (inside || event.altKey || (mod && event.key !== "a") || (isLink && event.key === "Enter")) return;
    if (act(event.key, event.shiftKey, mod)) event.preventDefault();
  };

  const fromPage = (key: string) => {
    act(key, false, false);
    list.current?.focus({ preventScroll: true });
  };
  const pageKeys = { group: "In a list", isEnabled: hasPageKeys };
  useShortcut("j", () => fromPage("j"), { ...pageKeys, title: "Next row" });
  useShortcut("k", () => fromPage("k"), { ...pageKeys, title: "Previous row" });
  useShortcut("x", () => fromPage("x"), {
    group: "In a list",
    title: "Select row",
    isEnabled: hasPageKeys && onSelection !== undefined,
  });

  /** One handler for every row, so that rows need none of their own and are redrawn only when their data change. */
  const onClick = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    const id = target?.closest<HTMLElement>("[data-row]")?.dataset["row"];
    if (id === undefined) return;
    if (target?.closest("[data-select]")) {
      toggle(id);
      return;
    }
    if (target?.closest("a, button, input")) return;
    if (onSelection !== undefined && event.shiftKey)
      onSelection(withRange(selection, ids, anchor ?? current ?? id, id));
    else if (onSelection !== undefined && (event.metaKey || event.ctrlKey)) toggle(id);
    else {
      setAnchor(id);
      onOpen?.(id);
    }
    setCurrent(id);
  };

  return { line, selection, onKeyDown, onClick };
}
