import { ChevronDown } from "lucide-react";
import { useContext, useEffect, useEffectEvent, useState } from "react";
import { Button } from "react-aria-components/Button";
import {
  ComboBox as AriaComboBox,
  type ComboBoxProps as AriaComboBoxProps,
  ComboBoxStateContext,
} from "react-aria-components/ComboBox";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import { ListBox } from "react-aria-components/ListBox";
import { type Choice, choiceListBox, ChoiceRow } from "./choice-list.tsx";
import { classNames } from "./class-names.ts";
import { controlBox, fieldColumn, FieldLayout, type FieldProps } from "./field.tsx";
import { bestMatches } from "./fuzzy-match.ts";
import { Icon } from "./icon.tsx";
import { PopoverSurface } from "./popover.tsx";

export type ComboBoxProps = FieldProps &
  Pick<AriaComboBoxProps<Choice>, "isDisabled" | "isRequired" | "isReadOnly" | "name" | "autoFocus"> & {
    /** Known choices, narrowed as one types. */
    choices?: readonly Choice[];
    /** Asks elsewhere as one types, 150 ms after the last key; aborted when the next one comes. */
    search?: (text: string, signal: AbortSignal) => Promise<readonly Choice[]>;
    value: Choice | null;
    onChange: (choice: Choice | null) => void;
    placeholder?: string;
    className?: string;
  };

const atMost = 50;
const pauseMs = 150;

/** One of many choices, found by typing. */
export function ComboBox({
  label,
  isLabelHidden,
  description,
  error,
  choices,
  search,
  value,
  onChange,
  placeholder,
  className,
  ...props
}: ComboBoxProps) {
  const [text, setText] = useState(value?.name ?? "");
  const [shownId, setShownId] = useState(value?.id);
  if (value?.id !== shownId) {
    // The value was changed from outside: its name takes the place of what was typed.
    setShownId(value?.id);
    setText(value?.name ?? "");
  }
  const [isOpen, setOpen] = useState(false);
  const { found, note } = useFound(isOpen, text === value?.name ? "" : text, choices, search);
  const items = found;
  return (
    <AriaComboBox<Choice>
      {...props}
      items={items}
      value={value?.id ?? null}
      inputValue={text}
      onInputChange={(typed) => {
        setText(typed);
        if (typed === "" && value !== null && !props.isRequired) onChange(null);
      }}
      onOpenChange={setOpen}
      allowsEmptyCollection
      isInvalid={error !== undefined}
      onChange={(key) => {
        const choice = key === null ? null : (items.find(({ id }) => id === key) ?? value);
        setText(choice?.name ?? "");
        if (choice?.id !== value?.id) onChange(choice);
      }}
      className={classNames(fieldColumn, "group", className)}
    >
      <FieldLayout {...{ label, isLabelHidden, description, error }} isRequired={props.isRequired}>
        <Group className={classNames(controlBox, "flex h-8 items-center gap-2 pointer-coarse:h-10")}>
          {value?.mark !== undefined && text === value.name ? <span className="flex pl-2.5">{value.mark}</span> : null}
          <TypedInto placeholder={placeholder} isBesideMark={value?.mark !== undefined && text === value.name} />
          <Button className="flex h-full w-7 items-center justify-center text-faint">
            <Icon of={ChevronDown} size={14} />
          </Button>
        </Group>
      </FieldLayout>
      <PopoverSurface className="w-(--trigger-width) min-w-56">
        <ListBox<Choice>
          className={choiceListBox}
          renderEmptyState={() => <p className="px-2 py-1.5 text-dense text-faint">{note}</p>}
        >
          {(choice) => <ChoiceRow choice={choice} />}
        </ListBox>
      </PopoverSurface>
    </AriaComboBox>
  );
}

/** Opens its list on a click, but not on mere focus: going through a form with Tab should open nothing. */
function TypedInto({ placeholder, isBesideMark }: { placeholder: string | undefined; isBesideMark: boolean }) {
  const state = useContext(ComboBoxStateContext);
  return (
    <Input
      {...(placeholder === undefined ? {} : { placeholder })}
      onClick={() => state?.open(null, "manual")}
      className={classNames(
        "h-full min-w-0 flex-1 bg-transparent text-dense text-ink outline-none placeholder:text-faint",
        !isBesideMark && "pl-2.5",
      )}
    />
  );
}

/** The choices for a text, and what to say where there are none. */
function useFound(
  isOpen: boolean,
  text: string,
  choices: readonly Choice[] | undefined,
  search: ComboBoxProps["search"],
) {
  const [answer, setAnswer] = useState<{ text: string; found: readonly Choice[]; failed: boolean } | null>(null);
  const ask = useEffectEvent((signal: AbortSignal) => search?.(text, signal));
  const asks = search !== undefined;
  useEffect(() => {
    if (!isOpen || !asks) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(
      async () => {
        try {
          const found = await ask(stop.signal);
          if (!stop.signal.aborted) setAnswer({ text, found: found ?? [], failed: false });
        } catch {
          if (!stop.signal.aborted) setAnswer({ text, found: [], failed: true });
        }
      },
      text === "" ? 0 : pauseMs,
    );
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [isOpen, text, asks]);

  const known = bestMatches(text, choices ?? [], ({ name, hint }) => [name, hint ?? ""]).slice(0, atMost);
  if (!asks) return { found: known, note: `Nothing matches “${text}”.` };
  const found = [
    ...known,
    ...(answer?.found ?? []).filter(({ id }) => !known.some((choice) => choice.id === id)),
  ].slice(0, atMost);
  if (answer?.text !== text) return { found, note: "Searching…" };
  return {
    found,
    note: answer.failed
      ? "The search did not work. Check the connection and type again."
      : `Nothing matches “${text}”.`,
  };
}
