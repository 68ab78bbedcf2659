import { useState } from "react";
import { client } from "../client.ts";
import { useDirectory } from "../organization/directory.ts";
import { queryClient } from "../query-client.ts";
import { Button } from "../ui/button.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { refusalSentence } from "./item-deeds.ts";

/** Where a comment is written. `@` and a name mention someone; what was typed outlives a reload and a refusal. */
export function CommentBox({ itemId }: { itemId: string }) {
  const key = `throughline.comment.${itemId}`;
  const { people } = useDirectory();
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? "");
  const [error, setError] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const type = (next: string) => {
    setText(next);
    setError(null);
    sessionStorage.setItem(key, next);
  };
  const asked = /(?:^|\s)@([\p{L}\p{N}._-]{0,40})$/u.exec(text)?.[1]?.toLowerCase();
  const suggestions =
    asked === undefined
      ? []
      : [...people.values()]
          .filter((person) => person.state === "active" && person.name.toLowerCase().includes(asked))
          .slice(0, 6);
  const mention = (personId: string, name: string) =>
    type(`${text.replace(/@[\p{L}\p{N}._-]{0,40}$/u, "")}@[${name.replaceAll(/[[\]]/g, "")}](person:${personId}) `);
  const send = async () => {
    if (text.trim() === "") return;
    setPending(true);
    try {
      await client.createComment({ item: itemId, body: text });
      type("");
      sessionStorage.removeItem(key);
      await queryClient.invalidateQueries({ queryKey: ["comments", itemId] });
    } catch (failure) {
      setError(refusalSentence(failure));
    } finally {
      setPending(false);
    }
  };
  return (
    <div
      role="group"
      aria-label="Write a comment"
      className="space-y-2"
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void send();
      }}
    >
      <TextArea
        label="Comment"
        description="Markdown. @ mentions someone. Ctrl or ⌘ with Enter sends."
        value={text}
        onChange={type}
        rows={2}
        maxLength={50_000}
        {...(error === null ? {} : { error })}
      />
      {suggestions.length > 0 ? (
        <div className="flex flex-wrap gap-1" role="group" aria-label="Mention">
          {suggestions.map((person) => (
            <Button key={person.personId} size="small" onPress={() => mention(person.personId, person.name)}>
              {person.name}
            </Button>
          ))}
        </div>
      ) : null}
      <Button size="small" isPending={isPending} isDisabled={text.trim() === ""} onPress={() => void send()}>
        Comment
      </Button>
    </div>
  );
}
