import { Refused } from "@throughline/contract/client";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect, useState, type FormEvent, type ReactNode } from "react";
import { client } from "../client.ts";
import { BarePage } from "../frame/bare-page.tsx";
import { queryClient } from "../query-client.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { errorAt, useAttempt } from "../session/use-attempt.ts";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { ShapeMark } from "../ui/shape-mark.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { trackingSteps, trackingWords, type TrackingStep } from "./tracking-words.ts";
import { useDraft } from "./use-draft.ts";

/** A page without a stream: it asks again while it is looked at. */
const askAgainMs = 15_000;

/** A request as whoever sent it follows it, by the private link. */
export function TrackingPage() {
  const { tracking } = useParams({ strict: false }) as { tracking: string };
  const query = useQuery({
    queryKey: ["tracking", tracking],
    queryFn: () => client.readTracking({ tracking }),
    retry: false,
    refetchInterval: askAgainMs,
    staleTime: 0,
  });
  const tracked = query.data;
  const headline = tracked ? trackingWords(tracked).headline : null;
  useEffect(() => {
    if (headline === null || tracked === undefined) return;
    document.title = `${headline} · ${tracked.title}`;
    announce(`Request ${tracked.number}: ${headline}`);
    // Said anew only where it changed.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [headline]);
  if (!tracked) {
    if (!query.isError) return null;
    const isGone = query.error instanceof Refused && query.error.code === "not_found";
    return (
      <BarePage
        title={isGone ? "This link leads to no request" : "The request could not be read"}
        lead={isGone ? "A part of it may be missing. Use the one you were given, whole." : "The server did not answer."}
      >
        {isGone ? null : <Button onPress={() => void query.refetch()}>Try again</Button>}
      </BarePage>
    );
  }
  const { sentence } = trackingWords(tracked);
  const isOpen = tracked.state === "new" || tracked.state === "asked";
  return (
    <BarePage
      title={headline ?? ""}
      lead={sentence}
      foot={
        <>
          Request {tracked.number} to {tracked.team}, {tracked.organization}, sent <TimeText at={tracked.createdAt} />.
          Whoever has this link can read it.
        </>
      }
    >
      <div className="space-y-6">
        <Steps steps={trackingSteps(tracked)} isDeclined={tracked.state === "declined"} />
        {tracked.reason === "" ? null : (
          <p className="rounded bg-sunk px-3 py-2 text-base whitespace-pre-wrap text-ink">{tracked.reason}</p>
        )}
        <section aria-label="Your request">
          <h2 className="text-base font-semibold break-words">{tracked.title}</h2>
          {tracked.details.trim() === "" ? null : (
            <p className="mt-1 text-base whitespace-pre-wrap text-muted">{tracked.details}</p>
          )}
        </section>
        {tracked.messages.length === 0 ? null : (
          <ol className="space-y-3" aria-label="Messages">
            {tracked.messages.map((message, at) => (
              <li
                key={`${message.createdAt}-${at}`}
                className={classNames(
                  "border-l-2 pl-3",
                  message.fromRequester ? "border-rule-strong" : "border-accent-mark",
                )}
              >
                <p className="flex items-baseline gap-2 text-small text-muted">
                  <span className="font-medium text-ink">{message.fromRequester ? "You" : tracked.team}</span>
                  <TimeText at={message.createdAt} />
                </p>
                <p className="mt-0.5 text-base whitespace-pre-wrap text-ink">{message.body}</p>
              </li>
            ))}
          </ol>
        )}
        {isOpen ? <Answer tracking={tracking} isAsked={tracked.state === "asked"} /> : null}
      </div>
    </BarePage>
  );
}

/** The thread from here to done: what was reached is full, the rest open. */
function Steps({ steps, isDeclined }: { steps: readonly TrackingStep[]; isDeclined: boolean }): ReactNode {
  return (
    <ol className="flex" aria-label="Where it stands">
      {steps.map((step, at) => (
        <li key={step.name} className={classNames("min-w-0", at < steps.length - 1 && "flex-1")}>
          <span className="flex items-center">
            <ShapeMark
              shape={isDeclined && at === 1 ? "square" : step.isReached ? "disc" : "ring"}
              size={12}
              className={isDeclined && at === 1 ? "text-bad-mark" : step.isReached ? "text-accent-mark" : "text-faint"}
            />
            {at < steps.length - 1 ? (
              <span
                aria-hidden
                className={classNames(
                  "mx-1 h-px flex-1",
                  steps[at + 1]?.isReached ? "bg-accent-mark" : "bg-rule-strong",
                )}
              />
            ) : null}
          </span>
          <span className={classNames("mt-1 block pr-2 text-small", step.isReached ? "text-ink" : "text-muted")}>
            {step.name}
            <span className="sr-only">{step.isReached ? ", reached" : ", not yet"}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function Answer({ tracking, isAsked }: { tracking: string; isAsked: boolean }): ReactNode {
  const { draft, type, forget } = useDraft(`track.${tracking.slice(-16)}`, "");
  const { attempt, isPending, failure, clear } = useAttempt();
  const [isEmpty, setEmpty] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (draft.trim() === "") {
      setEmpty(true);
      return;
    }
    const answered = await attempt(() => client.answerTracking({ tracking, body: draft.trim() }));
    if (!answered) return;
    queryClient.setQueryData(["tracking", tracking], answered.done);
    forget();
    announce("Your answer is sent");
  };
  return (
    <form className="space-y-3" noValidate onSubmit={(event) => void send(event)}>
      <TextArea
        label={isAsked ? "Your answer" : "Anything to add?"}
        value={draft}
        onChange={(text) => {
          type(text);
          setEmpty(false);
          clear();
        }}
        maxLength={20_000}
        {...(isEmpty ? { error: "Write your answer first" } : errorAt(failure, "body"))}
      />
      <FailureNotice failure={failure} shown={["body"]} />
      <Button type="submit" tone={isAsked ? "primary" : "plain"} isPending={isPending}>
        {isAsked ? "Send answer" : "Send"}
      </Button>
    </form>
  );
}
