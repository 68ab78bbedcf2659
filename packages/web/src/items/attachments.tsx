import type { Attachment } from "@throughline/contract/attachments";
import type { ItemDetail } from "@throughline/contract/items";
import { useQuery } from "@tanstack/react-query";
import { Paperclip, X } from "lucide-react";
import { useState } from "react";
import { client, currentOrganization } from "../client.ts";
import { queryClient } from "../query-client.ts";
import { useHere } from "../session/session.ts";
import { FileDrop } from "../ui/file-drop.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { ProgressBar } from "../ui/progress-bar.tsx";
import { showToast } from "../ui/toast-queue.ts";
import { TimeText } from "../ui/time-text.tsx";
import { refusalSentence } from "./item-deeds.ts";

const maxBytes = 25 * 1024 * 1024;

/** The files of an item. */
export function Attachments({ item }: { item: ItemDetail }) {
  const here = useHere();
  const { data } = useQuery({
    queryKey: ["attachments", item.itemId],
    queryFn: async () => (await client.listAttachments({ item: item.itemId })).rows,
  });
  const [sending, setSending] = useState(0);
  const add = async (files: readonly File[]) => {
    setSending((count) => count + files.length);
    try {
      const body = new FormData();
      for (const file of files) body.append("file", file, file.name);
      await client.addAttachment({ item: item.itemId }, { body });
      void queryClient.invalidateQueries({ queryKey: ["attachments", item.itemId] });
    } catch (error) {
      showToast({ text: "The file was not attached", detail: refusalSentence(error), meaning: "bad" });
    } finally {
      setSending((count) => count - files.length);
    }
  };
  const remove = async (file: Attachment) => {
    try {
      await client.deleteAttachment({ attachmentId: file.attachmentId });
      void queryClient.invalidateQueries({ queryKey: ["attachments", item.itemId] });
    } catch (error) {
      showToast({ text: `${file.name} was not removed`, detail: refusalSentence(error), meaning: "bad" });
    }
  };
  const canAdd = here.may("item.comment") && item.archivedAt === null;
  if (!canAdd && (data ?? []).length === 0) return null;
  return (
    <section aria-label="Files" className="space-y-2">
      {(data ?? []).length > 0 ? <h2 className="text-small font-medium text-muted">Files</h2> : null}
      <ul>
        {(data ?? []).map((file) => (
          <li key={file.attachmentId} className="flex min-h-row items-center gap-2 text-dense">
            <Icon of={Paperclip} size={14} />
            <a
              href={`/api/v1/attachments/${file.attachmentId}?organization=${currentOrganization() ?? ""}`}
              target="_blank"
              rel="noreferrer"
              className="min-w-0 truncate text-accent hover:underline"
            >
              {file.name}
            </a>
            <span className="shrink-0 text-small text-muted">{sizeText(file.size)}</span>
            <span className="flex-1" />
            <TimeText at={file.addedAt} className="shrink-0 text-small text-muted" />
            {file.addedBy === here.personId || here.may("people.administer") ? (
              <IconButton
                size="small"
                label={`Remove ${file.name}`}
                icon={<Icon of={X} size={12} />}
                onPress={() => void remove(file)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {sending > 0 ? <ProgressBar label={`Sending ${sending} ${sending === 1 ? "file" : "files"}`} /> : null}
      {canAdd ? (
        <FileDrop
          label="Attach files"
          hint="Drop them here; up to 25 MB each"
          isMultiple
          maxBytes={maxBytes}
          onFiles={(files) => void add(files)}
        />
      ) : null}
    </section>
  );
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
