import type { Comment } from "@throughline/contract/comments";
import type { ItemDetail } from "@throughline/contract/items";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { eventWords } from "../audit/event-words.ts";
import { client } from "../client.ts";
import { useDirectory } from "../organization/directory.ts";
import { queryClient } from "../query-client.ts";
import { useHere } from "../session/session.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { MarkdownView } from "../ui/markdown-view.tsx";
import { Switch } from "../ui/switch.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { showToast } from "../ui/toast-queue.ts";
import { TimeText } from "../ui/time-text.tsx";
import { CommentBox } from "./comment-box.tsx";
import { refusalSentence } from "./item-deeds.ts";
import { markedMentions } from "./mention-text.ts";

/** What was said about an item and what happened to it, in one thread. */
export function ItemActivity({ item }: { item: ItemDetail }) {
  const here = useHere();
  const directory = useDirectory();
  const [showsHistory, setShowsHistory] = useState(true);
  const comments = useQuery({ queryKey: ["comments", item.itemId], queryFn: () => allComments(item.itemId) });
  const history = useInfiniteQuery({
    queryKey: ["history", item.itemId],
    queryFn: ({ pageParam }) =>
      client.readItemHistory({ item: item.itemId, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const entries = useMemo(() => {
    const said = (comments.data ?? []).map((comment) => ({
      at: comment.createdAt,
      order: 1,
      id: comment.commentId,
      comment,
      event: null,
    }));
    const happened = showsHistory
      ? (history.data?.pages ?? []).flatMap((page) =>
          page.rows
            .filter((row) => row.name !== "item.commented")
            .map((row) => ({ at: row.occurredAt, order: row.number, id: `e${row.number}`, comment: null, event: row })),
        )
      : [];
    return [...said, ...happened].toSorted((a, b) => a.at.localeCompare(b.at) || a.order - b.order);
  }, [comments.data, history.data, showsHistory]);
  return (
    <section aria-label="Activity" className="space-y-3 border-t border-rule pt-4">
      <div className="flex items-center gap-3">
        <h2 className="flex-1 text-small font-medium text-muted">Activity</h2>
        <Switch isSelected={showsHistory} onChange={setShowsHistory}>
          Show history
        </Switch>
      </div>
      {showsHistory && history.hasNextPage ? (
        <Button
          tone="quiet"
          size="small"
          isPending={history.isFetchingNextPage}
          onPress={() => void history.fetchNextPage()}
        >
          Show earlier
        </Button>
      ) : null}
      <ol className="space-y-3">
        {entries.map(({ id, comment, event, at }) => {
          if (comment) return <CommentEntry key={id} comment={comment} />;
          const actor = event?.actorId ? directory.people.get(event.actorId) : undefined;
          return event ? (
            <li key={id} className="flex gap-2 text-small text-muted">
              <span className="mt-1.5 size-1.5 shrink-0 rounded-full bg-rule-strong" />
              <span className="min-w-0 flex-1">
                <span className="text-ink">{actor?.name ?? "Throughline"}</span>
                {actor?.kind === "agent" ? " (agent)" : ""} {eventWords(event, directory)}{" "}
                <TimeText at={at} className="text-faint" />
              </span>
            </li>
          ) : null;
        })}
      </ol>
      {here.may("item.comment") ? <CommentBox itemId={item.itemId} /> : null}
    </section>
  );
}

async function allComments(itemId: string): Promise<Comment[]> {
  const rows: Comment[] = [];
  for (let after: string | undefined; ;) {
    const page = await client.listComments({ item: itemId, limit: 200, ...(after === undefined ? {} : { after }) });
    rows.push(...page.rows);
    if (page.next === null || rows.length >= 5000) return rows;
    after = page.next;
  }
}

function CommentEntry({ comment }: { comment: Comment }) {
  const here = useHere();
  const { people } = useDirectory();
  const author = comment.authorId === null ? undefined : people.get(comment.authorId);
  const [draft, setDraft] = useState<string | null>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["comments", comment.itemId] });
  const save = async () => {
    try {
      await client.changeComment({ commentId: comment.commentId, body: draft ?? "", revision: comment.revision });
      setDraft(null);
      void refresh();
    } catch (error) {
      showToast({ text: "The comment was not saved", detail: refusalSentence(error), meaning: "bad" });
    }
  };
  const remove = async () => {
    try {
      await client.deleteComment({ commentId: comment.commentId });
      void refresh();
    } catch (error) {
      showToast({ text: "The comment was not deleted", detail: refusalSentence(error), meaning: "bad" });
    }
  };
  const isMine = comment.authorId === here.personId;
  return (
    <li className="flex gap-2">
      <Avatar name={author?.name ?? "?"} kind={author?.kind ?? "person"} isDecorative />
      <div className="min-w-0 flex-1">
        <p className="text-small">
          <span className="font-medium text-ink">{author?.name ?? "Someone"}</span>
          {author?.kind === "agent" ? <span className="text-muted"> (agent)</span> : null}{" "}
          <TimeText at={comment.createdAt} className="text-muted" />
          {comment.editedAt ? <span className="text-muted"> · edited</span> : null}
        </p>
        {draft === null ? (
          <MarkdownView text={markedMentions(comment.body)} />
        ) : (
          <div className="space-y-2">
            <TextArea label="Comment" isLabelHidden value={draft} onChange={setDraft} autoFocus />
            <div className="flex gap-2">
              <Button size="small" tone="primary" onPress={() => void save()}>
                Save
              </Button>
              <Button size="small" onPress={() => setDraft(null)}>
                Cancel
              </Button>
            </div>
          </div>
        )}
        {draft === null && (isMine || here.may("people.administer")) ? (
          <div className="flex gap-1">
            {isMine ? (
              <Button tone="quiet" size="small" onPress={() => setDraft(comment.body)}>
                Edit
              </Button>
            ) : null}
            <Button tone="quiet" size="small" onPress={() => void remove()}>
              Delete
            </Button>
          </div>
        ) : null}
      </div>
    </li>
  );
}
