import type { ReactNode, Ref } from "react";
import { Group } from "react-aria-components/Group";
import { Input, type InputProps } from "react-aria-components/Input";
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from "react-aria-components/TextField";
import { controlBox, fieldColumn, FieldLayout, type FieldProps } from "./field.tsx";
import { classNames } from "./class-names.ts";

export type TextFieldProps = FieldProps &
  Omit<AriaTextFieldProps, "children" | "className" | "style" | "isInvalid"> & {
    placeholder?: string;
    inputRef?: Ref<HTMLInputElement>;
    inputMode?: InputProps["inputMode"];
    /** Inside the box, before and after the text: an icon, a unit, a button. */
    before?: ReactNode;
    after?: ReactNode;
    className?: string;
  };

/** One line of text. */
export function TextField({
  label,
  isLabelHidden,
  description,
  error,
  placeholder,
  inputRef,
  inputMode,
  before,
  after,
  className,
  ...props
}: TextFieldProps) {
  const hasParts = before !== undefined || after !== undefined;
  const input = (
    <Input
      {...(inputRef === undefined ? {} : { ref: inputRef })}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(inputMode === undefined ? {} : { inputMode })}
      className={
        hasParts
          ? "h-full min-w-0 flex-1 bg-transparent px-2.5 text-dense text-ink outline-none placeholder:text-faint"
          : classNames(controlBox, "h-8 px-2.5 pointer-coarse:h-10")
      }
    />
  );
  return (
    <AriaTextField {...props} isInvalid={error !== undefined} className={classNames(fieldColumn, "group", className)}>
      <FieldLayout {...{ label, isLabelHidden, description, error }} isRequired={props.isRequired}>
        {hasParts ? (
          <Group className={classNames(controlBox, "flex h-8 items-center pointer-coarse:h-10")}>
            {before === undefined ? null : <span className="flex pl-2.5 text-faint">{before}</span>}
            {input}
            {after === undefined ? null : <span className="flex pr-1.5 text-faint">{after}</span>}
          </Group>
        ) : (
          input
        )}
      </FieldLayout>
    </AriaTextField>
  );
}
