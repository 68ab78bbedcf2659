import { Minus, Plus } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import {
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
} from "react-aria-components/NumberField";
import { classNames } from "./class-names.ts";
import { controlBox, fieldColumn, FieldLayout, type FieldProps } from "./field.tsx";
import { Icon } from "./icon.tsx";

export type NumberFieldProps = FieldProps &
  Omit<AriaNumberFieldProps, "children" | "className" | "style" | "isInvalid"> & {
    placeholder?: string;
    /** Stands after the number: "days", "€". */
    unit?: string;
    className?: string;
  };

const stepper =
  "flex h-full w-7 items-center justify-center border-l border-rule text-faint data-hovered:bg-hover data-hovered:text-ink data-disabled:opacity-50 pointer-coarse:w-10";

/** A number in the reader's own notation, with steps. NaN where it is empty. */
export function NumberField({
  label,
  isLabelHidden,
  description,
  error,
  placeholder,
  unit,
  className,
  ...props
}: NumberFieldProps) {
  return (
    <AriaNumberField {...props} isInvalid={error !== undefined} className={classNames(fieldColumn, "group", className)}>
      <FieldLayout {...{ label, isLabelHidden, description, error }} isRequired={props.isRequired}>
        <Group className={classNames(controlBox, "flex h-8 items-center overflow-hidden pointer-coarse:h-10")}>
          <Input
            {...(placeholder === undefined ? {} : { placeholder })}
            className="h-full min-w-0 flex-1 bg-transparent px-2.5 text-dense text-ink outline-none placeholder:text-faint"
          />
          {unit === undefined ? null : <span className="control-unit pr-2.5 text-faint">{unit}</span>}
          <Button slot="decrement" className={`control-stepper ${stepper}`}>
            <Icon of={Minus} size={12} />
          </Button>
          <Button slot="increment" className={`control-stepper ${stepper}`}>
            <Icon of={Plus} size={12} />
          </Button>
        </Group>
      </FieldLayout>
    </AriaNumberField>
  );
}
