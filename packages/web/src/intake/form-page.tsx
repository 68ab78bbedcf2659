import { Refused } from "@throughline/contract/client";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { client } from "../client.ts";
import { BarePage } from "../frame/bare-page.tsx";
import { paths } from "../paths.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { useAttempt } from "../session/use-attempt.ts";
import { Button } from "../ui/button.tsx";
import { Link } from "../ui/link.tsx";
import { MarkdownView } from "../ui/markdown-view.tsx";
import { answersNow, formProblems } from "./check-form.ts";
import { CopyLink } from "./copy-link.tsx";
import { focusFirstWrong } from "./focus-first-wrong.ts";
import { emptyForm, FormFields, type FormDraft, type Question } from "./form-fields.tsx";
import { useDraft } from "./use-draft.ts";

interface Sent {
  readonly number: number;
  readonly tracking: string;
}
const notSent: Sent = { number: 0, tracking: "" };

/** A team's public form: what visitors see, without signing in. */
export function FormPage() {
  const { organization, form: slug } = useParams({ strict: false }) as { organization: string; form: string };
  const form = useQuery({
    queryKey: ["form", organization, slug],
    queryFn: () => client.readForm({ organizationSlug: organization, formSlug: slug }),
    retry: false,
  });
  const sent = useDraft<Sent>(`sent.${organization}.${slug}`, notSent);
  useEffect(() => {
    if (form.data) document.title = `${form.data.name} · ${form.data.organization}`;
  }, [form.data]);
  if (form.isError) {
    const isGone = form.error instanceof Refused && form.error.code === "not_found";
    return (
      <BarePage
        title={isGone ? "There is no form at this address" : "The form could not be read"}
        lead={isGone ? "It was removed, or the link is not whole. Ask for it again." : "The server did not answer."}
      >
        {isGone ? null : <Button onPress={() => void form.refetch()}>Try again</Button>}
      </BarePage>
    );
  }
  if (!form.data) return null;
  const { name, team, introduction, questions, isOpen } = form.data;
  const foot = `${team}, ${form.data.organization}`;
  if (sent.draft.tracking !== "") return <SentPage sent={sent.draft} team={team} foot={foot} onAgain={sent.forget} />;
  if (!isOpen)
    return (
      <BarePage title={name} lead={`${team} takes no requests by this form at the moment.`} foot={foot}>
        <p className="text-base text-muted">
          A request you sent earlier goes on: follow it by the private link you were given.
        </p>
      </BarePage>
    );
  return (
    <BarePage title={name} foot={foot}>
      {introduction.trim() === "" ? null : (
        <div className="-mt-4 mb-6 text-muted">
          <MarkdownView text={introduction} />
        </div>
      )}
      <Fill
        address={{ organizationSlug: organization, formSlug: slug }}
        questions={questions}
        onSent={(answer) => sent.type(answer)}
      />
    </BarePage>
  );
}

function Fill({
  address,
  questions,
  onSent,
}: {
  address: { organizationSlug: string; formSlug: string };
  questions: readonly Question[];
  onSent: (sent: Sent) => void;
}) {
  const { draft, type, forget } = useDraft(`form.${address.organizationSlug}.${address.formSlug}`, emptyForm);
  const { attempt, isPending, failure, clear } = useAttempt();
  const [problems, setProblems] = useState<Record<string, string>>({});
  const form = useRef<HTMLFormElement>(null);
  // The same words sent again after a lost answer make one request, not two.
  const sending = useRef({ words: "", key: "" });
  const errors = { ...failure?.fields, ...problems };
  const change = (more: Partial<FormDraft>) => {
    type({ ...draft, ...more });
    const touched = [...Object.keys(more), ...Object.keys(more.answers ?? {}).map((id) => `answers.${id}`)];
    setProblems((before) => Object.fromEntries(Object.entries(before).filter(([name]) => !touched.includes(name))));
    clear();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = formProblems(questions, draft);
    setProblems(wrong);
    if (Object.keys(wrong).length > 0) {
      focusFirstWrong(form.current ?? document);
      return;
    }
    const input = { ...draft, ...address, answers: answersNow(questions, draft) };
    const words = JSON.stringify(input);
    if (sending.current.words !== words) sending.current = { words, key: crypto.randomUUID() };
    const taken = await attempt(() => client.submitForm(input, { idempotencyKey: sending.current.key }));
    if (!taken) {
      focusFirstWrong(form.current ?? document);
      return;
    }
    forget();
    onSent(taken.done);
  };
  const shown = ["title", "details", "name", "email", ...questions.map(({ id }) => `answers.${id}`)];
  return (
    <form ref={form} className="relative space-y-5" noValidate onSubmit={(event) => void submit(event)}>
      <FormFields questions={questions} draft={draft} onChange={change} errors={errors} />
      <FailureNotice failure={failure} shown={shown} />
      <Button type="submit" tone="primary" size="large" className="w-full" isPending={isPending}>
        Send request
      </Button>
    </form>
  );
}

function SentPage({ sent, team, foot, onAgain }: { sent: Sent; team: string; foot: string; onAgain: () => void }) {
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <BarePage title={`${team} has your request`} lead={`It is number ${sent.number}.`} foot={foot}>
      <div ref={heading} tabIndex={-1} className="space-y-4 outline-none">
        <p className="text-base text-ink">
          This private link shows what becomes of it, and lets you answer when you are asked something. Whoever has it
          can read your request, so keep it to yourself.
        </p>
        <CopyLink label="Your private link" path={paths.tracking(sent.tracking)} />
        <p className="flex flex-wrap items-center gap-x-4 gap-y-2 text-dense">
          <Link href={paths.tracking(sent.tracking)}>Follow it now</Link>
          <Button tone="quiet" size="small" onPress={onAgain}>
            Send another request
          </Button>
        </p>
      </div>
    </BarePage>
  );
}
