import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import {
  attachClosestEdge,
  extractClosestEdge,
  type Edge,
} from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { ChevronDown, ChevronUp, GripVertical, Trash2 } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { focusOnMount } from "../session/focus-on-mount.ts";
import { Checkbox } from "../ui/checkbox.tsx";
import { classNames } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Select } from "../ui/select.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextField } from "../ui/text-field.tsx";
import { questionKinds } from "./form-design.ts";
import type { Question } from "./form-fields.tsx";

export interface QuestionCardProps {
  readonly question: Question;
  readonly position: number;
  readonly count: number;
  readonly isOpen: boolean;
  /** Messages by field: `label`, `choices`. */
  readonly errors: Readonly<Record<string, string>>;
  readonly onToggle: () => void;
  readonly onChange: (more: Partial<Question>) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

/** A question as its designer edits it; dragged by its grip, or moved with the arrow keys upon it. */
export function QuestionCard({
  question,
  position,
  count,
  isOpen,
  errors,
  onToggle,
  onChange,
  onMove,
  onRemove,
}: QuestionCardProps) {
  const { card, grip, edge, isDragged } = useDrag(question.id);
  const label = question.label.trim() === "" ? `Question ${position + 1}` : question.label;
  const isWrong = Object.keys(errors).length > 0;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (by === 0) return;
    event.preventDefault();
    onMove(position + by);
  };
  return (
    <li
      ref={card}
      data-question={question.id}
      className={classNames("relative border-b border-rule bg-paper", isDragged && "opacity-40")}
    >
      {edge === null ? null : (
        <span
          className={classNames(
            "absolute inset-x-0 z-10 h-0.5 bg-accent-mark",
            edge === "top" ? "-top-px" : "-bottom-px",
          )}
        />
      )}
      <div className="flex min-h-row items-center gap-1">
        <button
          ref={grip}
          type="button"
          data-takes-keys
          aria-label={`Move ${label}, ${position + 1} of ${count}: arrow up or down`}
          onKeyDown={onKeyDown}
          className="flex size-6 shrink-0 cursor-grab items-center justify-center rounded-small text-faint hover:bg-hover hover:text-ink pointer-coarse:size-10"
        >
          <Icon of={GripVertical} size={14} />
        </button>
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={onToggle}
          className="flex min-w-0 flex-1 items-center gap-2 rounded-small py-1 text-left text-dense hover:bg-hover"
        >
          <span className="min-w-0 flex-1 truncate">
            {label}
            {question.required ? <span className="text-faint"> · needed</span> : null}
          </span>
          {isWrong && !isOpen ? <span className="shrink-0 text-small text-bad">to mend</span> : null}
          <span className="shrink-0 text-small text-muted">{questionKinds[question.kind]}</span>
          <Icon of={isOpen ? ChevronUp : ChevronDown} size={14} className="text-faint" />
        </button>
        <IconButton size="small" label={`Remove ${label}`} icon={<Icon of={Trash2} size={14} />} onPress={onRemove} />
      </div>
      {isOpen ? <Fields question={question} errors={errors} onChange={onChange} /> : null}
    </li>
  );
}

function Fields({ question, errors, onChange }: Pick<QuestionCardProps, "question" | "errors" | "onChange">) {
  const at = (name: string) => (errors[name] === undefined ? {} : { error: errors[name] });
  return (
    <div className="space-y-3 pb-4 pl-7">
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-[minmax(0,1fr)_9rem]">
        <TextField
          label="Question"
          value={question.label}
          onChange={(label) => onChange({ label })}
          maxLength={200}
          {...(question.label === "" ? { inputRef: focusOnMount } : {})}
          {...at("label")}
        />
        <Select
          label="Kind of answer"
          choices={Object.entries(questionKinds).map(([id, name]) => ({ id, name }))}
          value={question.kind}
          onChange={(kind) => onChange({ kind: kind as Question["kind"] })}
        />
      </div>
      {question.kind === "choice" ? (
        <TextArea
          label="Choices"
          description="One a line; at most 100."
          value={question.choices.join("\n")}
          onChange={(text) => onChange({ choices: text.split("\n").slice(0, 100) })}
          {...at("choices")}
        />
      ) : null}
      <TextField
        label="Help"
        description="Stands under the field."
        value={question.help}
        onChange={(help) => onChange({ help })}
        maxLength={500}
        {...at("help")}
      />
      <Checkbox isSelected={question.required} onChange={(required) => onChange({ required })}>
        An answer is needed
      </Checkbox>
    </div>
  );
}

/** Makes a card draggable by its grip and a place to drop others; says on which edge one would land. */
function useDrag(questionId: string) {
  const card = useRef<HTMLLIElement>(null);
  const grip = useRef<HTMLButtonElement>(null);
  const [edge, setEdge] = useState<Edge | null>(null);
  const [isDragged, setDragged] = useState(false);
  useEffect(() => {
    const [element, dragHandle] = [card.current, grip.current];
    if (!element || !dragHandle) return undefined;
    return combine(
      draggable({
        element,
        dragHandle,
        getInitialData: () => ({ questionId }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) =>
          typeof source.data["questionId"] === "string" && source.data["questionId"] !== questionId,
        getData: ({ input }) => attachClosestEdge({ questionId }, { element, input, allowedEdges: ["top", "bottom"] }),
        onDrag: ({ self }) => setEdge(extractClosestEdge(self.data)),
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    );
  }, [questionId]);
  return { card, grip, edge, isDragged };
}
