import { useEffect, useRef, type FormEvent, type ReactNode } from "react";
import { Button } from "../ui/button.tsx";
import { KeyHint } from "../ui/key-hint.tsx";

/** Where one of the five endings is written: beneath the request, not over it. Ctrl or ⌘ with Enter sends from any field. */
export function DeedForm({
  label,
  verb,
  hint,
  onSubmit,
  onCancel,
  isLong = false,
  children,
}: {
  label: string;
  /** On its button. */
  verb: string;
  /** Beside the button: what will follow. */
  hint?: ReactNode;
  onSubmit: () => void;
  onCancel: () => void;
  /** Enter makes a new line in it, so that sending takes Ctrl or ⌘. */
  isLong?: boolean;
  children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // Not under a finger, where the keyboard would cover the request.
    if (!matchMedia("(pointer: coarse)").matches)
      form.current?.querySelector<HTMLElement>("input, textarea, button")?.focus({ preventScroll: true });
    form.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    // Keys bubble up from its fields; the form itself takes none.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      aria-label={label}
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
          event.preventDefault();
          onSubmit();
        } else if (event.key === "Escape" && !event.defaultPrevented) {
          event.preventDefault();
          onCancel();
        }
      }}
      className="space-y-3 border-y border-rule-strong bg-sunk px-4 py-3 md:px-5"
    >
      {children}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" tone="primary" after={<KeyHint keys={isLong ? "mod+Enter" : "Enter"} tone="on-solid" />}>
          {verb}
        </Button>
        <Button tone="quiet" onPress={onCancel}>
          Cancel
        </Button>
        {hint === undefined ? null : <span className="min-w-0 text-small text-muted">{hint}</span>}
      </div>
    </form>
  );
}
