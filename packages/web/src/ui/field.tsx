import type { ReactNode } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";

/** What every form field takes besides its own value. */
export type FieldProps = {
  label: string;
  /** Hides the label from sight, not from screen readers: for a field whose place says what it is. */
  isLabelHidden?: boolean | undefined;
  /** What to know before typing. */
  description?: ReactNode;
  /** What was wrong and what to do. The typed text stays. */
  error?: string | undefined;
};

/** Label above, control, then the description or what was wrong with it. Lives inside a React Aria field. */
export function FieldLayout({
  label,
  isLabelHidden,
  description,
  error,
  isRequired,
  children,
}: FieldProps & { isRequired?: boolean | undefined; children: ReactNode }) {
  return (
    <>
      <FieldLabel isHidden={isLabelHidden}>
        {label}
        {isRequired ? <RequiredMark /> : null}
      </FieldLabel>
      {children}
      {description !== undefined && error === undefined ? (
        <Text slot="description" className="text-small text-faint">
          {description}
        </Text>
      ) : null}
      <FieldError className="text-small text-bad">{error}</FieldError>
    </>
  );
}

export function FieldLabel({ children, isHidden }: { children: ReactNode; isHidden?: boolean | undefined }) {
  return <Label className={isHidden ? "sr-only" : "text-dense font-medium text-ink"}>{children}</Label>;
}

/** Says in words that a field must be filled; an asterisk would need a key. */
function RequiredMark() {
  return <span className="font-normal text-faint"> · needed</span>;
}

/** The column a field lays its parts out in. */
export const fieldColumn = "flex min-w-0 flex-col gap-1";

/** The box around something that is typed or picked. */
export const controlBox =
  "control-box w-full min-w-0 rounded border border-edge bg-raised text-dense text-ink placeholder:text-faint " +
  "data-hovered:border-muted data-disabled:border-rule-strong data-disabled:text-faint data-disabled:bg-sunk " +
  "data-invalid:border-bad-mark group-data-invalid:border-bad-mark " +
  "focus:outline-2 focus:outline-offset-0 focus:outline-focus data-focus-within:outline-2 data-focus-within:outline-offset-0 data-focus-within:outline-focus";
