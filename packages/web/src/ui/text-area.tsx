import type { Ref } from "react";
import { TextArea as AriaTextArea } from "react-aria-components/TextArea";
import { TextField, type TextFieldProps as AriaTextFieldProps } from "react-aria-components/TextField";
import { classNames } from "./class-names.ts";
import { controlBox, fieldColumn, FieldLayout, type FieldProps } from "./field.tsx";

export type TextAreaProps = FieldProps &
  Omit<AriaTextFieldProps, "children" | "className" | "style" | "isInvalid"> & {
    placeholder?: string;
    /** Lines shown at least; it grows with the text up to 16 lines. */
    rows?: number;
    inputRef?: Ref<HTMLTextAreaElement>;
    className?: string;
  };

/** Several lines of text, growing as they are typed. */
export function TextArea({
  label,
  isLabelHidden,
  description,
  error,
  placeholder,
  rows = 3,
  inputRef,
  className,
  ...props
}: TextAreaProps) {
  return (
    <TextField {...props} isInvalid={error !== undefined} className={classNames(fieldColumn, "group", className)}>
      <FieldLayout {...{ label, isLabelHidden, description, error }} isRequired={props.isRequired}>
        <AriaTextArea
          {...(inputRef === undefined ? {} : { ref: inputRef })}
          {...(placeholder === undefined ? {} : { placeholder })}
          rows={rows}
          className={classNames(controlBox, "field-sizing-content max-h-84 min-h-8 resize-y px-2.5 py-1.5")}
          style={{ minHeight: `${rows * 1.25 + 0.875}rem` }}
        />
      </FieldLayout>
    </TextField>
  );
}
