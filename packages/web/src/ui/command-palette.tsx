import { Search } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { classNames } from "./class-names.ts";
import { type Command, type FoundCommand, findCommands } from "./command-search.ts";
import { Icon } from "./icon.tsx";
import { KeyHint } from "./key-hint.tsx";
import { useNavigation } from "./navigation.tsx";
import { floating } from "./popover.tsx";
import { type CommandSource, useSources } from "./use-sources.ts";

export type CommandPaletteProps = {
  isOpen: boolean;
  onClose: () => void;
  /** Everything known now. With nothing typed they stand in this order: put what is likely first. */
  commands: readonly Command[];
  /** Found by typing only: what would make the list long before anything is typed. */
  more?: readonly Command[];
  /** Places that are asked as one types; each answers in its own time. */
  sources?: readonly CommandSource[];
  label?: string;
  placeholder?: string;
};

const none: readonly Command[] = [];

/** Everything by name, without a pointer. Also a picker: give it only the people to assign to, or the stages to move to. */
export function CommandPalette({ isOpen, onClose, label = "Commands", ...props }: CommandPaletteProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable
      className="fixed inset-0 z-50 flex items-start justify-center bg-veil px-3 pt-[min(14vh,7rem)]"
    >
      <Modal className={classNames(floating, "flex max-h-[min(70vh,30rem)] w-full max-w-xl flex-col overflow-hidden")}>
        <Dialog aria-label={label} className="flex min-h-0 flex-col outline-none">
          <Palette {...props} label={label} onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Palette({
  onClose,
  commands,
  more = none,
  sources,
  label,
  placeholder = "Search or do something…",
}: Omit<CommandPaletteProps, "isOpen"> & { label: string }) {
  const [text, setText] = useState("");
  const query = useDeferredValue(text);
  const listId = useId();
  const { navigate } = useNavigation();
  const answers = useSources(text, sources);
  const groups = findCommands(query, query.trim() === "" ? commands : [...commands, ...more], answers.found);
  const found = groups.flatMap((group) => group.commands);
  const hasMarks = found.some(({ command }) => command.mark !== undefined);
  const [chosen, setChosen] = useState<string | null>(null);
  const at = Math.max(
    0,
    found.findIndex(({ command }) => command.id === chosen),
  );
  const current = found[at];
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  const run = (command: Command, inNewTab: boolean) => {
    onClose();
    if (command.href !== undefined && inNewTab) window.open(command.href, "_blank", "noopener");
    else if (command.href !== undefined) navigate(command.href);
    // After the palette has given the focus back, so that the deed can take it.
    else requestAnimationFrame(() => command.run?.());
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = event.ctrlKey ? { n: 1, p: -1 }[event.key] : steps[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      const wraps = Math.abs(step) === 1;
      const next = wraps
        ? (at + step + found.length) % found.length
        : Math.min(found.length - 1, Math.max(0, at + step));
      setChosen(found[next]?.command.id ?? null);
      document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      // What was typed counts, also where the list has not caught up with fast fingers yet.
      const meant =
        query === text ? current : findCommands(text, commands, answers.found).flatMap((group) => group.commands)[0];
      if (meant !== undefined) run(meant.command, event.metaKey || event.ctrlKey);
    }
  };

  return (
    <>
      <div className="flex h-12 shrink-0 items-center gap-2.5 border-b border-rule px-4">
        <Icon of={Search} className="text-faint" />
        <input
          ref={input}
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={current === undefined ? undefined : `${listId}-${at}`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          value={text}
          placeholder={placeholder}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(null);
          }}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent text-base text-ink outline-none placeholder:text-faint"
        />
        <KeyHint keys="Escape" />
      </div>
      <div id={listId} role="listbox" aria-label={label} className="min-h-0 overflow-y-auto p-1.5 scroll-thin">
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title}>
            <div aria-hidden className="px-2.5 pt-2 pb-1 text-small text-faint">
              {group.title}
            </div>
            {group.commands.map((each) => {
              const line = found.indexOf(each);
              return (
                <Line
                  key={each.command.id}
                  id={`${listId}-${line}`}
                  found={each}
                  isCurrent={line === at}
                  hasMarks={hasMarks}
                  onPoint={() => setChosen(each.command.id)}
                  onRun={(inNewTab) => run(each.command, inNewTab)}
                />
              );
            })}
          </div>
        ))}
      </div>
      <div role="status" className={found.length === 0 ? "px-4 pb-4 text-dense text-muted" : "sr-only"}>
        {found.length > 0 ? `${found.length} found` : answers.isAsking ? "Searching…" : `Nothing matches “${text}”.`}
      </div>
    </>
  );
}

function Line({
  id,
  found,
  isCurrent,
  hasMarks,
  onPoint,
  onRun,
}: {
  id: string;
  found: FoundCommand;
  isCurrent: boolean;
  hasMarks: boolean;
  onPoint: () => void;
  onRun: (inNewTab: boolean) => void;
}) {
  const { command, hits } = found;
  return (
    // The input keeps the focus and the keys; a pointer may press the line.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isCurrent}
      onPointerMove={isCurrent ? undefined : onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={(event) => onRun(event.metaKey || event.ctrlKey)}
      className="flex min-h-8 cursor-default items-center gap-2.5 rounded-small px-2.5 py-1 text-dense text-ink aria-selected:bg-hover pointer-coarse:min-h-10"
    >
      {hasMarks ? <span className="flex w-4 shrink-0 justify-center text-muted">{command.mark}</span> : null}
      <span className="min-w-0 flex-1 truncate">
        <Emphasized text={command.title} hits={hits} />
        {command.hint === undefined ? null : <span className="text-faint"> {command.hint}</span>}
      </span>
      {command.keys === undefined ? null : <KeyHint keys={command.keys} />}
    </div>
  );
}

function Emphasized({ text, hits }: { text: string; hits: readonly number[] }) {
  if (hits.length === 0) return text;
  const marked = new Set(hits);
  return Array.from(text, (character, at) =>
    marked.has(at) ? (
      <span key={at} className="font-semibold text-accent">
        {character}
      </span>
    ) : (
      character
    ),
  );
}
