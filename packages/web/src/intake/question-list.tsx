import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import { Plus } from "lucide-react";
import { useEffect, useRef } from "react";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { showUndo } from "../ui/toast-queue.ts";
import { moved, questionKinds } from "./form-design.ts";
import type { Question } from "./form-fields.tsx";
import { QuestionCard } from "./question-card.tsx";

const most = 40;

/** A form's questions in order: added, changed, moved and removed. */
export function QuestionList({
  questions,
  errors,
  openId,
  onOpen,
  onChange,
}: {
  questions: readonly Question[];
  /** The one whose fields are shown. */
  openId: string | null;
  onOpen: (questionId: string | null) => void;
  /** By field: `questions.2.label`. */
  errors: Readonly<Record<string, string>>;
  onChange: (questions: readonly Question[]) => void;
}) {
  const now = useRef({ questions, onChange });
  useEffect(() => {
    now.current = { questions, onChange };
  });

  const move = (from: number, to: number) => {
    const place = Math.max(0, Math.min(questions.length - 1, to));
    const question = questions[from];
    if (!question || place === from) return;
    onChange(moved(questions, from, place));
    announce(`${question.label || "The question"} is now ${place + 1} of ${questions.length}`);
  };
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => typeof source.data["questionId"] === "string",
        onDrop: ({ source, location }) => {
          const target = location.current.dropTargets[0]?.data;
          const list = now.current.questions;
          const from = list.findIndex(({ id }) => id === source.data["questionId"]);
          const over = list.findIndex(({ id }) => id === target?.["questionId"]);
          if (!target || from < 0 || over < 0) return;
          const wanted = extractClosestEdge(target) === "bottom" ? over + 1 : over;
          now.current.onChange(moved(list, from, wanted > from ? wanted - 1 : wanted));
        },
      }),
    [],
  );

  const add = (kind: Question["kind"]) => {
    const question: Question = { id: crypto.randomUUID(), label: "", help: "", kind, required: false, choices: [] };
    onChange([...questions, question]);
    onOpen(question.id);
  };
  const remove = (at: number) => {
    const question = questions[at];
    if (!question) return;
    onChange(questions.filter((each) => each !== question));
    showUndo(`${question.label || "The question"} is removed`, () => {
      const list = now.current.questions;
      now.current.onChange([...list.slice(0, at), question, ...list.slice(at)]);
    });
  };
  return (
    <>
      {questions.length === 0 ? (
        <p className="text-dense text-muted">
          Title, details, name and email are asked anyway. Add what the team must know before it can start.
        </p>
      ) : (
        <ul className="border-t border-rule" aria-label="Questions">
          {questions.map((question, at) => (
            <QuestionCard
              key={question.id}
              question={question}
              position={at}
              count={questions.length}
              isOpen={openId === question.id}
              errors={errorsOf(errors, at)}
              onToggle={() => onOpen(openId === question.id ? null : question.id)}
              onChange={(more) => onChange(questions.map((each) => (each === question ? { ...each, ...more } : each)))}
              onMove={(to) => move(at, to)}
              onRemove={() => remove(at)}
            />
          ))}
        </ul>
      )}
      <div className="mt-3 flex items-center gap-3">
        <Menu
          label="Kind of answer"
          trigger={
            <Button icon={<Icon of={Plus} size={14} />} isDisabled={questions.length >= most}>
              Add a question
            </Button>
          }
        >
          {Object.entries(questionKinds).map(([kind, name]) => (
            <MenuItem key={kind} id={kind} onAction={() => add(kind as Question["kind"])}>
              {name}
            </MenuItem>
          ))}
        </Menu>
        {questions.length >= most ? <span className="text-small text-muted">At most {most} questions</span> : null}
      </div>
    </>
  );
}

/** The messages of one question by its own fields. */
const errorsOf = (errors: Readonly<Record<string, string>>, at: number): Record<string, string> =>
  Object.fromEntries(
    Object.entries(errors).flatMap(([name, message]) =>
      name.startsWith(`questions.${at}.`) ? [[name.slice(`questions.${at}.`.length).split(".")[0] ?? "", message]] : [],
    ),
  );
