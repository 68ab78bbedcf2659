import { Maximize2, X } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useNavigation } from "./navigation.tsx";
import { IconButton } from "./icon-button.tsx";
import { Icon } from "./icon.tsx";

export type SidePanelProps = {
  /** What it shows, for its landmark: "OPS-12". */
  label: string;
  onClose: () => void;
  /** The same thing as a page of its own. */
  fullPageHref?: string;
  /** Stands in the panel's head, left: a key, a path. */
  head?: ReactNode;
  /** More deeds in the head, right. */
  actions?: ReactNode;
  children: ReactNode;
  /** Takes the focus when it opens. Turn off while it follows the list's selection. */
  takesFocus?: boolean;
};

const narrowest = 360;
const widest = 880;
const widthKey = "panel-width";

/** Opens beside the list, not over it; Esc closes. Below 1024 px it covers the main column, below 768 px the screen. */
export function SidePanel({
  label,
  onClose,
  fullPageHref,
  head,
  actions,
  children,
  takesFocus = true,
}: SidePanelProps) {
  const { navigate } = useNavigation();
  const panel = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(rememberedWidth);
  useEffect(() => {
    if (!takesFocus) return undefined;
    const before = document.activeElement;
    const opened = panel.current;
    opened?.focus({ preventScroll: true });
    return () => {
      // Focus goes back to the list only where it would otherwise be lost with the panel.
      if (
        before instanceof HTMLElement &&
        (document.activeElement === document.body || opened?.contains(document.activeElement))
      )
        before.focus();
    };
  }, [takesFocus]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || isTyping(event.target)) return;
    event.preventDefault();
    onClose();
  };

  return (
    <aside
      ref={panel}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      style={{ "--panel-width": `${width}px` }}
      className="absolute inset-y-0 right-0 z-20 flex w-full min-w-0 flex-col border-l border-rule bg-paper outline-none max-md:fixed max-md:inset-0 max-md:z-40 max-md:border-l-0 md:w-[min(100%,34rem)] md:shadow-lift lg:relative lg:inset-auto lg:w-(--panel-width) lg:max-w-[55%] lg:shrink-0 lg:shadow-none"
    >
      <Resizer width={width} onWidth={setWidth} />
      <div className="flex h-12 shrink-0 items-center gap-1 border-b border-rule pr-2 pl-4">
        <div className="flex min-w-0 flex-1 items-center gap-2 text-dense text-muted">{head}</div>
        {actions}
        {fullPageHref === undefined ? null : (
          <IconButton
            label="Open as a page"
            icon={<Icon of={Maximize2} size={14} />}
            onPress={() => navigate(fullPageHref)}
          />
        )}
        <IconButton label="Close" keys="Escape" icon={<Icon of={X} />} onPress={onClose} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto scroll-thin">{children}</div>
    </aside>
  );
}

function Resizer({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const change = (next: number) => {
    const within = Math.min(widest, Math.max(narrowest, Math.round(next)));
    onWidth(within);
    try {
      localStorage.setItem(widthKey, String(within));
    } catch {
      // Storage may be refused; the width lasts as long as the page.
    }
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget;
    const from = event.clientX;
    const start = width;
    handle.setPointerCapture(event.pointerId);
    const onMove = (move: globalThis.PointerEvent) => change(start + from - move.clientX);
    handle.addEventListener("pointermove", onMove);
    handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", onMove), {
      once: true,
    });
  };
  return (
    <div
      role="separator"
      aria-label="Panel width"
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={(event) => {
        const by = event.key === "ArrowLeft" ? 24 : event.key === "ArrowRight" ? -24 : 0;
        if (by === 0) return;
        event.preventDefault();
        change(width + by);
      }}
      className="absolute inset-y-0 -left-1 z-10 hidden w-2 cursor-col-resize touch-none hover:bg-[linear-gradient(90deg,transparent_3px,var(--accent-mark)_3px_5px,transparent_5px)] lg:block"
    />
  );
}

function rememberedWidth(): number {
  try {
    const width = Number(localStorage.getItem(widthKey));
    return width >= narrowest && width <= widest ? width : 480;
  } catch {
    return 480;
  }
}

function isTyping(target: EventTarget): boolean {
  return (
    target instanceof Element &&
    target.closest("input, textarea, select, [contenteditable]:not([contenteditable=false])") !== null
  );
}
