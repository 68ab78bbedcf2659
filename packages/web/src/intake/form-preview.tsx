import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { MarkdownView } from "../ui/markdown-view.tsx";
import { emptyForm, FormFields } from "./form-fields.tsx";
import { tidied, type FormDesign } from "./form-design.ts";

/** The form as its visitors will see it, to be tried; it sends nothing. */
export function FormPreview({ design }: { design: FormDesign }) {
  const [draft, setDraft] = useState(emptyForm);
  const { name, introduction, questions } = tidied(design);
  return (
    <section aria-label="Preview" className="rounded-large border border-rule-strong bg-paper px-5 py-5">
      <p className="text-small text-muted">As visitors see it</p>
      <h2 className="mt-3 text-title font-semibold break-words">{name === "" ? "A form" : name}</h2>
      {introduction.trim() === "" ? null : (
        <div className="mt-1 text-muted">
          <MarkdownView text={introduction} />
        </div>
      )}
      <div className="relative mt-5 space-y-5">
        <FormFields
          questions={questions}
          draft={draft}
          onChange={(more) => setDraft((before) => ({ ...before, ...more }))}
          errors={{}}
        />
        <Button size="large" className="w-full" isDisabled>
          Send request
        </Button>
      </div>
    </section>
  );
}
