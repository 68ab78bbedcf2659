import { type KeyboardEvent, useRef, useState } from "react";
import { classNames } from "./class-names.ts";

export type InlineEditProps = {
  /** What is edited: "Title". */
  label: string;
  value: string;
  /** Called with the new text on Enter or on leaving; give a promise to keep the text until it is settled. */
  onSave: (text: string) => void | Promise<void>;
  /** Says what is wrong with a text before it is saved; null where it is right. */
  check?: (text: string) => string | null;
  placeholder?: string;
  isReadOnly?: boolean;
  /** Text classes for both the shown and the edited text: `text-title font-semibold`. */
  className?: string;
};

/** A text that turns into its own field when pressed. Enter saves, Esc gives up; a refusal keeps what was typed and says why. */
export function InlineEdit({
  label,
  value,
  onSave,
  check,
  placeholder = "Add…",
  isReadOnly = false,
  className,
}: InlineEditProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const shown = useRef<HTMLButtonElement>(null);
  // Both Enter and the blur that follows it would save.
  const isDone = useRef(false);

  const end = (refocus: boolean) => {
    setDraft(null);
    setError(null);
    if (refocus) requestAnimationFrame(() => shown.current?.focus());
  };

  const save = async (refocus: boolean) => {
    const text = draft?.trim() ?? "";
    if (isDone.current) return;
    if (text === value) return end(refocus);
    const wrong = check?.(text) ?? null;
    if (wrong !== null) return setError(wrong);
    isDone.current = true;
    try {
      await onSave(text);
      end(refocus);
    } catch (refusal) {
      setError(refusal instanceof Error ? refusal.message : "This could not be saved.");
    } finally {
      isDone.current = false;
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      void save(true);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      end(true);
    }
  };

  if (draft === null) {
    const text = (
      <span className={classNames("block text-left break-words", value === "" && "font-normal text-faint")}>
        {value === "" ? placeholder : value}
      </span>
    );
    if (isReadOnly) return <span className={classNames("block min-w-0", className)}>{text}</span>;
    return (
      <button
        ref={shown}
        type="button"
        onClick={() => setDraft(value)}
        className={classNames(
          "-mx-1.5 block w-[calc(100%+0.75rem)] min-h-6 min-w-0 cursor-text rounded px-1.5 hover:bg-hover",
          className,
        )}
      >
        <span className="sr-only">Edit {label}: </span>
        {text}
      </button>
    );
  }
  return (
    <span className="block min-w-0">
      <textarea
        rows={1}
        aria-label={label}
        aria-invalid={error !== null}
        value={draft}
        ref={focusOnce}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          // One line of text, however long: what is pasted with line ends becomes spaces.
          setDraft(event.target.value.replace(/\s*\n\s*/g, " "));
          setError(null);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => void save(false)}
        className={classNames(
          "-mx-1.5 block field-sizing-content w-[calc(100%+0.75rem)] resize-none rounded bg-raised px-1.5 outline-2 -outline-offset-1",
          error === null ? "outline-focus" : "outline-bad-mark",
          className,
        )}
      />
      {error === null ? null : (
        <span role="alert" className="block text-small font-normal text-bad">
          {error}
        </span>
      )}
    </span>
  );
}

function focusOnce(field: HTMLTextAreaElement | null): void {
  field?.focus();
}
