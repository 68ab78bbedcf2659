import type { Channel } from "@throughline/contract/channels";
import type { ReactNode } from "react";
import { DateField } from "../ui/date-field.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { Select } from "../ui/select.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextField } from "../ui/text-field.tsx";

export type Question = Channel["questions"][number];

/** What a visitor has typed so far, all of it as text. */
export interface FormDraft {
  readonly title: string;
  readonly details: string;
  readonly name: string;
  readonly email: string;
  /** By question id. */
  readonly answers: Readonly<Record<string, string>>;
  /** Left empty by people. */
  readonly website: string;
}

export const emptyForm: FormDraft = { title: "", details: "", name: "", email: "", answers: {}, website: "" };

/** More choices than this are a list to open, fewer are all in sight. */
const choicesInSight = 6;

/** The fields of a public form, for its visitors and for the preview of whoever designs it. */
export function FormFields({
  questions,
  draft,
  onChange,
  errors,
}: {
  questions: readonly Question[];
  draft: FormDraft;
  onChange: (more: Partial<FormDraft>) => void;
  /** One message per field: `title`, `answers.<question id>`. */
  errors: Readonly<Record<string, string>>;
}): ReactNode {
  const at = (name: string) => (errors[name] === undefined ? {} : { error: errors[name] });
  return (
    <>
      <TextField
        label="What you need, in one line"
        name="title"
        isRequired
        value={draft.title}
        onChange={(title) => onChange({ title })}
        maxLength={500}
        {...at("title")}
      />
      <TextArea
        label="Details"
        name="details"
        description="What happened, what you tried, what would help."
        rows={4}
        value={draft.details}
        onChange={(details) => onChange({ details })}
        maxLength={50_000}
        {...at("details")}
      />
      {questions.map((question) => (
        <QuestionField
          key={question.id}
          question={question}
          value={draft.answers[question.id] ?? ""}
          onChange={(answer) => onChange({ answers: { ...draft.answers, [question.id]: answer } })}
          {...at(`answers.${question.id}`)}
        />
      ))}
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        isRequired
        value={draft.name}
        onChange={(name) => onChange({ name })}
        maxLength={200}
        {...at("name")}
      />
      <TextField
        label="Your email"
        name="email"
        type="email"
        autoComplete="email"
        description="Where the answer goes."
        isRequired
        value={draft.email}
        onChange={(email) => onChange({ email })}
        maxLength={254}
        {...at("email")}
      />
      <div aria-hidden className="absolute size-px overflow-hidden [clip-path:inset(50%)]">
        <label>
          Leave this empty
          <input
            name="website"
            tabIndex={-1}
            autoComplete="off"
            value={draft.website}
            onChange={(event) => onChange({ website: event.target.value })}
          />
        </label>
      </div>
    </>
  );
}

function QuestionField({
  question,
  value,
  onChange,
  error,
}: {
  question: Question;
  value: string;
  onChange: (answer: string) => void;
  error?: string;
}): ReactNode {
  const shared = {
    label: question.label === "" ? "A question" : question.label,
    isRequired: question.required,
    ...(question.help === "" ? {} : { description: question.help }),
    ...(error === undefined ? {} : { error }),
  };
  switch (question.kind) {
    case "line":
      return <TextField {...shared} value={value} onChange={onChange} maxLength={500} />;
    case "link":
      return (
        <TextField {...shared} type="url" placeholder="https://" value={value} onChange={onChange} maxLength={5000} />
      );
    case "number":
      return <TextField {...shared} inputMode="decimal" value={value} onChange={onChange} maxLength={40} />;
    case "text":
      return <TextArea {...shared} value={value} onChange={onChange} maxLength={5000} />;
    case "date":
      return <DateField {...shared} value={value === "" ? null : value} onChange={(day) => onChange(day ?? "")} />;
    case "choice": {
      const choices = question.choices.map((choice) => ({ id: choice, name: choice }));
      if (choices.length > choicesInSight)
        return (
          <Select
            {...shared}
            choices={question.required ? choices : [{ id: "", name: "No answer" }, ...choices]}
            value={value === "" ? null : value}
            onChange={onChange}
          />
        );
      return <RadioGroup {...shared} choices={choices} value={value === "" ? null : value} onChange={onChange} />;
    }
  }
}
