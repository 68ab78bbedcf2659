import { ChevronDown } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { ListBox } from "react-aria-components/ListBox";
import { Select as AriaSelect, SelectValue, type SelectProps as AriaSelectProps } from "react-aria-components/Select";
import { type Choice, choiceListBox, ChoiceRow } from "./choice-list.tsx";
import { classNames } from "./class-names.ts";
import { controlBox, fieldColumn, FieldLayout, type FieldProps } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { PopoverSurface } from "./popover.tsx";

export type SelectProps = FieldProps &
  Omit<
    AriaSelectProps<Choice>,
    "children" | "className" | "style" | "isInvalid" | "value" | "defaultValue" | "onChange"
  > & {
    choices: readonly Choice[];
    /** The chosen id; null shows the placeholder. */
    value?: string | null;
    defaultValue?: string | null;
    onChange?: (id: string) => void;
    /** `quiet` has no box until it is pointed at: for a value that stands in a page. */
    tone?: "box" | "quiet";
    className?: string;
  };

/** One of a few known choices. For many, or for ones that are searched for, use ComboBox. */
export function Select({
  label,
  isLabelHidden,
  description,
  error,
  choices,
  onChange,
  tone = "box",
  placeholder = "Choose…",
  className,
  ...props
}: SelectProps) {
  return (
    <AriaSelect
      {...props}
      placeholder={placeholder}
      isInvalid={error !== undefined}
      onChange={(key) => {
        if (key !== null) onChange?.(String(key));
      }}
      className={classNames(fieldColumn, "group", className)}
    >
      <FieldLayout {...{ label, isLabelHidden, description, error }} isRequired={props.isRequired}>
        <Button
          className={classNames(
            "flex h-8 items-center gap-2 text-left pointer-coarse:h-10",
            tone === "box"
              ? classNames(controlBox, "pr-2 pl-2.5")
              : "control-quiet w-full min-w-0 rounded px-2 text-dense data-hovered:bg-hover aria-expanded:bg-hover",
          )}
        >
          <SelectValue<Choice> className="flex min-w-0 flex-1 items-center gap-2 truncate data-placeholder:text-faint">
            {({ state }) => {
              const chosen = choices.find(({ id }) => id === state.value);
              if (chosen === undefined) return placeholder;
              return (
                <>
                  {chosen.mark}
                  <span className="truncate">{chosen.name}</span>
                </>
              );
            }}
          </SelectValue>
          <Icon of={ChevronDown} size={14} className="text-faint" />
        </Button>
      </FieldLayout>
      <PopoverSurface className="min-w-(--trigger-width)">
        <ListBox items={choices} className={choiceListBox}>
          {(choice) => <ChoiceRow choice={choice} />}
        </ListBox>
      </PopoverSurface>
    </AriaSelect>
  );
}
