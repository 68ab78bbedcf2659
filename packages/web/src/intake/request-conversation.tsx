import type { RequestDetail } from "@throughline/contract/requests";
import { useState } from "react";
import { client } from "../client.ts";
import { refusalSentence } from "../items/item-deeds.ts";
import { useDirectory } from "../organization/directory.ts";
import { queryClient } from "../query-client.ts";
import { focusOnMount } from "../session/focus-on-mount.ts";
import { useHere } from "../session/session.ts";
import { announce } from "../ui/announcer.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { isOpen, requestQuery } from "./request-queries.ts";
import { useDraft } from "./use-draft.ts";

/** What was asked and answered, and a place to answer for whoever may. */
export function RequestConversation({ request }: { request: RequestDetail }) {
  const here = useHere();
  const { people } = useDirectory();
  const isMine = request.requesterId === here.personId;
  const mayAnswer = isOpen(request) && (isMine || (request.state === "asked" && here.may("request.triage")));
  if (request.messages.length === 0 && !mayAnswer) return null;
  return (
    <section aria-label="Conversation" className="space-y-3">
      <h3 className="text-dense font-semibold">Conversation</h3>
      {request.messages.length === 0 ? null : (
        <ul className="space-y-3">
          {request.messages.map((message) => (
            <li key={message.messageId} className="border-l-2 border-rule-strong pl-3">
              <p className="flex flex-wrap items-baseline gap-x-2 text-small text-muted">
                <span className="font-medium text-ink">
                  {message.fromRequester
                    ? request.requesterName
                    : (people.get(message.authorId ?? "")?.name ?? "The team")}
                </span>
                <TimeText at={message.createdAt} />
                {message.internal ? <Badge>Between teams</Badge> : null}
              </p>
              <p className="mt-0.5 text-base whitespace-pre-wrap text-ink">{message.body}</p>
            </li>
          ))}
        </ul>
      )}
      {mayAnswer ? <Answer request={request} isMine={isMine} /> : null}
    </section>
  );
}

function Answer({ request, isMine }: { request: RequestDetail; isMine: boolean }) {
  const { draft, type, isKept, forget } = useDraft(`answer.${request.requestId}`, "");
  const [isWriting, setWriting] = useState(isMine || isKept);
  const [error, setError] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  if (!isWriting)
    return (
      <Button size="small" onPress={() => setWriting(true)}>
        Note an answer that came another way
      </Button>
    );
  const send = async () => {
    if (draft.trim() === "") {
      setError("Write the answer first");
      return;
    }
    setPending(true);
    try {
      const after = await client.answerRequest({ request: request.requestId, body: draft.trim() });
      queryClient.setQueryData(requestQuery(request.requestId).queryKey, after);
      forget();
      setWriting(isMine);
      announce("The answer is sent");
      for (const key of ["requests", "my-work"]) void queryClient.invalidateQueries({ queryKey: [key] });
    } catch (failure) {
      setError(refusalSentence(failure));
    } finally {
      setPending(false);
    }
  };
  return (
    <form
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextArea
        label={
          isMine ? (request.state === "asked" ? "Your answer" : "Add something") : `${request.requesterName} answered`
        }
        description={isMine ? undefined : "By telephone or in person, say; the clock goes on."}
        rows={2}
        value={draft}
        onChange={(text) => {
          type(text);
          setError(null);
        }}
        maxLength={20_000}
        {...(isMine ? {} : { inputRef: focusOnMount })}
        {...(error === null ? {} : { error })}
      />
      <Button
        type="submit"
        size="small"
        tone={isMine && request.state === "asked" ? "primary" : "plain"}
        isPending={isPending}
      >
        {isMine ? "Send" : "Note the answer"}
      </Button>
    </form>
  );
}
