import { X } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import { TextField, type TextFieldProps } from "react-aria-components/TextField";
import { classNames } from "./class-names.ts";
import { controlBox, fieldColumn, FieldLayout, type FieldProps } from "./field.tsx";
import { Icon } from "./icon.tsx";

export type DateFieldProps = FieldProps &
  Pick<TextFieldProps, "isDisabled" | "isRequired" | "isReadOnly" | "name" | "autoFocus"> & {
    /** A calendar day as `2025-03-14`, or null. No time and no zone: a day is a day. */
    value: string | null;
    onChange: (day: string | null) => void;
    /** The first and last day that may be chosen. */
    min?: string;
    max?: string;
    /** Days often meant, offered under the field: today, Monday. */
    suggestions?: readonly { name: string; day: string }[];
    className?: string;
  };

/** A day. The browser's own date input: it speaks the reader's language, brings a calendar, and works under a thumb. */
export function DateField({
  label,
  isLabelHidden,
  description,
  error,
  value,
  onChange,
  min,
  max,
  suggestions,
  className,
  ...props
}: DateFieldProps) {
  return (
    <TextField
      {...props}
      type="date"
      value={value ?? ""}
      onChange={(day) => onChange(day === "" ? null : day)}
      isInvalid={error !== undefined}
      className={classNames(fieldColumn, "group", className)}
    >
      <FieldLayout {...{ label, isLabelHidden, description, error }} isRequired={props.isRequired}>
        <Group className={classNames(controlBox, "flex h-8 items-center pointer-coarse:h-10")}>
          <Input
            {...(min === undefined ? {} : { min })}
            {...(max === undefined ? {} : { max })}
            className={classNames(
              "h-full min-w-0 flex-1 bg-transparent px-2.5 text-dense outline-none [&::-webkit-calendar-picker-indicator]:opacity-60",
              value === null ? "text-faint" : "text-ink",
            )}
          />
          {value === null || props.isRequired || props.isReadOnly ? null : (
            <Button
              slot={null}
              aria-label={`Clear ${label}`}
              onPress={() => onChange(null)}
              className="mr-1 flex size-6 items-center justify-center rounded-small text-faint data-hovered:bg-hover data-hovered:text-ink"
            >
              <Icon of={X} size={14} />
            </Button>
          )}
        </Group>
      </FieldLayout>
      {suggestions === undefined ? null : (
        <span className="flex flex-wrap gap-x-3">
          {suggestions.map(({ name, day }) => (
            <Button
              key={day}
              slot={null}
              onPress={() => onChange(day)}
              className="rounded-small text-small text-accent data-hovered:underline"
            >
              {name}
            </Button>
          ))}
        </span>
      )}
    </TextField>
  );
}
