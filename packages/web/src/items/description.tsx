import type { ItemDetail } from "@throughline/contract/items";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { MarkdownView } from "../ui/markdown-view.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { changeItem } from "./item-deeds.ts";

/** The description: read as Markdown, edited as text. What was typed is kept where saving fails, and through a reload. */
export function Description({ item, isReadOnly }: { item: ItemDetail; isReadOnly: boolean }) {
  const key = `throughline.description.${item.itemId}`;
  const [draft, setDraft] = useState<string | null>(() => sessionStorage.getItem(key));
  const [isPending, setPending] = useState(false);
  const keep = (text: string | null) => {
    setDraft(text);
    if (text === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  };
  const save = async () => {
    setPending(true);
    const taken = await changeItem(item.itemId, { description: draft ?? "" });
    setPending(false);
    if (taken) keep(null);
  };
  if (draft !== null && !isReadOnly) {
    return (
      <div
        role="group"
        aria-label="Edit the description"
        className="space-y-2"
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void save();
        }}
      >
        <TextArea
          label="Description"
          description="Markdown. Ctrl or ⌘ with Enter saves."
          value={draft}
          onChange={keep}
          rows={6}
          autoFocus
          maxLength={100_000}
        />
        <div className="flex gap-2">
          <Button tone="primary" size="small" isPending={isPending} onPress={() => void save()}>
            Save
          </Button>
          <Button size="small" onPress={() => keep(null)}>
            Cancel
          </Button>
        </div>
      </div>
    );
  }
  if (item.description === "") {
    return isReadOnly ? null : (
      <Button tone="quiet" size="small" onPress={() => keep("")}>
        Add a description
      </Button>
    );
  }
  return (
    <div className="group relative">
      <MarkdownView text={item.description} />
      {isReadOnly ? null : (
        <Button tone="quiet" size="small" onPress={() => keep(item.description)}>
          Edit description
        </Button>
      )}
    </div>
  );
}
