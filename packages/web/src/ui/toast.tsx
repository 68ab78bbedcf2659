import { X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { IconButton } from "./icon-button.tsx";
import { Icon } from "./icon.tsx";
import { floating } from "./popover.tsx";
import { ShapeMark } from "./shape-mark.tsx";
import { dismissToast, onToastsChange, type Toast, toasts } from "./toast-queue.ts";

/** Where toasts appear; stands once in the frame. A landmark of its own, so that the keyboard reaches Undo. */
export function ToastRegion() {
  const shown = useSyncExternalStore(onToastsChange, toasts);
  return (
    <section
      aria-label="Notices"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-60 max-md:bottom-18 md:left-auto"
    >
      <div role="status" aria-live="polite" className="flex w-full flex-col items-start gap-2 md:items-end">
        {shown.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </div>
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  // Time does not run while somebody reads it or is about to press Undo.
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (toast.forMs === null || isHeld) return undefined;
    const timer = setTimeout(() => dismissToast(toast.id), toast.forMs);
    return () => clearTimeout(timer);
  }, [toast.id, toast.forMs, isHeld]);
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={classNames(
        floating,
        "pointer-events-auto flex w-full max-w-104 min-w-72 items-start gap-2 py-1.5 pr-1.5 pl-3 text-dense md:w-auto",
      )}
    >
      {toast.meaning === "bad" ? <ShapeMark shape="square" className="mt-1.5 text-bad-mark" label="Refused" /> : null}
      <span className="min-w-0 flex-1 py-0.5">
        {toast.text}
        {toast.detail === undefined ? null : <span className="block text-small text-muted">{toast.detail}</span>}
      </span>
      {toast.action === undefined ? null : (
        <Button
          size="small"
          onPress={() => {
            toast.action?.run();
            dismissToast(toast.id);
          }}
        >
          {toast.action.name}
        </Button>
      )}
      <IconButton
        size="small"
        label="Dismiss"
        icon={<Icon of={X} size={14} />}
        onPress={() => dismissToast(toast.id)}
      />
    </div>
  );
}
