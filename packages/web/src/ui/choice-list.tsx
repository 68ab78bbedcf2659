import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { ListBoxItem } from "react-aria-components/ListBox";
import { Icon } from "./icon.tsx";

/** One thing that can be chosen in a select or a combo box. */
export type Choice = {
  readonly id: string;
  /** The name, also what typing matches. */
  readonly name: string;
  /** A mark before the name: an avatar, a shape. */
  readonly mark?: ReactNode;
  /** A second, quieter text. */
  readonly hint?: string;
  readonly isDisabled?: boolean;
};

/** The list under a select or combo box. */
export const choiceListBox = "max-h-72 overflow-auto p-1 outline-none scroll-thin";

/** A choice as a row of such a list. */
export function ChoiceRow({ choice }: { choice: Choice }) {
  return (
    <ListBoxItem
      id={choice.id}
      textValue={choice.name}
      isDisabled={choice.isDisabled ?? false}
      className="flex min-h-7 cursor-default items-center gap-2 rounded-small px-2 py-1 text-dense text-ink outline-none data-disabled:text-faint data-focused:bg-hover pointer-coarse:min-h-10"
    >
      {({ isSelected }) => (
        <>
          {choice.mark}
          <span className="min-w-0 flex-1 truncate">
            {choice.name}
            {choice.hint === undefined ? null : <span className="text-faint"> {choice.hint}</span>}
          </span>
          {isSelected ? <Icon of={Check} size={14} className="text-accent" /> : null}
        </>
      )}
    </ListBoxItem>
  );
}
