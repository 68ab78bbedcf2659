import {
  Radio,
  RadioGroup as AriaRadioGroup,
  type RadioGroupProps as AriaRadioGroupProps,
} from "react-aria-components/RadioGroup";
import type { Choice } from "./choice-list.tsx";
import { classNames } from "./class-names.ts";
import { fieldColumn, FieldLayout, type FieldProps } from "./field.tsx";

export type RadioGroupProps = FieldProps &
  Omit<AriaRadioGroupProps, "children" | "className" | "style" | "isInvalid"> & {
    choices: readonly Choice[];
    className?: string;
  };

/** One of a few choices, all of them in sight, each with room for a hint. */
export function RadioGroup({
  label,
  isLabelHidden,
  description,
  error,
  choices,
  className,
  ...props
}: RadioGroupProps) {
  return (
    <AriaRadioGroup {...props} isInvalid={error !== undefined} className={classNames(fieldColumn, className)}>
      <FieldLayout {...{ label, isLabelHidden, description, error }} isRequired={props.isRequired}>
        <div className="flex flex-col gap-0.5">
          {choices.map((choice) => (
            <Radio
              key={choice.id}
              value={choice.id}
              isDisabled={choice.isDisabled ?? false}
              className="group relative flex min-h-6 items-start gap-2 py-0.5 text-dense text-ink data-disabled:text-faint pointer-coarse:min-h-10"
            >
              <span className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-edge bg-raised group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-1 group-data-focus-visible:outline-focus group-data-selected:border-solid">
                <span className="size-2 rounded-full bg-transparent group-data-selected:bg-solid" />
              </span>
              {choice.mark === undefined ? null : <span className="flex h-5 items-center">{choice.mark}</span>}
              <span className="min-w-0">
                {choice.name}
                {choice.hint === undefined ? null : <span className="block text-small text-faint">{choice.hint}</span>}
              </span>
            </Radio>
          ))}
        </div>
      </FieldLayout>
    </AriaRadioGroup>
  );
}
